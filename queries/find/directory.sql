-- Every actor with all names and the number of its events, to search names in.
--
-- column id text
-- column name text
-- column kind text
-- column country text
-- column aliases list
-- column folded text
-- column events int
SELECT a.id, a.name, a.kind, a.country, coalesce(a.aliases, '[]') AS aliases, a.folded, (SELECT count(*) FROM PARTICIPATED_IN p WHERE p.actor = a.id) AS events
FROM Actor a
ORDER BY a.id
