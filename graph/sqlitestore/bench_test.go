package sqlitestore

import (
	"path/filepath"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// BenchmarkLoad prints how many events a second are loaded into a new file.
func BenchmarkLoad(b *testing.B) {
	claims := storetest.Stream(0, 8000)
	for b.Loop() {
		b.StopTimer()
		s, err := Open(b.Context(), Options{Path: filepath.Join(b.TempDir(), "graph.db"), Linker: graph.Exact{}})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Init(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := s.Load(b.Context(), claims); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		s.Close(b.Context())
		b.StartTimer()
	}
	b.ReportMetric(float64(5*len(claims)*b.N)/b.Elapsed().Seconds(), "events/s")
}
