package prosetagger

import (
	"bytes"
	"encoding/gob"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
	"github.com/mingrammer/commonregex"
)

func TestWeightsAreProses(t *testing.T) {
	asset := func(name string) []byte {
		b, err := prose.Asset("model/AveragedPerceptron/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	var classes []string
	var known map[string]string
	if err := gob.NewDecoder(bytes.NewReader(asset("classes.gob"))).Decode(&classes); err != nil {
		t.Fatal(err)
	}
	if err := gob.NewDecoder(bytes.NewReader(asset("tags.gob"))).Decode(&known); err != nil {
		t.Fatal(err)
	}
	want, err := Pack(asset("weights.gob"), classes, known)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(packed, want) {
		t.Error("weights.bin is not made of the weights of this version of prose: run go generate ./extract/syntax/internal/prosetagger")
	}
}

func TestPatternsAreCommonregexs(t *testing.T) {
	if linkPattern != commonregex.LinkPattern || addressPattern != commonregex.EmailPattern {
		t.Error("the patterns of links and addresses are not those that prose uses")
	}
	for _, text := range []string{
		"a.bc", "www.example.org", "x..y", "Mr.", "U.S.", "U.S.-led", "2.50", "2.5", "...", "..a", "-.-a", "e.g.", "é.com", "A.bc", "9.bc)", ".com", "10.30am",
		"v.(x)y", "ab.c(d)",
	} {
		if link().MatchString(text) && !mayLink(text) {
			t.Errorf("%q is a link, and was not looked at", text)
		}
	}
}

// Prose gives equal words of one document one tag, that of the last, so no
// sentence here may have a word twice.
var sentences = []string{
	"President Putin spoke by phone on Monday with his Turkish counterpart, the Kremlin said.",
	"The two ministers didn't discuss a cease-fire when they met in Ankara during 2019.",
	"She will fly to Kyiv next week; officials expect 25 delegations.",
	"Talks were suspended after Israel's cabinet rejected the Qatari-led proposal",
	"“We’re ready,” he told reporters at 10:30, adding nothing.",
	"Foreign Secretary James Cleverly is meeting Wang Yi - China's top diplomat - again",
	"Who could have been received by Erdoğan yesterday?",
	"INDIA, PAKISTAN RESUME DIALOGUE AS ENVOYS MEET",
	"It cost $1.45 million, about 3.5 % of GDP, see www.example.org or write to a.b@example.org",
	"No 0 deal was struck between them despite pressure from Washington and its closest allies.",
	"Having met twice, both leaders agreed to keep talking through intermediaries",
	"Côte d'Ivoire's Ouattara hosted Élysée envoys",
}

func TestTagsAreProses(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var scratch Scratch
	compared := 0
	for _, s := range sentences {
		doc, err := prose.NewDocument(s, prose.WithExtraction(false), prose.WithSegmentation(false))
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		seen := map[string]bool{}
		for _, tok := range doc.Tokens() {
			if seen[tok.Text] && strings.ContainsAny(strings.ToLower(tok.Text), "abcdefghijklmnopqrstuvwxyz") {
				t.Fatalf("%q has %q twice", s, tok.Text)
			}
			seen[tok.Text] = true
			words = append(words, tok.Text)
		}
		tags := make([]uint8, len(words))
		p.Tag(words, tags, &scratch)
		for i, tok := range doc.Tokens() {
			if got := p.names[tags[i]]; got != tok.Tag {
				t.Errorf("%q: %q is %s, prose says %s", s, tok.Text, got, tok.Tag)
			}
			compared++
		}
	}
	if compared < 120 {
		t.Errorf("compared only %d words", compared)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
