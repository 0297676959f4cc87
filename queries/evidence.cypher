// The words of every article that tell of an event, in the order in which the articles appeared.
//
// param event event required
// column article text
// column title text
// column source text
// column published text
// column url text
// column modality text : as this article told it
// column start int : where the words begin, in code points of the article's text
// column end int : where they end, exclusive
// column quote text
MATCH (e:Event {id: $event})<-[r:REPORTS]-(a:Article)
UNWIND range(0, size(r.quotes) - 1) AS i
RETURN a.id AS article, a.title AS title, a.source AS source, a.published AS published, a.url AS url, r.modality AS modality,
  r.starts[i] AS start, r.ends[i] AS end, r.quotes[i] AS quote
ORDER BY published IS NULL, published, article, start, end, r.id, i
