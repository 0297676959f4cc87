package who

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/lexicon"
)

// office reads the office of n tokens at i, and what follows it: a second
// office, whose it is, and the holder's name.
func (c *chunker) office(i, n int, entries []lexicon.Entry, p *Phrase) bool {
	end := i + n
	c.hold(p, i, end, entries)
	p.Head = end - 1
	for k := i; k < end; k++ { // "minister of foreign affairs": the head is before "of"
		if c.tokens[k].Tag == "IN" && k > i {
			p.Head = k - 1
			break
		}
	}
	p.Noun = c.tokens[p.Head].Lemma
	p.Plural = plural(c.tokens[p.Head]) || strings.HasSuffix(c.tokens[p.Head].Text, "s") && c.tokens[p.Head].Lemma != strings.ToLower(c.tokens[p.Head].Text)
	// "Deputy Prime Minister and Foreign Minister Mohammad Ishaq Dar"
	for !p.Plural && end+1 < len(c.tokens) && (c.tokens[end].Text == "and" || c.tokens[end].Text == "&" || c.tokens[end].Text == "/") && upperFirst(c.tokens[end+1].Text) && upperFirst(c.tokens[i].Text) {
		m, more := c.surface(end+1, lexicon.OfficeName)
		if m == 0 || c.twoHolders(end+1+m, entries, more) {
			break
		}
		c.hold(p, end+1, end+1+m, more)
		end += 1 + m
	}
	if end < len(c.tokens) && (strings.HasSuffix(c.tokens[end].Text, "-elect") || strings.HasSuffix(c.tokens[end].Text, "-designate")) {
		end++
	}
	if n, _, _ := c.name(end, true); n > 0 && !c.qualifies(end) && c.holderAt(end, n, p) {
		return c.person(end, p)
	}
	p.Last = end - 1
	end = c.whose(end, p)
	if p.Plural {
		p.Form, p.Last = Group, end-1
		if len(p.Of) == 1 && p.Count == 0 {
			p.Form = Unnamed // "Iranian ministers"
		}
		return true
	}
	p.Form, p.Last = InOffice, end-1
	if c.possessive(end) && c.owns(p) {
		return true // "the Secretary-General's coordinator"
	}
	c.nameAfter(p)
	return true
}

// twoHolders reports whether two offices joined by "and" before the name at i are
// those of two people: "the Prime Minister and President von der Leyen".
func (c *chunker) twoHolders(i int, first, second []lexicon.Entry) bool {
	holds := func(x *lexicon.Person, offices []lexicon.Entry) bool {
		return slices.ContainsFunc(x.Terms, func(t *lexicon.Term) bool {
			return slices.ContainsFunc(offices, func(e lexicon.Entry) bool { return e.Office.ID == t.Office.ID || e.Office.Class == t.Office.Class })
		})
	}
	_, es := c.find(c.written, i, lexicon.PersonName, lexicon.PersonSecond)
	one, both := false, false
	for _, e := range es {
		if e.Person != nil && holds(e.Person, second) {
			one, both = true, both || holds(e.Person, first)
		}
	}
	return one && !both
}

// holderAt reports whether the name of n tokens after an office can be its
// holder's: a plural office has several ("Presidents Putin and Biden"), and one word
// before a common noun is part of another name ("leader of the Left party").
func (c *chunker) holderAt(i, n int, p *Phrase) bool {
	if i+n >= len(c.tokens) {
		return !p.Plural
	}
	next := c.tokens[i+n]
	if p.Plural && next.Text != "and" && next.Text != "," && next.Text != "&" {
		return false
	}
	return n > 1 || next.Tag != "NN" && next.Tag != "NNS" || c.tokens[i].Name != ""
}

// hold notes an office that the phrase gives.
func (c *chunker) hold(p *Phrase, i, end int, entries []lexicon.Entry) {
	words := make([]string, 0, end-i)
	for _, t := range c.tokens[i:end] {
		words = append(words, t.Text)
	}
	for _, e := range entries {
		if len(e.States) > 0 && !slices.ContainsFunc(p.Of, func(o Of) bool { return slices.Contains(e.States, o.ID) }) && len(p.Of) > 0 {
			continue
		}
		p.Offices = append(p.Offices, Held{Office: e.Office, Words: strings.Join(words, " "), States: e.States})
	}
}

// qualifies reports whether a state, an organisation or an office begins at i
// rather than a person's name.
func (c *chunker) qualifies(i int) bool {
	if n, _ := c.find(c.written, i, lexicon.PersonName); n > 0 && c.mononym(i, n) {
		return false
	}
	if c.tagged(i) > 1 {
		return false
	}
	n, _ := c.surface(i, lexicon.OfficeName, lexicon.BodyName, lexicon.OrganisationName, lexicon.Metonym, lexicon.CountryName, lexicon.CountryAdjective)
	return n > 0
}

