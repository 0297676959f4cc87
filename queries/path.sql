-- The shortest chain of held calls and talks that leads from one actor to another, step by step; of several the first by ID. No rows when there is none.
--
-- param a actor required : where the chain begins
-- param b actor required : where it ends
-- param max int = 6 : at most so many steps; never more than 8
-- column step int
-- column from text
-- column to text
-- column calls int : how many calls the two had
-- column talks int : how many talks
-- column first text : no dated contact began before this day
-- column last text : no dated contact ended after this day
-- column from_id text
-- column to_id text
WITH RECURSIVE reach(id, d) AS (
  SELECT value, 0 FROM json_each(:b)
  UNION
  SELECT t.b, r.d + 1 FROM reach r JOIN TALKED_TO t ON t.a = r.id WHERE r.d < min(:max, 8)
  UNION
  SELECT t.a, r.d + 1 FROM reach r JOIN TALKED_TO t ON t.b = r.id WHERE r.d < min(:max, 8)
), near(id, d) AS MATERIALIZED (
  SELECT id, min(d) FROM reach GROUP BY id
), walk(step, id, d) AS (
  SELECT 0, id, d FROM (
    SELECT id, d FROM near
    WHERE id IN (SELECT value FROM json_each(:a)) AND id NOT IN (SELECT value FROM json_each(:b))
    ORDER BY d, id LIMIT 1)
  UNION ALL
  SELECT w.step + 1, (
    SELECT min(n.id) FROM (
      SELECT t.b AS id FROM TALKED_TO t WHERE t.a = w.id
      UNION ALL
      SELECT t.a FROM TALKED_TO t WHERE t.b = w.id) l
    JOIN near n ON n.id = l.id WHERE n.d = w.d - 1), w.d - 1
  FROM walk w WHERE w.d > 0
)
SELECT v.step, x.name AS "from", y.name AS "to", t.calls, t.talks, t.first, t.last, x.id AS from_id, y.id AS to_id
FROM walk w
JOIN walk v ON v.step = w.step + 1
JOIN TALKED_TO t ON t.a = min(w.id, v.id) AND t.b = max(w.id, v.id)
JOIN Actor x ON x.id = w.id
JOIN Actor y ON y.id = v.id
ORDER BY v.step
