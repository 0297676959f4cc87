-- Who acts for which state or organisation, and when that was told; the latest first.
--
-- param actor actor : only those who act for this one, or for whom it acts
-- param limit int : at most so many rows
-- column actor text : who
-- column title text : the latest title
-- column body text : for whom
-- column first text : the first day on which they did
-- column last text : the last day on which they did
-- column events int : in how many events
-- column actor_id text
-- column body_id text
SELECT a.name AS actor, r.title, b.name AS body, r.first_seen AS first, r.last_seen AS last, r.events, a.id AS actor_id, b.id AS body_id
FROM REPRESENTS r JOIN Actor a ON a.id = r.actor JOIN Actor b ON b.id = r.body
WHERE :actor IS NULL OR r.actor IN (SELECT value FROM json_each(:actor)) OR r.body IN (SELECT value FROM json_each(:actor))
ORDER BY r.last_seen IS NULL, r.last_seen DESC, r.events DESC, a.id, b.id
LIMIT :limit
