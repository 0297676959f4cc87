package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// theirs matches the title of a schedule of one person, by office.
var theirs = regexp.MustCompile(`(?i)\b(minister|president|premier|chancellor|secretary|king|emir|commissioner)\b`)

// schedule reports whether a title is that of somebody's list of engagements.
func schedule(title string) bool {
	t := strings.ToLower(title)
	for _, w := range []string{"schedule", "agenda", "diary", "programme of", "program of", "engagements", "movements", "activities of", "minister's day", "president's day"} {
		if strings.Contains(t, w) {
			return true
		}
	}
	return false
}

// home is the state from which the article reports: that of its dateline.
func (r *reading) home() string {
	for _, l := range r.doc.Lines {
		for _, s := range []document.Span{l.Where, l.Speaker} {
			if s.Len() == 0 {
				continue
			}
			if st := r.stateAt(s); st != "" {
				return st
			}
		}
		if l.Dateline.Len() > 0 {
			return ""
		}
	}
	return ""
}

// stateAt returns the state that a label names, empty when it names none.
func (r *reading) stateAt(label document.Span) string {
	for _, e := range r.lex.Lookup(strings.FieldsFunc(label.Of(r.text), func(c rune) bool { return c == ' ' || c == ',' })...) {
		if e.Sense == lexicon.Capital || e.Sense == lexicon.CountryName {
			return e.Country.Code
		}
	}
	return ""
}

// afterwards matches the head of a headline that goes on from an event.
var afterwards = regexp.MustCompile(`\b(after|before|following|in|during|hours|ahead|by|over|with|as)\b`)

// released matches the head of what an office puts on its pages: a line of nothing but
// the day, and sometimes the hour, before the text. contacted matches a title that
// announces a contact and what stands with it.
var (
	released  = regexp.MustCompile(`^\s*(?:\pL+, )?(?:\pL+day,? )?(?:\d{1,2} \pL+,? \d{4}|\pL+ \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)[ ,-]*(?:\d{1,2}[:.]\d\d)?\s*\n`)
	contacted = regexp.MustCompile(`\b(?:(?:meeting|meets|talks|conversation|speaks|spoke|call|visit|receives|consultations|held|holds|had)\b(?: by (?:tele)?phone)?(?: (?:with|in|by)\b)?)`)
)

// isReadout reports whether the text is an official account of contacts.
func isReadout(title, text string) bool {
	t := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(title, "’", "'")))
	t = strings.ReplaceAll(t, "readouts", "") // of several contacts, with other news
	for _, w := range []string{"readout", "'s call with", "'s calls with", "s meeting with", "s meetings with", "'s travel to", "s call to"} {
		if strings.Contains(t, w) {
			return true
		}
	}
	for _, w := range []string{"telephone conversation", "telephone call", "telephone talk", "phone call", "phone conversation", "on the phone"} {
		// "Telephone conversation with", "President's phone call with", not "After the call".
		if at := strings.Index(t, w); at >= 0 && !afterwards.MatchString(t[:at]) {
			return true
		}
	}
	// The first lines of a release name the body that issues it.
	head := strings.ToLower(text[:min(len(text), 400)])
	for _, w := range []string{"office of the spokesperson", "statements and releases", "office of the press secretary", "the kremlin, moscow", "ministry of foreign affairs\n", "readout of"} {
		if strings.Contains(head, w) {
			return true
		}
	}
	return false
}

// isRelease reports whether the text is an office's own account of a contact of its
// holder, as its head and its title tell: in it, too, what the parties "said" was said
// to each other.
func isRelease(title, text string) bool {
	t := strings.ToLower(title)
	return released.MatchString(text) && contacted.MatchString(t) && !afterwards.MatchString(contacted.ReplaceAllString(t, ""))
}

// reports tells whether a title, in tokens, is that of a news report rather than
// of an official account: it tells what somebody says ("After call with Putin,
// Trump confirms").
func (x *Extractor) reports(title []syntax.Token) bool {
	return slices.ContainsFunc(title, func(t syntax.Token) bool {
		sp := x.lex.Speech(t.Lemma)
		return t.Tag == "VBZ" && sp != nil && sp.Takes("that") && x.lex.Trigger(t.Lemma, false) == nil
	})
}
