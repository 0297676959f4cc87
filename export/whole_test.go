package export

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/storetest"
	"github.com/demarche-graph/demarche/queries"
)

// Written row by row from the store or from memory, an export is the same.
func TestTheWholeGraphIsWrittenTheSameFromTheStore(t *testing.T) {
	s := open(t)
	random := storetest.NewRandom(7)
	claims := make([]graph.Claims, 60)
	for i := range claims {
		claims[i] = random.Claims(fmt.Sprintf("a%02d", i))
	}
	if _, err := s.Load(t.Context(), claims); err != nil {
		t.Fatal(err)
	}
	held, err := Read(t.Context(), s, queries.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Graphs() {
		if f.stream == nil {
			continue
		}
		p, err := f.Read(t.Context(), s, queries.Filter{})
		if err != nil || p.Rows != nil {
			t.Fatalf("%s: %v, or rows are held", f.Name, err)
		}
		if have, want := written(t, p, f.Name), written(t, held, f.Name); !bytes.Equal(have, want) {
			t.Errorf("%s differs:\n have %.2000s\n want %.2000s", f.Name, have, want)
		}
	}
}

// broad is a graph of many reports with long quotes, made while it is read.
type broad struct {
	Store
	articles int
	// most is the largest heap that was seen.
	most uint64
}

func (b *broad) Dump(_ context.Context, table string, each func(graph.Row) error) error {
	t := graph.TableNamed(table)
	set := func(values map[string]any) graph.Row {
		r := make(graph.Row, len(t.Columns))
		for name, v := range values {
			r[t.Column(name)] = v
		}
		return r
	}
	for i := range b.articles {
		var r graph.Row
		article, talks := fmt.Sprintf("a%07d", i), fmt.Sprintf("e%07d", i)
		switch table {
		case graph.ArticleNode:
			r = set(map[string]any{"id": article})
		case graph.EventNode:
			r = set(map[string]any{"id": talks, "type": "talks", "modality": "held", "date": "2025-05-19", "date_start": "2025-05-19", "date_end": "2025-05-19", "precision": "day", "summary": "Talks"})
		case graph.ReportsEdge:
			quote := strings.Repeat("x", 4000)
			r = set(map[string]any{"id": "r", "quote": quote, "modality": "held", "claim": quote})
			r[0], r[1] = article, talks
		case graph.ActorNode:
			if i > 1 {
				return nil
			}
			r = set(map[string]any{"id": fmt.Sprintf("person:%d", i), "name": "Somebody", "kind": "person"})
		case graph.ParticipatedEdge:
			r = graph.Row{fmt.Sprintf("person:%d", i%2), talks, "participant", nil, nil}
		default:
			return nil
		}
		if err := each(r); err != nil {
			return err
		}
		if i%10_000 == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.most = max(b.most, m.HeapAlloc)
		}
	}
	return nil
}

func TestTheWholeGraphNeedNotFitIntoMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 300 MB for each format: run go test without -short")
	}
	for _, f := range Graphs() {
		if f.stream == nil {
			continue
		}
		runtime.GC()
		var before runtime.MemStats
		runtime.ReadMemStats(&before)
		b := &broad{articles: 40_001}
		p, err := f.Read(t.Context(), b, queries.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Write(t.Context(), io.Discard, p); err != nil {
			t.Fatal(err)
		}
		used := int64(b.most) - int64(before.HeapAlloc)
		t.Logf("%s: %d MiB at most", f.Name, used>>20)
		if used > 32<<20 { // the quotes alone are 150
			t.Errorf("%s: %d MiB of a graph of 300 are in memory", f.Name, used>>20)
		}
	}
}
