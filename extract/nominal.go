package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// supports are verbs that carry an event's noun: "held talks", "had a call".
// What is their subject takes part.
var supports = set(`hold have make conduct attend join take participate place receive give lead open resume start begin conclude end finish complete
	continue launch co-chair convene enter arrange schedule plan agree seek request propose ask want demand cancel postpone pay accept
	break exit quit leave abandon suspend delay scrap drop wrap rejoin reopen undertake engage carry follow enjoy restart prepare share set hail travel
	expect need hope like return go come arrive fly head walk describe call rate take field get receive initiate wind`)

// hosting verbs make their subject a host or a chair, not a party.
var hosting = set(`host mediate broker facilitate chair sponsor arrange organise organize oversee moderate`)

// joins are verbs of those who are at an event beside those whose it is.
var joins = set(`participate attend join`)

// meal are the nouns of what is given for a guest.
var meal = set(`breakfast lunch dinner reception banquet`)

// nominal reads a noun: "talks between X and Y", "their call", "the Xi-Biden
// summit", "a visit to Kyiv".
func (r *reading) nominal(s *sentence, n int, tr *lexicon.Trigger, before []*told) *told {
	if h := s.tokens[n].Head; h > n && s.tokens[n].Dep == syntax.Compound && s.noun(h) {
		return nil // "a conference call", "summit talks", "the summit hall"
	}
	if tr.Lemma == "video" || tr.Lemma == "link" || !s.diplomatic(n, tr) {
		return nil // the medium of another trigger
	}
	aside := s.aside(n)
	if aside && len(before) > 0 {
		return nil
	}
	t := &told{rule: tr.Type + "/" + tr.Lemma, noun: tr.Lemma, medium: s.medium(n), typ: event.Type(tr.Type)}
	if tr.Type == "either" {
		t.typ = ""
	}
	switch {
	case remote(t.medium):
		t.typ = event.Call
	case t.typ == event.Call && (tr.Lemma == "videoconference" || tr.Lemma == "teleconference"):
		t.medium = "video"
	case t.typ == event.Call:
		t.medium = "phone"
	}
	visit := tr.Frame["visit"]
	outer := s.roundOf(n)
	one := func(actors []*who.Actor) { t.left = union(t.left, actors) }
	other := func(actors []*who.Actor) { t.right = union(t.right, actors) }

	// Before the noun: "Lavrov's meeting", "US-Iran talks", "the Xi-Biden summit".
	for _, m := range []int{n, outer} {
		if m < 0 {
			continue
		}
		if p := s.child(m, syntax.Poss); p >= 0 && !s.temporal(p) {
			actors := r.party(s, p)
			one(actors)
			if q := s.phraseAt(p); q != nil && q.Form == who.Pronoun && len(actors) > 1 {
				t.both = true
			}
		}
	}
	if outer >= 0 {
		for _, o := range s.preps(outer, "between", "among", "with") {
			actors := r.party(s, o)
			other(actors)
			t.both = t.both || len(actors) > 1
		}
	}
	for _, p := range s.modifying(n) {
		switch p.Form {
		case who.Compound:
			one(p.Actors)
			t.both = t.both || len(p.Actors) > 1
		case who.Organisation:
			if !visit && !aside && len(p.Actors) > 0 && p.Actors[0].Political && tr.Lemma != "call" {
				other(p.Actors) // "the SCO summit", "an ASEAN meeting"
			}
		}
	}
	for i := n - 1; i >= 0 && i > n-6; i-- {
		if tag := s.tokens[i].Tag; !strings.HasPrefix(tag, "JJ") && !strings.HasPrefix(tag, "NN") && tag != "VBN" {
			break
		}
		stem, suffix, ok := strings.Cut(strings.ReplaceAll(s.tokens[i].Text, "–", "-"), "-")
		if !ok {
			continue
		}
		state := r.stateCalled(stem)
		switch {
		case state == nil:
		case suffix == "led":
			one([]*who.Actor{state}) // "American-led negotiations with Russia"
		case hosting[strings.TrimSuffix(suffix, "d")] || hosting[strings.TrimSuffix(suffix, "ed")]:
			t.host(strings.TrimSuffix(suffix, "d"), []*who.Actor{state}) // "Qatar-mediated talks"
		}
	}
	// After it.
	for _, o := range s.preps(n, "between", "among", "involving") {
		actors := r.party(s, o)
		other(actors)
		t.both = t.both || len(actors) > 1
	}
	for _, o := range s.preps(n, "with") {
		if !s.topical(n) {
			other(r.party(s, o))
		}
	}
	if o := s.trailing(n); o >= 0 && len(t.right) == 0 {
		other(r.party(s, o))
	}
	if tr.Frame["of"] || visit {
		for _, o := range s.preps(n, "of") {
			if p := s.phraseAt(o); p != nil && (p.Form != who.State || visit) {
				actors := r.party(s, o)
				one(actors)
				t.both = t.both || p.Plural && len(actors) > 1 && !visit
			} else if p == nil {
				// "a meeting of the Kyrgyz-Tajik border commission"
				for _, q := range s.modifying(o) {
					if q.Form == who.Compound && len(q.Actors) > 1 {
						one(q.Actors)
						t.both = true
					}
				}
			}
		}
	}
	for _, o := range s.preps(n, "by", "from") {
		if p := s.phraseAt(o); p != nil && (personal(p) || visit || p.Form == who.Unnamed) {
			if t.typ == event.Call && strings.EqualFold(s.tokens[s.tokens[o].Head].Text, "from") {
				other(r.party(s, o)) // "took calls from X and from Y"
			} else {
				one(r.party(s, o))
			}
		}
	}
	if t.typ == event.Call || visit {
		for _, o := range s.preps(n, "to") {
			other(r.party(s, o))
		}
	}
	for _, k := range s.clauses(n) {
		switch l := s.lemma(k); {
		case l == "chair":
			for _, o := range s.under(k, "by") {
				t.hosts = union(t.hosts, r.party(s, o))
			}
		case l == "attend" || l == "join":
			for _, o := range s.under(k, "by") {
				one(r.party(s, o))
			}
			if subject, passive := s.subject(k); !passive && subject > n {
				t.adds = union(t.adds, r.party(s, subject)) // "a call that Musk joined"
			}
		case hosting[l]:
			for _, o := range s.under(k, "by") {
				t.host(l, r.party(s, o))
			}
		case supports[l] && s.tokens[k].Dep == syntax.Acl && s.passive(k):
			// "the call held by the presidents of both countries"
			for _, o := range s.under(k, "by", "between") {
				actors := r.party(s, o)
				one(actors)
				t.both = t.both || len(actors) > 1
			}
		case s.child(k, syntax.Xcomp) >= 0 && supports[s.lemma(s.child(k, syntax.Xcomp))]:
			// "a meeting which Buhari hoped to have with Jammeh"
			if subject := s.child(k, syntax.Nsubj); subject > n && s.tokens[subject].Tag != "WDT" {
				var with []*who.Actor
				for _, o := range s.under(s.child(k, syntax.Xcomp), "with", "from", "for", "to") {
					with = union(with, r.party(s, o))
				}
				if len(with) > 0 {
					one(r.party(s, subject))
					other(with)
				}
			}
		case supports[l] && s.tokens[k].Dep == syntax.Relcl:
			if subject := s.child(k, syntax.Nsubj); subject > n && s.tokens[subject].Tag != "WDT" {
				one(r.party(s, subject)) // "the visit that he was going to make"
				for _, o := range s.under(k, "with", "from", "to") {
					if p := s.phraseAt(o); p != nil && personal(p) {
						other(r.party(s, o)) // "the conversation that he had with her"
					}
				}
			}
		}
	}
	if g, _ := s.carrier(n); g >= 0 {
		for _, k := range s.children(g, syntax.Advcl, syntax.Acl) {
			if k > n && hosting[s.lemma(k)] && s.tokens[k].Tag == "VBN" && s.tokens[k-1].Text == "," {
				for _, o := range s.under(k, "by") {
					t.host(s.lemma(k), r.party(s, o)) // "held talks in Cairo, mediated by Qatar"
				}
			}
		}
	}
	for _, o := range s.preps(n, "for") {
		if p := s.phraseAt(o); p != nil && p.Form == who.Group {
			actors := r.party(s, o)
			one(actors)
			t.both = t.both || len(actors) > 1
		} else if p != nil && personal(p) && meal[tr.Lemma] {
			other(r.party(s, o)) // "gives breakfast for the chancellor"
		}
	}
	for k, tok := range s.tokens {
		if (tok.Lemma == "participation" || tok.Lemma == "attendance") && k > n && s.within(k, n) {
			for _, o := range s.preps(k, "of") {
				actors := r.party(s, o)
				one(actors)
				t.both = t.both || len(actors) > 1
			}
		}
	}
	// "a first round in Doha, where Asif and Yaqoob signed a truce"
	if len(t.left)+len(t.right) == 0 {
		for k, tok := range s.tokens {
			v := tok.Head
			if tok.Tag == "WDT" && k > 0 && strings.EqualFold(s.tokens[k-1].Text, "in") {
				v = s.governor(k) // "negotiations in which Kerry and Zarif met"
			} else if tok.Tag != "WRB" || !strings.EqualFold(tok.Text, "where") && !strings.EqualFold(tok.Text, "when") {
				continue
			}
			if k > n && v >= 0 && s.verb(v) {
				if subject, _ := s.subject(v); subject > k {
					if actors := r.party(s, subject); len(actors) > 1 {
						one(actors)
						t.both = true
					}
				}
			}
		}
	}
	t.pointing = s.definite(n) || outer >= 0 && s.definite(outer)
	if p := s.child(n, syntax.Poss); p >= 0 && len(before) > 0 {
		// "Trump is to meet Putin on Friday, their first talks in six years"
		if q := s.phraseAt(p); q != nil && q.Form == who.Pronoun && q.Plural {
			for _, b := range before {
				if b.both && len(b.parties) > 1 {
					t.left, t.both = b.parties, true
				}
			}
		}
	}
	if p := s.child(n, syntax.Poss); p >= 0 {
		if q := s.phraseAt(p); q != nil && q.Form == who.Pronoun && q.Plural && !t.both {
			// "Colombia and the FARC ended their talks"
			if g, _ := s.carrier(n); g >= 0 {
				subject, _ := s.subject(g)
				if actors := r.party(s, subject); len(actors) > 1 {
					t.left, t.both = actors, true
				}
			}
		}
	}
	if many := s.lateral(n); many > len(t.left)+len(t.right) && len(t.left) > 0 {
		if all := r.who.Leaders(many); len(all) == many {
			t.left, t.both = all, true
		}
	}
	if h := s.tokens[n].Head; h >= 0 && r.asked(s, n) {
		// "a request by London for a call with Paris"
		m := s.tokens[h].Head
		for _, o := range s.preps(m, "by", "from") {
			one(r.party(s, o))
		}
		if p := s.child(m, syntax.Poss); p >= 0 {
			one(r.party(s, p))
		}
	}
	r.carried(s, n, t, visit)
	if h := s.tokens[n].Head; s.headline && len(t.left)+len(t.right) == 0 && h >= 0 && s.tokens[n].Dep == syntax.Pobj && s.tokens[h].Head >= 0 && s.governor(n) < 0 {
		// "Lao, Thai premiers in phone call"
		if actors := r.party(s, s.tokens[h].Head); len(actors) > 1 {
			t.left, t.both = actors, true
		}
	}
	if s.headline && len(t.left) == 0 && len(t.right) > 0 && s.governor(n) < 0 && s.tokens[n].Dep == syntax.Pobj {
		if p := s.phraseAt(0); p != nil && p.Last < n {
			t.left = r.party(s, p.Head) // "Kerry due in Kiev for talks with the prime minister"
		}
	}
	// "under the chairmanship of X": the chair sits with the parties.
	for k, tok := range s.tokens {
		if carrier, _ := s.carrier(n); tok.Lemma == "chairmanship" && carrier >= 0 && s.governor(k) == carrier {
			for _, o := range s.preps(k, "of") {
				one(r.party(s, o))
			}
		}
	}
	t.complete()
	t.weak = visit
	t.another = s.another(n) || outer >= 0 && s.another(outer)
	// "sat down with her for talks": one with the verb.
	if len(t.left)+len(t.right) == 0 {
		if g, relation := s.carrier(n); g >= 0 && relation != "after" {
			for _, b := range before {
				if b.token == g && len(b.parties) > 1 && (t.typ == "" || b.typ == "" || b.typ == t.typ) {
					t.left, t.both, t.another = b.parties, true, false
					t.complete()
				}
			}
		}
	}
	t.anaphoric = len(t.parties) == 0 || !t.both && (t.pointing || t.typ == "" && !t.another)
	if len(t.parties) == 0 && (!t.pointing || t.another) && !s.headline {
		t.fresh = true // "a first round", "the next meeting": an occasion of its own
	}
	return t
}

