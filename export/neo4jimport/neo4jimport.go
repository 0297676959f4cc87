// Package neo4jimport writes a whole graph as the CSV files that `neo4j-admin
// database import full` reads, which makes a new Neo4j database of millions of
// nodes in the time that transactions take for some ten thousand.
//
// What is written is everything, bookkeeping included: the database is then a
// graph of demarche like one that was loaded, and more can be loaded into it.
// Constraints and indexes are no part of it; graph.Store.Init makes them when it
// first sees such a database.
package neo4jimport

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// Source is the graph that is written, see graph.Store.
type Source interface {
	Stats(ctx context.Context) (graph.Stats, error)
	Dump(ctx context.Context, table string, each func(graph.Row) error) error
}

// Result says what was written.
type Result struct {
	Nodes, Edges int64
	// Command is how the files are imported, to be run in their folder where
	// neo4j-admin is. It also stands in the file Script.
	Command []string
}

// Script is the file with the command.
const Script = "import.sh"

// Unindexed is a property of the marker node of a database that was imported: it
// has no constraints and indexes yet.
const Unindexed = "unindexed"

// errDelimiter is why a file must be begun anew.
var errDelimiter = errors.New("the delimiter of lists stands in a value")

// delimiters are what may stand between the values of a list: characters that no
// text has, each tried when one has the former. Their names are those that
// neo4j-admin takes.
var delimiters = []delimiter{{"\x1f", "U+001F"}, {"\x1e", "U+001E"}, {"\x1d", "U+001D"}, {"\x1c", "U+001C"}, {"\x01", "U+0001"}, {"\x02", "U+0002"}}

type delimiter struct{ char, name string }

// Write writes the files into a folder, which is made where it is missing and
// must be empty else. Nothing should be loaded into the graph meanwhile.
func Write(ctx context.Context, from Source, dir string) (Result, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Result{}, err
	}
	there, err := os.ReadDir(dir)
	if err != nil {
		return Result{}, err
	}
	if len(there) > 0 {
		return Result{}, fmt.Errorf("the folder %s is not empty: give another one, or remove what is in it", dir)
	}
	for _, d := range delimiters {
		var r Result
		r, err = write(ctx, from, dir, d)
		if !errors.Is(err, errDelimiter) {
			return r, err
		}
	}
	return Result{}, err
}

func write(ctx context.Context, from Source, dir string, d delimiter) (Result, error) {
	st, err := from.Stats(ctx)
	if err != nil {
		return Result{}, err
	}
	r := Result{Command: []string{"neo4j-admin", "database", "import", "full", "neo4j",
		"--id-type=string", "--multiline-fields=true", "--array-delimiter=" + d.name, "--bad-tolerance=0"}}
	if err := inFile(dir, marker, func(f *file) error {
		f.list = d.char
		f.header("id:ID("+marker+")", "schema:long", "linker:string", Unindexed+":boolean", ":LABEL")
		f.text("graph")
		f.int(int64(st.Schema))
		f.text(st.Linker)
		f.bare("true")
		f.text(marker)
		return f.end()
	}); err != nil {
		return Result{}, err
	}
	r.Nodes++
	r.Command = append(r.Command, "--nodes="+marker+".csv")
	tables := graph.Tables()
	for i := range tables {
		t := &tables[i]
		var n int64
		if err := inFile(dir, t.Name, func(f *file) (err error) {
			f.list = d.char
			switch {
			case t.Name == graph.LinkKeyNode:
				n, err = writeKeys(ctx, from, f)
			case t.Edge():
				n, err = writeEdges(ctx, from, f, t)
			default:
				n, err = writeNodes(ctx, from, f, t)
			}
			return err
		}); err != nil {
			return Result{}, err
		}
		if t.Edge() {
			r.Edges += n
			r.Command = append(r.Command, "--relationships="+t.Name+".csv")
		} else {
			r.Nodes += n
			r.Command = append(r.Command, "--nodes="+t.Name+".csv")
		}
	}
	return r, os.WriteFile(filepath.Join(dir, Script), []byte(script(r.Command)), 0o755)
}

// marker is the label of the node that says that a database is a graph of
// demarche, as package neo4jstore has it.
const marker = "Demarche"

// script is the command for people to run.
func script(command []string) string {
	return `#!/bin/sh
# Makes the database "neo4j" from the files beside this one. Run it where the
# server is, while the server is stopped, as the user that it runs as. What else
# is given here goes to neo4j-admin: --overwrite-destination to replace a database.
# Then start the server and run "demarche store init", which makes the constraints
# and indexes; ingesting does so too.
cd "$(dirname "$0")" || exit 1
exec ` + strings.Join(command[:4], " ") + " " + strings.Join(command[5:], " \\\n  ") + ` "$@" ` + command[4] + "\n"
}

// inFile writes one file.
func inFile(dir, name string, f func(*file) error) error {
	out, err := os.Create(filepath.Join(dir, name+".csv"))
	if err != nil {
		return err
	}
	w := &file{out: bufio.NewWriterSize(out, 1<<16)}
	err = f(w)
	if e := w.out.Flush(); err == nil {
		err = e
	}
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}