// nameAfter reads the holder's name after an office that is complete: "Serbia's
// president, Aleksandar Vucic, told".
func (c *chunker) nameAfter(p *Phrase) {
	k := p.Last + 1
	if k >= len(c.tokens) {
		return
	}
	comma := c.tokens[k].Text == ","
	if comma {
		k++
	}
	q := *p
	// "the RSF leader, General Mohamed Hamdan Dagalo": over titles.
	for k < len(c.tokens) {
		n, es := c.find(c.written, k, lexicon.TitleWord)
		if m, _ := c.find(c.written, k, lexicon.PersonName); n == 0 || m > n {
			break
		}
		if es[0].Gender != "" {
			q.Gender = es[0].Gender
		}
		q.Titles = append(q.Titles, strings.ToLower(es[0].Surface))
		k += n
	}
	// "President of Kazakhstan Kassym-Jomart Tokayev": whatever capitals follow.
	if k >= len(c.tokens) {
		return
	}
	adjacent := !comma && c.tokens[k].Tag == "NNP" && (len(p.Offices) > 0 || p.Form == Counterpart || c.capitals(k) > 1 && nouns[p.Noun] == official)
	// ", Stephanie Nyombayire,": two capitals or more between commas.
	between := comma && (len(p.Offices) > 0 || p.Form == Counterpart) && c.capitals(k) > 1 && c.ends(k+c.capitals(k))
	n, _, full := c.name(k, adjacent || between)
	polite := comma && q.Gender != "" && k > p.Last+2 // ", Mr. Peskov,"
	if n == 0 || !full && !polite || c.qualifies(k) && !full {
		return
	}
	if comma && !c.ends(k+n) && !c.possessive(k+n) {
		// "met the foreign minister, Sergei Lavrov and ..." may be a list.
		return
	}
	if comma && !p.Definite && len(p.Of) == 0 && c.tokens[p.First].Tag != "DT" && p.Owner < 0 && !(between && spokesperson(p)) {
		return
	}
	if c.person(k, &q) && (q.Form == FullName || polite) {
		*p = q
	}
}

// whose reads "of X", "for X", "to X", "from X" after an office or a noun, and
// returns the token after it.
func (c *chunker) whose(i int, p *Phrase) int {
	for i+1 < len(c.tokens) {
		prep := strings.ToLower(c.tokens[i].Text)
		switch prep {
		case "of", "for", "to", "from", "in", "at", "on":
		default:
			return i
		}
		j := i + 1
		for j < len(c.tokens) && (strings.EqualFold(c.tokens[j].Text, "the") || strings.EqualFold(c.tokens[j].Text, "both") || strings.EqualFold(c.tokens[j].Text, "his") || strings.EqualFold(c.tokens[j].Text, "her")) {
			j++
		}
		if j >= len(c.tokens) {
			return i
		}
		// "of the Afghan interim government", "of the Ukrainian army"
		if n, es := c.find(c.written, j, lexicon.CountryAdjective, lexicon.CountryName, lexicon.OrganisationName); n > 0 && has(es, lexicon.CountryAdjective) && !has(es, lexicon.CountryName) {
			k := c.modifiers(j+n, &Phrase{})
			if k < len(c.tokens) {
				if m, bs := c.surface(k, lexicon.BodyName); m > 0 {
					p.Of = append(p.Of, Of{ID: es[0].Country.Code + "/" + bs[0].Body.ID, Row: bs[0].Row(), Token: k})
					return k + m
				}
			}
			return i
		}
		ofs, end, entries := c.stateList(j)
		if len(ofs) > 0 {
			if c.possessive(end) && len(ofs) == 1 {
				// "of Sudan's army", "of Israel's parliament"
				if n, es := c.surface(end+1, lexicon.BodyName); n > 0 {
					p.Of = append(p.Of, Of{ID: ofs[0].ID + "/" + es[0].Body.ID, Row: es[0].Row(), Token: end + 1})
					return end + 1 + n
				}
				return i
			}
			switch prep {
			case "in", "at":
				if p.Form == Counterpart && len(p.Of) > 0 {
					return i // "his Turkish counterpart in Bucharest"
				}
				if p.Noun == "diplomat" || p.Noun == "leader" {
					return i // "a Western diplomat in Abidjan" is of another state
				}
				// "officials in Ottawa", "the foreign ministry in Tbilisi"; but "the minister
				// in Geneva" says where.
				if !has(entries, lexicon.Capital) && !has(entries, lexicon.CountryName) || p.Form == InOffice || len(p.Offices) > 0 && prep == "in" && !p.Plural {
					return i
				}
			case "to", "for", "on":
				// An envoy to a state is not its own.
				if !has(entries, lexicon.OrganisationName) || prep == "to" {
					return end
				}
			}
			p.Of = append(p.Of, ofs...)
			if len(ofs) == 1 && strings.HasPrefix(ofs[0].ID, "org:") && end < len(c.tokens) && c.tokens[end].Text == "of" {
				// "of the Sovereign Council of the Republic of Sudan"
				if more, k, _ := c.stateList(end + 1 + c.articles(end+1)); len(more) == 1 && len(more[0].ID) == 3 && !c.possessive(k) {
					end = k
				}
			}
			// "of Brazil's", "of the European Union's": what follows is another phrase.
			return end
		}
		if n, es := c.surface(j, lexicon.BodyName); n > 0 && (prep == "of" || prep == "for" || prep == "at" || prep == "in") {
			p.Of = append(p.Of, Of{ID: "/" + es[0].Body.ID, Row: es[0].Row(), Token: j})
			i = j + n
			continue
		}
		if n, es := c.surface(j, lexicon.OfficeName); n > 0 && prep != "in" && prep != "from" && prep != "on" {
			// "adviser to the supreme leader", "head of the Office of the President"
			_ = es
			i = j + n
			if m, _, full := c.name(i, true); m > 0 && full {
				i = c.owner(i, m, p)
			}
			continue
		}
		if prep == "of" || prep == "to" || prep == "for" {
			if m, entries, full := c.name(j, false); m > 0 {
				i = c.ownerAs(j, m, entries, full, p)
				continue
			}
			if n := c.organisation(j); n > 0 {
				return j + n
			}
			if prep != "to" && upperFirst(c.tokens[j].Text) && j == i+1+c.articles(i+1) {
				// A body that no dictionary knows: "leader of the People's Front".
				k := j
				for k < len(c.tokens) && !(k > j && c.personAt(k)) && (upperFirst(c.tokens[k].Text) && letters(c.tokens[k].Text) && !c.weekday(k) || c.possessive(k) || k > j && (c.tokens[k].Text == "of" || c.tokens[k].Text == "and" || c.tokens[k].Text == "for") && k+1 < len(c.tokens) && upperFirst(c.tokens[k+1].Text)) {
					k++
				}
				return k
			}
		}
		return i
	}
	return i
}

