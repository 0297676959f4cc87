package who

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// chunker finds the phrases of one sentence.
//
// A phrase is, in this order: an article or a possessive, numbers and
// modifiers, qualifiers (states, organisations, bodies, their genitives), and a
// core, which is a name, an office, a noun, or the last qualifier itself:
//
//	the | former | Turkish | foreign ministry | spokesman | Tanju Bilgic
type chunker struct {
	lex    *lexicon.Lexicon
	tokens []syntax.Token
	// written are the words as they stand, singular the same with plural nouns
	// brought to the singular, for "foreign ministers" and "heads of state".
	written, singular *lexicon.Words
	Known
	inner []*Phrase
	spare *Phrase // one that became none
}

// Known is what is known of an article before its sentences are cut into phrases.
// Each function may be nil.
type Known struct {
	// Name tells whether a single capitalised word is part of the name of somebody
	// in the article.
	Name func(word string) bool
	// Place tells whether the bytes from start to end are in the name of a place.
	Place func(start, end int) bool
	// Organisation tells whether the article names an organisation in full, so that
	// its short forms ("the Congress") are it.
	Organisation func(*lexicon.Organisation) bool

	// names and organisations are what was asked for and not known.
	names         []string
	organisations []*lexicon.Organisation
}

func (k *Known) name(word string) bool {
	if k.Name != nil && k.Name(word) {
		return true
	}
	k.names = append(k.names, word)
	return false
}

func (k *Known) place(start, end int) bool { return k.Place != nil && k.Place(start, end) }

func (k *Known) organisation(o *lexicon.Organisation) bool {
	if k.Organisation != nil && k.Organisation(o) {
		return true
	}
	k.organisations = append(k.organisations, o)
	return false
}

// newChunker makes a chunker of a sentence, whose tokens need tags, lemmas and names.
func newChunker(lex *lexicon.Lexicon, tokens []syntax.Token) *chunker {
	c := &chunker{lex: lex, tokens: tokens}
	words := make([]string, len(tokens))
	for i := range tokens {
		words[i] = tokens[i].Text
	}
	written := lex.Words(words)
	c.written, c.singular = &written, &written
	other := false
	for i, t := range tokens {
		if plural(t) {
			words[i] = t.Lemma
			if strings.EqualFold(t.Lemma, t.Text) && strings.HasSuffix(t.Text, "s") {
				words[i] = strings.TrimSuffix(t.Text, "s") // PMs
			}
			other = true
		}
		for _, prefix := range [...]string{"ex-", "Ex-", "then-"} {
			if w, ok := strings.CutPrefix(t.Text, prefix); ok {
				words[i], other = w, true
				break
			}
		}
	}
	if other {
		singular := lex.Words(words)
		c.singular = &singular
	}
	return c
}

// chunk finds the phrases with what is known of the article.
func (c *chunker) chunk(known Known) *Sentence {
	c.Known, c.inner = known, nil
	s := &Sentence{Tokens: c.tokens, at: make([]int, len(c.tokens))}
	for i := range s.at {
		s.at[i] = -1
	}
	for i := 0; i < len(c.tokens); {
		p := c.phrase(i)
		if p == nil {
			i++
			continue
		}
		c.spare = nil
		p.Of = distinct(p.Of)
		for t := p.First; t <= p.Last; t++ {
			s.at[t] = len(s.Phrases)
		}
		s.Phrases = append(s.Phrases, p)
		i = p.Last + 1
	}
	s.Phrases = append(s.Phrases, c.inner...)
	return s
}

// changed reports whether what is known now answers a question otherwise than
// what was known before, so that the sentence must be cut anew.
func (c *chunker) changed(now Known) bool {
	return slices.ContainsFunc(c.names, now.Name) || slices.ContainsFunc(c.organisations, now.Organisation)
}

