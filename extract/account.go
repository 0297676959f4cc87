package extract

import (
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/who"
)

// account is a call or talks as the article tells of it, put together from all
// the sentences that mention it.
type account struct {
	typ     event.Type
	medium  string
	parties []*who.Actor
	hosts   []*who.Actor // chairs and mediators too
	told    []*told
}

// told is a call or talks as one trigger in one sentence tells of it.
type told struct {
	sentence int
	token    int
	rule     string
	// typ is empty when neither the word nor a medium decides.
	typ    event.Type
	medium string
	// left and right are the two sides as the grammar has them: who met, and whom;
	// all may stand on one side ("the two met").
	left, right []*who.Actor
	// parties are those that the words themselves or their grammar give; hosts,
	// mediators and chairs are apart.
	parties []*who.Actor
	// hosts gave the parties a place or a chair; mediators stood between them, and
	// are among the hosts too.
	hosts, mediators []*who.Actor
	// adds are further parties that do not help to tell which event it is.
	adds []*who.Actor
	// both is set when the parties are of both sides, so that nobody need be looked
	// for; anaphoric when the words point back: "the call", "their meeting".
	both      bool
	anaphoric bool
	// pointing is set when it has an article or a genitive that points back.
	pointing bool
	// another is set when the words tell that it is not the one spoken of before:
	// "another call", "a second round", "met again".
	another bool
	// fresh is set for a noun without an article and without parties: a new occasion
	// of the parties spoken of ("a first round was held in Doha"), or nothing.
	fresh bool
	// levels is set when those who meet are officials of the states spoken of.
	levels bool
	// weak is set for words that tell of talks only when other words do too: "saw",
	// "visited".
	weak bool
	// signing is set for the signature of an agreement by its parties.
	signing bool
	// noun is the trigger's lemma.
	noun string
	// body is set when the leaders or ministers of an organisation of states meet
	// among themselves.
	body bool
	// elsewhere are further mentions, of a headline that told of several at once.
	elsewhere []*told
	modality  event.Modality
	date      *event.Date
	// undated is set when the words tell the time so vaguely that it has no days.
	undated bool
	// lasting is how many days the words say it lasted, 0 when they don't; ends tells
	// that the date is the last of them.
	// beside is what the words put right before or after it: "after the session".
	beside *told
	// eve is set when it was the day before that.
	eve bool
	// apart is how many days lie between that and it, negative when it came before.
	apart int
	// during is set when it took place in the course of that.
	during  bool
	lasting int
	ends    bool
	place   *event.Place
}
