package config

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// load reads settings in an empty folder with a file of that content, when there
// is any, and command-line arguments.
func load(t *testing.T, content string, args ...string) (*Loaded, error) {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "of-the-user"))
	if content != "" {
		write(t, FileName, content)
	}
	fs := pflag.NewFlagSet("demarche", pflag.ContinueOnError)
	Flags(fs)
	if err := fs.Parse(args); err != nil {
		t.Fatal(err)
	}
	return Load(fs)
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (l *Loaded) value(key string) Value {
	i := slices.IndexFunc(l.Values, func(v Value) bool { return v.Key == key })
	return l.Values[i]
}

func TestDefaults(t *testing.T) {
	l, err := load(t, "")
	if err != nil {
		t.Fatal(err)
	}
	if l.Store.Path != "demarche.db" || l.Store.URI != "" || l.Neo4j.User != "neo4j" || l.Neo4j.Password != "" || l.Workers != 0 || l.Log.Level != Normal || l.Log.JSON || l.Dictionaries != nil {
		t.Errorf("defaults are %+v", l.Settings)
	}
	for _, v := range l.Values {
		if v.Origin != "default" {
			t.Errorf("%s comes from %s, want default", v.Key, v.Origin)
		}
	}
}

func TestFlagBeforeVariableBeforeFileBeforeDefault(t *testing.T) {
	const file = "store: sqlite://file.db\nworkers: 3\nneo4j: {user: filed, database: filed}\nlog: {level: quiet, format: json}\n"
	t.Setenv("DEMARCHE_STORE", "sqlite://variable.db")
	t.Setenv("DEMARCHE_NEO4J_USER", "varied")
	t.Setenv("DEMARCHE_LOG_LEVEL", "normal")
	l, err := load(t, file, "--store", "neo4j+s://flag.example:7687", "-v")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []Value{
		{"store", "neo4j+s://flag.example:7687", "--store"},
		{"neo4j.user", "varied", "DEMARCHE_NEO4J_USER"},
		{"neo4j.database", "filed", "demarche.yaml"},
		{"neo4j.password", "not set", "default"},
		{"workers", "3", "demarche.yaml"},
		{"log.level", "verbose", "--verbose"},
		{"log.format", "json", "demarche.yaml"},
	} {
		if got := l.value(want.Key); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if l.Store.URI != "neo4j+s://flag.example:7687" || l.Store.Path != "" || l.Workers != 3 || l.Log.Level != Verbose || !l.Log.JSON {
		t.Errorf("settings are %+v", l.Settings)
	}
}

func TestWhereTheFileIsLookedFor(t *testing.T) {
	t.Setenv("DEMARCHE_CONFIG", "")
	if _, err := load(t, ""); err != nil {
		t.Fatal(err)
	}
	dir, _ := os.UserConfigDir()
	users := filepath.Join(dir, "demarche", FileName)
	write(t, users, "store: sqlite://user.db\n")
	again := func(want string, args ...string) {
		t.Helper()
		fs := pflag.NewFlagSet("demarche", pflag.ContinueOnError)
		Flags(fs)
		if err := fs.Parse(args); err != nil {
			t.Fatal(err)
		}
		l, err := Load(fs)
		if err != nil {
			t.Fatal(err)
		}
		if l.Store.Path != want {
			t.Errorf("the store is %q, want %q", l.Store.Path, want)
		}
	}
	// A path in a file counts from the file, wherever the program is started.
	again(filepath.Join(dir, "demarche", "user.db"))
	write(t, FileName, "store: sqlite://here.db\n")
	again("here.db")
	write(t, "by-variable/x.yaml", "store: sqlite://v.db\n")
	t.Setenv("DEMARCHE_CONFIG", "by-variable/x.yaml")
	again(filepath.Join("by-variable", "v.db"))
	write(t, "by-flag.conf", "store: sqlite://f.db\n")
	again("f.db", "--config", "by-flag.conf")
}

func TestPathsAndLists(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Skip("no home folder:", err)
	}
	abs := t.TempDir()
	dir := t.TempDir()
	for _, d := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(dir, "x.yaml"), "store: sqlite://~/graph.db\ndictionaries: [a, "+abs+"]\n")
	l, err := load(t, "", "--config", filepath.Join(dir, "x.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(home, "graph.db"); l.Store.Path != want {
		t.Errorf("the store is %q, want %q", l.Store.Path, want)
	}
	if want := []string{filepath.Join(dir, "a"), abs}; !slices.Equal(l.Dictionaries, want) {
		t.Errorf("dictionaries are %q, want %q", l.Dictionaries, want)
	}
	l, err = load(t, "", "--dictionaries", filepath.Join(dir, "b"), "--dictionaries", abs)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{filepath.Join(dir, "b"), abs}; !slices.Equal(l.Dictionaries, want) {
		t.Errorf("dictionaries are %q, want %q", l.Dictionaries, want)
	}
	t.Setenv("DEMARCHE_DICTIONARIES", filepath.Join(dir, "a")+string(filepath.ListSeparator)+abs)
	l, err = load(t, "dictionaries: ["+dir+"]\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Dictionaries) != 2 || l.Dictionaries[1] != abs {
		t.Errorf("dictionaries are %q", l.Dictionaries)
	}
}

