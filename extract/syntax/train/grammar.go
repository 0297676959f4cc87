package main

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// grammar makes sentences with known trees for what the articles have too few
// of, and spaCy often misreads: headlines in the present tense, readouts, people
// named after their state, participles between a subject and its verb.
type grammar struct{ random *rand.Rand }

// phrase is a word with what depends on it, in order.
type phrase struct {
	word, tag, dep, name string
	left, right          []*phrase
}

func w(word, tag, dep string, left ...*phrase) *phrase {
	return &phrase{word: word, tag: tag, dep: dep, left: left}
}

// with puts dependents after the phrase.
func (p *phrase) with(right ...*phrase) *phrase {
	for _, r := range right {
		if r != nil {
			p.right = append(p.right, r)
		}
	}
	return p
}

// as sets how the phrase depends on its head.
func (p *phrase) as(dep string) *phrase { p.dep = dep; return p }

// before puts dependents in front of the phrase and of those there.
func (p *phrase) before(left ...*phrase) *phrase {
	p.left = append(append([]*phrase(nil), left...), p.left...)
	return p
}

func (g *grammar) pick(words string) string {
	f := strings.Fields(words)
	return f[g.random.IntN(len(f))]
}

func (g *grammar) chance(p float64) bool { return g.random.Float64() < p }

