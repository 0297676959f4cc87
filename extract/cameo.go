package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/who"
)

// cameo gives a call or talks the code of the CAMEO codebook (Schrodt 2012, version
// 1.1b3) that is nearest: 041 discuss by telephone, 042 make a visit, 043 host a
// visit, 046 engage in negotiation, 036 express intent to meet or negotiate, 040
// consult.
func (a *account) cameo(e event.Event) string {
	switch {
	case e.Modality == event.Planned || e.Modality == event.Proposed:
		return "036"
	case e.Type == event.Call:
		return "041"
	}
	code := "040"
	for _, t := range a.told {
		switch {
		case t.visit():
			code = "042"
		case strings.HasSuffix(t.rule, "/receive"), strings.HasSuffix(t.rule, "/host"), strings.HasSuffix(t.rule, "/welcome"):
			return "043"
		case t.noun == "negotiate", t.noun == "negotiation", t.noun == "round":
			return "046"
		}
	}
	return code
}

// speechCode gives an utterance the CAMEO code of its verb, empty where it is a
// plain statement.
func (r *reading) speechCode(u *utterance) string {
	lemma := strings.TrimPrefix(u.rule, "statement/")
	if sp := r.lex.Speech(lemma); sp != nil {
		return sp.CAMEO
	}
	return ""
}

// mediated reports whether an actor of an account that is no party stood between the
// parties rather than only gave them a place.
func (a *account) mediated(x *who.Actor) bool {
	return slices.ContainsFunc(a.told, func(t *told) bool { return slices.Contains(t.mediators, x) })
}
