package lexicon

import (
	"os"
	"testing"
)

// TestDataIsSound reads every dictionary file in data and fails with file:line
// for each defect.
func TestDataIsSound(t *testing.T) {
	tables, faults := check(os.DirFS("."), "data")
	for i, f := range faults {
		if i == 100 {
			t.Errorf("and %d more", len(faults)-i)
			break
		}
		t.Error(f)
	}
	for kind, ts := range tables {
		n := 0
		for _, table := range ts {
			n += len(table.rows)
		}
		t.Logf("%s: %d rows in %d files", kind, n, len(ts))
	}
}
