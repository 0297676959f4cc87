package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/lexicon"
)

// lines cuts a text into lines and says what each is.
func (r *Reader) lines(text string) []Line {
	var out []Line
	paragraph, below := 0, false // below: under a heading of links to other articles
	var when, where Span         // from the Label above
	days := false                // places stand under days, and not days under places
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		span := trim(text, Span{start, end})
		start = end + 1
		if span.Len() == 0 {
			paragraph++
			below = false
			continue
		}
		for _, part := range unstick(text, span) {
			l := Line{Span: part.Span, Paragraph: paragraph, Body: part.Span}
			l.head(text)
			switch phrase := r.phrase(l.Body.Of(text)); {
			case part.caption:
				l.Kind = Caption
			case phrase == "heads":
				l.Kind, below = Navigation, true
			case phrase != "" || menu(l.Of(text)) || below && !strings.ContainsAny(l.Of(text), ".”\""):
				l.Kind = Navigation
			case l.caption(text):
				l.Kind = Caption
			case isDateLabel(l.Body.Of(text)):
				if l.Kind, when = Label, l.Body; where.Len() == 0 || days {
					where, days = Span{}, true
				}
			case datedPlace(text, l.Body, &when, &where):
				l.Kind = Label
			case placeAlone(l.Body.Of(text)):
				if l.Kind, where = Label, l.Body; when.Len() == 0 || !days {
					when, days = Span{}, false
				}
			case unfinished(l.Body.Of(text)):
				l.Kind = Headline
			default:
				l.Kind, below = Prose, false
			}
			l.Label = when
			if l.Kind != Navigation {
				if l.When.Len() == 0 {
					l.When = when
				}
				if l.Where.Len() == 0 && l.Dateline.Len() == 0 {
					l.Where = where
				}
			}
			if n := len(out); n > 0 && l.Clock.Len() > 0 && out[n-1].Kind == Headline && out[n-1].Paragraph == l.Paragraph && shortName(out[n-1].Body.Of(text)) {
				// "Athens" above "09.30 Meeting with the prime minister"
				out[n-1].Kind, where = Label, out[n-1].Body
				l.Where = where
			}
			out = append(out, l)
		}
	}
	return out
}

// shortName reports whether a line is one to three capitalised words.
func shortName(line string) bool {
	words := strings.Fields(line)
	for _, w := range words {
		if !upperFirst(w) {
			return false
		}
	}
	return len(words) > 0 && len(words) <= 3
}

// clock matches the hour at the head of an entry of a schedule or a live report.
var clock = regexp.MustCompile(`^(?:\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.m\.|[ap]m|hrs|[A-Z]{3,4}))?|\d{1,2}\s?(?:[ap]\.m\.|[ap]m)|Noon|Midnight)[:,]?\s+(?:[-–—]\s+)?`)

// hour returns the hour at a line's head, with what sets it off. Few lines begin in
// a way that is worth the pattern.
func hour(line string) string {
	if line == "" || !digit(line[0]) && line[0] != 'N' && line[0] != 'M' {
		return ""
	}
	return clock.FindString(line)
}

// head cuts bullet, dateline, speaker, place and date off the line's head.
func (l *Line) head(text string) {
	for _, mark := range []string{"- ", "– ", "— ", "• ", "* ", "· ", "** ", "**", "+ "} {
		if strings.HasPrefix(l.Body.Of(text), mark) {
			l.Bullet = true
			l.Body = trim(text, Span{l.Body.Start + len(mark), l.Body.End})
			break
		}
	}
	if m := hour(l.Body.Of(text)); m != "" && m != l.Body.Of(text) && (upperFirst(l.Body.Of(text)[len(m):]) || l.Body.Of(text)[len(m)] == '(') {
		l.Clock = trim(text, Span{l.Body.Start, l.Body.Start + len(m)})
		l.Body = trim(text, Span{l.Body.Start + len(m), l.Body.End})
	}
	if d, place, date, ok := dateline(text, l.Body); ok {
		l.Dateline, l.Where, l.When = d, place, date
		l.Body = trim(text, Span{d.End, l.Body.End})
		return
	}
	if l.stopped(text) {
		return
	}
	if h, rest, ok := heading(text, l.Body); ok {
		var when, where Span
		if isDate(h.Of(text)) {
			l.When = h
		} else if datedPlace(text, h, &when, &where) {
			l.When, l.Where = when, where // "Beijing, 8 July: ..."
		} else {
			l.Speaker = h
		}
		l.Body = rest
	}
}