const (
	surnames = `Putin Macron Merz Starmer Lavrov Fidan Erdogan Zelensky Rubio Trump Biden Xi Wang Modi Jaishankar Lula Milei
		Petro Sheinbaum Carney Albanese Ishiba Kishida Lee Yoon Kim Subianto Marcos Anwar Hun Sharif Araghchi Pezeshkian Raisi
		Netanyahu Sissi Abdullah Aoun Salam Barzani Sudani Tebboune Saied Ouattara Tinubu Ruto Museveni Kagame Tshisekedi
		Ramaphosa Mnangagwa Abiy Burhan Sandu Maia Tusk Duda Sikorski Orban Szijjarto Fico Vucic Kurti Rama Meloni Tajani
		Sanchez Albares Costa Kallas Rutte Guterres Grossi Witkoff Kellogg Vance Hegseth Yermak Umerov Sybiha Budanov Lukashenko
		Aliyev Pashinyan Mirzoyan Tokayev Mirziyoyev Japarov Berdimuhamedow Haavisto Valtonen Stubb Orpo Kristersson Frederiksen
		Støre Eide Baerbock Scholz Wadephul Barrot Lammy Cooper Cameron Blinken Sullivan Lula Boric Maduro Castro Bukele Ortega
		Mulino Chaves Abinader Holness Mottley Skerrit Rabuka Marape Hipkins Luxon Peters Wong Joly Anand Harris Martin Varadkar`
	firsts = `Vladimir Emmanuel Friedrich Keir Sergei Hakan Maria Anna Ahmed Ali Hassan Mohammed Fatima Ivan Olena Andrii Marco
		John David James Elena Sofia Carlos José Luis Pedro Ana Nguyen Thi Hiroshi Yuki Min Jae Li Wei Raj Priya Kwame Amina
		Ousmane Aïcha Jean Marie Pierre Lars Ingrid Petra Jan Tomasz Katarzyna Giorgio Paolo Tariq Salman Omar Yusuf Abdul`
	states = `Russia Ukraine China India Turkey France Germany Britain Iran Iraq Israel Egypt Jordan Qatar Oman Kuwait Syria
		Lebanon Japan Vietnam Indonesia Malaysia Thailand Cambodia Myanmar Pakistan Afghanistan Armenia Azerbaijan Georgia
		Kazakhstan Uzbekistan Poland Hungary Serbia Kosovo Greece Cyprus Italy Spain Portugal Norway Sweden Finland Denmark
		Canada Mexico Brazil Argentina Chile Peru Colombia Venezuela Cuba Kenya Ethiopia Sudan Somalia Nigeria Ghana Mali Niger
		Chad Rwanda Uganda Tanzania Angola Zambia Zimbabwe Namibia Morocco Algeria Tunisia Libya Yemen Bahrain Australia Fiji`
	demonyms = `Russian Ukrainian Chinese Indian Turkish French German British Iranian Iraqi Israeli Egyptian Jordanian Qatari
		Omani Syrian Lebanese Japanese Vietnamese Indonesian Malaysian Thai Pakistani Afghan Armenian Azerbaijani Georgian
		Kazakh Uzbek Polish Hungarian Serbian Greek Italian Spanish Portuguese Norwegian Swedish Finnish Danish Canadian Mexican
		Brazilian Argentine Chilean Peruvian Colombian Venezuelan Cuban Kenyan Ethiopian Sudanese Somali Nigerian Ghanaian
		Rwandan Ugandan Angolan Moroccan Algerian Tunisian Libyan Yemeni Australian American Saudi Emirati Swiss Belgian Dutch`
	cities = `Moscow Kyiv Beijing Delhi Ankara Istanbul Paris Berlin London Tehran Baghdad Cairo Amman Doha Muscat Damascus
		Beirut Tokyo Hanoi Jakarta Bangkok Islamabad Kabul Yerevan Baku Tbilisi Astana Tashkent Warsaw Budapest Belgrade
		Pristina Athens Nicosia Rome Madrid Lisbon Oslo Stockholm Helsinki Copenhagen Ottawa Washington Brussels Geneva Vienna
		Brasilia Santiago Lima Bogota Caracas Havana Nairobi Khartoum Abuja Accra Kigali Kampala Luanda Rabat Algiers Tunis
		Tripoli Sanaa Riyadh Manama Canberra Suva Jeddah Sochi Antalya Munich Davos Hiroshima Kazan Samarkand`
	offices = `minister premier president envoy ambassador spokesman spokeswoman official negotiator diplomat mediator leader
		chancellor senator lawmaker general`
	officesMany = `ministers presidents envoys ambassadors officials negotiators diplomats mediators leaders lawmakers generals
		delegates rivals rebels parties`
	weekdays = `Monday Tuesday Wednesday Thursday Friday Saturday Sunday`
	titles   = `President Chancellor Premier Senator Ambassador King Sultan Emir Sheikh`
	subjects = `trade energy security peace border nuclear truce ceasefire prisoner grain climate refugee tariff hostage water debt`
	topics   = `Ukraine Gaza trade energy security truce ceasefire peace sanctions tariffs defence migration climate borders grain`
	// verbs: base, third person, past, participle
	withObject = `cancel/cancels/cancelled/cancelled hold/holds/held/held host/hosts/hosted/hosted postpone/postpones/postponed/postponed
		reject/rejects/rejected/rejected propose/proposes/proposed/proposed resume/resumes/resumed/resumed suspend/suspends/suspended/suspended
		seek/seeks/sought/sought discuss/discusses/discussed/discussed confirm/confirms/confirmed/confirmed welcome/welcomes/welcomed/welcomed
		plan/plans/planned/planned announce/announces/announced/announced delay/delays/delayed/delayed launch/launches/launched/launched
		break/breaks/broke/broken skip/skips/skipped/skipped urge/urges/urged/urged end/ends/ended/ended offer/offers/offered/offered
		begin/begins/began/begun boycott/boycotts/boycotted/boycotted agree/agrees/agreed/agreed demand/demands/demanded/demanded
		cut/cuts/cut/cut call/calls/called/called expect/expects/expected/expected back/backs/backed/backed start/starts/started/started`
	withPerson = `meet/meets/met/met phone/phones/phoned/phoned receive/receives/received/received visit/visits/visited/visited
		call/calls/called/called host/hosts/hosted/hosted brief/briefs/briefed/briefed thank/thanks/thanked/thanked
		praise/praises/praised/praised slam/slams/slammed/slammed warn/warns/warned/warned urge/urges/urged/urged
		greet/greets/greeted/greeted tell/tells/told/told accuse/accuses/accused/accused invite/invites/invited/invited
		summon/summons/summoned/summoned expel/expels/expelled/expelled telephone/telephones/telephoned/telephoned see/sees/saw/seen`
	without = `arrive/arrives/arrived/arrived speak/speaks/spoke/spoken meet/meets/met/met travel/travels/travelled/travelled
		fly/flies/flew/flown talk/talks/talked/talked return/returns/returned/returned confer/confers/conferred/conferred
		gather/gathers/gathered/gathered clash/clashes/clashed/clashed depart/departs/departed/departed land/lands/landed/landed`
	saying = `say/says/said/said tell/tells/told/told announce/announces/announced/announced confirm/confirms/confirmed/confirmed
		add/adds/added/added claim/claims/claimed/claimed insist/insists/insisted/insisted warn/warns/warned/warned`
	occasions     = `talks/NNS summit/NN meeting/NN visit/NN call/NN trip/NN negotiations/NNS consultations/NNS dialogue/NN conference/NN round/NN session/NN truce/NN`
	occasionsMany = `talks negotiations consultations meetings discussions`
)

const (
	base = iota
	third3
	past
	participle
)

func (g *grammar) verb(of string, form int) (string, string) {
	f := strings.Split(g.pick(of), "/")
	return f[form], [...]string{"VB", "VBZ", "VBD", "VBN"}[form]
}

