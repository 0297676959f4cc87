-- What an actor said, report by report, in order. What is said by those who act for the actor counts too.
--
-- param actor actor required : the speaker
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- param limit int : at most so many rows
-- column date text : as exactly as told
-- column reported text : first day on which an article told of it
-- column speaker text
-- column quote text : the first words of the report that tell of it
-- column source text
-- column title text : of the article
-- column url text
-- column article text
-- column event text
WITH own AS (
  SELECT event, actor FROM PARTICIPATED_IN
  WHERE actor IN (SELECT value FROM json_each(:actor)) AND role = 'speaker'
  UNION
  SELECT p.event, p.actor FROM REPRESENTS r JOIN PARTICIPATED_IN p ON p.actor = r.actor
  WHERE r.body IN (SELECT value FROM json_each(:actor)) AND r.body IN (p.represents, 'country:' || p.represents) AND p.role = 'speaker'
), said AS MATERIALIZED ( -- each has a report or more, so no more are needed
  SELECT e.id, e.date, e.date_start, e.date_end, e.reported, own.actor
  FROM own
  JOIN Event e ON e.id = own.event
  WHERE e.type = 'statement'
    AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
    AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
  ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.id, own.actor
  LIMIT :limit
)
SELECT e.date, e.reported, s.name AS speaker, r.quote, a.source, a.title, a.url, a.id AS article, e.id AS event
FROM said e
JOIN Actor s ON s.id = e.actor
JOIN REPORTS r ON r.event = e.id
JOIN Article a ON a.id = r.article
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.id, s.id, a.id, r.start, r.id
LIMIT :limit