// begin makes a phrase that begins at token i. Most tokens begin none, and leave it
// to the next one.
func (c *chunker) begin(i int) *Phrase {
	if c.spare == nil {
		c.spare = &Phrase{}
	}
	*c.spare = Phrase{First: i, Last: -1, Head: -1, Owner: -1, NameFirst: -1, NameLast: -1}
	return c.spare
}

// phrase reads the phrase that begins at token i, or returns nil.
func (c *chunker) phrase(i int) *Phrase {
	p := c.begin(i)
	t := c.tokens[i]
	low := strings.ToLower(t.Text)
	j := i + 1
	kind := pronouns[low]
	if n, _ := c.find(c.written, i, lexicon.TitleWord); kind == possessive && n > 1 {
		kind = 0 // "His Highness"
	}
	if kind != 0 && (len(t.Text) > 1 && strings.ToUpper(t.Text) == t.Text && c.mixed() || t.Tag == "NNP" && i > 0 || kind == personal && i > 0 && upperFirst(t.Text) && c.Known.name(t.Text) && c.tokens[i-1].Text != "\"" && c.tokens[i-1].Text != "“") {
		kind = 0 // "the US", "HE the Minister", "He Lifeng"
	}
	switch {
	case kind == possessive:
		p.Owner, p.Definite = i, true
	case kind == personal:
		return c.pronoun(i, p)
	case low == "both" || low == "the" || t.Tag == "DT" && (low == "this" || low == "that" || low == "these" || low == "those" || low == "each"):
		p.Definite = true
		if low == "both" {
			p.Count = 2
			if j < len(c.tokens) && strings.EqualFold(c.tokens[j].Text, "the") {
				j++
			}
		}
	case low == "a" || low == "an" || low == "another" || low == "some" || low == "several" || low == "all" || low == "any" || low == "no":
	default:
		j = i
	}
	if low == "the" && j < len(c.tokens) && (strings.EqualFold(c.tokens[j].Text, "latter") || strings.EqualFold(c.tokens[j].Text, "former") && c.standsAlone(j+1)) {
		p.Form, p.Head, p.Last, p.Noun = Pronoun, j, j, strings.ToLower(c.tokens[j].Text)
		return p
	}
	if low == "the" && c.metonym(i, p) || c.halves(j, p) || c.core(j, p) {
		return p
	}
	if n, es := c.find(c.written, i, lexicon.TitleWord); n > 0 && honorific(es[0].Surface) != "" && (lowerLetters(t.Text) || n > 1 || c.mixed()) {
		// "His Highness received", "HE added": whoever the article calls so.
		p.Form, p.Head, p.Last, p.Noun, p.Definite = InOffice, i+n-1, i+n-1, honorific(es[0].Surface), true
		return p
	}
	switch {
	case kind == possessive:
		return c.pronoun(i, p)
	case low == "both" && t.Tag != "CC" && c.standsAlone(j) || low == "each" && j < len(c.tokens) && strings.EqualFold(c.tokens[j].Text, "other"):
		p.Form, p.Head, p.Last, p.Noun, p.Plural, p.Count = Group, i, i, low, true, 2
		if low == "each" {
			p.Last = j
		}
		return p
	}
	return nil
}

func (c *chunker) pronoun(i int, p *Phrase) *Phrase {
	low := strings.ToLower(c.tokens[i].Text)
	p.Form, p.Head, p.Last, p.Noun, p.Owner = Pronoun, i, i, low, -1
	switch low {
	case "they", "them", "their", "theirs", "themselves", "we", "our", "us", "ours", "ourselves":
		p.Plural = true
	}
	return p
}