// person is a surname, or a full name, with or without a title.
func (g *grammar) person() *phrase {
	p := w(g.pick(surnames), "NNP", "")
	p.name = "B-PERSON"
	if g.chance(0.3) {
		first := w(g.pick(firsts), "NNP", "compound")
		first.name, p.name = "B-PERSON", "I-PERSON"
		p.before(first)
	}
	if g.chance(0.25) {
		switch g.random.IntN(3) {
		case 0:
			p.before(w(g.pick(titles), "NNP", "compound"))
		case 1:
			p.before(w("Minister", "NNP", "compound", w(g.pick("Prime Foreign Defence"), "NNP", "compound")))
		default:
			nation := w(g.pick(demonyms), "JJ", "amod")
			nation.name = "B-NORP"
			p.before(nation, w(g.pick(titles), "NNP", "compound"))
		}
	}
	return p
}

func (g *grammar) state() *phrase {
	p := w(g.pick(states), "NNP", "")
	if g.chance(0.15) {
		p = w(g.pick("US US US EU UN UK Kremlin Pentagon NATO"), "NNP", "")
	}
	p.name = "B-GPE"
	if strings.Contains("EU UN NATO Kremlin Pentagon", p.word) {
		p.name = "B-ORG"
	}
	return p
}

func (g *grammar) city() *phrase {
	p := w(g.pick(cities), "NNP", "pobj")
	p.name = "B-GPE"
	return p
}

// holder is an office without its article, as headlines have it: US envoy.
func (g *grammar) holder() *phrase {
	p := w(g.pick(offices), "NN", "")
	if g.chance(0.3) {
		p.before(w("foreign", "JJ", "amod"))
		p.word = g.pick("minister secretary")
	}
	if g.chance(0.5) {
		s := g.state().as("compound")
		p.before(s)
	} else {
		d := w(g.pick(demonyms), "JJ", "amod")
		d.name = "B-NORP"
		p.before(d)
	}
	return p
}

// actor is a subject of a headline, and whether it is plural.
func (g *grammar) actor() (*phrase, bool) {
	switch r := g.random.Float64(); {
	case r < 0.4:
		return g.person(), false
	case r < 0.55:
		return g.state(), false
	case r < 0.7:
		return g.holder(), false
	case r < 0.8:
		p := w(g.pick(officesMany), "NNS", "")
		d := w(g.pick(demonyms), "JJ", "amod")
		d.name = "B-NORP"
		if g.chance(0.4) {
			e := w(g.pick(demonyms), "JJ", "conj")
			e.name = "B-NORP"
			if g.chance(0.5) {
				d.with(w(",", ",", "punct"), e)
			} else {
				d.with(w("and", "CC", "cc"), e)
			}
		}
		return p.before(d), true
	default:
		one, two := g.person(), g.person().as("conj")
		if g.chance(0.4) {
			one, two = g.state(), g.state().as("conj")
		}
		if g.chance(0.5) {
			return one.with(w(",", ",", "punct"), two), true
		}
		return one.with(w("and", "CC", "cc"), two), true
	}
}

func (g *grammar) prep(word string, object *phrase) *phrase {
	return w(word, "IN", "prep").with(object.as("pobj"))
}

// occasion is "peace talks", "visit to Ankara", "call with Xi".
func (g *grammar) occasion() *phrase {
	f := strings.Split(g.pick(occasions), "/")
	p := w(f[0], f[1], "dobj")
	if g.chance(0.5) {
		p.before(w(g.pick(subjects), "NN", "compound"))
	}
	if g.chance(0.2) {
		s := g.state().as("compound")
		p.before(s)
	}
	switch g.random.IntN(6) {
	case 0:
		p.with(g.prep("with", g.person()))
	case 1:
		p.with(g.prep("with", g.state()))
	case 2:
		p.with(g.prep("on", w(g.pick(topics), "NNP", "")))
		if t := p.right[0].right[0]; t.word[0] >= 'a' {
			t.tag = "NN"
		}
	case 3:
		if p.word == "visit" || p.word == "trip" {
			p.with(g.prep("to", g.city()))
		}
	}
	return p
}

