-- What was announced or proposed and, as far as the latest account tells, has not been held, in order.
--
-- param actor actor : only events in which this actor, or somebody who acts for it, was to take part
-- param before from : only events that should have ended before this day
-- param limit int : at most so many rows
-- column date text : as exactly as told
-- column type text
-- column modality text : what the latest account says
-- column announced text : first day on which an article told of the plan
-- column participants list : the parties, by name
-- column summary text
-- column reports int : how many reports
-- column event text
SELECT e.date, e.type, e.modality,
  (SELECT min(substr(a.published, 1, 10)) FROM REPORTS r JOIN Article a ON a.id = r.article
    WHERE r.event = e.id AND r.modality IN ('planned', 'proposed')) AS announced,
  (SELECT json_group_array(x.name ORDER BY x.name, x.id) FROM PARTICIPATED_IN q JOIN Actor x ON x.id = q.actor
    WHERE q.event = e.id AND q.role IN ('participant', 'speaker')) AS participants,
  e.summary, (SELECT count(*) FROM REPORTS r WHERE r.event = e.id) AS reports, e.id AS event
FROM Event e
WHERE e.modality <> 'held'
  AND EXISTS (SELECT 1 FROM REPORTS r WHERE r.event = e.id AND r.modality IN ('planned', 'proposed'))
  AND (:actor IS NULL OR EXISTS (SELECT 1 FROM PARTICIPATED_IN q WHERE q.event = e.id AND (q.actor IN (SELECT value FROM json_each(:actor))
    OR q.represents IN (SELECT value FROM json_each(:actor)) OR 'country:' || q.represents IN (SELECT value FROM json_each(:actor)))))
  AND (:before IS NULL OR e.date_end < :before)
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.type, e.id
LIMIT :limit