// metonym reads a name that has the article in it: "the North", and what its
// genitive qualifies: "the North's leader".
func (c *chunker) metonym(i int, p *Phrase) bool {
	n, es := c.find(c.written, i, lexicon.Metonym, lexicon.OrganisationSecond)
	if n < 2 {
		return false
	}
	if m, _ := c.find(c.written, i+1, lexicon.CountryName, lexicon.CountryAdjective, lexicon.OrganisationName); m >= n {
		return false // "the South African government"
	}
	p.Of = append(p.Of, c.ofs(es, i)...)
	end := i + n
	if c.possessive(end) {
		q := *p
		if c.core(end+1, &q) && (q.Form == InOffice || q.Form == Unnamed || q.Form == Body || q.Form == FullName || q.Form == Group) {
			*p = q
			return true
		}
	}
	// "the Kremlin chief", "the Élysée official"
	q := *p
	if m, offices := c.surface(end, lexicon.OfficeName); m > 0 && strings.HasPrefix(c.tokens[end].Tag, "NN") {
		if c.office(end, m, offices, &q) {
			*p = q
			return true
		}
	} else if end < len(c.tokens) && c.noun(end, &q) {
		*p = q
		return true
	}
	return c.close(p, es, i, end)
}

// mixed reports whether the sentence has small letters, so that a word in capitals
// is an abbreviation.
func (c *chunker) mixed() bool {
	n := 0
	for _, t := range c.tokens {
		if lowerLetters(t.Text) {
			n++
		}
	}
	return 3*n >= len(c.tokens)
}

func lowerLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLower) >= 0 }

// halves reads two states that share a word: "North and South Korea".
func (c *chunker) halves(i int, p *Phrase) bool {
	if i+3 >= len(c.tokens) || c.tokens[i+1].Text != "and" || !upperFirst(c.tokens[i].Text) {
		return false
	}
	n, es := c.find(c.written, i+2, lexicon.CountryName)
	if n != 2 {
		return false
	}
	for _, e := range c.lex.Lookup(c.tokens[i].Text, c.tokens[i+3].Text) {
		if e.Sense == lexicon.CountryName {
			p.Of = append(c.ofs([]lexicon.Entry{e}, i), c.ofs(es, i+2)...)
			p.Form, p.Plural, p.Head, p.Last, p.Count = Group, true, i+3, i+3, 2
			return true
		}
	}
	return false
}

