package who

import "strings"

// The words of grammar that stand for actors. They belong to English, not to
// the world, and so stand in code and not in a dictionary.

type pronounKind uint8

const (
	personal pronounKind = iota + 1
	possessive
)

var pronouns = map[string]pronounKind{
	"he": personal, "him": personal, "himself": personal, "she": personal, "herself": personal, "hers": personal,
	"they": personal, "them": personal, "themselves": personal, "theirs": personal, "it": personal, "itself": personal,
	"i": personal, "me": personal, "myself": personal, "we": personal, "us": personal, "ourselves": personal, "ours": personal,
	"his": possessive, "her": possessive, "their": possessive, "its": possessive, "my": possessive, "our": possessive,
}

// twins are the plurals of names that two states bear, as ISO 3166 codes.
var twins = map[string][2]string{
	"Koreas": {"KOR", "PRK"}, "Sudans": {"SDN", "SSD"}, "Congos": {"COD", "COG"}, "Germanys": {"DEU", "DDR"}, "Germanies": {"DEU", "DDR"}, "Yemens": {"YEM", "YMD"},
}

var numbers = map[string]int{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9, "10": 10,
}

// part says what a noun stands for.
type part uint8

const (
	official part = iota + 1 // speaks for a state or a body without a name
	party                    // a side of a meeting: "sides", "delegations"
	people                   // persons of the article: "leaders", "men"
	states                   // states of the article: "countries", "neighbours"
	peer                     // "counterpart"
	body                     // an organisation named before: "the group", "the rebels", "his office"
	kin                      // no actor of diplomacy: "wife", "lawyer"
)

var nouns = func() map[string]part {
	m := map[string]part{}
	for kind, words := range map[part]string{
		official: `official diplomat source negotiator representative delegate lawmaker legislator senator congressman congresswoman deputy parliamentarian
			aide adviser advisor member emissary commander general officer interlocutor mediator technocrat expert staff
			troika minister secretary colleague circle quarter`,
		party:  `side party camp faction`,
		people: `leader man woman pair duo trio statesman politician chief two three four five six seven eight both ruler premier statesmen`,
		states: `country nation state government neighbour neighbor capital ally power`,
		body: `group movement militia rebel militant insurgent bloc alliance organisation organization agency watchdog ministry directorate office department
			authority junta regime coalition fighter guerrilla separatist union body commission mission`,
		peer: `counterpart homologue opposite guest host visitor interlocutor`,
		kin:  `wife husband son daughter brother sister father mother family lawyer attorney doctor widow`,
	} {
		for _, w := range strings.Fields(words) {
			if _, ok := m[w]; !ok {
				m[w] = kind
			}
		}
	}
	m["delegation"], m["team"] = party, party
	return m
}()

// honorific returns the noun of a title that can stand without a name, as in the
// communiqués of courts and ministries: "His Highness", "HE"; empty for others.
func honorific(title string) string {
	switch strings.ReplaceAll(title, ".", "") {
	case "HH", "HRH":
		return "highness"
	case "HM":
		return "majesty"
	case "HE":
		return "excellency"
	}
	words := strings.Fields(strings.ToLower(title))
	if len(words) < 2 || words[0] != "his" && words[0] != "her" && words[0] != "their" {
		return ""
	}
	switch last := words[len(words)-1]; last {
	case "highness", "majesty", "excellency", "holiness", "eminence", "beatitude":
		return last
	}
	return ""
}

// fields are the nouns before "delegation" and "official" that say what they deal
// with.
var fields = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("security military defence defense trade intelligence finance energy border business technical expert advance peace army cabinet") {
		m[w] = true
	}
	return m
}()

// partisan are adjectives before "party" that make it one of politics and not of
// talks.
var partisan = map[string]bool{"political": true, "opposition": true, "ruling": true, "governing": true, "parliamentary": true, "left-wing": true, "right-wing": true}

// particles stand within names in lower case.
var particles = map[string]bool{
	"al": true, "el": true, "bin": true, "ibn": true, "ben": true, "bint": true, "abu": true, "de": true, "del": true, "della": true, "di": true, "da": true,
	"dos": true, "das": true, "do": true, "du": true, "des": true, "la": true, "le": true, "los": true, "las": true, "van": true, "von": true, "der": true, "den": true,
	"ter": true, "ten": true, "y": true, "e": true, "af": true, "av": true, "zu": true, "ul": true, "ur": true, "uz": true, "st.": true, "of": false,
}

// regional are adjectives of parts of the world, which make a group of those they
// stand before: "European leaders".
var regional = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("European African Arab Asian Nordic Baltic Balkan Western Eastern Central Latin Scandinavian Caribbean Pacific Muslim Islamic Gulf Benelux Maghreb Sahelian Caucasian") {
		m[w] = true
	}
	return m
}()
