// Package article reads news articles out of whatever they come in: text, saved
// web pages, JSON Lines and JSON, CSV, feeds and web archives, in any charset,
// packed or not, in folders and archives, a file or a stream.
//
// # What comes out
//
// Read gives one Item for each input, in order: an Article, or the reason why
// there is none. An input is what would have been an article: a file, a line of
// JSON Lines, a row of CSV, an entry of a feed, a page of a web archive, a member
// of a zip. Nothing is passed over without an Item.
//
// # What it costs
//
// Inputs are read as streams. What is held in memory is at most a few articles of
// Limits.Article each, however large the files are, and however much a file of a
// few kilobytes claims to unpack to. Formats are recognised by content, since
// names lie.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// Article is a news article as it was read.
type Article struct {
	// ID is the id that the input gave, else made from the text, see IDOf.
	ID string `json:"id"`
	// URL is the canonical address, or "".
	URL   string `json:"url"`
	Title string `json:"title"`
	// Source is who published it: "Reuters", "Kremlin", a host name, or "".
	Source string `json:"source"`
	// Published is an ISO 8601 day, or a time with zone where the input tells
	// both, as found: "2025-05-19", "2025-05-19T18:40:00+03:00"; or "".
	Published string `json:"published"`
	// Text is what offsets of events count into.
	Text string `json:"text"`
	// Language is the ISO 639-1 code of what the text is in, "" where it is too
	// short to tell.
	Language string `json:"language,omitempty"`
	// Path says where it came from, see Item.
	Path string `json:"-"`
}

// Day is the day of publication, "2006-01-02", in the zone that the article
// itself uses, because that is the day which its "today" and "Monday" count
// from; "" when not known.
func (a *Article) Day() string {
	if len(a.Published) < len(time.DateOnly) {
		return ""
	}
	return a.Published[:len(time.DateOnly)]
}

// IDOf makes an id from a text: the first 20 hexadecimal digits of its SHA-256,
// so that the same text has the same id on every machine. Among a thousand
// million texts the odds that any two share one are below one in a million.
func IDOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])[:20]
}

// clean puts a space for each NUL and escape character in a text, one for one so
// that offsets stay: databases end strings at the one, terminals obey the other,
// and no article has either.
func clean(s string) string {
	if !strings.ContainsAny(s, "\x00\x1b") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == 0 || r == 0x1b {
			return ' '
		}
		return r
	}, s)
}

// label makes a title, source or address fit for one line of a terminal.
func label(s string) string { return printable(strings.Join(strings.Fields(s), " ")) }

// printable replaces control characters: names in archives and fields of records
// come from anyone, and are printed in reports.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
