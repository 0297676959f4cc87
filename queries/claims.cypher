// How each article told of an event, as the claim that it made, in the order in which the articles appeared.
//
// param event event required
// column article text
// column title text
// column source text
// column published text
// column url text
// column modality text : as this article told it
// column claim text : the event as this article told it, as JSON
// column event text
// column sha256 text : hash of the article's text
// column sketch text : samples of its words, by which copies of it are recognised
MATCH (e:Event {id: $event})<-[r:REPORTS]-(a:Article)
RETURN a.id AS article, a.title AS title, a.source AS source, a.published AS published, a.url AS url, r.modality AS modality, r.claim AS claim,
  e.id AS event, a.sha256 AS sha256, a.sketch AS sketch
ORDER BY published IS NULL, published, article, r.start, r.id
