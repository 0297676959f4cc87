package main

import (
	"math/rand/v2"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// statementWords is how many words a statement has.
const statementWords = 14

// speak gives every statement of the stream words of its own. In the stream all
// have the same, so that those of one speaker look like one statement which goes
// on for years; people who say much don't say the same every day.
func speak(claims []graph.Claims, first int) {
	for i := range claims {
		r := rand.New(rand.NewPCG(uint64(first+i), 7))
		for j := range claims[i].Events {
			e := &claims[i].Events[j]
			if e.Type == event.Statement {
				e.Mentions[0].Text = statement(r)
			}
		}
	}
}

func statement(r *rand.Rand) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	words := make([]string, statementWords)
	for i := range words {
		var b strings.Builder
		for n := r.IntN(1000); b.Len() < 6; n /= 10 { // a thousand words
			b.WriteByte(consonants[n%10])
			b.WriteByte(vowels[n%5])
		}
		words[i] = b.String()
	}
	return strings.Join(words, " ")
}
