// The shortest chain of held calls and talks that leads from one actor to another, step by step; of several the first by ID. No rows when there is none.
//
// param a actor required : where the chain begins
// param b actor required : where it ends
// param max int = 6 : at most so many steps; never more than 8
// column step int
// column from text
// column to text
// column calls int : how many calls the two had
// column talks int : how many talks
// column first text : no dated contact began before this day
// column last text : no dated contact ended after this day
// column from_id text
// column to_id text
MATCH (x:Actor) WHERE x.id IN $a AND NOT x.id IN $b
MATCH (y:Actor) WHERE y.id IN $b
MATCH p = allShortestPaths((x)-[:TALKED_TO*..8]-(y))
WHERE length(p) <= $max
WITH p ORDER BY length(p), [n IN nodes(p) | n.id] LIMIT 1
UNWIND range(1, length(p)) AS step
WITH step, nodes(p)[step - 1] AS x, nodes(p)[step] AS y, relationships(p)[step - 1] AS t
RETURN step, x.name AS from, y.name AS to, t.calls AS calls, t.talks AS talks, t.first AS first, t.last AS last, x.id AS from_id, y.id AS to_id
ORDER BY step
