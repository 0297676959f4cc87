package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// repair mends what parsers of news regularly get wrong around the words that
// tell of meetings. It changes heads and labels only.
func repair(tokens []syntax.Token, lex *lexicon.Lexicon) {
	for i := range tokens {
		attachHeld(tokens, i, lex)
		attachSubject(tokens, i)
		attachBeyond(tokens, i)
		unclasp(tokens, i, lex)
		stand(tokens, i)
		reduce(tokens, i, lex)
		lift(tokens, i, lex)
		attachWhich(tokens, i, lex)
		faceToFace(tokens, i)
	}
	seat(tokens)
}

// seat gives the main verb the subject that stands left of it over what commas
// insert, when the parser hung that on a phrase before: "In Ankara, President
// Zelenskyy, after talks with Erdogan, told reporters".
func seat(ts []syntax.Token) {
	for v, t := range ts {
		if t.Dep != syntax.Root || t.Tag != "VBD" && t.Tag != "VBZ" {
			continue
		}
		for k := range ts {
			if d := ts[k].Dep; ts[k].Head == v && (d == syntax.Nsubj || d == syntax.Nsubjpass || d == syntax.Auxpass) {
				return
			}
		}
		n := newClause(ts).leftOf(v)
		if n > 0 && ts[n].Tag == "NNP" && ts[n].Dep == syntax.Appos && ts[n].Head < n && ts[n].Head >= 0 && ts[ts[n].Head].Dep == syntax.Pobj {
			ts[n].Dep, ts[n].Head = syntax.Nsubj, v
		}
		return
	}
}

// retag mends tags before the sentence is parsed. After "to", what can be a verb of
// meeting and stands before a name or an article is one ("is to brief King Fahd"),
// and so is its form in -s between two names ("Museveni, the host, phones
// Mohamud").
func retag(ts []syntax.Token, lex *lexicon.Lexicon) {
	denominate(ts)
	unquote(ts)
	activate(ts)
	verbalise(ts, lex)
	for i := range ts {
		low := strings.ToLower(ts[i].Text)
		switch low {
		case "rang":
			ts[i].Tag, ts[i].Lemma = "VBD", "ring"
			continue
		case "spoke":
			ts[i].Tag, ts[i].Lemma = "VBD", "speak"
			continue
		case "held": // "The two held talks", not "talks held last week"
			if ts[i].Tag == "VBN" && i > 0 && i+1 < len(ts) && several[strings.ToLower(ts[i-1].Text)] && !strings.HasPrefix(ts[i+1].Tag, "IN") {
				ts[i].Tag, ts[i].Lemma = "VBD", "hold"
				continue
			}
		case "that": // "told reporters that he would", not "the one that he met"
			if ts[i].Tag == "WDT" && i+1 < len(ts) && ts[i+1].Tag == "PRP" && reports(ts[:i], lex) {
				ts[i].Tag = "IN"
			}
			continue
		case "breakfast", "lunch", "dinner": // "the two had dinner the same evening"
			if !strings.HasPrefix(ts[i].Tag, "NN") && i > 0 && (ts[i-1].Lemma == "have" || ts[i-1].Lemma == "hold" || ts[i-1].Lemma == "share") {
				ts[i].Tag, ts[i].Lemma = "NN", low
			}
		case "bilateral", "trilateral": // "held a bilateral with Sanchez"
			if i > 0 && ts[i-1].Tag == "DT" && (i+1 == len(ts) || ts[i+1].Tag == "IN" || ts[i+1].Tag == "," || ts[i+1].Tag == ".") {
				ts[i].Tag, ts[i].Lemma = "NN", low
			}
		case "peace": // "that peace talks will start"
			if strings.HasPrefix(ts[i].Tag, "VB") {
				ts[i].Tag, ts[i].Lemma = "NN", "peace"
			}
		}
		if ts[i].Tag == "JJ" && perfected(ts, i) {
			// "I have so informed President Tusk"
			for _, lemma := range []string{low[:len(low)-2], low[:len(low)-1]} {
				if lex.Trigger(lemma, false) != nil || lex.Speech(lemma) != nil {
					ts[i].Tag, ts[i].Lemma = "VBN", lemma
				}
			}
		}
		if lemma := participles[low]; lemma != "" && !strings.HasPrefix(ts[i].Tag, "VB") && i > 0 {
			k := i - 1
			for k > 0 && (ts[k].Tag == "RB" || ts[k].Tag == "JJ") {
				k--
			}
			if ts[k].Lemma == "have" {
				ts[i].Tag, ts[i].Lemma = "VBN", lemma // "had first sat down together"
			}
		}
		if i > 1 && ts[i-1].Tag == "TO" && ts[i-2].Lemma == "be" && ts[i].Tag != "VB" && lex.Trigger(low, false) != nil {
			ts[i].Tag, ts[i].Lemma = "VB", low // "are to initial accords"
			continue
		}
		if i == 0 || i+1 >= len(ts) || low != ts[i].Text || strings.HasPrefix(ts[i].Tag, "VB") {
			continue
		}
		name := false
		switch ts[i+1].Tag {
		case "NNP", "DT", "PRP", "PRP$", "NNPS":
			name = true
		}
		switch {
		case ts[i-1].Tag == "TO" && name:
			if lex.Trigger(low, false) != nil || lex.Speech(low) != nil {
				ts[i].Tag, ts[i].Lemma = "VB", low
			}
		case ts[i].Tag == "NNS" && (ts[i+1].Tag == "NNP" || ts[i+1].Tag == "IN" && strings.EqualFold(ts[i+1].Text, "with")) && (ts[i-1].Tag == "NNP" || ts[i-1].Text == ","):
			if tr := lex.Trigger(ts[i].Lemma, false); tr != nil && (tr.Frame["object"] || tr.Frame["callee"] || tr.Frame["with"]) {
				ts[i].Tag = "VBZ"
			}
		}
	}
}