// stateCalled returns the state that a name or an adjective means, nil for other words
// and for those that fit several.
func (r *reading) stateCalled(word string) *who.Actor {
	var found *who.Actor
	for _, e := range r.lex.Lookup(word) {
		switch e.Sense {
		case lexicon.CountryName, lexicon.CountryAdjective:
			if a := r.who.Of(e.Country.Code); found != nil && found != a {
				return nil
			} else {
				found = a
			}
		}
	}
	return found
}

// toldNear reports whether the sentences right before tell of an event of a type with
// its parties.
func (r *reading) toldNear(typ event.Type, sentence int) bool {
	return slices.ContainsFunc(r.events, func(a *account) bool {
		return len(a.parties) > 1 && (a.typ == typ || typ == "") && a.last() < sentence && a.last() >= sentence-2
	})
}

// carried adds whom the verb that carries the noun n gives: "X held talks", "Y
// was invited to the summit", "X urged Y in a telephone call".
func (r *reading) carried(s *sentence, n int, t *told, visit bool) {
	g, relation := s.carrier(n)
	if g < 0 {
		return
	}
	subject, passive := s.subject(g)
	if p := s.child(n, syntax.Poss); p >= 0 && relation == "after" && len(t.left) == 0 && len(t.right) > 0 && s.pronoun(p) {
		t.left = r.party(s, subject) // "After his talks with Sisi, Blinken flew on"
	}
	if subject >= 0 && s.lemma(g) == "follow" && s.phraseAt(subject) == nil {
		if p := s.child(subject, syntax.Poss); p >= 0 {
			subject = p // "Trump's decision follows a call with Erdogan"
		}
	}
	lemma := s.lemma(g)
	compounded := t.both && s.compounded(n)
	switch {
	case hosting[lemma] && relation == "object":
		actors := r.party(s, subject)
		if h := s.tokens[g].Head; s.tokens[g].Dep == syntax.Acl && h >= 0 {
			for _, o := range s.preps(h, "by", "from", "of") {
				actors = r.party(s, o) // "rejected an offer by Ankara to host talks"
			}
		}
		if passive {
			actors = nil
			for _, o := range s.under(g, "by") {
				actors = union(actors, r.party(s, o))
			}
		}
		if lemma == "chair" && persons(actors) && !t.both && len(t.right) > 0 {
			t.left = union(t.left, actors)
		} else {
			t.host(lemma, actors)
		}
	case hosting[lemma] && relation == "subject" && passive:
		for _, o := range s.under(g, "by") {
			t.host(lemma, r.party(s, o))
		}
	case relation == "subject":
		// "A telephone conversation was also held with X", "Talks took place between"
		for _, o := range s.under(g, "with", "between") {
			t.right = union(t.right, r.party(s, o))
		}
		if passive && s.lex.Speech(lemma) == nil {
			for _, o := range s.under(g, "by") {
				t.left = union(t.left, r.party(s, o))
			}
		}
	case (relation == "in" || relation == "object") && joins[lemma] && t.pointing && !t.both && !visit && len(t.right) == 0 && r.toldNear(t.typ, s.index):
		t.adds = union(t.adds, r.party(s, subject)) // "Yermak and Witkoff took part in the call"
	case relation == "to" && lemma == "invite" && !passive && !t.both && !visit && s.object(g) >= 0:
		guests := r.party(s, s.object(g))
		if inviter := r.party(s, subject); len(guests) > 1 {
			t.left, t.both = guests, true // "Qatar invited Hamas and Israel to talks in Doha"
			t.host("host", inviter)
		} else if len(guests) == 1 && t.typ == event.Talks {
			t.left, t.right = inviter, guests
		}
	case relation == "to" && s.lemma(n) == "table":
		t.left = union(t.left, r.party(s, subject)) // "returned to the table"
	case relation == "object" && supports[lemma] || relation == "in" && supports[lemma]:
		if t.both && !compounded {
			return
		}
		actors := r.party(s, subject)
		if compounded {
			// "Wang attended the China-Pakistan dialogue": as one of its states.
			for _, a := range actors {
				if _, out, _ := compare([]*who.Actor{a}, t.left); out == 0 {
					t.left = joined(t.left, a)
				}
			}
			return
		}
		t.left = union(t.left, actors)
		if h := s.tokens[g].Head; s.tokens[g].Dep == syntax.Acl && h >= 0 {
			// "accepted an offer by Kim to hold a summit"
			switch s.lemma(h) {
			case "offer", "proposal", "invitation", "request", "suggestion", "demand":
				for _, o := range s.preps(h, "by", "from", "of") {
					t.right = union(t.right, r.party(s, o))
				}
			}
		}
		if visit {
			// "invited him to pay a visit": to whom is told by who invites.
			if h := s.governor(g); h >= 0 && s.lemma(h) == "invite" {
				host, _ := s.subject(h)
				t.right = union(t.right, r.party(s, host))
			}
		}
		if h := s.governor(g); t.typ == event.Call && h >= 0 && s.lemma(h) == "invite" && !s.passive(h) {
			// "Merz invited the others to join the call": it is his.
			inviter, _ := s.subject(h)
			t.left = union(r.party(s, inviter), t.left)
		}
		if !visit {
			words := []string{"with"}
			if t.typ == event.Call {
				words = []string{"with", "from", "to"}
			}
			for _, o := range s.underEvent(g, n, words...) {
				if tag := s.tokens[o].Tag; tag == "WP" {
					t.right = union(t.right, r.party(s, o)) // "to whom he made calls"
				} else if p := s.phraseAt(o); p != nil && (personal(p) || p.Form == who.Organisation || p.Form == who.State && strings.EqualFold(s.tokens[s.tokens[o].Head].Text, "with")) {
					t.right = union(t.right, r.party(s, o))
				}
			}
		}
	case relation == "for" && len(t.right) > 0 && len(t.left) == 0 && !t.both:
		// "was in Washington for talks with", "rang for a chat with"
		t.left = r.party(s, subject)
		if tr := r.lex.Trigger(lemma, false); tr != nil && tr.Type == "call" && t.typ != event.Talks {
			t.typ, t.medium = event.Call, "phone"
		}
	case relation == "for" && len(t.left)+len(t.right) == 0 && (goes[lemma] || lemma == "expect" && passive || lemma == "be"):
		t.left = r.party(s, subject) // "came back to Geneva for a new round"
	case !t.both && (relation == "in" || relation == "after" && (!t.pointing || len(t.right) > 0 && t.typ == event.Call) || relation == "object" || relation == "into" || relation == "to"):
		// "Erdogan urged Sharif in a telephone call", "agreed after talks with Kohl".
		if len(t.right) == 0 && (t.pointing || relation == "object") {
			return
		}
		if len(t.right) == 0 && t.typ != event.Call {
			// "after some ten hours of talks, the two agreed"
			if actors := r.party(s, subject); len(actors) > 1 {
				t.left, t.both = actors, true
			}
			return
		}
		if len(t.left) == 0 {
			t.left = r.party(s, subject)
		}
		if t.typ == event.Call && len(t.right) > 0 && relation == "in" {
			// "I informed the chancellor during a call with me"
			if _, _, others := compare(t.left, t.right); others == 0 {
				t.right = nil
			}
		}
		if t.typ == event.Call && len(t.right) == 0 && relation == "in" {
			if o := s.child(g, syntax.Dobj, syntax.Dative); o >= 0 {
				if p := s.phraseAt(o); p != nil && personal(p) {
					t.right = r.party(s, o)
				}
			}
			for _, o := range s.under(g, "to", "from") {
				if p := s.phraseAt(o); p != nil && personal(p) {
					t.right = union(t.right, r.party(s, o))
				}
			}
		}
	}
}