// stopped cuts off a head that ends with a stop and gives a day, a place or both:
// "Monday. The envoy", "**Tuesday, Kyiv.** The envoy", and before an hour
// "Brussels. 11:00 Meeting with".
func (l *Line) stopped(text string) bool {
	w := l.Body.Of(text)
	i := strings.Index(w[:min(len(w), 45)], ". ")
	n := 2
	if j := strings.Index(w[:min(len(w), 45)], "** "); j > 0 && (i < 0 || j < i) {
		i, n = j, 3
	}
	if i < 3 {
		return false
	}
	h := Span{l.Body.Start, l.Body.Start + len(strings.TrimRight(w[:i], ".:"))}
	rest := trim(text, Span{l.Body.Start + i + n, l.Body.End})
	switch m := clock.FindString(rest.Of(text)); {
	case isDay(h.Of(text)) && !digit(w[0]) && !calendarMonth(h.Of(text)):
		l.When = h
	case datedPlace(text, h, &l.When, &l.Where):
	case m != "" && m != rest.Of(text) && shortName(h.Of(text)):
		l.Where = h
		l.Clock = trim(text, Span{rest.Start, rest.Start + len(m)})
		rest = trim(text, Span{rest.Start + len(m), rest.End})
	default:
		return false
	}
	l.Body = rest
	return true
}

// isDateLabel reports whether a line alone dates the lines below it: a date, with
// what it says of them in brackets ("Tuesday, May 24 (planned)"), or the time to
// come: "Next week", "Coming up".
func isDateLabel(line string) bool {
	if i := strings.LastIndex(line, " ("); i > 0 && strings.HasSuffix(line, ")") && !strings.Contains(line[i+2:], " ") {
		return isDate(line[:i])
	}
	switch strings.ToLower(strings.TrimRight(line, ":")) {
	case "next week", "coming up", "looking ahead", "what's ahead", "to come":
		return true
	}
	return isDate(line)
}

// heading finds a short head set off by a colon ("PRIME MINISTER: ", "Baku: ")
// or, for a date, by a dash ("June 5 — "). Whether it names who speaks or where
// it happened is for those to say who know people and places.
func heading(text string, body Span) (head, rest Span, ok bool) {
	w := body.Of(text)
	for _, dash := range []string{" — ", " – ", " - ", ": "} {
		if i := strings.Index(w[:min(len(w), 60)], dash); i > 0 && isDate(w[:i]) {
			return Span{body.Start, body.Start + i}, trim(text, Span{body.Start + i + len(dash), body.End}), true
		}
	}
	i := strings.Index(w[:min(len(w), 50)], ":")
	if i < 2 || i+1 >= len(w) {
		return head, rest, false
	}
	if at := (Span{body.Start, body.Start + i}); datedPlace(text, at, &head, &rest) {
		return at, trim(text, Span{body.Start + i + 1, body.End}), true
	}
	if r, _ := utf8.DecodeRuneInString(w[i+1:]); !space(r) {
		return head, rest, false
	}
	for n, f := range strings.Fields(w[:i]) {
		first, _ := utf8.DecodeRuneInString(f)
		small := n > 0 && (f == "of" || f == "the" || f == "and" || f == "for")
		if n > 5 || !small && !unicode.IsUpper(first) || strings.HasSuffix(f, ",") {
			return head, rest, false
		}
	}
	return Span{body.Start, body.Start + i}, trim(text, Span{body.Start + i + 1, body.End}), true
}

// phrase says which of the phrases of navigation the line is, see
// lexicon.Phrase; empty when none.
func (r *Reader) phrase(line string) string {
	line = strings.TrimRight(lexicon.Fold(line), " .:!»>")
	if line == "" {
		return ""
	}
	for _, p := range r.phrases[line[0]] {
		if line == p.Text {
			return p.Line
		}
		if p.Line == "begins" && strings.HasPrefix(line, p.Text) {
			// "Share on Facebook", not "Sharing the stage": a whole word.
			if rest := line[len(p.Text):]; rest == "" || !letter(rest[0]) || !letter(p.Text[len(p.Text)-1]) {
				return p.Line
			}
		}
	}
	return ""
}

func letter(b byte) bool { return 'a' <= b && b <= 'z' || b >= utf8.RuneSelf }

// menu reports whether a line is a row of links: "Home | News | Contact".
func menu(line string) bool {
	bars := strings.Count(line, " | ") + strings.Count(line, " > ") + strings.Count(line, "  ") + strings.Count(line, " • ")
	if strings.HasPrefix(line, "©") || strings.HasPrefix(line, "- - -") || strings.HasPrefix(line, "***") || strings.HasPrefix(line, "http") {
		return true
	}
	return bars >= 2 && !longer(line, 6*(bars+1)-1) && unfinished(line) || bars == 1 && !longer(line, 6) && unfinished(line)
}

