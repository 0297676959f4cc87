package identity

import (
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

func person(name, represents string) *event.Participant {
	return &event.Participant{ID: "person:as-read", Name: name, Kind: event.Person, Role: event.Participating, Represents: represents, Via: "name"}
}

func idOf(article, name, represents string) string {
	return New(nil).Actor(&graph.Article{ID: article}, nil, person(name, represents))
}

// Names of people in no dictionary: who is the same in two articles, who not.
func TestSpellingsMeet(t *testing.T) {
	for _, same := range [][2]string{
		{"Yevgeny Sorokin", "Evgeniy Sorokin"},
		{"Alexander Petrenko", "Oleksandr Petrenko"},
		{"Mohammed Darwish", "Muhammad Darwish"},
		{"Tanaka Haruto", "Haruto Tanaka"},
		{"John F. Harper", "John Harper"},
		{"Nikolai Ivanovich Belov", "Nikolay Belov"},
		{"José Ibáñez", "Jose Ibanez"},
		{"Ahmad al-Tikriti", "Ahmed Tikriti"},
		{"Hendrik van der Berg", "Hendrik Berg"},
		{"Bill Harper", "William Harper"},
		{"Ri Chol-min", "Ri Chol Min"},
		{"Abdullah Shahin", "Abdulla Shaheen"},
	} {
		if a, b := idOf("1", same[0], "XXA"), idOf("2", same[1], "XXA"); a != b {
			t.Errorf("%s is %s, %s is %s", same[0], a, same[1], b)
		}
	}
}

func TestDifferentPeopleStayApart(t *testing.T) {
	for _, c := range []struct{ a, aFor, b, bFor string }{
		{"Ali Hassan", "IRQ", "Ali Hassan", "MDV"},     // a namesake elsewhere
		{"Ali Hassan", "IRQ", "Ali Hussein", "IRQ"},    // names that only sound alike
		{"John Harper", "USA", "Jane Harper", "USA"},   // of one surname
		{"Harper", "USA", "Harper", "USA"},             // of whom no more is told
		{"J. Harper", "USA", "J. Harper", "USA"},       // likewise
		{"Ivan Petrov", "RUS", "Ivana Petrova", "RUS"}, // a man and a woman
		{"Viktor Orlov", "RUS", "Viktor Orlovski", "RUS"},
		{"Min Aung", "MMR", "Min Aung Hlaing", "MMR"},
	} {
		if a, b := idOf("1", c.a, c.aFor), idOf("2", c.b, c.bFor); a == b {
			t.Errorf("%s of %s and %s of %s are both %s", c.a, c.aFor, c.b, c.bFor, a)
		}
	}
}

func TestWhatIsKnownStays(t *testing.T) {
	a := &graph.Article{ID: "1"}
	for _, p := range []event.Participant{
		{ID: "person:vladimir-putin", Name: "Wladimir Putin", Kind: event.Person, Represents: "RUS", Via: "surname:people/vladimir-putin"},
		{ID: "person:by-another-program", Name: "Yevgeny Sorokin", Kind: event.Person}, // events that were made elsewhere
		{ID: "country:GEO", Name: "Georgia", Kind: event.Country, Via: "name:countries/GEO"},
		{ID: "org:some-front", Name: "Some Front", Kind: event.Organization, Via: "name"},
	} {
		if id := New(nil).Actor(a, nil, &p); id != p.ID {
			t.Errorf("%s became %s", p.ID, id)
		}
	}
}

// "The spokesman" of one article is not the one of the next.
func TestThoseWithoutANameAreOfTheirArticle(t *testing.T) {
	x := New(nil)
	for _, p := range []event.Participant{
		{ID: "local:the-spokesman", Name: "spokesman", Kind: event.Person, Via: "unknown"},
		{ID: "org:negotiators", Name: "negotiators", Kind: event.Organization, Via: "group"},
	} {
		one, again, other := x.Actor(&graph.Article{ID: "1"}, nil, &p), x.Actor(&graph.Article{ID: "1"}, nil, &p), x.Actor(&graph.Article{ID: "2"}, nil, &p)
		if one != again || one == other {
			t.Errorf("%s, %s, %s", one, again, other)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		typed, name string
		want        int // -1: not like it
	}{
		{"zelensky", "Volodymyr Zelensky", 0},
		{"ZELENSKIY volodymyr", "Volodymyr Zelensky", 1},
		{"vladimir zelensky", "Volodymyr Zelensky", 1},
		{"zelnesky", "Volodymyr Zelensky", 2},
		{"erdogan", "Recep Tayyip Erdoğan", 0},
		{"vlad", "Vladimir Putin", 1},
		{"austria", "Australia", -1},
		{"iran", "Iraq", 2}, // a letter wrong: shown, since a person chooses
		{"putin", "Donald Trump", -1},
		{"", "Donald Trump", -1},
	} {
		have, ok := Distance(c.typed, c.name)
		if !ok {
			have = -1
		}
		if have != c.want {
			t.Errorf("%q in %q: %d, want %d", c.typed, c.name, have, c.want)
		}
	}
}
