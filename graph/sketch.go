package graph

import (
	"encoding/base64"
	"encoding/binary"
	"math"
	"strings"
)

// A sketch holds the smallest of many differently mixed hashes over all three
// neighbouring words of a text (MinHash; Broder 1997). The share of places at
// which two sketches agree is that of the triples which two texts have in common,
// give or take 0.06.
const (
	sketchSize = 64
	// sketchLeast is how many triples make a text long enough to be recognised.
	sketchLeast = 12
)

// SketchOf makes the sketch of a text: how many triples of words it has, and
// samples of them. Empty for a text of a few words.
func SketchOf(text string) string {
	words := strings.Fields(Fold(text))
	seen := map[uint64]bool{}
	for i := 2; i < len(words); i++ {
		seen[hash(words[i-2], words[i-1], words[i])] = true
	}
	if len(seen) < sketchLeast {
		return ""
	}
	var least [sketchSize]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	for h := range seen {
		for i := range least {
			least[i] = min(least[i], mix(h^mix(uint64(i)+1)))
		}
	}
	b := binary.BigEndian.AppendUint32(nil, uint32(min(len(seen), math.MaxInt32)))
	for _, m := range least {
		b = binary.BigEndian.AppendUint16(b, uint16(m))
	}
	return base64.RawStdEncoding.EncodeToString(b)
}

// hash is FNV-1a of words and what stands between them.
func hash(words ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}

// mix spreads the bits of a number (SplitMix64; Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// sample is a sketch that was read. Its count is zero when there is none.
type sample struct {
	count float64
	least []byte
}

func readSketch(s string) sample {
	b, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil || len(b) != 4+2*sketchSize {
		return sample{}
	}
	return sample{float64(binary.BigEndian.Uint32(b)), b[4:]}
}

// copies reports whether one of two texts is, for the most part, in the other: at
// least eight of ten triples of the shorter one. Texts of which one is more than
// thrice as long can't be told from samples.
func (s sample) copies(o sample) bool {
	if s.count == 0 || o.count == 0 || max(s.count, o.count) > 3*min(s.count, o.count) {
		return false
	}
	same := 0.0
	for i := 0; i < len(s.least); i += 2 {
		if s.least[i] == o.least[i] && s.least[i+1] == o.least[i+1] {
			same++
		}
	}
	jaccard := same / sketchSize
	return jaccard*(s.count+o.count)/(1+jaccard)/min(s.count, o.count) >= 0.8
}

// CopyOf says, of articles in the order in which they appeared, which earlier one
// each is a copy of: the same text under another address, or with another
// headline and a few words or sentences more or less. -1 for those that are none.
func CopyOf(articles []*Article) []int {
	of := make([]int, len(articles))
	samples := make([]sample, len(articles))
	for i, a := range articles {
		of[i] = -1
		samples[i] = readSketch(a.Sketch)
		for j, o := range articles[:i] {
			if of[j] < 0 && (a.SHA256 != "" && a.SHA256 == o.SHA256 || samples[i].copies(samples[j])) {
				of[i] = j
				break
			}
		}
	}
	return of
}

// sources leaves those of accounts ordered by time whose article is no copy of an
// earlier one: what ten papers print of an agency's report is told once. It counts
// the articles and the sources.
func sources(sorted []*Claim) (told []*Claim, articles, originals int64) {
	if len(sorted) == 1 {
		return sorted, 1, 1
	}
	var as []*Article
	place := map[string]int{}
	for _, c := range sorted {
		if _, ok := place[c.Article.ID]; !ok {
			place[c.Article.ID] = len(as)
			as = append(as, c.Article)
		}
	}
	copied := CopyOf(as)
	for _, c := range sorted {
		if copied[place[c.Article.ID]] < 0 {
			told = append(told, c)
		}
	}
	for _, of := range copied {
		if of < 0 {
			originals++
		}
	}
	return told, int64(len(as)), originals
}
