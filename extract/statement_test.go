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
		{"two objects", "Emmanuel Macron has called the offer an expensive detour.", []string{"Emmanuel Macron"}},
		{"two objects, the first a pronoun", "Emmanuel Macron called it treason.", []string{"Emmanuel Macron"}},
		{"a call the next day is no name", "Emmanuel Macron called the premier the next morning.", nil},
		{"gerund", "Norway denies hosting the two.", []string{"Norway"}},
		{"idiom", "Ankara took issue with the text.", []string{"Turkey"}},
		{"idiom over it", "Oslo let it be known that the road would stay shut.", []string{"Norway"}},
		{"particle far from its object", "Emmanuel Macron brushes off the protest", []string{"Emmanuel Macron"}},
		{"estimate", "The Norwegian defence ministry put the number of ships at 42.", []string{"Norwegian defence ministry"}},
		{"nothing estimated", "Emmanuel Macron put the two at one table.", nil},
		{"verb between commas", "Emmanuel Macron, the Norwegian foreign ministry said, flew to Bergen on Friday.", []string{"Norwegian foreign ministry"}},
		{"verb that opens a quotation", "Emmanuel Macron “vows to stay” in the north.", []string{"Emmanuel Macron"}},
		{"verb like a noun after and", "Oslo shuts the road and denounces “threats”.", []string{"Norway"}},
		{"participle of another act", "Emmanuel Macron left the hall, citing “urgent business” at home.", []string{"Emmanuel Macron"}},
		{"what an act shows", "Emmanuel Macron flew home, highlighting the rift.", nil},
		{"proposal of which a clause tells", "The meeting that Emmanuel Macron had hoped for did not take place.", nil},
		{"hearsay", "Emmanuel Macron said that Norway had welcomed the plan.", []string{"Emmanuel Macron"}},
		{"asking for a name to be kept", "Emmanuel Macron left early, a Norwegian official said, asking not to be named.", []string{"Norway"}},
		{"media of a state", "The road is open, according to US media.", nil},
		{"agency that no dictionary has", "Emmanuel Macron is in Bergen, Vestnytt reported.", nil},
		{"his office", "Emmanuel Macron met Alexander Stubb in Oslo on Friday, his office said.", []string{"Macron's office"}},
		{"his office after a pronoun", "Emmanuel Macron flew north. He met Alexander Stubb there, according to his office.", []string{"Macron's office"}},
		{"body of him who was told of", "Emmanuel Macron met Alexander Stubb in Oslo on Friday, the presidency said.", []string{"French presidency"}},
		{"body of the capital that opens the sentence", "The Finnish foreign ministry was silent. In Lisbon, a foreign ministry spokesman welcomed the text.", []string{"Portuguese Foreign Ministry"}},
		{"name after whom he speaks for", "“It is open,” a spokesman for the UN mission in Bergen, Jon Ahlgrim, told reporters.", []string{"Jon Ahlgrim"}},
		{"organisation after what it is", "In Beirut, the armed group Hezbollah called the plan a trap.", []string{"Hezbollah"}},
		{"one of them", "Norway and Finland are at odds, one of them wrote.", nil},
		{"text that others issue", "A statement issued by Norway stressed the need for calm.", []string{"Norway"}},
		{"text that another reads", "A statement of Norway, read by Emmanuel Macron, said that the road was open.", []string{"Norway"}},
		{"spoken there", "Emmanuel Macron telephoned Alexander Stubb on Friday and warned that the road was shut.", nil},
		{"spoken after it", "Emmanuel Macron met Alexander Stubb in Oslo on Friday and said after the meeting that the road was open.", []string{"Emmanuel Macron"}},
		{"who said the same", "Emmanuel Macron hailed the move, as did Norway.", []string{"Emmanuel Macron", "Norway"}},
		{"sides of a joint statement", "Norway and Finland have gone back to work, according to a joint statement read on the radio.", []string{"Finland", "Norway"}},
		{"pronoun between commas", "Emmanuel Macron was glad. The sides, he argued, were closer than ever.", []string{"Emmanuel Macron"}},
		{"call that is renewed", "Emmanuel Macron renewed his call for restraint.", []string{"Emmanuel Macron"}},
		{"source close to a side", "A source close to the Norwegian delegation said that the text was ready.", []string{"Norway"}},
		{"what it hopes itself", "Emmanuel Macron hailed the move, as did NATO. The Norwegian government said it hoped for calm.", []string{"Emmanuel Macron", "NATO", "Norway"}},
		{"network that is no initial", "Norway is glad, Emmanuel Macron wrote on X. Alexander Stubb said that he was, too.", []string{"Alexander Stubb", "Emmanuel Macron"}},
		{"in somebody's words", "“They are playing games,” in the words of Emmanuel Macron.", []string{"Emmanuel Macron"}},
		{"as somebody put it", "The road is, as Emmanuel Macron put it, “a patient thing”.", []string{"Emmanuel Macron"}},
		{"what was let slip", "Emmanuel Macron let slip that the road was shut.", []string{"Emmanuel Macron"}},
		{"a spokesman after his body", "Downing Street pointed to its text. A spokesman called it clear.", []string{"United Kingdom"}},
		{"clause with whether", "Emmanuel Macron wondered aloud whether anybody was listening.", []string{"Emmanuel Macron"}},
		{"speech over a connection", "Emmanuel Macron spoke in this connection of a breach.", []string{"Emmanuel Macron"}},
		{"place of a speech", "Emmanuel Macron spoke in the lobby of the tower.", nil},
		{"word in quotation marks", "The crowd that Emmanuel Macron “leads” has left.", nil},
		{"investigation of whether", "Norway is continuing its study of whether the road was mined.", nil},
		{"welcomed guest", "He was welcomed by Emmanuel Macron at the airport.", nil},
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