// personAt reports whether a person's full name begins at i.
func (c *chunker) personAt(i int) bool {
	n, _ := c.find(c.written, i, lexicon.PersonName)
	return n > 1 && c.mononym(i, n) || c.tagged(i) > 1
}

func (c *chunker) articles(i int) int {
	if i < len(c.tokens) && strings.EqualFold(c.tokens[i].Text, "the") {
		return 1
	}
	return 0
}

func (c *chunker) owner(i, n int, p *Phrase) int {
	_, entries, full := c.name(i, true)
	return c.ownerAs(i, n, entries, full, p)
}

// ownerAs notes the person whose aide or envoy the phrase names.
func (c *chunker) ownerAs(i, n int, entries []lexicon.Entry, full bool, p *Phrase) int {
	form := Surname
	if full {
		form = FullName
	}
	c.inner = append(c.inner, &Phrase{Form: form, First: i, Last: i + n - 1, Head: i + n - 1, NameFirst: i, NameLast: i + n - 1, Entries: entries, Owner: -1, inner: true})
	p.Owner = i + n - 1
	return i + n
}

// stateList reads one or more states or organisations with commas and "and"
// between them: "Greece, Turkey and the UAE".
func (c *chunker) stateList(i int) (ofs []Of, end int, entries []lexicon.Entry) {
	end = i
	for j := i; j < len(c.tokens); {
		k := j + c.articles(j)
		k += c.described(k)
		n, es := c.find(c.written, k, lexicon.CountryName, lexicon.OrganisationName, lexicon.Capital, lexicon.Metonym)
		if n == 0 || len(ofs) > 0 && c.possessive(k+n) {
			return ofs, end, entries
		}
		if m, _ := c.surface(k+n, lexicon.OfficeName); m > 0 && len(ofs) > 0 {
			return ofs, end, entries // "ministers of Russia and Ukraine, the US Secretary of State"
		}
		if m, _ := c.find(c.written, k, lexicon.PersonName); m > n && c.mononym(k, m) || c.tagged(k) > n && !has(es, lexicon.CountryName) {
			return ofs, end, entries
		}
		// An adjective or a genitive before another noun belongs to that noun.
		ofs = append(ofs, c.ofs(es, k)...)
		entries, end = es, k+n
		if c.possessive(end) {
			return ofs, end, entries
		}
		j = end
		if j < len(c.tokens) && c.tokens[j].Text == "," {
			j++
		}
		if j < len(c.tokens) && (c.tokens[j].Text == "and" || c.tokens[j].Text == "&" || c.tokens[j].Text == "or") {
			j++
		}
		if j == end {
			return ofs, end, entries
		}
	}
	return ofs, end, entries
}

