package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// name returns how many tokens the person's name at i has, 0 when there is none,
// the dictionary's entries for it, and whether it is a full name. After a title
// or an office any capitalised words are one.
func (c *chunker) name(i int, titled bool) (n int, entries []lexicon.Entry, full bool) {
	if i >= len(c.tokens) || c.weekday(i) {
		return 0, nil, false
	}
	if n, entries = c.find(c.written, i, lexicon.PersonName); n > 0 && !c.mononym(i, n, entries) {
		n, entries = 0, nil
	}
	if t, es := c.find(c.written, i, lexicon.TitleWord); n == 0 && t > 0 && (es[0].Gender != "" || polite(es[0])) {
		return 0, nil, false // "Ms Frederiksen" is no full name, "Dr." not part of one
	}
	tagged := c.tagged(i)
	if n > 0 {
		// "Faisal bin Farhan" in the dictionary, "Faisal bin Farhan Al Saud" here.
		if tagged > n && c.nameWords(i+n, i+tagged) && !initialism(c.tokens[i+tagged-1].Text) {
			n = tagged
		}
		return n, entries, true
	}
	if tagged > 1 && c.nameWords(i, i+tagged) {
		if titled {
			tagged = max(tagged, c.capitals(i)) // the tagger cuts "Yoon Suk Yeol" short
		}
		return tagged, nil, true
	}
	if s, es := c.find(c.written, i, lexicon.PersonSecond); s > 0 && c.site(i+s) {
		return 0, nil, false
	} else if s > 0 && upperFirst(c.tokens[i].Text) || s > 1 {
		if titled || tagged > 0 || c.Known.name(c.tokens[i+s-1].Text) || c.tokens[i].Tag == "NNP" && !c.otherSense(i) || c.opens(i, s) {
			// "Kim" of the dictionary, "Kim Yong-chol" here.
			if m := c.capitals(i); titled && m > s {
				return m, nil, true
			}
			return s, es, false
		}
	}
	if titled {
		if m := c.capitals(i); m > 0 {
			return m, nil, m > 1
		}
	}
	preposition := c.tokens[i].Tag == "IN" && tagged == 0 // "In Tokyo" of an article on Moon Jae-in
	if (tagged == 1 || c.Known.name(c.tokens[i].Text) && upperFirst(c.tokens[i].Text) && !preposition) && !c.site(i+1) {
		return 1, nil, false
	}
	return 0, nil, false
}

// opens reports whether a surname of n tokens opens a headline in which taggers take
// it for a noun: "Kerry due in Kiev".
func (c *chunker) opens(i, n int) bool {
	return i == 0 && n == 1 && c.tokens[0].Tag == "NN" && len(c.tokens) > 1 && !strings.HasPrefix(c.tokens[1].Tag, "NN") && c.tokens[1].Tag != "POS" && !c.otherSense(0)
}

// polite reports whether a title is one of courtesy or learning, which the names
// tagger counts in: "H.E.", "Dr.".
func polite(title lexicon.Entry) bool {
	return title.TitleKind == "courtesy" || title.TitleKind == "academic"
}

// tagged returns the length of the person's name that the names tagger saw at i.
func (c *chunker) tagged(i int) int {
	if c.tokens[i].Name != "B-PERSON" || c.place(c.tokens[i].Start, c.tokens[i].End) {
		return 0
	}
	j := i + 1
	for j < len(c.tokens) && c.tokens[j].Name == "I-PERSON" {
		j++
	}
	if n, _ := c.surface(i, lexicon.OfficeName); n > 0 && n < j-i {
		return 0 // "Spokeswoman Maria Zakharova"
	}
	for k := i; k < j; k++ {
		if c.lex.Trigger(strings.ToLower(c.tokens[k].Text), true) != nil {
			return 0 // "Leaders Summit" is nobody
		}
	}
	for j > i+1 && (c.possessive(j-1) || !letters(c.tokens[j-1].Text) || initialism(c.tokens[j-1].Text)) {
		j--
	}
	return j - i
}

// nameWords reports whether the tokens from i to j can all be words of a name.
func (c *chunker) nameWords(i, j int) bool {
	for k := i; k < j; k++ {
		if t := c.tokens[k].Text; !upperFirst(t) && !particle(t) && t != "-" {
			return false
		}
	}
	return true
}