// Each bad input is paired with words that its error must hold: where, what, and
// what would be right.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		file  string
		vars  map[string]string
		args  []string
		words []string
	}{
		{file: "stroe: x\n", words: []string{"demarche.yaml: stroe is no setting", "store, neo4j.user"}},
		{file: "neo4j: {pasword: x}\n", words: []string{"neo4j.pasword is no setting"}},
		{file: "store: [\n", words: []string{"demarche.yaml: not a settings file in YAML", "line"}},
		{file: "- a\n", words: []string{"demarche.yaml: not a settings file in YAML"}},
		{file: "store:\n", words: []string{"demarche.yaml: store has no value"}},
		{file: "store: [a, b]\n", words: []string{"demarche.yaml: store: takes one value"}},
		{file: "neo4j: {password: 1234}\n", words: []string{"demarche.yaml: neo4j.password: is not text", "quotation marks"}},
		{file: "workers: 1.5\n", words: []string{`demarche.yaml: workers: "1.5" is no number of workers`}},
		{file: "dictionaries: {a: b}\n", words: []string{"dictionaries.a is no setting"}},
		{file: "dictionaries: [nowhere, nor-here]\n", words: []string{`there is no folder "nowhere"`, `there is no folder "nor-here"`}},
		{file: "dictionaries: [demarche.yaml]\n", words: []string{`"demarche.yaml" is no folder`}},
		{vars: map[string]string{"DEMARCHE_STORE": "postgres://u:hunter2@h/d"}, words: []string{"DEMARCHE_STORE: ", "is no address of a store", "sqlite://FILE"}},
		{args: []string{"--store", "graph.db"}, words: []string{"--store: ", "write sqlite://graph.db"}},
		{args: []string{"--store", "sqlite://"}, words: []string{"--store: names no file"}},
		{args: []string{"--store", "neo4j://"}, words: []string{"--store: ", "names no server"}},
		{args: []string{"--store", "neo4j://me:hunter2@h:7687"}, words: []string{"--store: neo4j://...@h:7687: take the user and the password out", "neo4j.password"}},
		{args: []string{"--store", "bolt://h:7687/graph"}, words: []string{"set neo4j.database"}},
		{args: []string{"--store", "neo4j://h:port"}, words: []string{"--store: neo4j://... names no server"}},
		{args: []string{"--workers", "many"}, words: []string{`--workers: "many" is no number of workers`}},
		{args: []string{"--workers", "-1"}, words: []string{"--workers: "}},
		{args: []string{"--log", "xml"}, words: []string{`--log: "xml" is none of text, json`}},
		{vars: map[string]string{"DEMARCHE_LOG_LEVEL": "loud"}, words: []string{`DEMARCHE_LOG_LEVEL: "loud" is none of quiet, normal, verbose`}},
		{args: []string{"--config", "none.yaml"}, words: []string{"--config: none.yaml: there is no such file"}},
		{args: []string{"--config", ""}, words: []string{"--config: no file given"}},
		{vars: map[string]string{"DEMARCHE_CONFIG": "none.yaml"}, words: []string{"DEMARCHE_CONFIG: none.yaml: there is no such file"}},
		{args: []string{"--neo4j-ca", "none.pem"}, words: []string{"--neo4j-ca: ", "none.pem", "give the path"}},
		{file: "neo4j: {ca: .}\n", words: []string{"demarche.yaml: neo4j.ca: ", "is a folder"}},
		{vars: map[string]string{"DEMARCHE_NEO4J_PASSWORD_FILE": "none"}, words: []string{"DEMARCHE_NEO4J_PASSWORD_FILE: ", "none", "give the path"}},
		{vars: map[string]string{"DEMARCHE_NEO4J_PASSWORD_FILE": "demarche.yaml", "DEMARCHE_NEO4J_PASSWORD": "hunter2"}, words: []string{"neo4j.password is set too"}},
		{args: []string{"--nats", "localhost"}, words: []string{`--nats: "localhost" is no address of NATS`, "nats://HOST:PORT"}},
		{args: []string{"--nats", "nats://a:4222,nats://me:hunter2@h:4222"}, words: []string{"--nats: nats://...@h:4222: take the user and the password out", "nats.creds"}},
		{file: "nats: {stream: a.b}\n", words: []string{`demarche.yaml: nats.stream: "a.b" can't name a stream`}},
		{file: "nats: {replicas: 2}\n", words: []string{`nats.replicas: "2" is no number of replicas`, "1, 3 or 5"}},
		{file: "nats: {lease: 30}\n", words: []string{`nats.lease: "30" is no such time`, "30s"}},
		{file: "nats: {tries: 0}\n", words: []string{`nats.tries: "0" is no number of tries`}},
		{file: "nats: {creds: none.creds}\n", words: []string{"nats.creds: ", "none.creds", "give the path"}},
		{file: "nats: {creds: demarche.yaml, nkey: demarche.yaml}\n", words: []string{"nats.nkey: nats.creds is set too"}},
		{file: "nats: {tls_cert: demarche.yaml}\n", words: []string{"nats.tls_cert and nats.tls_key belong together"}},
		{file: "\n", vars: map[string]string{"DEMARCHE_NEO4J_PASSWORD_FILE": "demarche.yaml"}, words: []string{"the first line of demarche.yaml is empty"}},
	} {
		t.Run(fmt.Sprint(c.file, c.vars, c.args), func(t *testing.T) {
			for name, value := range c.vars {
				t.Setenv(name, value)
			}
			l, err := load(t, c.file, c.args...)
			if err == nil {
				t.Fatalf("no error, settings are %+v", l.Settings)
			}
			for _, w := range c.words {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q does not say %q", err, w)
				}
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the error tells the password: %q", err)
			}
		})
	}
}