// unquote makes a verb of a word in -ed that opens a quotation right after a name:
// "Araqchi “stressed restraint” in phone calls".
func unquote(ts []syntax.Token) {
	for i := 2; i+1 < len(ts); i++ {
		if t := ts[i]; strings.HasSuffix(t.Text, "ed") && (t.Tag == "JJ" || t.Tag == "VBN") && ts[i-1].Tag == "``" && strings.HasPrefix(ts[i-2].Tag, "NNP") {
			ts[i].Tag = "VBD"
		}
	}
}

// denominate makes nouns of what cannot be a verb: "in separate phone calls",
// "agreed in Sunday call", "Hungarian premiers met", the honorific of "HE the
// President".
func denominate(ts []syntax.Token) {
	for i := range ts {
		t := &ts[i]
		low := strings.ToLower(t.Text)
		switch {
		case (low == "call" || low == "calls" || low == "talks") && strings.HasPrefix(t.Tag, "VB") && i > 0:
			switch before := strings.ToLower(ts[i-1].Text); before {
			case "phone", "telephone", "video", "conference":
			case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
				if i < 2 || ts[i-2].Tag != "IN" {
					continue
				}
			default:
				continue
			}
			t.Tag, t.Lemma = "NN", strings.TrimSuffix(low, "s")
			if low != t.Lemma {
				t.Tag = "NNS"
			}
		case t.Tag == "VBZ" && officers[low]:
			t.Tag, t.Lemma = "NNS", strings.TrimSuffix(low, "s")
		case (t.Text == "HE" || t.Text == "HH" || t.Text == "HRH" || t.Text == "HM") && i+1 < len(ts) && (ts[i+1].Tag == "NNP" || strings.EqualFold(ts[i+1].Text, "the")):
			t.Tag, t.Lemma = "NNP", low
		}
	}
}

// several are the last words of phrases for those who meet.
var several = set(`two three four five six pair duo trio both sides leaders ministers presidents parties delegations officials diplomats`)

// officers are plurals that taggers take for verbs.
var officers = set(`premiers leaders ministers diplomats negotiators envoys presidents delegates officials rebels rivals`)

// verbalise makes a verb of the word of meeting after a list of names in a
// sentence that has none, as headlines and chronicles have it: "Turkish delegation
// and UN team talk for 90 minutes".
func verbalise(ts []syntax.Token, lex *lexicon.Lexicon) {
	at := -1
	for i, t := range ts {
		switch {
		case t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" || t.Tag == "MD" || t.Tag == "TO":
			return
		case at < 0 && i > 2 && (t.Tag == "NN" || t.Tag == "JJ" || t.Tag == "VB") && t.Text == t.Lemma && strings.HasPrefix(ts[i-1].Tag, "NN"):
			switch t.Lemma {
			case "talk", "speak", "meet", "confer", "negotiate", "dine", "sit":
			default:
				continue
			}
			if i+1 < len(ts) && (strings.HasPrefix(ts[i+1].Tag, "IN") || strings.HasPrefix(ts[i+1].Tag, "RB") || ts[i+1].Lemma == "one-on-one" || ts[i+1].Text == ".") {
				at = i
			}
		}
	}
	if at >= 0 && lex.Trigger(ts[at].Lemma, false) != nil {
		ts[at].Tag = "VBP"
	}
}

