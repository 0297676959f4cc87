package storetest

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
)

// These tell a test binary that it is the program to be killed, where its store
// is, and how many articles to load.
const (
	childVariable    = "DEMARCHE_TEST_CHILD"
	articlesVariable = "DEMARCHE_TEST_CHILD_ARTICLES"
)

// killPiece is how many articles the program loads at once.
const killPiece = 10

// Child loads articles when this process was started by Killed, and tells
// whether it was. Call it from TestMain, before everything else.
func Child(open func(ctx context.Context, where string) (graph.Store, error)) bool {
	where := os.Getenv(childVariable)
	if where == "" {
		return false
	}
	ctx := context.Background()
	articles, err := strconv.Atoi(os.Getenv(articlesVariable))
	if err != nil {
		panic(err) // only Killed starts the program
	}
	s, err := open(ctx, where)
	for i := 0; err == nil && i < articles; i += killPiece {
		if _, err = s.Load(ctx, Stream(i, killPiece)); err == nil {
			fmt.Println(i)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return true
}

// Killed starts the test binary again as a program that loads articles into the
// store at where, kills it with SIGKILL in the middle, several times, and then
// loads what the program would have: the store must be sound after each time,
// and hold in the end what an undisturbed load gives. Articles is how many there
// are; loading them must take longer than 300 ms.
func Killed(t *testing.T, s graph.Store, where string, l graph.Linker, articles int) {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 5))
	interrupted := 0
	for range 4 {
		if killOnce(t, where, articles, time.Duration(r.IntN(300))*time.Millisecond) {
			interrupted++
		}
		// A server may still be ending the transaction of the program.
		var faults []string
		var err error
		for range 100 {
			if faults, err = s.Check(t.Context()); err == nil && len(faults) == 0 {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		if err != nil || len(faults) > 0 {
			t.Fatalf("after the kill: %q, %v", faults, err)
		}
	}
	if interrupted == 0 {
		t.Fatal("the program was always faster than the kill: nothing was tested")
	}
	all := Stream(0, articles)
	if _, err := s.Load(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	if err := Same(t.Context(), s, all, l, nil); err != nil {
		t.Error(err)
	}
}

// killOnce reports whether the program was killed before it had ended.
func killOnce(t *testing.T, where string, articles int, after time.Duration) bool {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), childVariable+"="+where, fmt.Sprintf("%s=%d", articlesVariable, articles))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Scan() // the first piece has landed
	time.Sleep(after)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	last := lines.Text()
	for lines.Scan() {
		last = lines.Text()
	}
	cmd.Wait() // it says that it was killed
	return last != fmt.Sprint(articles-killPiece)
}
