package parser

// Cost is how many arcs of the gold tree the action puts out of reach, given
// that all that follows is done as well as it can be. gold holds the heads, None
// for the root.
func (s *State) Cost(a Action, gold []int32) int {
	top, next := s.top(), s.Next
	cost := 0
	switch a {
	case Shift:
		for _, k := range s.Stack {
			if gold[next] == k || gold[k] == next && s.Heads[k] < 0 {
				cost++
			}
		}
	case Reduce:
		for k := int(next); k < len(gold); k++ {
			if gold[k] == top {
				cost++
			}
		}
	case Left:
		if g := gold[top]; g != next && (g > next || g == None) {
			cost++
		}
		for k := int(next); k < len(gold); k++ {
			if gold[k] == top {
				cost++
			}
		}
		// A word below the top that could have been its head by Right is no loss:
		// the top was not joined to it when it could be.
	case Right:
		if g := gold[next]; g != top {
			if g > next || g == None {
				cost++
			}
			for _, k := range s.Stack {
				if g == k {
					cost++
				}
			}
		}
		for _, k := range s.Stack {
			if gold[k] == next && s.Heads[k] < 0 {
				cost++
			}
		}
	}
	return cost
}