// core reads qualifiers and core from token i on into p and reports whether
// there is a phrase.
func (c *chunker) core(i int, p *Phrase) bool {
	var last []lexicon.Entry // of the last qualifier
	lastAt, lastEnd := -1, -1
	bare := false // the last qualifier is a name that cannot stand before a person's name
	j, inName := i, 0
	for j < len(c.tokens) {
		before := *p
		if j = c.modifiers(j, p); j >= len(c.tokens) {
			*p = before
			break
		}
		// "Kenyan and Ugandan presidents", "Cambodia and Thailand's leaders".
		if lastEnd < 0 && c.states(j, p) {
			return true
		}
		if both, ok := twins[c.tokens[j].Text]; ok && lastEnd < 0 && len(p.Of) == 0 {
			for _, code := range both {
				p.Of = append(p.Of, Of{ID: code, Row: "countries/" + code, Token: j})
			}
			p.Form, p.Plural, p.Noun, p.Head, p.Last = Group, true, "state", j, j
			return true // "the two Koreas"
		}
		name, _, _ := c.name(j, len(p.Offices) > 0 || inName > 0 || p.Gender != "")
		full, _ := c.find(c.written, j, lexicon.PersonName)
		if full > 0 && !c.mononym(j, full) {
			full = 0
		}
		office, offices := c.surface(j, lexicon.OfficeName)
		if office == 1 && !strings.HasPrefix(c.tokens[j].Tag, "NN") && lowerFirst(c.tokens[j].Text) {
			office = 0 // "sovereign equality", "head for Kyiv"
		}
		body, bodies := c.surface(j, lexicon.BodyName)
		title, titles := c.find(c.written, j, lexicon.TitleWord)
		if office == 1 && c.clock(j) {
			office, title = 0, 0 // "11:52 PM"
		}
		if office == 1 && inName > 0 && p.Gender != "" && upperFirst(c.tokens[j].Text) && c.Known.name(c.tokens[j].Text) {
			office, title = 0, 0 // "Ms Bishop" of an article that names her
		}
		if (office > 0 || title > 0) && inName > 0 && full == 0 {
			name = 0 // "HH the Amir Sheikh Tamim", "HE President Macron": the name comes later
		}
		state, states := c.find(c.written, j, lexicon.CountryAdjective, lexicon.CountryName, lexicon.CountryPeople, lexicon.Capital, lexicon.Metonym, lexicon.OrganisationName)
		if second, entries := c.surface(j, lexicon.OrganisationSecond); second > state && (p.Definite && j == c.afterArticle(p) || upperFirst(c.tokens[j].Text) && j > 0) {
			state, states = second, entries
		}
		longest := max(office, body, title, state)
		if n := c.organisation(j); n > longest && n > full {
			if bare && lastEnd >= 0 {
				*p = before
				return c.close(p, last, lastAt, lastEnd)
			}
			p.Form, p.NameFirst, p.NameLast, p.Last, p.Head, p.Entries = Organisation, j, j+n-1, j+n-1, j+n-1, nil
			if k := j + n; k < len(c.tokens) {
				// "Liberty Korea Party leader X": it qualifies an office.
				if m, es := c.surface(k, lexicon.OfficeName); m > 0 {
					return c.office(k, m, es, p)
				}
			}
			return true
		}
		switch {
		case full > 0 && full >= longest || name > 1 && name > longest && (state == 0 || !c.nameStartsWithState(j, state, name)):
			if bare && len(p.Offices) == 0 && p.Gender == "" {
				*p = before
				return c.close(p, last, lastAt, lastEnd)
			}
			return c.person(j, p)
		case state > 0 && state == longest:
			if lastEnd >= 0 && bare && !has(states, lexicon.OrganisationName) {
				*p = before
				return c.close(p, last, lastAt, lastEnd) // "Russia Ukraine": two phrases
			}
			p.Of = append(p.Of, c.ofs(states, j)...)
			last, lastAt, lastEnd = states, j, j+state
			j += state
			if c.abbreviated(j) {
				j += 3 // "Republic of Korea (ROK) Minister of Foreign Affairs Park Jin"
			}
			bare = !has(states, lexicon.CountryAdjective)
			if c.possessive(j) {
				bare = false
				j++
				if m := c.capitals(j); m > 1 && !c.qualifies(j) && c.organisation(j) == 0 {
					inName++ // "Vanuatu's Jotham Napat": nobody else's genitive stands so
				}
			}
			continue
		case office > 0 && office == longest:
			return c.office(j, office, offices, p)
		case body > 0 && body == longest && plural(c.tokens[j+body-1]) && !c.single(j, body):
			// "the three governments": of the states spoken of
			p.Form, p.Plural, p.Head, p.Last, p.Noun = Group, true, j+body-1, j+body-1, c.tokens[j+body-1].Lemma
			p.Last = c.whose(j+body, p) - 1
			return true
		case body > 0 && body == longest && bodies[0].Body.ID == "negotiating-team" && len(p.Of) > 0 && strings.HasPrefix(p.Of[len(p.Of)-1].ID, "org:"):
			// "the Hamas delegation" speaks for Hamas.
			p.Form, p.Head, p.Last, p.NameFirst, p.NameLast, p.Entries = Organisation, j+body-1, j+body-1, lastAt, lastEnd-1, last
			return true
		case body > 0 && body == longest && bodies[0].Body.ID == "negotiating-team" && c.ofOrganisation(j+body, p):
			p.Form, p.Head = Organisation, j+body-1 // "the delegation of ECOWAS"
			return true
		case body > 0 && body == longest:
			last, lastAt = bodies, j
			bare = true
			j += body
			j = c.bodyOf(j, bodies, p)
			lastEnd = j
			if c.possessive(j) {
				bare = false
				j++
			}
			continue
		case title > 0:
			if titles[0].Gender != "" {
				p.Gender = titles[0].Gender
			}
			p.Titles = append(p.Titles, strings.ToLower(titles[0].Surface))
			j += title
			inName++
			if honorific(titles[0].Surface) != "" && j < len(c.tokens) && c.tokens[j].Text == "the" {
				p.Definite = true
				j++ // "His Highness the Amir"
			}
			continue
		}
		if n := c.noun(j, p); n {
			return true
		}
		if lastEnd < 0 && c.compound(j, p) {
			return true
		}
		if name > 0 && !(bare && len(p.Offices) == 0 && p.Gender == "") {
			return c.person(j, p)
		}
		*p = before
		break
	}
	return c.close(p, last, lastAt, lastEnd)
}

