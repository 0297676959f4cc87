package main

import (
	"os"
	"strings"
	"testing"
)

// That the files are right is tested where they are written; here, that the
// command writes them.
func TestExportForImport(t *testing.T) {
	w := newWorkplace(t)
	w.ingest(t)
	r := demarche(t, "", "export", "--format", "neo4j-import", "--folder", "out").must(t, codeDone)
	r.says(t, " nodes and ", " edges are in out", "neo4j-admin database import full neo4j ")
	b, err := os.ReadFile("out/Article.csv")
	if err != nil || strings.Count(string(b), "\n") != loaded(t)+1 {
		t.Errorf("%v: Article.csv is\n%s", err, b)
	}
	demarche(t, "", "export", "--format", "neo4j-import", "--folder", "out").must(t, codeFailed).says(t, "is not empty")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"name the folder", []string{"--format", "neo4j-import"}},
		{"leave the filters out", []string{"--format", "neo4j-import", "--folder", "new", "--actor", "Putin"}},
		{"only --format neo4j-import writes into a folder", []string{"--format", "csv", "--folder", "new"}},
	} {
		demarche(t, "", append([]string{"export"}, c.args...)...).must(t, codeUsage).says(t, c.words)
	}
}
