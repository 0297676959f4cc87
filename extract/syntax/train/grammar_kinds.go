package main

import "slices"

// clause is a headline: tense and articles as there.
func (g *grammar) clause() *phrase {
	subject, plural := g.actor()
	form := third3
	if plural {
		form = base
	}
	to := g.chance(0.3)
	if to {
		form = base
	}
	verb := func(of string) *phrase {
		word, tag := g.verb(of, form)
		if form == base && !to {
			tag = "VBP"
		}
		v := w(word, tag, "ROOT", subject.as("nsubj"))
		if to {
			v.left = append(v.left, w("to", "TO", "aux"))
		}
		return v
	}
	switch g.random.IntN(5) {
	case 0, 1:
		return verb("withObject").with(g.occasion(), g.where())
	case 2:
		return verb("withPerson").with(g.person().as("dobj"), g.where())
	case 3:
		v := verb("without").with(g.where())
		if g.chance(0.4) {
			v.with(g.prep("for", g.occasion()))
		}
		return v
	}
	// talks postponed
	p := g.occasion()
	word, tag := g.verb("withObject", participle)
	v := w(word, tag, "ROOT", p.as("nsubjpass"))
	if g.chance(0.3) {
		v.with(w("by", "IN", "agent").with(g.state().as("pobj")))
	}
	return v.with(g.where())
}

func (g *grammar) headline() *phrase {
	c := g.clause()
	switch {
	case g.chance(0.15): // Kremlin says Putin, Trump to meet
		by, plural := g.actor()
		form := third3
		if plural {
			return c
		}
		word, tag := g.verb("saying", form)
		return w(word, tag, "ROOT", by.as("nsubj")).with(c.as("ccomp"))
	case g.chance(0.15): // talks postponed, mediator says
		by := g.holder()
		if g.chance(0.5) {
			by = g.state()
		}
		if g.chance(0.3) {
			by = w(g.from("offices"), "NN", "")
		}
		word, tag := g.verb("saying", third3)
		return w(word, tag, "ROOT", c.as("ccomp"), w(",", ",", "punct"), by.as("nsubj"))
	}
	return c
}

func (g *grammar) of() *phrase { return g.prep("of", g.state()) }

// readout is a sentence of a statement or a news story.
func (g *grammar) readout() *phrase {
	stop := w(".", ".", "punct")
	article := func(p *phrase) *phrase { return p.before(w("the", "DT", "det")) }
	switch g.random.IntN(8) {
	case 0: // President X spoke today with President Y of Z.
		other := g.person()
		if g.chance(0.6) {
			other.with(g.of())
		}
		return w("spoke", "VBD", "ROOT", g.person().as("nsubj")).with(w(g.pick("today yesterday"), "NN", "npadvmod"), w(g.pick("with to"), "IN", "prep").with(other.as("pobj")), stop)
	case 1: // Brazil's Lula and India's Modi met in Delhi.
		one, two := g.person(), g.person().as("conj")
		one.before(g.state().as("poss").with(w("'s", "POS", "case")))
		two.before(g.state().as("poss").with(w("'s", "POS", "case")))
		one.with(w("and", "CC", "cc"), two)
		word, tag := g.verb("without", past)
		return w(word, tag, "ROOT", one.as("nsubj")).with(g.where(), stop)
	case 2: // X, asked about the tariffs, said Y would wait.
		asked := w(g.pick("asked pressed questioned"), "VBN", "acl").with(w("about", "IN", "prep").with(article(w(g.pick("tariffs talks attack plan report deal"), "NNS", "pobj"))))
		subject := g.person().as("nsubj").with(w(",", ",", "punct"), asked, w(",", ",", "punct"))
		inner := w(g.pick("wait respond meet continue come attend"), "VB", "ccomp", g.state().as("nsubj"), w(g.pick("would will"), "MD", "aux"))
		return w("said", "VBD", "ROOT", subject).with(inner, stop)
	case 3: // X was received by Y in Z.
		word, tag := g.verb("withPerson", participle)
		return w(word, tag, "ROOT", g.person().as("nsubjpass"), w("was", "VBD", "auxpass")).with(w("by", "IN", "agent").with(g.person().as("pobj")), g.where(), stop)
	case 4: // The Egyptian foreign minister, X, called on both parties to return to the table.
		d := w(g.from("demonyms"), "JJ", "amod")
		d.name = "B-NORP"
		holder := w("minister", "NN", "nsubj", w("The", "DT", "det"), d, w("foreign", "JJ", "amod"))
		holder.with(w(",", ",", "punct"), g.person().as("appos"), w(",", ",", "punct"))
		word, tag := g.verb("withPerson", past)
		return w(word, tag, "ROOT", holder).with(g.person().as("dobj"), g.where(), stop)
	case 5: // The emir gave the visiting envoy a letter.
		return w(g.pick("gave handed sent offered showed"), "VBD", "ROOT", w(g.from("offices"), "NN", "nsubj", w("The", "DT", "det"))).with(
			w(g.from("offices"), "NN", "dative", w("the", "DT", "det"), w("visiting", "VBG", "amod")),
			w(g.pick("letter tour message gift list copy"), "NN", "dobj", w("a", "DT", "det")), stop)
	case 6: // "...," X told Y. with a clause in front and no quotes
		inner := w(g.pick("meet talk speak resume continue"), "VB", "ccomp", w(g.oneOf(append(slices.Clone(g.words["occasionsMany"]), "leaders", "sides")), "NNS", "nsubj", w("the", "DT", "det")), w(g.pick("will would could"), "MD", "aux"))
		if g.chance(0.5) {
			inner.left = append(inner.left, w("not", "RB", "neg"))
		}
		inner.with(g.where())
		return w("said", "VBD", "ROOT", inner, w(",", ",", "punct"), g.person().as("nsubj")).with(stop)
	}
	// X met with Y, the Z minister, in W.
	apposed := w("minister", "NN", "appos", w("the", "DT", "det"), w(g.from("demonyms"), "JJ", "amod"), w(g.pick("foreign defence prime"), "JJ", "amod"))
	return w("met", "VBD", "ROOT", g.person().as("nsubj")).with(w("with", "IN", "prep").with(g.person().as("pobj").with(w(",", ",", "punct"), apposed, w(",", ",", "punct"))), g.prep("in", g.city()), stop)
}
