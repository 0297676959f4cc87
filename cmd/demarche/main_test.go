package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/queue/queuetest"
)

// runVariable makes the test binary be demarche itself, for tests that need a
// process: to be killed, or to have its output closed.
const runVariable = "DEMARCHE_TEST_RUN"

// root is the top of the repository.
var root, _ = filepath.Abs("../..") // fails only where there is no working directory

func TestMain(m *testing.M) {
	if os.Getenv(runVariable) != "" {
		main()
	}
	if queuetest.Child() {
		return
	}
	os.Exit(neo4jtest.Main(m))
}

// shared is loaded once for all tests.
var shared = knowledge{
	extractor: func(dirs ...string) (*extract.Extractor, error) {
		if len(dirs) > 0 {
			return extract.New(dirs...)
		}
		return sharedExtractor()
	},
	lexicon: func(dirs ...string) (*lexicon.Lexicon, error) {
		if len(dirs) > 0 {
			return lexicon.Load(dirs...)
		}
		return sharedLexicon()
	},
}

var (
	sharedExtractor = sync.OnceValues(func() (*extract.Extractor, error) { return extract.New() })
	sharedLexicon   = sync.OnceValues(func() (*lexicon.Lexicon, error) { return lexicon.Load() })
)

// result is what a command did.
type result struct {
	stdout, stderr string
	code           int
}

// demarche runs the program in this process.
func demarche(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	return demarcheIn(t.Context(), stdin, args...)
}

func demarcheIn(ctx context.Context, stdin string, args ...string) result {
	var out, err bytes.Buffer
	a := &app{stdin: strings.NewReader(stdin), stdout: &out, stderr: &err, knowledge: shared}
	code := a.run(ctx, args)
	return result{out.String(), err.String(), code}
}

// must fails the test when a command did not end with that code.
func (r result) must(t *testing.T, code int) result {
	t.Helper()
	if r.code != code {
		t.Fatalf("exit code %d, want %d\nstdout: %.500s\nstderr: %.2000s", r.code, code, r.stdout, r.stderr)
	}
	return r
}

// says fails the test when stderr does not hold all of the words.
func (r result) says(t *testing.T, words ...string) result {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(r.stderr, w) {
			t.Errorf("stderr does not say %q:\n%s", w, r.stderr)
		}
	}
	return r
}

// process prepares the program as a process of its own.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), runVariable+"=1")
	return cmd
}

// workplace is an empty folder with the examples and the annotated articles in it,
// where commands are run.
type workplace struct{ dir string }

func newWorkplace(t *testing.T) *workplace {
	t.Helper()
	w := &workplace{t.TempDir()}
	for _, folder := range []string{"examples", "extract/testdata/gold"} {
		if err := os.CopyFS(filepath.Join(w.dir, folder), os.DirFS(filepath.Join(root, folder))); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(w.dir, "config"))
	for _, name := range os.Environ() {
		if name, _, _ := strings.Cut(name, "="); strings.HasPrefix(name, "DEMARCHE_") && !strings.HasPrefix(name, "DEMARCHE_TEST_") {
			t.Setenv(name, "")
		}
	}
	t.Chdir(w.dir)
	return w
}

// ingest loads the examples.
func (w *workplace) ingest(t *testing.T) {
	t.Helper()
	demarche(t, "", "ingest", "examples/").must(t, codeDone)
}

// line runs a line as it would be typed into a shell, which may hold double
// quotes, pipes, and < and > with files.
func (w *workplace) line(t *testing.T, line string) result {
	t.Helper()
	stdin := ""
	var r result
	for i, command := range splitLine(t, line) {
		if command.name != "demarche" {
			t.Fatalf("%q runs %q: this test knows only demarche", line, command.name)
		}
		if command.from != "" {
			b, err := os.ReadFile(command.from)
			if err != nil {
				t.Fatal(err)
			}
			stdin = string(b)
		} else if i > 0 {
			stdin = r.stdout
		}
		r = demarche(t, stdin, command.args...)
		if command.to != "" {
			if err := os.WriteFile(command.to, []byte(r.stdout), 0o600); err != nil {
				t.Fatal(err)
			}
			r.stdout = ""
		}
	}
	return r
}

type typed struct {
	name     string
	args     []string
	from, to string
}

func splitLine(t *testing.T, line string) []typed {
	t.Helper()
	var words []string
	var word strings.Builder
	quoted, has := false, false
	for _, r := range line + " " {
		switch {
		case r == '"':
			quoted, has = !quoted, true
		case r == ' ' && !quoted:
			if has {
				words = append(words, word.String())
			}
			word.Reset()
			has = false
		default:
			word.WriteRune(r)
			has = true
		}
	}
	if quoted {
		t.Fatalf("%q: a quotation mark is not closed", line)
	}
	var commands []typed
	for len(words) > 0 {
		end := slices.Index(words, "|")
		one := words
		if words = nil; end >= 0 {
			one, words = one[:end], one[end+1:]
		}
		c := typed{name: one[0]}
		for i := 1; i < len(one); i++ {
			switch one[i] {
			case "<":
				i++
				c.from = one[i]
			case ">":
				i++
				c.to = one[i]
			default:
				c.args = append(c.args, one[i])
			}
		}
		commands = append(commands, c)
	}
	return commands
}

func TestSplitLine(t *testing.T) {
	got := fmt.Sprint(splitLine(t, `demarche a "b c" d="e f" | demarche load - < x > y`))
	if want := "[{demarche [a b c d=e f]  } {demarche [load -] x y}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// toFile keeps what a command printed.
func (r result) toFile(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(r.stdout), 0o600); err != nil {
		t.Fatal(err)
	}
}
