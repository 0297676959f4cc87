package extract

import (
	"maps"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

// The day of publication is a Thursday.
const thursday = "2024-05-16"

func TestDateOfATrigger(t *testing.T) {
	checkSlots(t, thursday, []slotCase{
		// its own, its verb's, that of a clause around it
		{"", "Emmanuel Macron met Olaf Scholz in Berlin on Tuesday.", "2024-05-14"},
		{"", "Emmanuel Macron will meet Olaf Scholz in Berlin on Tuesday.", "2024-05-21"},
		{"", "The meeting of Emmanuel Macron with Olaf Scholz on May 3 lasted an hour.", "2024-05-03"},
		{"", "Olaf Scholz said on Wednesday that he had met Emmanuel Macron in Paris on Monday.", "2024-05-13"},
		{"", "Emmanuel Macron flew to Berlin on Tuesday and met Olaf Scholz.", "2024-05-14"},
		{"", "Antony Blinken arrived on Tuesday in Kyiv to meet Volodymyr Zelensky.", "2024-05-14"},
		{"", "Commencing at noon on May 9, Fumio Kishida held a telephone talk with Volodymyr Zelensky.", "2024-05-09"},
		// bounds are no dates
		{"", "Emmanuel Macron met Olaf Scholz on Tuesday for the first time since May 2.", "2024-05-14"},
		{"", "A meeting of Emmanuel Macron with Olaf Scholz, put off from Monday, will take place on Friday.", "2024-05-17"},
		{"", "The visit of Emmanuel Macron to Warsaw, planned for this week, was put off to the 29th.", "2024-05-29"},
		// plans told in the past
		{"", "A meeting between Emmanuel Macron and Olaf Scholz that was to be held on Wednesday was called off.", "2024-05-15"},
		{"", "A trip by Emmanuel Macron to Jakarta, which had been fixed for Friday, was called off.", "2024-05-17"},
		{"", "Paris denied a report that a second phone call between Emmanuel Macron and Vladimir Putin had been arranged for this Friday.", "2024-05-17"},
		// a clause of its own
		{"", "Emmanuel Macron rang Olaf Scholz, whom he is to see in Paris next month.", "2024-05-16"},
		{"", "A meeting of Emmanuel Macron and Olaf Scholz at the chancellery, which Paris had proposed for May 3, fell through.", "2024-05-03"},
		// lengths and spans
		{"", "Envoys of Iran and the United States agreed on Tuesday on a first text, at the end of talks that had begun on May 9.", "2024-05-09/2024-05-14"},
		{"", "Emmanuel Macron and Xi Jinping began two days of talks in Beijing on May 6.", "2024-05-06/2024-05-07"},
	}, dateValue)
}

func TestDateByAnotherEvent(t *testing.T) {
	checkSlots(t, thursday, []slotCase{
		{"Emmanuel Macron received Narendra Modi at the Elysee Palace in Paris on Tuesday. On the eve of the visit Stephane Sejourne met Subrahmanyam Jaishankar.",
			"On the eve of the visit", "2024-05-13"},
		{"Emmanuel Macron and Narendra Modi met in Paris on Tuesday. Jaishankar and Sejourne had met there the day before.",
			"had met there the day before", "2024-05-13"},
	}, dateValue)
}

func TestACountDatesWhatItCountsFrom(t *testing.T) {
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	got := map[event.Type]string{}
	for _, e := range x.Extract("test", "", thursday, "Emmanuel Macron met Olaf Scholz in Berlin on Wednesday, two days after a call with Volodymyr Zelensky.") {
		got[e.Type] = dateValue(&e)
	}
	if want := map[event.Type]string{event.Talks: "2024-05-15", event.Call: "2024-05-13"}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheStoryGivesItsDay(t *testing.T) {
	checkSlots(t, thursday, []slotCase{
		{"Emmanuel Macron met Olaf Scholz in Berlin on Tuesday. He also saw Annalena Baerbock.", "saw Annalena Baerbock", "2024-05-14"},
		// what went before sets no scene
		{"Emmanuel Macron met Olaf Scholz in Berlin on Tuesday. The two had met in Meseberg on January 22. Before the ceremony Macron sat down with Annalena Baerbock.",
			"sat down with Annalena Baerbock", "2024-05-14"},
		// what takes place on a visit has its days
		{"Emmanuel Macron visited Warsaw from May 8 to 10. He met Donald Tusk.", "met Donald Tusk", "2024-05-08/2024-05-10"},
		// the day above a transcript is when it was made
		{"Thursday, 16 May 2024\n\nSPOKESPERSON: Emmanuel Macron rang Olaf Scholz on May 13.\n\nQUESTION: And Donald Tusk?\n\nSPOKESPERSON: He met Donald Tusk, too.\n", "met Donald Tusk", "2024-05-13"},
		// a time that has no days leaves none
		{"", "Emmanuel Macron met Olaf Scholz in recent weeks.", ""},
	}, dateValue)
}