// caption reports whether the line says itself that it stands by a picture, and
// leaves that out of the body.
func (l *Line) caption(text string) bool {
	w := l.Body.Of(text)
	for _, p := range []string{"Image caption,", "Image caption:", "Caption:", "(Photo:", "Photo:", "FILE PHOTO:", "FILE - ", "FILE — ", "File photo:", "[Photo:", "Pictured:"} {
		if strings.HasPrefix(w, p) {
			l.Body = trim(text, Span{l.Body.Start + len(p), l.Body.End})
			return true
		}
	}
	return false
}

// unfinished reports whether a line lacks the mark that ends a sentence.
func unfinished(line string) bool {
	line = strings.TrimRightFunc(line, func(r rune) bool { return space(r) || strings.ContainsRune("\"”’')]»", r) })
	if line == "" {
		return true
	}
	if strings.Contains(line, ". ") && longer(line, 20) {
		return false // a paragraph with the agency's name or a credit at its end
	}
	last, _ := utf8.DecodeLastRuneInString(line)
	return !strings.ContainsRune(".!?…:;", last)
}

// placeAlone reports whether a line is nothing but capitals, as the place (or the
// party whose turn it is) above a report: "ANKARA", "EUROPEAN UNION", "CAIRO —".
func placeAlone(line string) bool {
	line = strings.TrimRightFunc(line, func(r rune) bool { return space(r) || strings.ContainsRune("—–-,", r) })
	letters := 0
	for _, r := range line {
		if unicode.IsLower(r) || unicode.IsDigit(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3 && !longer(line, 4)
}

// longer reports whether a line has more than n words.
func longer(line string, n int) bool {
	for range strings.FieldsSeq(line) {
		if n--; n < 0 {
			return true
		}
	}
	return false
}

// datedPlace reads a head of a day and a place: "MONDAY, BALI", "Geneva, 9 March".
func datedPlace(text string, body Span, when, where *Span) bool {
	w := body.Of(text)
	if longer(w, 7) || !unfinished(w) {
		return false
	}
	for i := range w {
		if w[i] != ',' && !strings.HasPrefix(w[i:], " - ") && !strings.HasPrefix(w[i:], " – ") && !strings.HasPrefix(w[i:], " — ") {
			continue
		}
		left, right := trim(text, Span{body.Start, body.Start + i}), trim(text, Span{body.Start + i + 1, body.End})
		right = trim(text, Span{right.Start + len(right.Of(text)) - len(strings.TrimLeft(right.Of(text), "-–— ")), right.End})
		switch {
		case isDay(left.Of(text)) && placeName(right.Of(text), true) && right.Len() > 2:
			*when, *where = left, right
			return true
		case isDay(right.Of(text)) && placeName(left.Of(text), true) && left.Len() > 2:
			*when, *where = right, left
			return true
		}
	}
	return false
}

type stuck struct {
	Span
	caption bool
}

// agencies that stand at the end of captions, where saved pages run them
// together with what follows: "the chancellery in BerlinAFPEuropean leaders had".
var agencies = []string{"AFP", "Getty Images", "Getty", "REUTERS", "Reuters", "EPA", "EFE", "ANSA", "AAP"}

// unstick cuts a line where a caption was stuck to it.
func unstick(text string, s Span) []stuck {
	w := s.Of(text)
	for _, a := range agencies {
		i := strings.Index(w, a)
		if i <= 0 {
			continue
		}
		if j := strings.LastIndexFunc(w[:i], unicode.IsLower); j > 0 && strings.HasSuffix(w[:i], "/") {
			// "hallSputnik/AFPKim": two agencies.
			if k := strings.LastIndexFunc(w[:j], unicode.IsUpper); k > 0 && !strings.ContainsAny(w[k:i-1], " /.,") {
				a, i = w[k:i+len(a)], k
			}
		}
		before, _ := utf8.DecodeLastRuneInString(w[:i])
		after, _ := utf8.DecodeRuneInString(w[i+len(a):])
		// Stuck on its left to a word, and on its right to the next or to the end.
		if !unicode.IsLower(before) || !unicode.IsUpper(after) && after != utf8.RuneError && after != '.' && after != '“' && after != '"' {
			continue
		}
		out := []stuck{{trim(text, Span{s.Start, s.Start + i}), true}}
		if rest := trim(text, Span{s.Start + i + len(a), s.End}); rest.Len() > 1 {
			out = append(out, stuck{rest, false})
		}
		return out
	}
	return []stuck{{s, false}}
}
