package when

import (
	"os"
	"strings"
	"testing"
)

// benchText is a day of news as far as dates go: about two in a hundred words.
// A real corpus is read instead when DEMARCHE_BENCH_TEXT names a file.
func benchText(b *testing.B) (string, [][2]int) {
	text := strings.Repeat(`GENEVA, March 18 (Reuters) - The leaders of both communities agreed on Tuesday to open new crossing points along the line, officials said.
The gathering at the palace, the first of its kind since 2021, brought together the foreign ministers and the special envoy of the organisation under the chairmanship of its secretary-general.
Neither side moved from its demands, and the envoy told reporters that the same parties would come together again at the end of July, in a place still to be chosen by the hosts.
The minister praised the atmosphere of the discussions, which he called constructive, and thanked the hosts for their patience with delegations that had arrived late and left early.
An informal round in April 2021 ended with no common ground, and the last formal negotiations fell apart two years earlier.
`, 40)
	if file := os.Getenv("DEMARCHE_BENCH_TEXT"); file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		text = string(data)
	}
	return text, split(text)
}

func BenchmarkFind(b *testing.B) {
	text, lines := benchText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range lines {
			Find(text, l[0], l[1])
		}
	}
}

func BenchmarkRead(b *testing.B) {
	text, lines := benchText(b)
	published, _ := ParseDay("2025-03-18")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		read(text, lines, ReferenceOf(text, published))
	}
}
