// Who talked to whom in held calls and talks, and how often; those who talked most first.
//
// param actor actor : only contacts of this actor
// param limit int : at most so many rows
// column a text : one of the two
// column b text : the other
// column calls int : how many calls
// column talks int : how many talks
// column first text : no dated contact began before this day
// column last text : no dated contact ended after this day
// column a_id text
// column b_id text
MATCH (a:Actor)-[t:TALKED_TO]->(b:Actor)
WHERE $actor IS NULL OR a.id IN $actor OR b.id IN $actor
RETURN a.name AS a, b.name AS b, t.calls AS calls, t.talks AS talks, t.first AS first, t.last AS last, a.id AS a_id, b.id AS b_id
ORDER BY calls + talks DESC, a_id, b_id
LIMIT $limit
