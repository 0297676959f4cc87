package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/demarche-graph/demarche/queries"
)

// formatFlag adds --format.
func formatFlag(cmd *cobra.Command, format *string, usual string, formats []string) {
	cmd.Flags().StringVar(format, "format", usual, "`FORMAT` of the output: "+strings.Join(formats, ", "))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
}

func checkFormat(format string, formats []string) error {
	if !slices.Contains(formats, format) {
		return usagef("--format: %q is none of %s", format, strings.Join(formats, ", "))
	}
	return nil
}

// answerFormats are those of answers and timelines.
func answerFormats() []string {
	var names []string
	for _, f := range queries.Formats() {
		names = append(names, string(f))
	}
	return names
}

func answerFormat(name string) (queries.Format, error) {
	f, err := queries.ParseFormat(name)
	if err != nil {
		return "", usagef("--format: %w", err)
	}
	return f, nil
}

// width is that of the terminal, to which tables are fitted, 0 for a file or a
// pipe.
func width(stream any) int {
	if !terminal(stream) {
		return 0
	}
	n, _, err := term.GetSize(int(stream.(*os.File).Fd()))
	if err != nil {
		return 0
	}
	return n
}

// marshal is json.Marshal without the escapes that only web pages need, and with
// those that a terminal needs: JSON leaves the control characters of C1 as they
// are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	line := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if !bytes.ContainsFunc(line, queries.Risky) {
		return line, nil
	}
	var safe []byte
	for _, r := range string(line) { // in JSON they stand inside of strings alone
		if queries.Risky(r) {
			safe = fmt.Appendf(safe, `\u%04x`, r)
		} else {
			safe = utf8.AppendRune(safe, r)
		}
	}
	return safe, nil
}

// printable replaces what a terminal acts on, which the name of a file or the
// words of an article may hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return ' '
		case r != '\n' && r != '\t' && queries.Risky(r):
			return '\uFFFD'
		}
		return r
	}, s)
}

// oneLine is printable text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }
