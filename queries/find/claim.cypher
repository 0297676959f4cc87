// The event to which a report of this ID belongs. Reads all reports.
//
// param id text required
// column id text
MATCH ()-[r:REPORTS]->(e:Event) WHERE r.id = $id RETURN e.id AS id