// capitals returns the length of the run of capitalised words and particles at i
// that can be a name.
func (c *chunker) capitals(i int) int {
	end := i
	for j := i; j < len(c.tokens) && j < i+6; j++ {
		t := c.tokens[j]
		switch {
		case particle(t.Text) && j+1 < len(c.tokens) && (upperFirst(c.tokens[j+1].Text) || particle(c.tokens[j+1].Text)):
			continue
		case t.Text == "," && j+1 < len(c.tokens) && (c.tokens[j+1].Text == "Jr." || c.tokens[j+1].Text == "Jr"):
			end = j + 2
			return end - i
		case !upperFirst(t.Text) || !letters(t.Text) || c.weekday(j) || strings.HasPrefix(t.Tag, "VB") && j > i && t.Name == "":
			return end - i
		}
		if j > i {
			if n, _ := c.surface(j, lexicon.OfficeName, lexicon.BodyName, lexicon.OrganisationName); n > 0 && c.tokens[j].Name != "I-PERSON" {
				return end - i
			}
			if c.lex.Trigger(strings.ToLower(t.Text), true) != nil {
				return end - i // "Vice President Harris Call With ..." in a title
			}
		}
		end = j + 1
	}
	return end - i
}

func (c *chunker) weekday(i int) bool {
	word := strings.TrimSuffix(c.tokens[i].Text, ".")
	if len(word) > 2 && strings.ToUpper(word) == word {
		word = word[:1] + strings.ToLower(word[1:]) // "TUESDAY" in a headline
	}
	switch word {
	case "May", "Jan", "April", "June", "August":
		// First names too: "Gert Jan Koopman", "Theresa May", "April Glaspie".
		number := i > 0 && digits(c.tokens[i-1].Text) || i+1 < len(c.tokens) && digits(c.tokens[i+1].Text)
		of := i > 1 && c.tokens[i-1].Tag == "IN" && digits(strings.TrimRight(c.tokens[i-2].Text, "stndrh")) // "the 12th of May"
		named := i > 0 && (c.tokens[i].Name == "I-PERSON" || upperFirst(c.tokens[i-1].Text) && c.tokens[i-1].Name == "B-PERSON")
		return number || of || word != "May" && !named
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Today", "Yesterday", "Tomorrow",
		"January", "February", "March", "July", "September", "October", "November", "December",
		"Feb", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec":
		return true
	}
	return false
}

func digits(s string) bool {
	return s != "" && strings.IndexFunc(s, unicode.IsLetter) < 0 && unicode.IsDigit(rune(s[0]))
}

// clock reports whether the word at i is the half of the day of a time: "11:52 PM".
func (c *chunker) clock(i int) bool {
	return c.tokens[i].Text == "PM" && (i > 0 && digits(c.tokens[i-1].Text) || len(c.tokens) == 1)
}

// site reports whether the word at i makes a place of the name before it: "Kennedy
// airport", "Roosevelt Avenue".
func (c *chunker) site(i int) bool {
	if i >= len(c.tokens) {
		return false
	}
	switch strings.ToLower(c.tokens[i].Text) {
	case "airport", "avenue", "street", "boulevard", "square", "stadium", "bridge", "highway", "airfield", "hospital":
		return true
	}
	return false
}

// mononym reports whether the one word at i is the person whom the dictionary
// calls by it: it is a name here, and no state, organisation or common word.
func (c *chunker) mononym(i, n int, entries []lexicon.Entry) bool {
	if n > 1 {
		return true
	}
	t := c.tokens[i]
	return (t.Tag == "NNP" || t.Name == "B-PERSON" || t.Name == "I-PERSON") && !c.otherSense(i)
}

// otherSense reports whether the word at i is a state, a city that is a capital,
// an organisation or a building to the dictionary.
func (c *chunker) otherSense(i int) bool {
	n, _ := c.find(c.written, i, lexicon.CountryName, lexicon.Capital, lexicon.OrganisationName, lexicon.Metonym, lexicon.CountryAdjective)
	return n > 0
}

// nameStartsWithState reports whether a tagged name that begins with a state's
// name or adjective is still a person's: "Chad Smith", not "French President".
func (c *chunker) nameStartsWithState(i, state, name int) bool {
	return name > state && !c.possessive(i+state)
}

// person reads the name at i and what follows it into p: a genitive that makes
// the person the owner of what comes next, or an apposition.
func (c *chunker) person(i int, p *Phrase) bool {
	titled := len(p.Offices) > 0 || p.Gender != "" || i > p.First
	n, entries, full := c.name(i, titled)
	if n == 0 {
		return false
	}
	p.Entries, p.NameFirst, p.NameLast, p.Last, p.Head = entries, i, i+n-1, i+n-1, i+n-1
	p.Form = Surname
	if full {
		p.Form = FullName
	}
	if p.Form == FullName && p.NameLast+2 < len(c.tokens) && c.tokens[p.NameLast+1].Text == "," && strings.HasPrefix(c.tokens[p.NameLast+2].Text, "Jr") {
		p.NameLast, p.Last = p.NameLast+2, p.NameLast+2
	}
	if p.Form == FullName {
		for p.NameLast+1 < len(c.tokens) && strings.HasPrefix(c.tokens[p.NameLast+1].Text, "Al-") && strings.HasPrefix(c.tokens[p.NameLast].Text, "Al-") {
			p.NameLast++ // "Mishal Al-Ahmad Al-Jabir Al-Sabah"
		}
		p.Last = c.patronyms(p.NameLast)
		p.Head = p.Last
	}
	if c.possessive(p.Last+1) && c.owns(p) {
		return true
	}
	c.apposition(p)
	return true
}

