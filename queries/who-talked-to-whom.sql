-- Who talked to whom in held calls and talks, and how often; those who talked most first.
--
-- param actor actor : only contacts of this actor
-- param limit int : at most so many rows
-- column a text : one of the two
-- column b text : the other
-- column calls int : how many calls
-- column talks int : how many talks
-- column first text : no dated contact began before this day
-- column last text : no dated contact ended after this day
-- column a_id text
-- column b_id text
SELECT a.name AS a, b.name AS b, t.calls, t.talks, t.first, t.last, a.id AS a_id, b.id AS b_id
FROM TALKED_TO t JOIN Actor a ON a.id = t.a JOIN Actor b ON b.id = t.b
WHERE :actor IS NULL OR t.a IN (SELECT value FROM json_each(:actor)) OR t.b IN (SELECT value FROM json_each(:actor))
ORDER BY t.calls + t.talks DESC, a.id, b.id
LIMIT :limit
