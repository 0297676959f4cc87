package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/english"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// sample is an article as silver.py reads and writes it: silver.py adds Tags,
// Lemmas, Heads, Deps and Names to what the tokens command prints.
type sample struct {
	ID        string     `json:"id"`
	Sentences []sentence `json:"sentences"`
}

// sentence holds its tokens in columns, which keeps the files small.
type sentence struct {
	Words  []string `json:"words"`
	Starts []int    `json:"starts"` // bytes into the article's text
	Spaces []bool   `json:"spaces"` // whether a space follows
	Tags   []string `json:"tags,omitempty"`
	Lemmas []string `json:"lemmas,omitempty"`
	Heads  []int    `json:"heads,omitempty"` // -1 for the root
	Deps   []string `json:"deps,omitempty"`
	Names  []string `json:"names,omitempty"` // as Token.Name
}

// tokens prints every article of the files as a sample: paragraphs are lines,
// sentences are split inside them. An article without an id takes the number of
// its line.
func tokens(files []string, w io.Writer) error {
	split, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		return fmt.Errorf("the sentence splitter's data: %w", err)
	}
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, file := range files {
		err := lines(file, func(n int, line []byte) error {
			var a struct{ ID, Text string }
			if err := json.Unmarshal(line, &a); err != nil {
				return err
			}
			if a.ID == "" {
				a.ID = fmt.Sprintf("%s:%d", file, n)
			}
			return enc.Encode(sample{a.ID, cut(split, a.Text)})
		})
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

func cut(split *sentences.DefaultSentenceTokenizer, text string) []sentence {
	var all []sentence
	at := 0
	for line := range strings.Lines(text) {
		// The splitter's own offsets drift after some characters, so its
		// sentences are looked up in the line.
		from := 0
		for _, s := range split.Tokenize(line) {
			body := strings.TrimSpace(s.Text)
			i := strings.Index(line[from:], body)
			if i < 0 || body == "" {
				continue
			}
			start := at + from + i
			ts := syntax.Tokenize(text, start, start+len(body))
			from += i + len(body)
			if len(ts) == 0 {
				continue
			}
			var one sentence
			for k, t := range ts {
				one.Words = append(one.Words, t.Text)
				one.Starts = append(one.Starts, t.Start)
				one.Spaces = append(one.Spaces, k+1 < len(ts) && ts[k+1].Start > t.End)
			}
			all = append(all, one)
		}
		at += len(line)
	}
	return all
}

// lines calls f with every line of the file, and names file and line in its
// errors.
func lines(file string, f func(n int, line []byte) error) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	s := bufio.NewScanner(in)
	s.Buffer(nil, 1<<30)
	n := 0
	for s.Scan() {
		n++
		if len(s.Bytes()) == 0 {
			continue
		}
		if err := f(n, s.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
