// Command train rebuilds and measures the weights of package syntax. README.md
// one folder up gives the commands.
//
//	train tokens ARTICLES.jsonl...   cut articles into the sentences and tokens that silver.py annotates
//	train fit SILVER.jsonl...        learn the weights
//	train glance SILVER.jsonl...     teach glances what the weights decide
//	train eval SILVER.jsonl...       measure the built-in weights
//	train show                       parse sentences
package main

import (
	"fmt"
	"os"
)

const usage = `usage: train COMMAND ...
  tokens ARTICLES.jsonl...   print the sentences and tokens of articles, for silver.py
  fit SILVER.jsonl...        learn the weights from what silver.py printed
  glance SILVER.jsonl...     teach glances what the weights decide
  eval SILVER.jsonl...       measure the built-in weights
  show                       parse standard input, a sentence a line`

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "tokens":
		err = tokens(os.Args[2:], os.Stdout)
	case "eval":
		err = eval(os.Args[2:], os.Stdout)
	case "show":
		err = show()
	case "glance":
		err = glance(os.Args[2:])
	case "fit":
		err = fit(os.Args[2:])
	default:
		fmt.Fprintf(os.Stderr, "train: no command %q\n%s\n", os.Args[1], usage)
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}