// abbreviated reports whether an abbreviation in brackets stands at i, and after it
// an office or a name: what came before qualifies that.
func (c *chunker) abbreviated(i int) bool {
	if i+3 >= len(c.tokens) || c.tokens[i].Text != "(" || c.tokens[i+2].Text != ")" || !initialism(c.tokens[i+1].Text) && strings.ToUpper(c.tokens[i+1].Text) != c.tokens[i+1].Text {
		return false
	}
	office, _ := c.surface(i+3, lexicon.OfficeName)
	return office > 0 && upperFirst(c.tokens[i+3].Text)
}

// single reports whether the body of n words at i bears a plural in its own name: "the
// ministry of foreign affairs" is one, "the foreign ministries" are several.
func (c *chunker) single(i, n int) bool {
	written, _ := c.find(c.written, i, lexicon.BodyName)
	return written == n && n > 1 // "the police" is any
}

// ofOrganisation reads "of" and an organisation after a noun at i that stands for
// it.
func (c *chunker) ofOrganisation(i int, p *Phrase) bool {
	if i+1 >= len(c.tokens) || c.tokens[i].Text != "of" {
		return false
	}
	ofs, end, _ := c.stateList(i + 1 + c.articles(i+1))
	if len(ofs) != 1 || !strings.HasPrefix(ofs[0].ID, "org:") || c.possessive(end) {
		return false
	}
	p.Of, p.Last = append(p.Of, ofs[0]), end-1
	return true
}

// close makes the last qualifier the core: a state, a body or an organisation
// named for itself.
func (c *chunker) close(p *Phrase, entries []lexicon.Entry, at, end int) bool {
	if end < 0 {
		return false
	}
	p.Entries, p.NameFirst, p.NameLast, p.Last, p.Head = entries, at, end-1, end-1, end-1
	if has(entries, lexicon.BodyName) {
		p.Form = Body
		for h := at; h < end; h++ { // the head is the noun of the body's own name
			if strings.HasPrefix(c.tokens[h].Tag, "NN") {
				p.Head = h
			} else if c.tokens[h].Tag == "IN" {
				break
			}
		}
		return true
	}
	adjective := has(entries, lexicon.CountryAdjective) && !has(entries, lexicon.CountryName)
	// "White House", "Downing Street" and states qualified by nothing else.
	switch {
	case has(entries, lexicon.OrganisationName), has(entries, lexicon.OrganisationSecond):
		p.Form = Organisation
	case has(entries, lexicon.CountryPeople) && plural(c.tokens[end-1]):
		p.Form, p.Plural = State, true
	case adjective && p.Definite && has(entries, lexicon.CountryPeople) && c.standsAlone(end):
		p.Form, p.Plural = State, true // "the French", "the Chinese"
	case adjective:
		p.Form = Adjective
	default:
		p.Form = State
	}
	return true
}

// ofs says what states or organisations entries name.
func (c *chunker) ofs(entries []lexicon.Entry, token int) []Of {
	var out []Of
	for _, e := range entries {
		id, words := "", ""
		switch e.Sense {
		case lexicon.CountryName, lexicon.CountryAdjective, lexicon.CountryPeople, lexicon.Capital:
			id = e.Country.Code
		case lexicon.Metonym:
			id = e.Target
			words = e.Surface
		case lexicon.OrganisationName, lexicon.OrganisationSecond:
			id = "org:" + e.Organisation.ID
			words = e.Surface
			if t := c.tokens[token].Text; strings.EqualFold(t, words) {
				words = t // APEC and Apec are both in the dictionary
			}
		}
		if id != "" && !slices.ContainsFunc(out, func(o Of) bool { return o.ID == id }) {
			out = append(out, Of{ID: id, Row: e.Row(), Token: token, Words: words})
		}
	}
	return out
}