// participles are those of verbs of meeting that taggers take for other words.
var participles = map[string]string{"sat": "sit", "met": "meet", "held": "hold", "spoken": "speak", "rung": "ring", "seen": "see", "spent": "spend"}

// activate makes the past tense of a participle right between two names in a
// sentence that has no other verb: "Donald Trump called Vladimir Putin".
func activate(ts []syntax.Token) {
	at := -1
	for i, t := range ts {
		switch {
		case t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" || t.Tag == "MD":
			return
		case t.Tag == "VBN" && at < 0 && i > 0 && i+1 < len(ts) && strings.HasPrefix(ts[i-1].Tag, "NN"):
			switch ts[i+1].Tag {
			case "NNP", "PRP", "DT", "PRP$", "NNPS":
				at = i
			}
		}
	}
	if at >= 0 {
		ts[at].Tag = "VBD"
	}
}

// reports tells whether one of the words is a verb of speech.
func reports(ts []syntax.Token, lex *lexicon.Lexicon) bool {
	for _, t := range ts {
		if strings.HasPrefix(t.Tag, "VB") && lex.Speech(t.Lemma) != nil {
			return true
		}
	}
	return false
}

// perfected reports whether a word in -ed stands after "have", over adverbs, and
// before a name.
func perfected(ts []syntax.Token, i int) bool {
	if i == 0 || i+1 >= len(ts) || !strings.HasSuffix(ts[i].Text, "ed") || ts[i+1].Tag != "NNP" {
		return false
	}
	k := i - 1
	for k > 0 && ts[k].Tag == "RB" {
		k--
	}
	return ts[k].Lemma == "have"
}

// unclasp takes a name, or an event's noun, out of a compound with the day that follows it, which the
// parser makes of "saw Vice President al-Ahmar yesterday".
func unclasp(ts []syntax.Token, i int, lex *lexicon.Lexicon) {
	switch ts[i].Lemma {
	case "yesterday", "today", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
	default:
		return
	}
	event := i > 0 && strings.HasPrefix(ts[i-1].Tag, "NN") && lex.Trigger(ts[i-1].Lemma, true) != nil
	if i == 0 || ts[i-1].Head != i || ts[i-1].Dep != syntax.Compound || !event && (ts[i-1].Tag != "NNP" || ts[i-1].Name == "") {
		return
	}
	name, h := i-1, ts[i].Head
	for k := range ts {
		if ts[k].Head == i && k != name && (k < i || event && ts[k].Dep == syntax.Prep) {
			ts[k].Head = name
		}
	}
	ts[name].Head, ts[name].Dep = h, ts[i].Dep
	if ts[name].Dep == syntax.Npadvmod || ts[name].Dep == syntax.Nmod {
		ts[name].Dep = syntax.Dobj
	}
	for v := h; v >= 0; v = ts[v].Head {
		if strings.HasPrefix(ts[v].Tag, "VB") {
			h = v
			break
		}
	}
	ts[i].Head, ts[i].Dep = h, syntax.Npadvmod
}

