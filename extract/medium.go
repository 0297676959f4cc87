package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// mediated reads a medium beside a verb that is no trigger itself: "by video link
// the ministers prepared the summit", "congratulated her by phone".
func (r *reading) mediated(s *sentence, k int, found []*told) *told {
	word := strings.ToLower(s.tokens[k].Text)
	if word == "line" && k > 1 && strings.EqualFold(s.tokens[k-1].Text, "the") && strings.EqualFold(s.tokens[k-2].Text, "on") && s.governor(k) >= 0 && s.lemma(s.governor(k)) == "be" {
		word = "phone" // "was on the line to the professor"
	} else if mediumOf(word) == "" && !(word == "link" && k > 0 && mediumOf(strings.ToLower(s.tokens[k-1].Text)) != "") {
		return nil
	}
	h := k - 1
	if h > 0 && (s.tokens[h].Tag == "DT" || mediumOf(strings.ToLower(s.tokens[h].Text)) != "") {
		h--
	}
	if h < 0 || s.tokens[k].Dep == syntax.Compound && s.tokens[k].Head > k && s.lex.Trigger(s.lemma(s.tokens[k].Head), true) != nil {
		return nil // "by phone call": the call is the trigger
	}
	switch strings.ToLower(s.tokens[h].Text) {
	case "by", "over", "via", "through":
	case "on":
		if word != "phone" && word != "telephone" {
			return nil // "agree on a hotline"
		}
	default:
		return nil
	}
	v := s.governor(k)
	if v < 0 || slices.ContainsFunc(found, func(t *told) bool {
		if t.typ != event.Call {
			return false
		}
		g, relation := s.clauseOf(t.token)
		return g == v && relation != "after" || s.within(k, t.token)
	}) {
		return nil
	}
	t := &told{rule: "call/by-" + word, typ: event.Call, medium: "phone", token: v, noun: "call"}
	if m := s.medium(v); remote(m) {
		t.medium = m
	}
	subject, passive := s.subject(v)
	t.left = r.party(s, subject)
	if passive {
		// "was told by Blair on the telephone"
		for _, o := range s.under(v, "by") {
			t.right = union(t.right, r.party(s, o))
		}
	}
	for _, o := range s.children(v, syntax.Dobj, syntax.Dative) {
		if p := s.phraseAt(o); p != nil && (personal(p) || p.Form == who.Unnamed) {
			t.right = union(t.right, r.party(s, o))
		}
	}
	for _, o := range s.under(v, "with", "to") {
		t.right = union(t.right, r.party(s, o))
	}
	t.complete()
	if len(t.parties) < 2 {
		return nil
	}
	return t
}

// mediumOf names the medium that a word tells: "phone", "video", or "in-person";
// empty for other words.
func mediumOf(w string) string {
	switch w {
	case "phone", "telephone", "telephonic", "hotline", "phonecall", "landline", "mobile", "cellphone":
		return "phone"
	case "video", "videoconference", "videolink", "video-link", "video-conference", "zoom", "skype", "videocall", "teleconference", "webinar", "virtual", "virtually", "online", "teleconferencing", "videoconferencing":
		return "video"
	case "face-to-face", "in-person", "one-on-one":
		return "in-person"
	}
	return ""
}

// remote reports whether a medium makes a contact a call.
func remote(medium string) bool { return medium == "phone" || medium == "video" }

// medium finds how a verb's or noun's participants spoke: "phone", "video", or
// "in-person" when the words say so; empty when they don't.
func (s *sentence) medium(k int) string {
	if !s.verb(k) {
		// A noun's own words: "phone call", "a video conference".
		for _, c := range s.kids[k] {
			if m := mediumOf(strings.ToLower(s.tokens[c].Text)); m != "" && c < k {
				return m
			}
		}
		if k > 0 {
			if m := mediumOf(strings.ToLower(s.tokens[k-1].Text)); m != "" {
				return m
			}
		}
	}
	for j, t := range s.tokens {
		if j == k || !s.within(j, k) {
			continue
		}
		low := strings.ToLower(t.Text)
		m := mediumOf(low)
		if low == "line" && j > 0 {
			switch strings.ToLower(s.tokens[j-1].Text) {
			case "secure", "hot", "open", "telephone", "phone":
				m = "phone"
			}
		}
		if m == "" {
			continue
		}
		if g := s.governor(j); s.verb(k) && g != k || !s.verb(k) && g >= 0 && s.within(g, k) {
			continue
		}
		// "by phone", "over the phone", "on the telephone", "via video link"; not "a
		// video" as the object.
		if t.Dep == syntax.Dobj && j > 0 {
			switch strings.ToLower(s.tokens[j-1].Text) {
			case "over", "by", "via", "on", "through":
				return m // "spoken over phone"
			}
		}
		if t.Dep == syntax.Pobj || t.Dep == syntax.Compound || t.Dep == syntax.Advmod || t.Dep == syntax.Npadvmod || t.Dep == syntax.Amod || t.Dep == syntax.Nmod {
			return m
		}
	}
	for i, t := range s.tokens {
		if s.verb(k) && t.Lemma == "phone" && i > 2 && (s.lemma(i-3) == "pick" || s.lemma(i-2) == "pick") {
			return "phone" // "pick up the phone and speak to"
		}
		if i+2 < len(s.tokens) && strings.EqualFold(s.tokens[i].Text, "face") && strings.EqualFold(s.tokens[i+1].Text, "to") && strings.EqualFold(s.tokens[i+2].Text, "face") {
			return "in-person"
		}
	}
	return ""
}
