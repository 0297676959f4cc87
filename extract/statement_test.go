package extract_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

func statements(t *testing.T, title, published, text string) []event.Event {
	t.Helper()
	var out []event.Event
	for _, e := range extractor(t).Extract("a", title, published, text) {
		if e.Type == event.Statement {
			out = append(out, e)
		}
	}
	return out
}

// speakers lists who speaks in a text, sorted.
func speakers(events []event.Event) []string {
	var out []string
	for _, e := range events {
		for _, p := range e.Participants {
			if p.Role == event.Speaker && !slices.Contains(out, p.Name) {
				out = append(out, p.Name)
			}
		}
	}
	slices.Sort(out)
	return out
}

// politics names two people in office, so that what follows is a report on politics.
const politics = "Finnish President Alexander Stubb and French President Emmanuel Macron were in Oslo on Friday. "

func TestStatementsByConstruction(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"clause", "Norwegian Foreign Minister Espen Barth Eide said that the talks would go on.", []string{"Espen Barth Eide"}},
		{"quotation", "“We are ready,” Espen Barth Eide told reporters in Oslo.", []string{"Espen Barth Eide"}},
		{"verb before a titled subject", "“We are ready,” says Norwegian Foreign Minister Espen Barth Eide.", []string{"Espen Barth Eide"}},
		{"verb before an unnamed subject", "“We are not there yet,” says a senior Norwegian official who knows both texts.", []string{"Norway"}},
		{"verb like a noun before its subject", "“A bold step,” comments Foreign Minister Espen Barth Eide.", []string{"Espen Barth Eide"}},
		{"clause after a time", "The Norwegian foreign ministry announced earlier in the day that Oslo would send two ships.", []string{"Norwegian foreign ministry"}},
		{"subject beyond a clause", "Emmanuel Macron, who had two ships in the strait, said he would look at the text with care.", []string{"Emmanuel Macron"}},
		{"list before the subject", "In a joint statement, Norway, Finland and Sweden said that the exercise would take place in May.", []string{"Finland", "Norway", "Sweden"}},
		{"joint statement with", "Norway pledged in a joint statement with Finland to open the road.", []string{"Finland", "Norway"}},
		{"judgement", "Paris condemned the attack on the convoy.", []string{"France"}},
		{"judgement in the passive", "The plan of the envoy was welcomed by Norway.", []string{"Norway"}},
		{"stance", "Ankara voiced concern over the strikes.", []string{"Turkey"}},
		{"appeal", "Emmanuel Macron called on both sides to return to the table.", []string{"Emmanuel Macron"}},
		{"description", "Emmanuel Macron described the offer as a mistake.", []string{"Emmanuel Macron"}},
		{"name", "Emmanuel Macron called it a good day for the continent.", []string{"Emmanuel Macron"}},
		{"particle", "Oslo turned down the offer of the commission.", []string{"Norway"}},
		{"particle that is not one of speech", "Emmanuel Macron turned up late at the hotel.", nil},
		{"apology", "Emmanuel Macron apologised in Vilnius.", []string{"Emmanuel Macron"}},
		{"according to", "The road will stay shut, according to the Norwegian foreign ministry.", []string{"Norwegian foreign ministry"}},
		{"post", "“A good call,” Emmanuel Macron wrote on X.", []string{"Emmanuel Macron"}},
		{"colon", "French President Emmanuel Macron, on X: “A step that was overdue.”", []string{"Emmanuel Macron"}},
		{"verb and colon", "Emmanuel Macron shrugged: “We have not been asked.”", []string{"Emmanuel Macron"}},
		{"attributable", "The following is attributable to French President Emmanuel Macron:\nWe welcome the release of the crew.", []string{"Emmanuel Macron"}},
		{"spokesman of a body", "A Norwegian foreign ministry spokesman said the road would stay shut.", []string{"Norwegian Foreign Ministry"}},
		{"spokesman of an organisation that no dictionary has", "A spokesman for the Upper Valley Defence League said that it would not disarm.", []string{"Upper Valley Defence League"}},
		{"official somewhere", "Officials in Oslo said that the road would stay shut.", []string{"Norway"}},
		{"ministry of a minister", "Norwegian Foreign Minister Espen Barth Eide rang his Finnish counterpart, the ministry said.", []string{"Norwegian Foreign Ministry"}},
		{"body with a plural in its name", "The ministry of foreign affairs in Oslo said it was concerned.", []string{"Norwegian Foreign Ministry"}},
		{"source that another cites", "The newspaper reported on Monday, citing two Norwegian officials, that the ships had sailed.", []string{"Norway"}},
		{"name between commas", "The envoy of the council to the islands, Jonna Ahlgrim, said that nobody had asked her.", []string{"Jonna Ahlgrim"}},
		{"verb like a noun at the end", "The ships sail at noon, Norwegian Foreign Minister Espen Barth Eide confirms.", []string{"Espen Barth Eide"}},
		{"text of several", "Norway and Finland pledged in a joint statement to open the road. It will be cleared in May, according to the text.", []string{"Finland", "Norway"}},
		{"headline with its source at the end", "Norway shuts the northern road - Finnish foreign ministry", []string{"Finnish foreign ministry"}},
		{"negated", "Emmanuel Macron did not say whether he would travel.", nil},
		{"nothing", "Emmanuel Macron said nothing.", nil},
		{"agreement of two", "Norway and Finland agreed on Friday to reopen the road.", nil},
		{"words within a call", "Emmanuel Macron phoned Alexander Stubb on Friday. In the call, Macron urged him to wait.", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := speakers(statements(t, "", "2025-04-12", test.text)); !slices.Equal(got, test.want) {
				t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
			}
		})
	}
}

