// Package config reads the settings of demarche: from flags, from variables of
// the environment, from a file, and else their defaults, in this order. All
// faults are found and reported at once, each with where the value came from and
// what would be right. No other package knows how settings are read.
//
// What settings there are stands in setting.go, from which also the flags, the
// names of the variables and the table in the README are made.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// FileName is the file that is looked for, first in the working directory, then
// in the folder demarche of the user's configuration directory. Only the first
// one found is read.
const FileName = "demarche.yaml"

// FileVariable names the file in the environment, as --config does on the
// command line.
const FileVariable = "DEMARCHE_CONFIG"

// Settings are the settings, checked.
type Settings struct {
	Store Store
	Neo4j Neo4j
	// Dictionaries are folders with dictionary tables of the user's own.
	Dictionaries []string
	// Decisions is the file of decisions about who is whom; it need not exist.
	Decisions string
	// Workers is how many articles are read at once, 0 for one on each processor.
	Workers int
	Serve   Serve
	NATS    NATS
	Log     Log
}

// Store says where the graph is: in a SQLite file, or else in Neo4j.
type Store struct {
	// Path of the SQLite file; empty for Neo4j.
	Path string
	// URI of the Neo4j server, without user and password; empty for SQLite.
	URI string
}

// String is the store as it is written in a setting.
func (s Store) String() string {
	if s.URI != "" {
		return s.URI
	}
	return sqlitePrefix + s.Path
}

// Neo4j is what else is needed to use a Neo4j store.
type Neo4j struct {
	User     string
	Password Secret
	// Database is empty for the server's default.
	Database string
	// CA is a file of the authorities that may vouch for the server, empty for those
	// that the system trusts.
	CA string
}

// Serve is what is needed to show the graph.
type Serve struct {
	// Token is what requests have to show, empty for none.
	Token Secret
}

// Log says what demarche tells about its work on the standard error.
type Log struct {
	Level Level
	// JSON is set when diagnostics are written as JSON, an object a line.
	JSON bool
}

// Level is how much is told.
type Level string

// The levels.
const (
	Quiet   Level = "quiet"   // failures
	Normal  Level = "normal"  // progress, warnings and summaries too
	Verbose Level = "verbose" // every step too
)

// Secret is a password. It shows itself only when it is converted to a string:
// printed, logged or marshalled it says whether it is set.
type Secret string

// String hides the secret.
func (s Secret) String() string {
	if s == "" {
		return "not set"
	}
	return "set"
}

// GoString hides the secret from %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalText hides the secret from encoders and structured logs.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Loaded is the settings with where each came from.
type Loaded struct {
	Settings
	// File is the settings file that was read, empty when there is none.
	File string
	// Values are in the order of the table.
	Values []Value
	// Ignored are variables of the environment that begin like those of demarche
	// but are none: not a fault, since container platforms make such variables on
	// their own for a service of that name.
	Ignored []string
}

// Value is a setting for people.
type Value struct {
	Key string
	// Value is "set" or "not set" for a secret.
	Value string
	// Origin is "--store", "DEMARCHE_STORE", a file's path, or "default".
	Origin string
}

// Load reads the settings. Flags are those made by [Flags], after they were
// parsed; nil stands for none given. The error lists every fault, one a line.
func Load(flags *pflag.FlagSet) (*Loaded, error) {
	l := &Loaded{}
	v := viper.New()
	var faults []error
	file, err := readFile(flags, v)
	if err != nil {
		faults = append(faults, err)
	}
	l.File = file
	for _, err := range keyFaults(v) {
		faults = append(faults, fmt.Errorf("%s: %w", file, err))
	}
	table := settings()
	for i := range table {
		s := &table[i]
		v.SetDefault(s.key, s.fallback)
		if err := v.BindEnv(s.key, s.variable()); err != nil {
			return nil, err // no name given: a fault of the program
		}
		if flags != nil && s.flag != "" {
			if err := v.BindPFlag(s.key, flags.Lookup(s.flag)); err != nil {
				return nil, err // the flags are not those of Flags
			}
		}
	}
	for i := range table {
		s := &table[i]
		origin, base := s.origin(flags, v, file)
		raw := v.Get(s.key)
		if w, ok := s.switched(flags); ok {
			origin, raw = "--"+w.flag, w.value
		}
		shown, err := s.read(raw, base, &l.Settings)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", s.at(origin), err))
		}
		l.Values = append(l.Values, Value{s.key, shown, origin})
	}
	l.Ignored = ignored(table, os.Environ())
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return l, nil
}

// readFile finds the settings file and has v read it.
func readFile(flags *pflag.FlagSet, v *viper.Viper) (path string, err error) {
	v.SetConfigType("yaml")
	asked := ""
	if flags != nil && flags.Changed(configFlag) {
		path, _ = flags.GetString(configFlag)
		asked = "--" + configFlag
	} else if path = os.Getenv(FileVariable); path != "" {
		asked = FileVariable
	}
	if asked != "" {
		if path == "" {
			return "", fmt.Errorf("%s: no file given: give the path of a settings file", asked)
		}
		v.SetConfigFile(path)
		if err := v.ReadInConfig(); err != nil {
			return path, fmt.Errorf("%s: %s: %w", asked, path, explain(err))
		}
		return path, nil
	}
	places := []string{FileName}
	if dir, err := os.UserConfigDir(); err == nil {
		places = append(places, filepath.Join(dir, "demarche", FileName))
	}
	for _, path := range places {
		v.SetConfigFile(path)
		switch err := v.ReadInConfig(); {
		case err == nil:
			return path, nil
		case !errors.Is(err, fs.ErrNotExist):
			return path, fmt.Errorf("%s: %w", path, explain(err))
		}
	}
	return "", nil
}

// explain says what to do about a settings file that can't be read.
func explain(err error) error {
	var wrong viper.ConfigParseError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file: make it, or leave the setting out")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("the file may not be read: change its permissions")
	case errors.As(err, &wrong):
		return fmt.Errorf("not a settings file in YAML: %w", wrong.Unwrap())
	}
	return err
}

// keyFaults reports the keys of the file that are no setting or have no value,
// which viper would pass over in silence.
func keyFaults(v *viper.Viper) []error {
	table := settings()
	var known []string
	for i := range table {
		known = append(known, table[i].key)
	}
	keys := v.AllKeys() // before defaults are set: those of the file
	slices.Sort(keys)
	var faults []error
	for _, k := range keys {
		switch {
		case !slices.Contains(known, k):
			faults = append(faults, fmt.Errorf("%s is no setting: there are %s", k, strings.Join(known, ", ")))
		case v.Get(k) == nil:
			faults = append(faults, fmt.Errorf("%s has no value: give one, or leave the line out", k))
		}
	}
	return faults
}

// ignored lists variables that look like settings and are none.
func ignored(table []setting, environment []string) []string {
	known := []string{FileVariable}
	for i := range table {
		known = append(known, table[i].variable())
	}
	var names []string
	for _, kv := range environment {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, prefix) && !strings.HasPrefix(name, prefix+"TEST_") && !slices.Contains(known, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
