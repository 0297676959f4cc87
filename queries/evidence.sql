-- The words of every article that tell of an event, in the order in which the articles appeared.
--
-- param event event required
-- column article text
-- column title text
-- column source text
-- column published text
-- column url text
-- column modality text : as this article told it
-- column start int : where the words begin, in code points of the article's text
-- column end int : where they end, exclusive
-- column quote text
SELECT a.id AS article, a.title, a.source, a.published, a.url, r.modality, s.value AS start, n.value AS "end", q.value AS quote
FROM REPORTS r
JOIN Article a ON a.id = r.article
JOIN json_each(r.quotes) q
JOIN json_each(r.starts) s ON s.key = q.key
JOIN json_each(r.ends) n ON n.key = q.key
WHERE r.event = :event
ORDER BY a.published IS NULL, a.published, a.id, s.value, n.value, r.id, q.key