func TestPrivatePersonsMakeNoStatements(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"named in a report on politics", politics + "“It was time,” Jonna Ahlgrim said.", []string{"Jonna Ahlgrim"}},
		{"calling before the name", politics + "“It was time,” analyst Jonna Ahlgrim said.", nil},
		{"calling after the name", politics + "“It was time,” said Jonna Ahlgrim, a historian in Bergen.", nil},
		{"age", politics + "“It was time,” said Jonna Ahlgrim, 44, who watched from the quay.", nil},
		{"employer", politics + "“It was time,” said Jonna Ahlgrim of Bergen University.", nil},
		{"of what is no actor of politics", politics + "The union’s negotiator, Jonna Ahlgrim, said that it was time.", nil},
		{"report on no politics", "“It was time,” Jonna Ahlgrim said after the match. " + strings.Repeat("The crowd sang and the rain went on. ", 20), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := speakers(statements(t, "", "2025-04-12", test.text)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestReadoutTellsOfTheCallAndNotOfStatements(t *testing.T) {
	const body = "President Emmanuel Macron spoke by telephone with President Alexander Stubb of Finland today. Macron said that the two countries should work together."
	if got := speakers(statements(t, "Telephone conversation with the President of Finland", "2025-04-12", body)); got != nil {
		t.Errorf("a readout gave statements of %q", got)
	}
	if got := speakers(statements(t, "After telephone conversation with Stubb, Macron says ships will sail", "2025-04-12", body)); !slices.Contains(got, "Emmanuel Macron") {
		t.Errorf("a report gave statements of %q", got)
	}
}

func TestStatementDates(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"its own", "Emmanuel Macron said on Thursday that the ships would sail.", "2025-04-10"},
		{"that of the words it goes on from", "Emmanuel Macron said on Thursday that the ships would sail. “They are ready,” he added.", "2025-04-10"},
		{"that of the report", "Emmanuel Macron said that the ships would sail.", "2025-04-12"},
		{"none for what had been said before", "Emmanuel Macron had said that the ships would sail.", ""},
		{"that of the contact right before", "Emmanuel Macron met Alexander Stubb in Oslo on Friday. “It went well,” Macron told reporters.", "2025-04-11"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			events := statements(t, "", "2025-04-12", test.text)
			if len(events) != 1 {
				t.Fatalf("%d statements, want 1", len(events))
			}
			got := ""
			if events[0].Date != nil {
				got = events[0].Date.Value
			}
			if got != test.want {
				t.Errorf("dated %q, want %q", got, test.want)
			}
		})
	}
}

