package when_test

import (
	"fmt"

	"github.com/demarche-graph/demarche/extract/when"
)

// What was spoken of before tells what the words mean that follow.
func ExampleReference_Follow() {
	text := "GENEVA, March 18 (Reuters) - The envoys met on Monday and will meet again on Friday. They last spoke in July of the previous year."
	published, err := when.ParseDay("2025-03-19")
	if err != nil {
		fmt.Println(err)
		return
	}
	ref := when.ReferenceOf(text, published)
	for _, s := range [][2]int{{0, 84}, {84, len(text)}} {
		for _, e := range when.Find(text, s[0], s[1]) {
			d := e.Resolve(ref, when.Tense(text, s[0], s[1], e.Start))
			ref.Follow(e, d)
			fmt.Printf("%-29s %-10s %s\n", e.Text, d.Value, d.Via)
		}
	}
	// Output:
	// March 18                      2025-03-18 calendar/day/past from dateline 2025-03-18
	// Monday                        2025-03-17 weekday/past from dateline 2025-03-18
	// Friday                        2025-03-21 weekday/future from dateline 2025-03-18
	// July of the previous year     2024-07    calendar/month from text 2025-03-21
}

// A caller that knows the governing verb gives the direction itself.
func ExampleExpression_Resolve() {
	text := "Talks in Oman on Thursday."
	published, _ := when.ParseDay("2025-03-19")
	ref := when.ReferenceOf(text, published)
	for _, e := range when.Find(text, 0, len(text)) {
		fmt.Println(e.Text, e.Resolve(ref, when.Past).Value, e.Resolve(ref, when.Future).Value)
	}
	// Output: Thursday 2025-03-13 2025-03-20
}
