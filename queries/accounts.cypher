// What every article tells of an event, whole, in the order in which the articles appeared: for programs.
//
// param event event required
// column event text
// column article text
// column title text
// column source text
// column published text
// column url text
// column sha256 text : hash of the article's text
// column sketch text : samples of its words, by which copies are recognised
// column claim text : the event as this article told it, as JSON (schema demarche.event/1)
MATCH (e:Event {id: $event})<-[r:REPORTS]-(a:Article)
RETURN e.id AS event, a.id AS article, a.title AS title, a.source AS source, a.published AS published, a.url AS url, a.sha256 AS sha256,
  a.sketch AS sketch, r.claim AS claim
ORDER BY published IS NULL, published, article, r.id
