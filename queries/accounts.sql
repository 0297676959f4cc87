-- What every article tells of an event, whole, in the order in which the articles appeared: for programs.
--
-- param event event required
-- column event text
-- column article text
-- column title text
-- column source text
-- column published text
-- column url text
-- column sha256 text : hash of the article's text
-- column sketch text : samples of its words, by which copies are recognised
-- column claim text : the event as this article told it, as JSON (schema demarche.event/1)
SELECT r.event, a.id AS article, a.title, a.source, a.published, a.url, a.sha256, a.sketch, r.claim
FROM REPORTS r
JOIN Article a ON a.id = r.article
WHERE r.event = :event
ORDER BY a.published IS NULL, a.published, a.id, r.id