// modifiers skips the numbers, adjectives and participles before a noun, and
// notes those that matter.
func (c *chunker) modifiers(i int, p *Phrase) int {
	for j := i; j < len(c.tokens) && j < i+6; j++ {
		t := c.tokens[j]
		low := strings.ToLower(t.Text)
		if n, ok := numbers[low]; ok && j+1 < len(c.tokens) {
			if (low == "two" || low == "three" || low == "four") && c.standsAlone(j+1) && j == p.First+1 && p.Definite {
				return j // "the two had met": the number stands for them
			}
			p.Count = n
			continue
		}
		if fields[low] && c.envoys(j+1) {
			continue // "an Egyptian security delegation"
		}
		if low == "world" && j+1 < len(c.tokens) && c.tokens[j+1].Lemma == "power" {
			continue // "six world powers"
		}
		if c.begins(j) || low == "opposite" {
			return j
		}
		switch {
		case upperFirst(t.Text) && strings.HasPrefix(t.Tag, "JJ") && c.officeWithin(j+1, 0):
			// "Nordic heads of government"
		case upperFirst(t.Text) && (strings.HasSuffix(t.Name, "-GPE") || strings.HasSuffix(t.Name, "-LOC") || strings.HasSuffix(t.Name, "-NORP")) && (c.officeWithin(j+1, 2) || j+1 < len(c.tokens) && (nouns[c.tokens[j+1].Lemma] == peer || c.tokens[j+1].Lemma == "colleague")):
			// "the Ontario premier": a place that no dictionary of states has.
		case low == "former" || low == "ex" || low == "then" || low == "late" || low == "ex-" || low == "previous":
			p.Former = true
		case p.Former && low == "-":
		case (lowerFirst(t.Text) || unicode.IsDigit(rune(t.Text[0])) && t.Tag == "JJ") && (strings.HasPrefix(t.Tag, "JJ") || t.Tag == "RB" && strings.HasSuffix(low, "ly")):
		// A participle at the very beginning is a verb: "visiting India", "telephoned
		// Greek Prime Minister ...".
		case lowerFirst(t.Text) && (t.Tag == "VBN" || t.Tag == "VBG") && (j > p.First || low == "visiting" || low == "acting" || low == "outgoing" || low == "incoming" || low == "ruling") && !(low == "visiting" && c.stateAt(j+1)):
		case strings.HasSuffix(low, "-elect") || strings.HasSuffix(low, "-designate"):
		default:
			return j
		}
	}
	return min(i+6, len(c.tokens))
}

// envoys reports whether the noun at i is one for people who are sent to talk.
func (c *chunker) envoys(i int) bool {
	if i >= len(c.tokens) {
		return false
	}
	switch c.tokens[i].Lemma {
	case "delegation", "team", "delegate", "negotiator", "expert", "official":
		return strings.HasPrefix(c.tokens[i].Tag, "NN")
	}
	return false
}

// stateAt reports whether a state's name, not its adjective, begins at i.
func (c *chunker) stateAt(i int) bool {
	if i >= len(c.tokens) {
		return false
	}
	n, es := c.find(c.written, i, lexicon.CountryName, lexicon.Capital, lexicon.CountryAdjective)
	return n > 0 && !has(es, lexicon.CountryAdjective)
}

// officeWithin reports whether an office begins at i or up to n tokens after, with
// only capitals and genitives before it.
func (c *chunker) officeWithin(i, n int) bool {
	for k := i; k < len(c.tokens) && k <= i+n; k++ {
		if m, _ := c.surface(k, lexicon.OfficeName); m > 0 {
			return true
		}
		if !upperFirst(c.tokens[k].Text) && !c.possessive(k) {
			return false
		}
	}
	return false
}

