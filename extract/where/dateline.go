package where

import "strings"

// dateline finds the head of an agency's report, "ISLAMABAD/KABUL, Oct 30
// (Reuters) -", "NEWARK, N.J. (AP) —", "TORRINGTON — ", and marks its places: they
// tell where the article's "here" is. It looks at the beginnings of the first
// lines only.
func (r *reader) dateline() {
	const reach = 700 // bytes: a headline, a caption or a byline may come before
	next := 0
	for i := 0; i < len(r.words) && int(r.words[i].start) < reach; i++ {
		w := r.words[i]
		if i > 0 && w.gap != blank && w.gap != line && !(w.gap == stop && r.lineBreak(i)) {
			continue
		}
		end := r.dash(i)
		if end < 0 {
			continue
		}
		for next < len(r.spans) && r.spans[next].from < i {
			next++
		}
		if next == len(r.spans) || r.spans[next].from != i {
			continue
		}
		for k := next; k < len(r.spans) && r.spans[k].to <= end; k++ {
			s := &r.spans[k]
			if (s.group == noPlace || !r.groups[s.group].adjective) && (k == next || s.from > 0 && (r.words[s.from].gap == comma || r.words[s.from].gap == slash || r.kind(s.from-1) != 0)) {
				s.dateline = true
			}
		}
		return
	}
}

// dash returns the word after the dash or bracket that ends a dateline
// beginning at word i, or -1.
func (r *reader) dash(i int) int {
	const most = 12 // words: two towns, a state, a date and an agency
	shouted := true // capitals throughout
	for j := i + 1; j < len(r.words) && j <= i+most; j++ {
		w := r.words[j]
		shouted = shouted && r.words[j-1].shape == upper && r.words[j-1].end-r.words[j-1].start > 2
		switch {
		case w.gap == dash && r.words[j-1].end < w.start:
			return j
		case w.gap == open && (w.shape == upper || w.shape == capital) && j+1 < len(r.words) && r.words[j+1].gap == shut:
			return j
		case w.gap == stop && shouted && (r.kind(j)&calendarWord != 0 || strings.HasPrefix(r.doc.Text[r.words[j-1].end:], ":")):
			// "MOSCOW. March 3 (Interfax) -", "NEW DELHI: The envoy"
			if r.kind(j)&calendarWord == 0 {
				return j
			}
		case w.gap == stop && !r.words[j-1].dotted, w.gap == blank:
			return -1
		case w.shape == lower && r.kind(j)&weakWord == 0:
			return -1
		}
	}
	return -1
}

// lineBreak tells whether a line ends between word i and the one before it.
func (r *reader) lineBreak(i int) bool {
	for _, c := range []byte(r.doc.Text[r.words[i-1].end:r.words[i].start]) {
		if c == '\n' {
			return true
		}
	}
	return false
}
