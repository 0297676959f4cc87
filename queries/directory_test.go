package queries_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/queries"
)

func TestSearchForgivesSpelling(t *testing.T) {
	d, err := queries.ReadDirectory(t.Context(), open(t))
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"Ada Moreau":  "Ada Moreau",
		"moreau":      "Ada Moreau",
		"NOVÁK":       "Béla Novák",
		"Bela Nov":    "Béla Novák",
		"Moraeu":      "Ada Moreau ~", // swapped
		"Novakk":      "Béla Novák ~",
		"aydan":       "Cem Aydın ~",
		"O’Hara":      "Dana O'Hara",
		"ada novak":   "",
		"xy":          "",
		"":            "",
		"turkiye":     "Türkiye",
		"moreau frog": "",
	} {
		var have []string
		for _, h := range d.Search(typed, "", 5) {
			name := h.Name
			if h.Near {
				name += " ~"
			}
			have = append(have, name)
		}
		if strings.Join(have, ", ") != want {
			t.Errorf("%q finds %q, want %q", typed, have, want)
		}
	}
	if have := d.Search("a", "", 2); len(have) != 2 {
		t.Errorf("limit 2: %v", have)
	}
	if have := fmt.Sprint(d.Search("france", "person", 5)); have != "[]" {
		t.Errorf("no person is called France: %v", have)
	}
}