// dateline sets an article in a capital.
const dateline = "OSLO, April 11 - "

func TestUnnamedOfficialsSpeakForTheirState(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"of the state of the dateline", dateline + politics + "The road is open, a presidential adviser said.", []string{"Norway"}},
		{"of the capital that opens the sentence", dateline + politics + "In Lisbon, a government spokesman called for calm.", []string{"Portugal"}},
		{"of the state of whom the sentence tells", politics + "Emmanuel Macron has signed the text, a presidential spokesman told an agency.", []string{"France"}},
		{"aide of somebody", dateline + politics + "An aide to Emmanuel Macron said that the text was ready.", []string{"France"}},
		{"diplomat in a capital", dateline + politics + "“A bluff,” a Western diplomat in Helsinki said.", []string{"Western diplomat"}},
		{"any diplomats", dateline + politics + "Two diplomats said that the text was ready.", nil},
		{"of no state", dateline + politics + "Club officials said that the match would go on.", nil},
		{"report on no politics", "BERGEN, April 11 - The match went on in the rain. Officials said that the crowd was small.", nil},
		{"the one who spoke before", dateline + politics + "A Finnish official said that the text was ready. The road would stay shut, the official added.", []string{"Finland"}},
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
		{"not that of a noun", "Emmanuel Macron apologised for the raid of March 1.", "2025-04-12"},
		{"that of its text", "Emmanuel Macron denied it in a statement carried by an agency on Thursday.", "2025-04-10"},
		{"that of the contact on which it followed", "Emmanuel Macron met Alexander Stubb in Oslo on Friday. They walked along the quay. Macron told a joint press conference that it had gone well.", "2025-04-11"},
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

func TestTranscriptOfABriefing(t *testing.T) {
	const words = "QUESTION: Will the ships sail?\n\n%[1]s: No decision has been made.\n\nQUESTION: And Finland?\n\n%[1]s: The road is open.\n"
	tests := []struct{ name, head, label, want string }{
		{"spokesperson of the body above", "Ministry of Foreign Affairs, Islamabad\nThursday, 10 April 2025\n\n", "SPOKESPERSON", "Pakistani Foreign Ministry"},
		{"spokesperson of nobody that the text names", "10 April 2025\n\n", "Official Spokesperson", "Official Spokesperson"},
		{"surname with a courtesy, named above", "Department Press Briefing\nJONNA AHLGRIM, SPOKESPERSON\n\n", "MS. AHLGRIM", "Jonna Ahlgrim"},
		{"office with an article", "Remarks by President Emmanuel Macron\n\nPRESIDENT MACRON: Welcome.\n\n", "THE PRESIDENT", "Emmanuel Macron"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := test.head + strings.ReplaceAll(words, "%[1]s", test.label)
			if got := speakers(statements(t, "", "2025-04-10", text)); !slices.Equal(got, []string{test.want}) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestReleaseOfAnOfficeTellsOfTheContact(t *testing.T) {
	const body = "12 April 2025 - 17:42\n\nPresident of Finland Alexander Stubb had a phone conversation with President of France Emmanuel Macron. Emmanuel Macron said that the road was open.\n\n“It is a good day,” the President of Finland noted on his Telegram channel."
	if got := speakers(statements(t, "President had a long conversation with the President of France", "2025-04-12", body)); !slices.Equal(got, []string{"Alexander Stubb"}) {
		t.Errorf("a release gave statements of %q", got)
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
