package graph

// SchemaVersion is the version of the tables below. A store keeps it and
// refuses a graph of another one.
const SchemaVersion = 2

// The tables. Nodes are named like a noun, edges like a verb, as in Cypher.
const (
	ArticleNode      = "Article"
	EventNode        = "Event"
	ActorNode        = "Actor"
	PlaceNode        = "Place"
	LinkKeyNode      = "LinkKey"
	ReportsEdge      = "REPORTS"
	ParticipatedEdge = "PARTICIPATED_IN"
	RepresentsEdge   = "REPRESENTS"
	HeldAtEdge       = "HELD_AT"
	AboutEdge        = "ABOUT"
	TalkedToEdge     = "TALKED_TO"
)

// Type is what a column holds. Every value may be nil unless the column is
// Required.
type Type int

// The types, with the Go type of a value in a [Row].
const (
	Text  Type = iota // string
	Int               // int64
	Float             // float64
	Texts             // []string
	Ints              // []int64
)

// Column is a property of a node or an edge.
type Column struct {
	Name     string
	Type     Type
	Required bool
	Means    string
}

// Table is a kind of node or edge: a label or relationship type in Neo4j, a
// table in SQLite, with the same names in both.
type Table struct {
	Name string
	// From and To are the tables of an edge's ends, which its first and second
	// column name by their key; empty for a node.
	From, To string
	// Key is how many of the first columns make a row unique.
	Key     int
	Columns []Column
	// Indexes are columns to be found by quickly, besides the key.
	Indexes []string
	Means   string
}

// Edge reports whether t is a kind of edge.
func (t *Table) Edge() bool { return t.From != "" }

// Column returns the place of a column in a row. It panics when t has no such
// column, which is a fault of the program.
func (t *Table) Column(name string) int {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return i
		}
	}
	panic("graph: " + t.Name + " has no column " + name)
}

// Tables lists every table, nodes first, so that rows can be written in this
// order and deleted in the opposite one. The slice is shared: don't change it.
func Tables() []Table { return tables }

// TableNamed returns the table of that name. It panics when there is none, which
// is a fault of the program.
func TableNamed(name string) *Table {
	for i := range tables {
		if tables[i].Name == name {
			return &tables[i]
		}
	}
	panic("graph: no table " + name)
}

func key(name string) Column                     { return Column{Name: name, Required: true} }
func col(name, means string) Column              { return Column{Name: name, Means: means} }
func typed(name string, t Type, m string) Column { return Column{Name: name, Type: t, Means: m} }