func TestTranscriptLabelNamesTheSpeaker(t *testing.T) {
	text := "REPORTER: Will the ships sail?\n\nEmmanuel Macron: No decision has been made.\n\nREPORTER: And Finland?\n\nEmmanuel Macron: The road is open.\n"
	events := statements(t, "", "2025-04-12", text)
	if got := speakers(events); !slices.Equal(got, []string{"Emmanuel Macron"}) {
		t.Fatalf("speakers %q", got)
	}
	if n := len(events[0].Mentions); n != 2 {
		t.Errorf("%d sentences, want 2", n)
	}
}

// TestExamplesOfSpeech reads the examples in the tables of words for speech: each must
// give a statement, and what stands under "not" none.
func TestExamplesOfSpeech(t *testing.T) {
	for _, table := range []struct {
		file         string
		example      int
		not          int
		private      bool
		needsAtLeast int
	}{
		{"lexicon/data/speech.tsv", 3, 4, false, 20},
		{"lexicon/data/remarks.tsv", 3, 4, false, 4},
		{"lexicon/data/callings.tsv", 1, -1, true, 4},
	} {
		data, err := os.ReadFile(table.file)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(data)) {
			cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if strings.HasPrefix(line, "#") || cells[0] == "lemma" {
				continue
			}
			if ex := cells[table.example]; ex != "" {
				n++
				if got := len(statements(t, "", "2025-04-12", ex)) > 0; got == table.private {
					t.Errorf("%s: %q: %q: statement %v", table.file, cells[0], ex, got)
				}
			}
			if table.not >= 0 && cells[table.not] != "" {
				if got := statements(t, "", "2025-04-12", cells[table.not]); len(got) > 0 {
					t.Errorf("%s: %q: %q gives a statement", table.file, cells[0], cells[table.not])
				}
			}
		}
		if n < table.needsAtLeast {
			t.Errorf("%s has %d examples, want %d", table.file, n, table.needsAtLeast)
		}
	}
}

func TestStatementsTellHowWhereAndToWhom(t *testing.T) {
	tests := []struct{ name, text, medium, place, addressee string }{
		{"post", "“A good call,” Emmanuel Macron wrote on X.", "post", "", ""},
		{"letter", "Emmanuel Macron said in a letter that the ships would sail.", "letter", "", ""},
		{"interview", "Emmanuel Macron told the BBC that the ships would sail.", "interview", "", ""},
		{"press conference", "Emmanuel Macron said at a press conference in Oslo that the ships would sail.", "press-conference", "Oslo", ""},
		{"place of the hearers", "Emmanuel Macron told reporters in Oslo that the ships would sail.", "", "Oslo", ""},
		{"place that opens the sentence", "In Oslo, Emmanuel Macron said that the ships would sail.", "", "Oslo", ""},
		{"place within what is said", "Emmanuel Macron said that the ships had met in Oslo.", "", "", ""},
		{"place of the speaker's body", "The French embassy in Oslo said that the ships would sail.", "", "", ""},
		{"addressee of a demand", "Emmanuel Macron called on Norway to open the road.", "", "", "Norway"},
		{"addressee who is urged", "Emmanuel Macron urged Norway to open the road.", "", "", "Norway"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			events := statements(t, "", "2025-04-12", test.text)
			if len(events) != 1 {
				t.Fatalf("%d statements, want 1", len(events))
			}
			e := events[0]
			place, addressee := "", ""
			if e.Place != nil {
				place = e.Place.Name
			}
			for _, p := range e.Participants {
				if p.Role == event.Addressee {
					addressee = p.Name
				}
			}
			if e.Medium != test.medium || place != test.place || addressee != test.addressee {
				t.Errorf("medium %q, place %q, addressee %q; want %q, %q, %q", e.Medium, place, addressee, test.medium, test.place, test.addressee)
			}
		})
	}
}
