package article

import (
	"errors"
	"testing"

	"github.com/demarche-graph/demarche/extract/when"
)

func TestParsePublished(t *testing.T) {
	for in, want := range map[string]string{
		"2025-05-19":                               "2025-05-19",
		" 2025-05-19 ":                             "2025-05-19",
		"2025-05-19T18:40:00Z":                     "2025-05-19T18:40:00Z",
		"2025-05-19T18:40:00+03:00":                "2025-05-19T18:40:00+03:00",
		"2025-05-19T18:40:00.123+0300":             "2025-05-19T18:40:00+03:00",
		"2025-05-19T18:40-05":                      "2025-05-19T18:40:00-05:00",
		"2025-05-19 18:40:00 UTC":                  "2025-05-19T18:40:00Z",
		"2025-05-19T23:59:60Z":                     "2025-05-19T23:59:59Z",
		"2025-05-19 18:40":                         "2025-05-19", // no zone: which moment it was is not known
		"2025-05-19T18:40:00 CST":                  "2025-05-19", // Chicago or Shanghai
		"2025/5/9":                                 "2025-05-09",
		"2025.05.19":                               "2025-05-19",
		"Mon, 19 May 2025 18:40:00 GMT":            "2025-05-19T18:40:00Z",
		"Mon, 19 May 2025 18:40:00 +0300":          "2025-05-19T18:40:00+03:00",
		"19 May 2025 18:40 EDT":                    "2025-05-19T18:40:00-04:00",
		"19 May 25 18:40 GMT":                      "2025-05-19T18:40:00Z",
		"19-May-98":                                "1998-05-19",
		"May 19, 2025":                             "2025-05-19",
		"Monday, May 19, 2025 6:40 p.m. EDT":       "2025-05-19T18:40:00-04:00",
		"May 19, 2025 at 12:05 AM UTC":             "2025-05-19T00:05:00Z",
		"Published: 19 May 2025":                   "2025-05-19",
		"Sept. 3, 2025":                            "2025-09-03",
		"3rd September 2025":                       "2025-09-03",
		"Fri May 09 2025 13:31:00 GMT+0300 (EEST)": "2025-05-09T13:31:00+03:00",
		"Fri May  9 13:31:00 UTC 2025":             "2025-05-09T13:31:00Z",
		"19/05/2025":                               "2025-05-19",
		"05/19/2025":                               "2025-05-19",
		"5/5/2025":                                 "2025-05-05",
		"5.6.2025":                                 "2025-06-05", // full stops are never American
		"20250519":                                 "2025-05-19",
		"20250519184000":                           "2025-05-19",
		"1747680000":                               "2025-05-19T18:40:00Z",
		"1747680000000":                            "2025-05-19T18:40:00Z",
		"":                                         "",
		"null":                                     "",
		"N/A":                                      "",
	} {
		got, err := ParsePublished(in)
		if err != nil || got != want {
			t.Errorf("ParsePublished(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, bad := range []string{
		"yesterday", "Monday", "May 2025", "2025", "2025-13-01", "2025-02-30", "31/31/2025", "0001-01-01T00:00:00Z", "20251301", "5/6/2025", "12345", "99999999999999",
	} {
		if got, err := ParsePublished(bad); !errors.Is(err, ErrPublished) {
			t.Errorf("ParsePublished(%q) = %q, %v; want ErrPublished", bad, got, err)
		}
	}
}

func TestPublishedOfPages(t *testing.T) {
	for _, c := range []struct {
		name       string
		candidates []string
		want       string
	}{
		{"the first that can be read", []string{"today", "2025-05-19", "2025-05-18"}, "2025-05-19"},
		{"with the time that another gives for its day", []string{"2025-05-19", "2025-05-18T09:00:00Z", "2025-05-19T18:40:00+02:00"}, "2025-05-19T18:40:00+02:00"},
		{"UTC, and the same moment in its own zone", []string{"2025-05-20T02:25:00Z", "2025-05-19T22:25:00-04:00"}, "2025-05-19T22:25:00-04:00"},
		{"UTC, and the day before in America", []string{"2025-05-20T02:25:00Z", "May 19, 2025"}, "2025-05-19"},
		{"UTC, and the day after in Asia", []string{"2025-05-19T22:25:00Z", "2025-05-20"}, "2025-05-20"},
		{"UTC, and a day that no zone explains", []string{"2025-05-20T02:25:00Z", "2025-05-17"}, "2025-05-20T02:25:00Z"},
		{"UTC in the afternoon, and the day before", []string{"2025-05-20T15:25:00Z", "2025-05-19"}, "2025-05-20T15:25:00Z"},
		{"its own zone is believed", []string{"2025-05-20T02:25:00+02:00", "2025-05-19"}, "2025-05-20T02:25:00+02:00"},
		{"the epoch is no date", []string{"1970-01-01T00:00:00Z", "2025-05-19"}, "2025-05-19"},
		{"none", []string{"a while ago"}, ""},
	} {
		if got := publishedOf(c.candidates); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzParsePublished(f *testing.F) {
	for _, s := range []string{"2025-05-19T18:40:00+03:00", "Mon, 19 May 2025 18:40:00 GMT", "1747680000", "19/05/2025", "May 19, 2025 6:40 p.m. EDT", "19 May 25 18:40 GMT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePublished(s)
		if err != nil || p == "" {
			return
		}
		if _, err := when.ParseDay(p); err != nil {
			t.Errorf("ParsePublished(%q) = %q, which is no day: %v", s, p, err)
		}
		if again, err := ParsePublished(p); err != nil || again != p {
			t.Errorf("ParsePublished(%q) = %q, which reads as %q, %v", s, p, again, err)
		}
	})
}