var tables = []Table{
	{Name: ArticleNode, Key: 1, Means: "an article that was read", Columns: []Column{
		key("id"),
		col("url", "where it was found"),
		col("title", ""),
		col("source", "the outlet"),
		col("published", "day or instant of ISO 8601"),
		col("sha256", "hash of its text"),
		col("reader", "version of the program and dictionaries that read it"),
		col("sketch", "samples of its words, by which copies of it are recognised"),
		col("digest", "hash of the article and all it claims: the same digest means that loading it changes nothing"),
	}},
	{Name: EventNode, Key: 1, Means: "a call, talks or a statement, as its reports together tell", Indexes: []string{"date_start", "type"}, Columns: []Column{
		{Name: "id", Required: true, Means: "a day and the ID of one of its reports"},
		{Name: "type", Required: true, Means: "call, talks or statement"},
		col("medium", "phone, video, in-person, ..."),
		{Name: "modality", Required: true, Means: "held, planned, proposed, cancelled or denied"},
		col("date", "as exactly as told: day, week, month, year or range of ISO 8601"),
		col("date_start", "its first day"),
		col("date_end", "its last day"),
		col("precision", "day, week, month, year or range"),
		col("reported", "the first day on which an article told of it"),
		{Name: "summary", Required: true, Means: "one line for people"},
		col("cameo", "code of the CAMEO codebook"),
		typed("confidence", Float, "of the most certain report, between 0 and 1"),
		{Name: "articles", Type: Int, Required: true, Means: "how many articles tell of it"},
		{Name: "sources", Type: Int, Required: true, Means: "how many of these are no copies of another"},
	}},
	{Name: ActorNode, Key: 1, Means: "a person, state or organisation", Indexes: []string{"name"}, Columns: []Column{
		key("id"),
		{Name: "name", Required: true, Means: "the dictionary's name, else the most used one of two words or more"},
		{Name: "kind", Required: true, Means: "person, country or organization"},
		col("country", "ISO 3166-1 alpha-3 code of the state it is, or acts for most often"),
		typed("aliases", Texts, "every name by which it was called"),
		{Name: "folded", Required: true, Means: "name and aliases without case and accents, to search in"},
		{Name: "tally", Required: true, Means: "how often each value was told, as JSON, to keep the others true"},
	}},
	{Name: PlaceNode, Key: 1, Means: "a place where events were held", Columns: []Column{
		key("id"),
		{Name: "name", Required: true},
		col("country", "ISO 3166-1 alpha-3 code"),
		typed("lat", Float, "degrees, WGS 84"),
		typed("lon", Float, "degrees, WGS 84"),
		{Name: "folded", Required: true, Means: "the names without case and accents, to search in"},
		{Name: "tally", Required: true, Means: "how often each value was told, as JSON, to keep the others true"},
	}},
	// LinkKey is bookkeeping: in Neo4j a node for each key, with the claims as a list.
	{Name: LinkKeyNode, Key: 3, Means: "claims by what the linker looks them up with", Columns: []Column{
		key("key"), key("article"), key("claim"),
	}},
	{Name: ReportsEdge, From: ArticleNode, To: EventNode, Key: 3, Indexes: []string{"event"}, Means: "an article tells of an event", Columns: []Column{
		key("article"), key("event"), key("id"),
		{Name: "quote", Required: true, Means: "the first words that tell of it"},
		{Name: "start", Type: Int, Required: true, Means: "where they begin, in code points of the article's text"},
		{Name: "end", Type: Int, Required: true, Means: "where they end, exclusive"},
		{Name: "modality", Required: true, Means: "as this article told it"},
		typed("quotes", Texts, "all words that tell of it, with the first"),
		typed("starts", Ints, "where each begins"),
		typed("ends", Ints, "where each ends"),
		{Name: "claim", Required: true, Means: "the event as this article told it, as JSON: the graph can be rebuilt from these"},
	}},
	{Name: ParticipatedEdge, From: ActorNode, To: EventNode, Key: 2, Indexes: []string{"event"}, Means: "an actor took part in an event", Columns: []Column{
		key("actor"), key("event"),
		{Name: "role", Required: true, Means: "participant, speaker, addressee, host or mediator"},
		col("title", "the office in which"),
		col("represents", "ISO code of the state, or ID of the organisation, for which"),
	}},
	{Name: RepresentsEdge, From: ActorNode, To: ActorNode, Key: 2, Indexes: []string{"body"}, Means: "an actor acted for a state or an organisation; derived from PARTICIPATED_IN", Columns: []Column{
		key("actor"), key("body"),
		col("title", "the latest title"),
		col("title_seen", "the last day on which it was told"),
		col("first_seen", "the first day on which they did"),
		col("last_seen", "the last day on which they did"),
		{Name: "events", Type: Int, Required: true, Means: "in how many events"},
	}},
	{Name: HeldAtEdge, From: EventNode, To: PlaceNode, Key: 2, Indexes: []string{"place"}, Means: "where an event was held", Columns: []Column{
		key("event"), key("place"),
	}},
	{Name: AboutEdge, From: EventNode, To: EventNode, Key: 2, Indexes: []string{"event"}, Means: "a statement is about a call or talks", Columns: []Column{
		key("statement"), key("event"),
	}},
	{Name: TalkedToEdge, From: ActorNode, To: ActorNode, Key: 2, Indexes: []string{"b"}, Means: "two actors were parties to held calls or talks; derived; a is the smaller ID", Columns: []Column{
		key("a"), key("b"),
		{Name: "calls", Type: Int, Required: true, Means: "how many calls"},
		{Name: "talks", Type: Int, Required: true, Means: "how many talks"},
		col("first", "no dated contact began before this day"),
		col("last", "no dated contact ended after this day"),
	}},
}
