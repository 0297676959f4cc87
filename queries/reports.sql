-- Which articles tell of which events, and where: one row for each stretch of text.
--
-- param event event : only of this event
-- column event text
-- column type text
-- column article text
-- column start int : where the words begin, in code points of the article's text
-- column end int : where they end, exclusive
-- column modality text : of the event, as its reports together tell
SELECT e.id AS event, e.type, r.article, s.value AS start, n.value AS "end", e.modality
FROM Event e
JOIN REPORTS r ON r.event = e.id
JOIN json_each(r.starts) s
JOIN json_each(r.ends) n ON n.key = s.key
WHERE :event IS NULL OR e.id = :event
ORDER BY e.id, r.article, s.value, n.value, r.id, s.key
