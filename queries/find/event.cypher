// The event of an ID.
//
// param id text required
// column id text
MATCH (e:Event {id: $id}) RETURN e.id AS id