// begins reports whether an office, a body, a noun of this field or a name of the
// dictionary begins at i, so that the word is no mere modifier.
func (c *chunker) begins(i int) bool {
	if n, _ := c.surface(i, lexicon.OfficeName, lexicon.BodyName, lexicon.TitleWord); n > 0 {
		return true
	}
	if n, _ := c.find(c.written, i, lexicon.PersonName, lexicon.OrganisationName, lexicon.CountryName, lexicon.CountryAdjective, lexicon.Metonym, lexicon.OrganisationSecond); n > 0 {
		return true
	}
	_, ok := nouns[c.tokens[i].Lemma]
	return ok && strings.HasPrefix(c.tokens[i].Tag, "NN")
}

// find returns the longest surface at i that has one of the senses, with the
// entries of those senses.
func (c *chunker) find(words *lexicon.Words, i int, senses ...lexicon.Sense) (int, []lexicon.Entry) {
	wanted := lexicon.SensesOf(senses...)
	if i >= len(c.tokens) || words.Senses(i)&wanted == 0 {
		return 0, nil
	}
	for _, m := range words.Find(i) {
		if es := c.among(m.Entries, wanted); len(es) > 0 {
			return m.Words, es
		}
	}
	return 0, nil
}

// among returns the entries that have one of the senses. Mostly all have, and then
// no list is made.
func (c *chunker) among(entries []lexicon.Entry, wanted lexicon.Senses) []lexicon.Entry {
	fits := func(e *lexicon.Entry) bool {
		return wanted.Has(e.Sense) && (e.Sense != lexicon.OrganisationSecond || c.Known.organisation(e.Organisation))
	}
	n := 0
	for n < len(entries) && fits(&entries[n]) {
		n++
	}
	if n == len(entries) {
		return entries
	}
	var out []lexicon.Entry
	for k := range entries {
		if k < n || k > n && fits(&entries[k]) {
			out = append(out, entries[k])
		}
	}
	return out
}

// surface is find for nouns that may stand in the plural: "foreign ministers",
// but also "external affairs minister".
func (c *chunker) surface(i int, senses ...lexicon.Sense) (int, []lexicon.Entry) {
	n, es := c.find(c.singular, i, senses...)
	if m, more := c.find(c.written, i, senses...); m > n {
		return m, more
	}
	return n, es
}

func has(entries []lexicon.Entry, s lexicon.Sense) bool {
	return slices.ContainsFunc(entries, func(e lexicon.Entry) bool { return e.Sense == s })
}

// afterArticle is the token after the phrase's article.
func (c *chunker) afterArticle(p *Phrase) int {
	if p.Definite {
		return p.First + 1
	}
	return p.First
}

// possessive reports whether token i is a possessive ending.
func (c *chunker) possessive(i int) bool {
	return i < len(c.tokens) && (c.tokens[i].Tag == "POS" || c.tokens[i].Text == "'s" && c.tokens[i].Tag != "VBZ" || c.tokens[i].Text == "’s" && c.tokens[i].Tag != "VBZ")
}

// standsAlone reports whether no noun follows at i, so that an adjective before
// it names a people.
func (c *chunker) standsAlone(i int) bool {
	if i >= len(c.tokens) {
		return true
	}
	tag := c.tokens[i].Tag
	return !strings.HasPrefix(tag, "NN") && !strings.HasPrefix(tag, "JJ") && tag != "CD" && tag != "POS"
}

func plural(t syntax.Token) bool { return t.Tag == "NNS" || t.Tag == "NNPS" }

func lowerFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func upperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// distinct leaves out what says nothing new: a state given twice, a state whose
// body is given too.
func distinct(ofs []Of) []Of {
	var out []Of
	for _, o := range ofs {
		if !slices.ContainsFunc(out, func(x Of) bool { return x.ID == o.ID }) {
			out = append(out, o)
		}
	}
	return out
}
