package main

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// headline makes a headline of a sentence, as sub-editors do, because the texts
// to learn from hold few: it drops articles, the auxiliaries of passives and
// perfects and the stop, puts the past into the present ("meets") and "will"
// into "to", a comma for "and", and sets some in capitals or in title case. What
// depends on what stays as it was. Most sentences are not fit for it.
func headline(s *sentence) (*sentence, bool) {
	n := len(s.Words)
	root := slices.Index(s.Heads, -1)
	h := fnv.New32a()
	h.Write([]byte(strings.Join(s.Words, " ")))
	style := h.Sum32()
	if n < 5 || n > 20 || s.Words[n-1] != "." || root < 1 || slices.ContainsFunc(s.Words, func(w string) bool { return strings.ContainsAny(w, `"“”`) }) {
		return nil, false
	}
	if t := s.Tags[root]; t != "VBD" && t != "VBN" && t != "VB" {
		return nil, false
	}
	parents := make([]bool, n)
	for _, p := range s.Heads {
		if p >= 0 {
			parents[p] = true
		}
	}
	plural := false
	for i, p := range s.Heads {
		if s.Deps[i] == "nsubj" && p == root {
			plural = s.Tags[i] == "NNS" || s.Tags[i] == "NNPS" || s.Words[i] == "they" || slices.ContainsFunc(children(s, i), func(c int) bool { return s.Deps[c] == "conj" })
		}
	}
	out := &sentence{}
	place := make([]int, n)
	for i, w := range s.Words {
		place[i] = -1
		lower, tag, dep := strings.ToLower(w), s.Tags[i], s.Deps[i]
		switch {
		case i == n-1:
			continue
		case parents[i]:
		case dep == "det" && (lower == "the" || lower == "a" || lower == "an"),
			dep == "auxpass" && s.Heads[i] == root && tag != "VBG" && tag != "VB",
			dep == "aux" && s.Heads[i] == root && (lower == "has" || lower == "have" || lower == "had"):
			continue
		case dep == "aux" && lower == "will" && s.Heads[i] == root:
			w, tag = "to", "TO"
		case dep == "cc" && lower == "and" && i+1 < n && s.Tags[i+1] == "NNP" && style%2 == 0:
			w, tag, dep = ",", ",", "punct"
		}
		if i == root && tag == "VBD" {
			if plural {
				w, tag = s.Lemmas[i], "VBP"
			} else {
				w, tag = third(s.Lemmas[i]), "VBZ"
			}
		}
		if len(out.Words) == 0 || style/2%4 == 1 {
			w = title(w)
		}
		if style/2%4 == 2 {
			w = strings.ToUpper(w)
		}
		place[i] = len(out.Words)
		out.Words = append(out.Words, w)
		out.Tags = append(out.Tags, tag)
		out.Deps = append(out.Deps, dep)
		out.Names = append(out.Names, s.Names[i])
		out.Heads = append(out.Heads, s.Heads[i])
	}
	for i, p := range out.Heads {
		if p >= 0 {
			out.Heads[i] = place[p]
		}
	}
	for i := range out.Names { // a name whose article was dropped
		if strings.HasPrefix(out.Names[i], "I-") && (i == 0 || out.Names[i-1] == "" || out.Names[i-1][2:] != out.Names[i][2:]) {
			out.Names[i] = "B-" + out.Names[i][2:]
		}
	}
	return out, true
}

func children(s *sentence, head int) []int {
	var all []int
	for i, p := range s.Heads {
		if p == head {
			all = append(all, i)
		}
	}
	return all
}

// third is a verb in the third person: meets, denies, watches.
func third(lemma string) string {
	switch {
	case lemma == "be":
		return "is"
	case lemma == "have":
		return "has"
	case strings.HasSuffix(lemma, "y") && len(lemma) > 1 && !strings.ContainsRune("aeiou", rune(lemma[len(lemma)-2])):
		return lemma[:len(lemma)-1] + "ies"
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "x"), strings.HasSuffix(lemma, "o"):
		return lemma + "es"
	}
	return lemma + "s"
}

func title(w string) string {
	first, size := utf8.DecodeRuneInString(w)
	if len(w) > 3 || unicode.IsUpper(first) {
		return string(unicode.ToUpper(first)) + w[size:]
	}
	return w
}
