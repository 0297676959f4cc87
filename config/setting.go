package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// prefix of the variables of the environment.
const prefix = "DEMARCHE_"

const configFlag = "config"

// setting is a row of the table.
type setting struct {
	// key is its name in the file; a dot stands for a section.
	key string
	// flag is its name on the command line, empty when there is none.
	flag string
	// takes names the value in the help of the flag.
	takes string
	// switches are further flags that stand for one value.
	switches []toggle
	fallback string
	means    string
	// read checks a value, puts it into Settings and returns it for people. A
	// path that is not absolute counts from base.
	read func(raw any, base string, into *Settings) (shown string, err error)
}

type toggle struct{ flag, short, value, means string }

// settings is the table.
func settings() []setting {
	return slices.Concat([]setting{
		{key: "store", flag: "store", takes: "ADDRESS", fallback: sqlitePrefix + "demarche.db", read: readStore,
			means: "where the graph is: sqlite://FILE, or neo4j://HOST:PORT (also neo4j+s, neo4j+ssc, bolt, bolt+s, bolt+ssc)"},
		{key: "neo4j.user", flag: "neo4j-user", takes: "NAME", fallback: "neo4j", read: text(func(s *Settings) *string { return &s.Neo4j.User }),
			means: "user of the Neo4j server; empty for a server without authentication"},
		{key: "neo4j.password", read: readSecret(password),
			means: "password of that user; no flag, since others can see the arguments of a program"},
		{key: "neo4j.password_file", takes: "FILE", read: readSecretFile("neo4j.password", password),
			means: "file whose first line is the password, as secret stores of container platforms make it"},
		{key: "neo4j.database", flag: "neo4j-database", takes: "NAME", read: text(func(s *Settings) *string { return &s.Neo4j.Database }),
			means: "name of the database in the server; empty for its default"},
		{key: "neo4j.ca", flag: "neo4j-ca", takes: "FILE", read: readFilePath(func(s *Settings) *string { return &s.Neo4j.CA }),
			means: "PEM file of the authorities that may vouch for a server at neo4j+s:// or bolt+s://, in place of those that the system trusts"},
		{key: "dictionaries", flag: "dictionaries", takes: "FOLDER", read: readDictionaries,
			means: "folders with dictionary tables of your own, laid over those of the program; the flag may be repeated, in the variable they are divided as in PATH"},
		{key: "decisions", flag: "decisions", takes: "FILE", fallback: "demarche-decisions.tsv", read: readDecisions,
			means: "file of decisions about who is whom, which demarche actors writes; it need not exist"},
		{key: "workers", flag: "workers", takes: "N", fallback: "0", read: readWorkers,
			means: "how many articles are read at once; 0: one on each processor"},
		{key: "serve.token", read: readSecret(token),
			means: "token that demarche serve wants to be shown; needed to listen to other machines; no flag, since others can see the arguments of a program"},
		{key: "serve.token_file", takes: "FILE", read: readSecretFile("serve.token", token),
			means: "file whose first line is that token"},
		{key: "log.level", fallback: string(Normal), read: readLevel, switches: []toggle{
			{"quiet", "q", string(Quiet), "tell about failures only"}, {"verbose", "v", string(Verbose), "tell about every step"}},
			means: "how much is told on the standard error: quiet (failures), normal (progress, warnings and summaries too) or verbose (every step)"},
		{key: "log.format", flag: "log", takes: "FORMAT", fallback: "text", read: readFormat,
			means: "form of diagnostics on the standard error: text, or json for an object a line"},
	}, natsSettings())
}

// variable is the setting's name in the environment.
func (s *setting) variable() string {
	return prefix + strings.ToUpper(strings.ReplaceAll(s.key, ".", "_"))
}

// origin says where viper takes the value from, and the folder from which
// relative paths in it count.
func (s *setting) origin(flags *pflag.FlagSet, v *viper.Viper, file string) (origin, base string) {
	switch {
	case flags != nil && s.flag != "" && flags.Changed(s.flag):
		return "--" + s.flag, ""
	case variableSet(s.variable()):
		return s.variable(), ""
	case v.InConfig(s.key):
		return file, folder(file)
	}
	return "default", ""
}

// switched returns the switch that was given on the command line.
func (s *setting) switched(flags *pflag.FlagSet) (toggle, bool) {
	for _, w := range s.switches {
		if flags != nil && flags.Changed(w.flag) {
			return w, true
		}
	}
	return toggle{}, false
}

// at names the setting in a fault: by its flag or variable, or by its key in the
// file.
func (s *setting) at(origin string) string {
	if strings.HasPrefix(origin, "--") || origin == s.variable() {
		return origin
	}
	return origin + ": " + s.key
}

// Flags adds a flag for each setting that has one, and --config.
func Flags(fs *pflag.FlagSet) {
	fs.String(configFlag, "", "read settings from this `FILE` ("+FileVariable+"; else "+FileName+" here or in your configuration folder)")
	table := settings()
	for i := range table {
		s := &table[i]
		for _, w := range s.switches {
			fs.BoolP(w.flag, w.short, false, w.means)
		}
		switch {
		case s.flag == "":
		case s.key == "dictionaries":
			fs.StringArray(s.flag, nil, fmt.Sprintf("`%s`: %s (%s)", s.takes, s.means, s.variable()))
		default:
			fs.String(s.flag, s.fallback, fmt.Sprintf("`%s`: %s (%s)", s.takes, s.means, s.variable()))
		}
	}
}

// Markdown is the table of settings for the documentation.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| in `" + FileName + "` | variable | flag | default | means |\n|---|---|---|---|---|\n")
	code := func(s string) string {
		if s == "" {
			return ""
		}
		return "`" + s + "`"
	}
	table := settings()
	for i := range table {
		s := &table[i]
		var flags []string
		if s.flag != "" {
			flags = append(flags, code("--"+s.flag))
		}
		for _, w := range s.switches {
			flags = append(flags, code("--"+w.flag))
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s | %s |\n", s.key, s.variable(), strings.Join(flags, ", "), code(s.fallback), s.means)
	}
	return b.String()
}
