-- What was said about calls and talks, report by report, in order.
--
-- param actor actor : only about calls and talks in which this actor, or somebody who acts for it, took part
-- param event event : only about this call or talks
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- param limit int : at most so many rows
-- column date text : of the statement
-- column reported text : first day on which an article told of it
-- column speakers list
-- column quote text : the first words of the report that tell of it
-- column about text : the call or talks, in one line
-- column about_date text
-- column title text : of the article
-- column article text
-- column event text : the statement
-- column about_event text : the call or talks
SELECT e.date, e.reported,
  (SELECT json_group_array(x.name ORDER BY x.name, x.id) FROM PARTICIPATED_IN q JOIN Actor x ON x.id = q.actor
    WHERE q.event = e.id AND q.role = 'speaker') AS speakers,
  r.quote, t.summary AS about, t.date AS about_date, a.title, a.id AS article, e.id AS event, t.id AS about_event
FROM ABOUT b
JOIN Event e ON e.id = b.statement
JOIN Event t ON t.id = b.event
JOIN REPORTS r ON r.event = e.id
JOIN Article a ON a.id = r.article
WHERE (:event IS NULL OR t.id = :event)
  AND (:actor IS NULL OR EXISTS (SELECT 1 FROM PARTICIPATED_IN p WHERE p.event = t.id AND (p.actor IN (SELECT value FROM json_each(:actor))
    OR p.represents IN (SELECT value FROM json_each(:actor)) OR 'country:' || p.represents IN (SELECT value FROM json_each(:actor)))))
  AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
  AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.id, t.id, a.id, r.start, r.id
LIMIT :limit