func TestEveryFaultIsReportedAtOnce(t *testing.T) {
	t.Setenv("DEMARCHE_STORE", "z")
	_, err := load(t, "workers: x\nstroe: y\n", "--log", "xml")
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	slices.Sort(lines)
	want := []string{"--log: ", "DEMARCHE_STORE: ", "demarche.yaml: stroe is no setting", "demarche.yaml: workers: "}
	for i, w := range want {
		if len(lines) != len(want) || !strings.HasPrefix(lines[i], w) {
			t.Fatalf("got\n%v\nwant a line each that begins with %q", err, want)
		}
	}
}

func TestPasswordIsNeverShown(t *testing.T) {
	write := func(t *testing.T, args ...string) *Loaded {
		t.Helper()
		l, err := load(t, "neo4j: {password: hunter2}\n", args...)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	l := write(t)
	if string(l.Neo4j.Password) != "hunter2" {
		t.Fatalf("the password is %q", string(l.Neo4j.Password))
	}
	if v := l.value("neo4j.password"); v.Value != "set" || v.Origin != "demarche.yaml" {
		t.Errorf("it is shown as %+v", v)
	}
	marshalled, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{fmt.Sprint(l), fmt.Sprintf("%+v %#v %s %q", l.Settings, l.Settings, l.Neo4j.Password, l.Neo4j.Password), string(marshalled)} {
		if strings.Contains(shown, "hunter2") {
			t.Errorf("the password is in %s", shown)
		}
	}
}

func TestPasswordFile(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "secret"), "hunter2\r\nsecond line\n")
	t.Setenv("DEMARCHE_NEO4J_PASSWORD_FILE", filepath.Join(dir, "secret"))
	l, err := load(t, "")
	if err != nil {
		t.Fatal(err)
	}
	if string(l.Neo4j.Password) != "hunter2" {
		t.Errorf("the password is %q", string(l.Neo4j.Password))
	}
}

func TestVariablesThatAreNoneAreTold(t *testing.T) {
	t.Setenv("DEMARCHE_STROE", "sqlite://x.db")
	t.Setenv("DEMARCHE_TEST_SOMETHING", "1")
	l, err := load(t, "")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(l.Ignored, []string{"DEMARCHE_STROE"}) {
		t.Errorf("ignored are %q", l.Ignored)
	}
}

func TestEverySettingIsInTheTable(t *testing.T) {
	md := Markdown()
	table := settings()
	for i := range table {
		s := &table[i]
		if !strings.Contains(md, "`"+s.key+"` | `"+s.variable()+"`") || s.means == "" {
			t.Errorf("%s is not explained in\n%s", s.key, md)
		}
	}
}
