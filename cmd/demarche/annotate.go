package main

import (
	"bufio"
	"context"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/article"
)

func (a *app) annotateCommand() *cobra.Command {
	var in intake
	var format string
	cmd := &cobra.Command{
		Use:   "annotate PATH...",
		Short: "Show what is read in articles: sentences, actors, dates, places, triggers",
		Long: `Reads articles and shows what was understood, in the order of the input: the
sentences, and in them the actors with who they are, the dates with what they
mean, the places with where they are, and the words that tell of a call, talks or
a statement.

text is for people. jsonl is an article a line. html is one page with the words
coloured, without scripts and without anything from the network.`,
		Example: `  demarche annotate examples/kremlin-call-2025.txt
  demarche annotate --format jsonl examples/
  demarche annotate --format html examples/ > annotated.html`,
		Args: cobra.MinimumNArgs(1),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			return a.annotate(ctx, in, args, format)
		}),
	}
	in.flags(cmd, "input-format")
	formatFlag(cmd, &format, "text", annotationFormats)
	return cmd
}

// annotationFormats are those in which annotations are printed.
var annotationFormats = []string{"text", "jsonl", "html"}

// annotated is an article with what was read in it.
type annotated struct {
	outcome outcome
	article *article.Article
	extract.Annotation
}

func (a *app) annotate(ctx context.Context, in intake, paths []string, format string) error {
	if err := checkFormat(format, annotationFormats); err != nil {
		return err
	}
	out := bufio.NewWriter(a.stdout)
	w, err := newAnnotationWriter(out, format)
	if err != nil {
		return err
	}
	find := func(x *extract.Extractor, items iter.Seq[sifted]) iter.Seq[annotated] {
		return ordered(ctx, items, a.workers(), func(in sifted) annotated {
			found := annotated{article: in.item.Article}
			found.outcome = a.work(annotator{x, &found.Annotation}, in)
			return found
		})
	}
	return show(ctx, a, in, paths, out, w, find, func(f *annotated) *outcome { return &f.outcome })
}

func newAnnotationWriter(out io.Writer, format string) (shown[annotated], error) {
	switch format {
	case "jsonl":
		return annotationLines{out}, nil
	case "html":
		return newAnnotationPage(out)
	}
	return annotationText{out}, nil
}

// annotationLines prints an object a line.
type annotationLines struct{ out io.Writer }

func (w annotationLines) write(a *annotated) error {
	line, err := marshal(&a.Annotation)
	if err != nil {
		return err
	}
	_, err = w.out.Write(append(line, '\n'))
	return err
}

func (annotationLines) close() error { return nil }
