// Which articles tell of which events, and where: one row for each stretch of text.
//
// param event event : only of this event
// column event text
// column type text
// column article text
// column start int : where the words begin, in code points of the article's text
// column end int : where they end, exclusive
// column modality text : of the event, as its reports together tell
MATCH (e:Event)<-[r:REPORTS]-(a:Article)
WHERE $event IS NULL OR e.id = $event
UNWIND range(0, size(r.starts) - 1) AS i
RETURN e.id AS event, e.type AS type, a.id AS article, r.starts[i] AS start, r.ends[i] AS end, e.modality AS modality
ORDER BY event, article, start, end, r.id, i