// patronyms returns the last token of a name whose known part ends at last: "Prince
// Faisal bin Farhan bin Abdullah".
func (c *chunker) patronyms(last int) int {
	for last+1 < len(c.tokens) && clan(c.tokens[last+1].Text) {
		last++ // "Mishal Al-Ahmad Al-Jabir Al-Sabah"
	}
	for last+2 < len(c.tokens) && upperFirst(c.tokens[last+2].Text) {
		switch strings.ToLower(c.tokens[last+1].Text) {
		case "bin", "ibn", "bint":
			last += 2
		case "al":
			return last + 2 // "Al Saud"
		default:
			return last
		}
	}
	return last
}

// clan reports whether a word names a father or a family with the Arabic article.
func clan(s string) bool {
	i := strings.IndexByte(s, '-')
	return i == 2 && (strings.EqualFold(s[:i], "al") || strings.EqualFold(s[:i], "el")) && upperFirst(s[i+1:])
}

// owns reads what a person's genitive qualifies, when that is an actor too:
// "Kiir's foreign ministry", "Kagame's spokeswoman, Stephanie Nyombayire".
func (c *chunker) owns(p *Phrase) bool {
	q := &Phrase{First: p.First, Last: -1, Head: -1, Owner: p.Head, NameFirst: -1, NameLast: -1, Definite: true}
	if !c.core(p.Last+2, q) {
		return false
	}
	switch q.Form {
	case InOffice, Unnamed, Counterpart, Body:
	case FullName, Surname:
		if len(q.Offices) == 0 && q.Noun == "" {
			return false
		}
	default:
		return false
	}
	owner := *p
	owner.inner = true
	c.inner = append(c.inner, &owner)
	*p = *q
	return true
}

// apposition reads what stands after a name and says who it is: "of Ukraine",
// ", the Turkish foreign minister,", "(R-Fla.)", ", 61,".
func (c *chunker) apposition(p *Phrase) {
	j := p.Last + 1
	if j < len(c.tokens) && c.tokens[j].Text == "(" {
		for k := j + 1; k < len(c.tokens) && k < j+7; k++ {
			if c.tokens[k].Text == ")" {
				p.Last, j = k, k+1
				break
			}
		}
	}
	k := j
	comma := k < len(c.tokens) && c.tokens[k].Text == ","
	if comma {
		k++
	}
	if k+1 < len(c.tokens) && c.tokens[k].Text == "of" {
		l := k + 1
		if strings.EqualFold(c.tokens[l].Text, "the") {
			l++
		}
		if n, es := c.find(c.written, l, lexicon.CountryName, lexicon.OrganisationName); n > 0 && !c.possessive(l+n) {
			p.Of = append(p.Of, c.ofs(es, l)...)
			p.Last = l + n - 1
			return
		}
	}
	if !comma || k >= len(c.tokens) {
		return
	}
	if c.tokens[k].Tag == "CD" && k+1 < len(c.tokens) && c.tokens[k+1].Text == "," { // an age
		k += 2
		if k >= len(c.tokens) {
			return
		}
	}
	inner := len(c.inner)
	q := &Phrase{First: k, Last: -1, Head: -1, Owner: -1, NameFirst: -1, NameLast: -1}
	switch strings.ToLower(c.tokens[k].Text) {
	case "the", "a", "an", "his", "her", "its", "their":
		q.Definite = true
		k++
	}
	if !c.core(k, q) || q.NameFirst >= 0 && q.Form != Body || q.Plural || q.Form != InOffice && q.Form != Unnamed || !c.ends(q.Last+1) || c.subjectNext(q) || foreign(p, q) {
		c.inner = c.inner[:inner]
		return
	}
	p.Offices = append(p.Offices, q.Offices...)
	p.Of = append(p.Of, q.Of...)
	p.Former = p.Former || q.Former
	if q.Noun != "" {
		p.Noun = q.Noun
	}
	if q.Owner >= 0 && p.Owner < 0 {
		p.Owner = q.Owner
	}
	p.Last = q.Last
}

// subjectNext reports whether what looks like an apposition is the subject of the
// verb after it: "During the talk with Pezeshkian, the Turkish leader conveyed".
func (c *chunker) subjectNext(q *Phrase) bool {
	i := q.Last + 1
	if i >= len(c.tokens) || !strings.HasPrefix(c.tokens[i].Tag, "VB") && c.tokens[i].Tag != "MD" && c.tokens[i].Tag != "IN" {
		return false
	}
	return c.tokens[q.Head].Dep != syntax.Appos
}

