package when

import (
	"strings"
	"testing"
)

func TestTense(t *testing.T) {
	for _, c := range []struct {
		text string // an asterisk marks the expression
		want Direction
	}{
		{"The envoys met on *Friday.", Past},
		{"The envoys will meet on *Friday.", Future},
		{"On *Friday the envoys will meet.", Future},
		{"On *Friday the envoys met.", Past},
		{"He said on *Friday that they would meet.", Past},
		{"He said that they would meet on *Friday.", Future},
		{"He said they would meet on *Friday, and left.", Future},
		{"He had said that on *Friday they would meet.", Future},
		{"They agreed to meet on *Friday.", Future},
		{"They flew to Baku to meet him on *Friday.", Past},
		{"Minister to meet envoy on *Friday", Future},
		{"Minister to meet envoy on *Friday, ministry says", Future},
		{"The talks are to be held on *Friday.", Future},
		{"The talks were held on *Friday.", Past},
		{"She will be named to the post on *Friday.", Future},
		{"The envoy was due to land on *Friday.", Future},
		{"The envoy is visiting on *Friday.", Present},
		{"The envoy arrives on *Friday.", Present},
		{"The envoys were meeting on *Friday.", Past},
		{"Prices have come down since the middle of *October.", Past},
		{"*Friday's meeting was postponed.", Future},
		{"On *Friday they postponed the meeting.", Past},
		{"Speaking to reporters on *Friday, he would not comment.", Future},
		{"He stepped down as chairman and as envoy in *March.", Past},
		{"It would be paid on a still unspecified day in *March.", Future},
		{"They are to sign an \"open skies\" pact in *June, he said.", Future},
		{"They won a great victory on *Friday, taking a step closer.", Past},
		{"The next round is in Baku on *Friday.", Future},
		{"The force came out ahead of a march on *Friday.", Future},
		{"They will be waiting for the vote on *Friday.", Future},
		{"Many were hurt in the blast next to the bank on *Friday.", Past},
		{"They died of wounds due to enemy action on *Friday.", Past},
		{"The flight left at 11 am local time on *Friday.", Past},
		{"The deadline is midnight on *Friday.", Present},
		{"Envoy in Baku on *Friday", Unknown},
	} {
		at := strings.IndexByte(c.text, '*')
		text := strings.Replace(c.text, "*", "", 1)
		if got := Tense(text, 0, len(text), at); got != c.want {
			t.Errorf("Tense(%q) = %v, want %v", c.text, got, c.want)
		}
	}
}