// described returns how many words at i say what kind of organisation the one named
// after them is: "the West African bloc ECOWAS".
func (c *chunker) described(i int) int {
	for k := i; k < len(c.tokens) && k < i+4; k++ {
		switch c.tokens[k].Lemma {
		case "bloc", "group", "alliance", "agency", "watchdog", "body":
			if n, _ := c.find(c.written, k+1, lexicon.OrganisationName); n > 0 {
				return k + 1 - i
			}
			return 0
		}
	}
	return 0
}

// states reads states listed before a plural office or noun that is said of each
// of them: "Kenyan, Ugandan presidents", "Cambodia and Thailand's leaders".
func (c *chunker) states(i int, p *Phrase) bool {
	var ofs []Of
	j, count := i, 0
	if q := (Phrase{First: i}); i < len(c.tokens) && c.compound(i, &q) && !slices.ContainsFunc(q.Parts, func(m Part) bool { return len(m.Of) == 0 }) {
		// "the Japan-Israel foreign ministers"
		for _, m := range q.Parts {
			ofs = append(ofs, m.Of[0])
		}
		j, count = i+1, len(q.Parts)
	}
	for joint := count > 0; j < len(c.tokens) && !joint; {
		n, es := c.find(c.written, j, lexicon.CountryAdjective, lexicon.CountryName)
		if n == 0 {
			return false
		}
		ofs = append(ofs, c.ofs(es, j)...)
		count++
		j += n
		if c.possessive(j) {
			j++
		}
		k := j
		if k < len(c.tokens) && (c.tokens[k].Text == "," || c.tokens[k].Text == "/") {
			k++
		}
		if k < len(c.tokens) && (c.tokens[k].Text == "and" || c.tokens[k].Text == "&") {
			k++
		}
		if k == j {
			break
		}
		j = k
	}
	if count < 2 || j >= len(c.tokens) {
		return false
	}
	q := *p
	q.Of = append(slices.Clip(q.Of), ofs...)
	j = c.modifiers(j, &q)
	if j >= len(c.tokens) {
		return false
	}
	if n, es := c.surface(j, lexicon.OfficeName); n > 0 && plural(c.tokens[j+n-1]) {
		c.hold(&q, j, j+n, es)
		q.Form, q.Plural, q.Head, q.Last, q.Noun = Group, true, j+n-1, j+n-1, c.tokens[j+n-1].Lemma
		*p = q
		return true
	}
	if kind := nouns[c.tokens[j].Lemma]; kind != 0 && kind != kin && plural(c.tokens[j]) {
		q.Form, q.Plural, q.Head, q.Last, q.Noun = Group, true, j, j, c.tokens[j].Lemma
		*p = q
		return true
	}
	return false
}

// bodyOf reads the state whose body it is when it stands after it: "the foreign
// ministry in Ankara", "the Ministry of Foreign Affairs of Turkey". It returns
// the token after the phrase.
func (c *chunker) bodyOf(i int, entries []lexicon.Entry, p *Phrase) int {
	id := entries[0].Body.ID
	// The state that qualifies it stands before ("Turkish") or after.
	if n := len(p.Of); n > 0 && len(p.Of[n-1].ID) == 3 {
		for k := range p.Of {
			if len(p.Of[k].ID) == 3 && p.Of[k].Token == p.Of[n-1].Token {
				p.Of[k].ID += "/" + id // "the Congolese government" may be of either
			}
		}
		return i
	}
	if i+1 < len(c.tokens) && (c.tokens[i].Text == "of" || c.tokens[i].Text == "in") {
		j := i + 1 + c.articles(i+1)
		if m, names, full := c.name(j, false); m > 0 && c.tokens[i].Text == "of" && id == "government" {
			p.Of = append(p.Of, Of{ID: "/" + id, Row: entries[0].Row(), Token: i - 1})
			return c.ownerAs(j, m, names, full, p) // "the government of Nicolás Maduro"
		}
		if ofs, end, _ := c.stateList(j); len(ofs) == 1 && len(ofs[0].ID) == 3 && !c.possessive(end) {
			p.Of = append(p.Of, Of{ID: ofs[0].ID + "/" + id, Row: entries[0].Row(), Token: ofs[0].Token})
			return end
		} else if len(ofs) > 1 && !strings.HasSuffix(c.tokens[i-1].Tag, "S") {
			// "the government of Colombia and the ELN": one government is of one state.
			if n, es := c.find(c.written, j, lexicon.CountryName); n > 0 && j+n < len(c.tokens) && c.tokens[j+n].Text == "and" {
				p.Of = append(p.Of, Of{ID: es[0].Country.Code + "/" + id, Row: entries[0].Row(), Token: j})
				return j + n
			}
		}
	}
	p.Of = append(p.Of, Of{ID: "/" + id, Row: entries[0].Row(), Token: i - 1})
	return i
}