// foreign reports whether an office is of another state than a person whom the
// dictionary knows: headlines list "Trump, Saudi crown prince, Iran's president".
func foreign(p, q *Phrase) bool {
	if len(q.Of) == 0 || len(p.Entries) == 0 {
		return false
	}
	known := false
	for _, e := range p.Entries {
		if e.Person == nil || e.Person.State == "" {
			continue
		}
		known = true
		for _, o := range q.Of {
			if st := stateOf(o.ID); st == "" || st == e.Person.State {
				return false
			}
		}
	}
	return known
}

// ends reports whether an apposition can end before token i.
func (c *chunker) ends(i int) bool {
	if i >= len(c.tokens) {
		return true
	}
	switch c.tokens[i].Text {
	case ",", ".", ";", ":", ")", "(", "”", "\"", "—", "–", "-", "--", "who", "whose":
		return true
	case "and", "as":
		return false
	}
	return strings.HasPrefix(c.tokens[i].Tag, "VB") || c.tokens[i].Tag == "MD" || c.tokens[i].Tag == "IN" || c.tokens[i].Tag == "WDT"
}

// initialism reports whether a word after a name is letters of office or honour:
// MP, KC, OBE.
func initialism(s string) bool {
	return len(s) >= 2 && len(s) <= 4 && strings.ToUpper(s) == s && letters(s) && s != "II" && s != "III" && s != "IV" && s != "VI"
}

func letters(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func particle(s string) bool {
	if i := strings.IndexByte(s, '-'); i > 0 && lowerFirst(s) { // al-Sisi, el-Sisi
		return particles[s[:i]]
	}
	return particles[s]
}

// organisation returns the length of an organisation's name at i that no
// dictionary knows: capitalised words that end in what such names end in ("Liberty
// Korea Party"), or that the names tagger calls one.
func (c *chunker) organisation(i int) int {
	if !upperFirst(c.tokens[i].Text) || !letters(c.tokens[i].Text) || strings.HasSuffix(c.tokens[i].Name, "-PERSON") {
		return 0
	}
	best := 0
	for k := i; k < len(c.tokens) && k < i+8; k++ {
		t := c.tokens[k]
		small := k > i && ((t.Text == "of" || t.Text == "for" || t.Text == "and" || t.Text == "the") && organisationNouns[c.tokens[i].Text] || c.possessive(k))
		if !small && (!upperFirst(t.Text) || !letters(t.Text) || c.weekday(k)) {
			break
		}
		if k > i && organisationNouns[t.Text] {
			best = k + 1 - i
		}
	}
	if c.tokens[i].Name == "B-ORG" && best == 0 {
		k := i + 1
		for k < len(c.tokens) && c.tokens[k].Name == "I-ORG" {
			k++
		}
		if k-i > 1 {
			best = k - i
		}
	}
	if best > 0 && c.place(c.tokens[i].Start, c.tokens[i+best-1].End) {
		return 0 // an air force base
	}
	if best > 0 && best <= 3 && !organisationNouns[c.tokens[i+best-1].Text] && c.Known.name(c.tokens[i+best-1].Text) {
		return 0 // "De Mistura" of the article
	}
	if best > 0 {
		// Not "President Joko Widodo's Party", not "Turkish Foreign Ministry".
		if n, _ := c.surface(i, lexicon.OfficeName, lexicon.TitleWord, lexicon.BodyName); n > 0 {
			return 0
		}
		if n, es := c.find(c.written, i, lexicon.PersonName); n > 0 && c.mononym(i, n, es) {
			return 0
		}
		for k := i + 1; k < i+best-1; k++ {
			if c.possessive(k) {
				if n, _ := c.surface(k+1, lexicon.BodyName, lexicon.OfficeName); n > 0 {
					return 0 // "Kiir's foreign ministry"
				}
			}
		}
		if m, _ := c.find(c.written, i, lexicon.CountryAdjective, lexicon.CountryName); m > 0 {
			if n, _ := c.surface(i+m, lexicon.BodyName); n > 0 && m+n == best {
				return 0 // "Japanese Foreign Ministry"
			}
		}
	}
	return best
}

// organisationNouns end the names of organisations.
var organisationNouns = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("Party Front Movement Federation Alliance Coalition Union Congress League Forces Army Brigades Brigade Council Commission Committee Authority Assembly Bloc Organization Organisation Association Institute University Foundation Bank Court Agency Group Network Corporation Club Society Center Centre Fund Initiative Partnership Command Corps Guard Guards") {
		m[w] = true
	}
	return m
}()
