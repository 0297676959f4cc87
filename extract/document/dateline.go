package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dateline recognises the head by which agencies say where and when a report was
// written and who wrote it:
//
//	GENEVA, March 18 (Reuters) - Rival leaders ...
//	MOSCOW, November 11. /TASS/. There was no ...
//	Havana, Aug 24 (EFE).- The government ...
//	ISLAMABAD/KABUL, Oct 30 (Reuters) - Pakistan ...
//	CAIRO — Envoys ...
//
// It returns the whole head and, within it, the place and the date.
func dateline(text string, body Span) (all, place, date Span, ok bool) {
	w := body.Of(text)
	end, cut := -1, 0
	for _, mark := range []string{"/. ", " -- ", " — ", " – ", " - ", " _ ", ".- ", ". - ", "— "} {
		if i := strings.Index(w[:min(len(w), 90)], mark); i > 0 && (end < 0 || i < end) {
			end, cut = i, i+len(mark)
		}
	}
	// "Colombo, Nov 19 (PTI) External Affairs Minister": the bracket ends the head.
	if i := strings.IndexByte(w[:min(len(w), 70)], ')'); i > 0 && i+2 < len(w) && w[i+1] == ' ' && (end < 0 || i < end-1) {
		if j := strings.IndexByte(w[:i], '('); j > 0 && agency(w[j+1:i]) {
			end, cut = i+1, i+2
		}
	}
	if end < 0 {
		return all, place, date, false
	}
	head := strings.TrimRight(w[:end], " .")
	credited := false
	if n := slug(head); n > 0 {
		body.Start += n
		head = head[n:]
		cut -= n
	}
	if strings.HasSuffix(head, ")") {
		j := strings.LastIndexByte(head, '(')
		if j < 0 || !agency(head[j+1:len(head)-1]) {
			return all, place, date, false
		}
		head, credited = strings.TrimRight(head[:j], " "), true
	} else if j := strings.LastIndex(head, "/"); j > 0 && strings.HasSuffix(strings.TrimRight(head[:j], " "), ".") {
		head, credited = strings.TrimRight(head[:j], " ."), true // "/TASS"
	}
	// The date is the longest tail that is one; a one-word agency may follow it.
	at := -1
	words := fields(head)
	for i := range words {
		if isDate(head[words[i].Start:]) {
			at = words[i].Start
			break
		}
		if n := len(words) - 1; i < n && isDate(strings.TrimRight(head[words[i].Start:words[n].Start], " ")) && upperFirst(head[words[n].Start:]) {
			at = words[i].Start
			head = strings.TrimRight(head[:words[n].Start], " ")
			credited = true
			break
		}
	}
	where := head
	if at >= 0 {
		date = Span{body.Start + at, body.Start + len(head)}
		where = strings.TrimRight(head[:at], " ,.")
	}
	if where == "" && at < 0 || where != "" && !placeName(where, at >= 0 || credited) {
		return all, Span{}, Span{}, false
	}
	place = Span{body.Start, body.Start + len(where)}
	return Span{body.Start, body.Start + cut}, place, date, true
}

// slug is the length of the name that an agency's desk gives a story, in capitals
// before its dateline: "KASHMIR-TALKS. NEW DELHI _ "; 0 when there is none.
func slug(head string) int {
	name, rest, ok := strings.Cut(head, ". ")
	if !ok || !strings.Contains(name, "-") || strings.ToUpper(name) != name || strings.ContainsAny(name, " 0123456789") || rest == "" {
		return 0
	}
	return len(head) - len(rest)
}

// agency reports whether the words in a dateline's brackets can be who wrote it.
func agency(s string) bool {
	return len(s) >= 2 && len(s) <= 30 && upperFirst(s) && !strings.ContainsAny(s, ".!?0123456789")
}

// placeName reports whether the head of a line can be a place. Without a date or
// an agency beside it, its first word must be in capitals.
func placeName(s string, sure bool) bool {
	for i, f := range strings.FieldsFunc(s, func(r rune) bool { return space(r) || r == '/' || r == ',' }) {
		capitals := strings.ToUpper(f) == f && utf8.RuneCountInString(f) >= 3
		if i == 0 && !capitals && !sure || i > 5 {
			return false
		}
		if !upperFirst(f) && f != "of" && f != "the" && f != "de" && f != "la" && f != "and" && f != "el" {
			return false
		}
	}
	return true
}

func upperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func fields(s string) []Span {
	var out []Span
	start := -1
	for i, r := range s + " " {
		if space(r) {
			if start >= 0 {
				out = append(out, Span{start, i})
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	return out
}

var calendar = func() map[string]bool {
	m := map[string]bool{}
	for _, f := range strings.Fields(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec`) {
		m[f] = true
	}
	return m
}()

// isDay reports whether the head of an entry tells its day, be it by the entries
// above: "Tirana, same day: ...".
func isDay(s string) bool {
	switch strings.ToLower(s) {
	case "same day", "the same day", "next day", "the next day", "next week", "today", "tomorrow", "yesterday":
		return true
	}
	return isDate(s)
}

// calendarMonth reports whether a head is a month's abbreviation and no more: the
// stop after "Dec" ends no head.
func calendarMonth(s string) bool {
	return calendar[strings.ToLower(s)] && !strings.HasSuffix(strings.ToLower(s), "day")
}

// isDate reports whether a line or its head is a date and nothing else:
// "August 21, 2023", "MONDAY, 9 March", "18:40 GMT", "April 6-7, 2017".
func isDate(s string) bool {
	named, number := false, false
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return space(r) || strings.ContainsRune(",|-–—/()", r) }) {
		low := strings.ToLower(strings.Trim(f, ".:"))
		switch {
		case calendar[low]:
			named = true
		case low == "gmt" || low == "utc" || low == "am" || low == "pm" || low == "a.m" || low == "p.m" || low == "et" || low == "cet" || low == "the" || low == "of" || low == "weekend" || low == "updated" || low == "published" || low == "local" || low == "time":
			named = named || low == "gmt" || low == "utc" || low == "weekend"
		case low != "" && digit(low[0]):
			digits := strings.TrimRight(low, "stndrh")
			if len(digits) > 5 || strings.Trim(digits, "0123456789:.") != "" {
				return false
			}
			number = true
		case low == "":
		default:
			return false
		}
	}
	return named && (number || !longer(s, 2)) || !named && number && len(s) == 4 && s[0] >= '1' && s[0] <= '2'
}