// where is a place, a day or what came before, all of which belong to the verb.
func (g *grammar) where() *phrase {
	switch g.random.IntN(5) {
	case 0, 1:
		return g.prep("in", g.city())
	case 2:
		return g.prep("on", w(g.pick(weekdays), "NNP", ""))
	case 3:
		return g.prep(g.pick("after before amid despite"), w(g.pick("storm attack talks strikes vote summit protests threats deal row"), "NN", ""))
	}
	return nil
}

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
		return verb(withObject).with(g.occasion(), g.where())
	case 2:
		return verb(withPerson).with(g.person().as("dobj"), g.where())
	case 3:
		v := verb(without).with(g.where())
		if g.chance(0.4) {
			v.with(g.prep("for", g.occasion()))
		}
		return v
	}
	// talks postponed
	p := g.occasion()
	word, tag := g.verb(withObject, participle)
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
		word, tag := g.verb(saying, form)
		return w(word, tag, "ROOT", by.as("nsubj")).with(c.as("ccomp"))
	case g.chance(0.15): // talks postponed, mediator says
		by := g.holder()
		if g.chance(0.5) {
			by = g.state()
		}
		if g.chance(0.3) {
			by = w(g.pick(offices), "NN", "")
		}
		word, tag := g.verb(saying, third3)
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
		word, tag := g.verb(without, past)
		return w(word, tag, "ROOT", one.as("nsubj")).with(g.where(), stop)
	case 2: // X, asked about the tariffs, said Y would wait.
		asked := w(g.pick("asked pressed questioned"), "VBN", "acl").with(w("about", "IN", "prep").with(article(w(g.pick("tariffs talks attack plan report deal"), "NNS", "pobj"))))
		subject := g.person().as("nsubj").with(w(",", ",", "punct"), asked, w(",", ",", "punct"))
		inner := w(g.pick("wait respond meet continue come attend"), "VB", "ccomp", g.state().as("nsubj"), w(g.pick("would will"), "MD", "aux"))
		return w("said", "VBD", "ROOT", subject).with(inner, stop)
	case 3: // X was received by Y in Z.
		word, tag := g.verb(withPerson, participle)
		return w(word, tag, "ROOT", g.person().as("nsubjpass"), w("was", "VBD", "auxpass")).with(w("by", "IN", "agent").with(g.person().as("pobj")), g.where(), stop)
	case 4: // The Egyptian foreign minister, X, called on both parties to return to the table.
		d := w(g.pick(demonyms), "JJ", "amod")
		d.name = "B-NORP"
		holder := w("minister", "NN", "nsubj", w("The", "DT", "det"), d, w("foreign", "JJ", "amod"))
		holder.with(w(",", ",", "punct"), g.person().as("appos"), w(",", ",", "punct"))
		word, tag := g.verb(withPerson, past)
		return w(word, tag, "ROOT", holder).with(g.person().as("dobj"), g.where(), stop)
	case 5: // The emir gave the visiting envoy a letter.
		return w(g.pick("gave handed sent offered showed"), "VBD", "ROOT", w(g.pick(offices), "NN", "nsubj", w("The", "DT", "det"))).with(
			w(g.pick(offices), "NN", "dative", w("the", "DT", "det"), w("visiting", "VBG", "amod")),
			w(g.pick("letter tour message gift list copy"), "NN", "dobj", w("a", "DT", "det")), stop)
	case 6: // "...," X told Y. with a clause in front and no quotes
		inner := w(g.pick("meet talk speak resume continue"), "VB", "ccomp", w(g.pick(occasionsMany+" leaders sides"), "NNS", "nsubj", w("the", "DT", "det")), w(g.pick("will would could"), "MD", "aux"))
		if g.chance(0.5) {
			inner.left = append(inner.left, w("not", "RB", "neg"))
		}
		inner.with(g.where())
		return w("said", "VBD", "ROOT", inner, w(",", ",", "punct"), g.person().as("nsubj")).with(stop)
	}
	// X met with Y, the Z minister, in W.
	apposed := w("minister", "NN", "appos", w("the", "DT", "det"), w(g.pick(demonyms), "JJ", "amod"), w(g.pick("foreign defence prime"), "JJ", "amod"))
	return w("met", "VBD", "ROOT", g.person().as("nsubj")).with(w("with", "IN", "prep").with(g.person().as("pobj").with(w(",", ",", "punct"), apposed, w(",", ",", "punct"))), g.prep("in", g.city()), stop)
}

// sentences makes n of them, most of them headlines.
func (g *grammar) sentences(n int) []sentence {
	var all []sentence
	for range n {
		var s sentence
		if g.chance(0.65) {
			flatten(g.headline(), -1, &s)
			style := g.random.IntN(10)
			for i, word := range s.Words {
				switch {
				case style < 2:
					s.Words[i] = strings.ToUpper(word)
				case style < 4 || i == 0:
					s.Words[i] = title(word)
				}
			}
		} else {
			flatten(g.readout(), -1, &s)
			r, size := utf8.DecodeRuneInString(s.Words[0])
			s.Words[0] = strings.ToUpper(string(r)) + s.Words[0][size:]
		}
		all = append(all, s)
	}
	return all
}

// flatten writes the words of the phrase in order and gives the place of its own.
func flatten(p *phrase, head int, s *sentence) int {
	var mine []int
	for _, l := range p.left {
		mine = append(mine, flatten(l, -2, s))
	}
	at := len(s.Words)
	s.Words = append(s.Words, p.word)
	s.Tags = append(s.Tags, p.tag)
	s.Deps = append(s.Deps, p.dep)
	s.Names = append(s.Names, p.name)
	s.Heads = append(s.Heads, head)
	for _, r := range p.right {
		mine = append(mine, flatten(r, -2, s))
	}
	for _, i := range mine {
		s.Heads[i] = at
	}
	return at
}