// attachHeld hangs "to be held in August" and "held in Doha" after a comma on the
// event's noun before it: parsers take it for the purpose of the main verb ("the
// ministers prepare the next meeting, to be held in Bishkek").
func attachHeld(ts []syntax.Token, i int, lex *lexicon.Lexicon) {
	t := ts[i]
	if t.Tag != "VBN" || t.Dep == syntax.Root || t.Dep == syntax.Relcl {
		return
	}
	switch t.Lemma {
	case "hold", "host", "convene", "schedule", "organise", "organize", "plan", "slate", "postpone":
	default:
		return
	}
	first := i
	if i > 1 && strings.EqualFold(ts[i-1].Text, "be") && strings.EqualFold(ts[i-2].Text, "to") {
		first = i - 2
	} else if i == 0 || ts[i-1].Tag == "MD" || strings.HasPrefix(ts[i-1].Tag, "VB") {
		return
	}
	if first == 0 || ts[first-1].Text != "," {
		return
	}
	for j, n := first-2, 0; j >= 0 && n < 12; j, n = j-1, n+1 {
		switch {
		case strings.HasPrefix(ts[j].Tag, "NN") && lex.Trigger(ts[j].Lemma, true) != nil:
			for k := j; k >= 0; k = ts[k].Head {
				if k == i {
					return // it hangs above the noun already
				}
			}
			ts[i].Head, ts[i].Dep = j, syntax.Acl
			return
		case strings.HasPrefix(ts[j].Tag, "VB") || ts[j].Tag == "MD":
			return
		}
	}
}

// attachSubject gives a verb the subject from which an inserted "he said" cut it:
// "Expert-level talks, he said, would begin in Oman".
func attachSubject(ts []syntax.Token, n int) {
	t := ts[n]
	if !strings.HasPrefix(t.Tag, "NN") || t.Dep != syntax.Ccomp || t.Head < n || n+1 >= len(ts) || ts[n+1].Text != "," {
		return
	}
	said := t.Head
	if v := ts[said].Head; ts[said].Dep == syntax.Parataxis && v > said && strings.HasPrefix(ts[v].Tag, "VB") {
		ts[n].Head, ts[n].Dep = v, syntax.Nsubj
	}
}

// attachBeyond hangs what follows an inserted "the ministry said," on the verb of
// the report: "Blinken spoke to the prince on Friday, the State Department said, a
// day after a call with the general".
func attachBeyond(ts []syntax.Token, v int) {
	if !speaks[ts[v].Lemma] || !strings.HasPrefix(ts[v].Tag, "VB") || v+1 >= len(ts) || ts[v+1].Text != "," {
		return
	}
	main := -1
	if h := ts[v].Head; ts[v].Dep == syntax.Parataxis && h >= 0 && h < v && strings.HasPrefix(ts[h].Tag, "VB") {
		main = h
	} else {
		for k := range ts {
			if ts[k].Head == v && ts[k].Dep == syntax.Ccomp && k < v && strings.HasPrefix(ts[k].Tag, "VB") {
				main = k
			}
		}
	}
	if main < 0 {
		return
	}
	for k := v + 2; k < len(ts); k++ {
		switch ts[k].Dep {
		case syntax.Prep, syntax.Npadvmod, syntax.Advcl, syntax.Advmod:
			if ts[k].Head == v {
				ts[k].Head = main
			}
		}
	}
}

// stand makes a verb of what the parser took for a participle when the sentence
// has no other: "he, the president and the premier, Magdalena Andersson, negotiated
// for four hours".
func stand(ts []syntax.Token, v int) {
	t := ts[v]
	if t.Tag != "VBN" || t.Dep != syntax.Acl || v == 0 || ts[v-1].Text != "," || t.Head < 0 || t.Head > v {
		return
	}
	for k := range ts {
		if k != v && (ts[k].Tag == "VBD" || ts[k].Tag == "VBZ" || ts[k].Tag == "VBP" || ts[k].Tag == "MD") {
			return
		}
	}
	top := t.Head
	for n := 0; n < 12 && ts[top].Head >= 0 && (ts[top].Dep == syntax.Conj || ts[top].Dep == syntax.Appos) && ts[top].Head < v; n++ {
		top = ts[top].Head
	}
	root := ts[v].Head
	for k := range ts {
		if ts[k].Dep == syntax.Root {
			root = k
		}
	}
	ts[v].Tag, ts[v].Dep, ts[v].Head = "VBD", syntax.Root, -1
	if root != v && root != top {
		ts[root].Dep, ts[root].Head = syntax.Other, v
	}
	ts[top].Dep, ts[top].Head = syntax.Nsubj, v
}

