package event

import (
	"errors"
	"strings"
	"testing"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ value, start, end, precision string }{
		{"2025-05-16", "2025-05-16", "2025-05-16", "day"},
		{"2024-02", "2024-02-01", "2024-02-29", "month"},
		{"2025", "2025-01-01", "2025-12-31", "year"},
		{"2025-W21", "2025-05-19", "2025-05-25", "week"},
		{"2020-W53", "2020-12-28", "2021-01-03", "week"},
		{"2026-W01", "2025-12-29", "2026-01-04", "week"},
		{"2025-05-12/2025-05-14", "2025-05-12", "2025-05-14", "range"},
		{"2025-05/2025-06", "2025-05-01", "2025-06-30", "range"},
	} {
		d, err := ParseDate(c.value)
		if err != nil {
			t.Errorf("ParseDate(%q): %v", c.value, err)
			continue
		}
		if d.Value != c.value || d.Start != c.start || d.End != c.end || string(d.Precision) != c.precision {
			t.Errorf("ParseDate(%q) = %+v, want %+v", c.value, *d, c)
		}
	}
	for _, bad := range []string{"", "x", "2025-13", "2025-02-30", "2025-W00", "2025-W54", "2025-W1", "2025-05-14/2025-05-12", "20-05-01", "2025-5-1", "2025/"} {
		if d, err := ParseDate(bad); err == nil {
			t.Errorf("ParseDate(%q) = %+v, want an error", bad, *d)
		}
	}
}

func TestAssignIDs(t *testing.T) {
	call := func(article string, ids ...string) Event {
		e := Event{Schema: Schema, ArticleID: article, Type: Call, Modality: Held, Mentions: []Mention{{Start: 3, End: 9, Text: "called"}}}
		for _, id := range ids {
			e.Participants = append(e.Participants, Participant{ID: id, Name: id, Role: Participating})
		}
		return e
	}
	events := []Event{call("a", "person:x", "person:y"), call("a", "person:y", "person:x"), call("a", "person:x"), call("b", "person:x")}
	AssignIDs(events)
	if events[1].ID != events[0].ID+"-2" {
		t.Errorf("the second of two alike has ID %q, want %q", events[1].ID, events[0].ID+"-2")
	}
	seen := map[string]bool{}
	for _, e := range events {
		if seen[e.ID] {
			t.Errorf("ID %q twice", e.ID)
		}
		seen[e.ID] = true
		if err := e.Validate(); err != nil {
			t.Error(err)
		}
	}
	again := []Event{call("a", "person:x", "person:y")}
	AssignIDs(again)
	if again[0].ID != events[0].ID {
		t.Error("the same content gave another ID")
	}
}

func TestValidateNamesEveryFault(t *testing.T) {
	e := Event{Type: "phonecall", Date: &Date{Value: "2025-05", Start: "2025-05-01", End: "2025-05-30"}}
	err := e.Validate()
	if !errors.Is(err, ErrInvalid) {
		t.Fatalf("Validate() = %v", err)
	}
	for _, want := range []string{"schema", "no id", "article_id", "phonecall", "modality", "mentions", "2025-05-31"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
	}
}
