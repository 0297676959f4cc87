package extract

import (
	"fmt"
	"testing"
)

const diary = `All times GMT.

FRIDAY, MAY 17

BERLIN - Emmanuel Macron meets Olaf Scholz (0830).
** WARSAW - CANCELLED: visit by Charles Michel to Donald Tusk.

SATURDAY, MAY 18

OSLO - Jens Stoltenberg meets Jonas Gahr Stoere (to May 19).
GENEVA - Antony Blinken and Sergei Lavrov may meet on Syria; not confirmed.
ROME - Giorgia Meloni holds talks with Edi Rama. CANCELLED
`

const chronicle = `VIENNA, May 16 - Envoys came back on Thursday. What went before:

June 30, 2022: Antony Blinken meets Wang Yi in Bali.

Nov 4: Joe Biden calls Xi Jinping.

Feb 3: Antony Blinken sees Wang Yi in Munich, a day after the vote in Taipei.
`

const week = `A diary of diplomacy.

MONDAY 13
* Athens: Kyriakos Mitsotakis receives Edi Rama.

TUESDAY 14
* Tirana, same day: Edi Rama meets Charles Michel.

WEDNESDAY 15
* Oslo: Jonas Gahr Stoere meets Olaf Scholz.

NEXT WEEK
* Sofia: the president denies that any meeting with Aleksandar Vucic is planned there.
* Zagreb, Wednesday: Andrej Plenkovic meets Robert Golob.
`

const newsletter = `Five minutes of the north.

**Tuesday, Kyiv.** Katrin Jakobsdottir meets Volodymyr Zelensky.

**Wednesday, Berlin.** Ulf Kristersson meets Olaf Scholz.
`

const hours = `From reports by the press club. All in Tokyo unless stated.

8:31 Arrives at the office.
9:05 Talks between Fumio Kishida and Emmanuel Macron.
11:00 Meeting of Fumio Kishida with Olaf Scholz (Hohenwalden Hotel).

Thursday, May 16 (planned)
10:20 Talks between Fumio Kishida and Anthony Albanese.
`

func TestEntriesOfLists(t *testing.T) {
	for _, c := range []struct{ title, text, words, want string }{
		{"DIARY - events from May 17", diary, "Macron meets", "planned 2024-05-17 Berlin"},
		{"DIARY - events from May 17", diary, "visit by Charles Michel", "cancelled 2024-05-17 Warsaw"},
		{"DIARY - events from May 17", diary, "Stoltenberg meets", "planned 2024-05-18/2024-05-19 Oslo"},
		{"DIARY - events from May 17", diary, "may meet on Syria", "proposed 2024-05-18 Geneva"},
		{"DIARY - events from May 17", diary, "Meloni holds talks", "cancelled 2024-05-18 Rome"},
		// years go on from head to head
		{"CHRONOLOGY", chronicle, "meets Wang Yi", "held 2022-06-30 Bali"},
		{"CHRONOLOGY", chronicle, "calls Xi", "held 2022-11-04 "},
		{"CHRONOLOGY", chronicle, "sees Wang Yi", "held 2023-02-03 Munich"},
		// days without a month, and what is to come
		{"The week in the Balkans, 13-19 May", week, "receives Edi Rama", "held 2024-05-13 Athens"},
		{"The week in the Balkans, 13-19 May", week, "Edi Rama meets", "held 2024-05-14 Tirana"},
		{"The week in the Balkans, 13-19 May", week, "Stoere meets", "held 2024-05-15 Oslo"},
		{"The week in the Balkans, 13-19 May", week, "Plenkovic meets", "planned 2024-05-22 Zagreb"},
		{"The north this week", newsletter, "Jakobsdottir meets", "held 2024-05-14 Kyiv"},
		{"The north this week", newsletter, "Kristersson meets", "held 2024-05-15 Berlin"},
		// the title dates the hours
		{"Prime minister's day, Wednesday, May 15", hours, "Emmanuel Macron", "held 2024-05-15 Tokyo"},
		{"Prime minister's day, Wednesday, May 15", hours, "Anthony Albanese", "planned 2024-05-16 Tokyo"},
	} {
		if e := contact(t, c.title, thursday, c.text, c.words); e != nil {
			if got := fmt.Sprintf("%s %s %s", modalityOf(e), dateValue(e), placeName(e)); got != c.want {
				t.Errorf("%q: got %q, want %q", c.words, got, c.want)
			}
		}
	}
}