// reduce makes a participle of what the parser took for the verb of an event's noun
// when the noun's verb follows: "The talks planned for Friday were called off".
func reduce(ts []syntax.Token, v int, lex *lexicon.Lexicon) {
	t := ts[v]
	if t.Tag != "VBD" && t.Tag != "VBN" || !strings.HasSuffix(t.Text, "ed") && t.Lemma != "set" && t.Lemma != "hold" || t.Dep != syntax.Root && t.Dep != syntax.Ccomp {
		return
	}
	n, main := -1, -1
	for k := range ts {
		switch {
		case ts[k].Head == v && k < v && (ts[k].Dep == syntax.Nsubj || ts[k].Dep == syntax.Nsubjpass):
			n = k
		case k < v && ts[k].Head == v && (ts[k].Dep == syntax.Aux || ts[k].Dep == syntax.Auxpass || ts[k].Dep == syntax.Mark):
			return
		case k > v && main < 0 && (ts[k].Tag == "CC" || ts[k].Text == "," || strings.HasPrefix(ts[k].Tag, "W") || ts[k].Tag == "PRP" || ts[k].Dep == syntax.Mark):
			return // a clause of its own
		case k > v && main < 0 && strings.HasPrefix(ts[k].Tag, "VB") && ts[k].Dep != syntax.Aux && ts[k].Dep != syntax.Auxpass && ts[k].Tag != "VBG" && ts[k].Tag != "VB":
			main = k
		}
	}
	if n < 0 || main < 0 || lex.Trigger(ts[n].Lemma, true) == nil || ts[main].Head != v && t.Head != main {
		return
	}
	subject := syntax.Nsubj
	for k := range ts {
		if ts[k].Head != main {
			continue
		}
		switch ts[k].Dep {
		case syntax.Nsubj, syntax.Nsubjpass:
			return
		case syntax.Auxpass:
			subject = syntax.Nsubjpass
		}
	}
	if t.Head != main {
		ts[main].Head, ts[main].Dep = t.Head, t.Dep
	}
	ts[v].Tag, ts[v].Head, ts[v].Dep = "VBN", n, syntax.Acl
	ts[n].Head, ts[n].Dep = main, subject
}

// attachWhich hangs "which was attended by ministers" on the event's noun before the day
// that stands between: parsers take it for a second verb of the sentence.
func attachWhich(ts []syntax.Token, i int, lex *lexicon.Lexicon) {
	v := ts[i].Head
	if ts[i].Tag != "WDT" || !strings.EqualFold(ts[i].Text, "which") || v < i || ts[v].Dep != syntax.Conj || ts[v].Head < 0 {
		return
	}
	for n := i - 1; n > ts[v].Head; n-- {
		if ts[n].Dep == syntax.Dobj && ts[n].Head == ts[v].Head && lex.Trigger(ts[n].Lemma, true) != nil {
			ts[v].Dep, ts[v].Head = syntax.Relcl, n
			return
		}
	}
}

// lift hangs "during a telephone conversation" on what was agreed in it and not on what
// it was agreed to do: "agreed to meet during a telephone conversation".
func lift(ts []syntax.Token, i int, lex *lexicon.Lexicon) {
	if ts[i].Dep != syntax.Prep || !strings.EqualFold(ts[i].Text, "during") || ts[i].Head < 0 {
		return
	}
	v := ts[i].Head
	if ts[v].Tag != "VB" || ts[v].Dep != syntax.Xcomp || ts[v].Head < 0 || !plans[ts[ts[v].Head].Lemma] {
		return
	}
	for k := i + 1; k < len(ts); k++ {
		if ts[k].Head == i && ts[k].Dep == syntax.Pobj && lex.Trigger(ts[k].Lemma, true) != nil {
			ts[i].Head = ts[v].Head
			return
		}
	}
}

// faceToFace makes an adverb of "face to face", whose last word parsers take for a
// verb, and hangs what follows on the verb before it.
func faceToFace(ts []syntax.Token, i int) {
	if i < 2 || ts[i].Tag != "VB" || !strings.EqualFold(ts[i].Text, "face") || !strings.EqualFold(ts[i-1].Text, "to") || !strings.EqualFold(ts[i-2].Text, "face") {
		return
	}
	v := i - 3
	for v >= 0 && !strings.HasPrefix(ts[v].Tag, "VB") {
		v--
	}
	if v < 0 {
		return
	}
	for k := range ts {
		if ts[k].Head == i && k > i {
			ts[k].Head = v
		}
	}
	ts[i-2].Head, ts[i-2].Dep = v, syntax.Npadvmod
	ts[i-1].Head, ts[i-1].Dep = i-2, syntax.Prep
	ts[i].Head, ts[i].Dep, ts[i].Tag = i-1, syntax.Pobj, "NN"
}
