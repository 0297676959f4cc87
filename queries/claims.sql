-- How each article told of an event, as the claim that it made, in the order in which the articles appeared.
--
-- param event event required
-- column article text
-- column title text
-- column source text
-- column published text
-- column url text
-- column modality text : as this article told it
-- column claim text : the event as this article told it, as JSON
-- column event text
-- column sha256 text : hash of the article's text
-- column sketch text : samples of its words, by which copies of it are recognised
SELECT a.id AS article, a.title, a.source, a.published, a.url, r.modality, r.claim, r.event, a.sha256, a.sketch
FROM REPORTS r JOIN Article a ON a.id = r.article
WHERE r.event = :event
ORDER BY a.published IS NULL, a.published, a.id, r.start, r.id
