package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const sqlitePrefix = "sqlite://"

// neo4jSchemes are the schemes of an address of Neo4j; +s checks certificates,
// +ssc takes those that are signed by themselves.
var neo4jSchemes = []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// word brings a raw value to text. Files hold numbers and truth values too.
func word(raw any) (string, error) {
	switch v := raw.(type) {
	case string:
		return strings.TrimSpace(v), nil
	case bool, int, int64, uint64, float64:
		return fmt.Sprint(v), nil
	}
	return "", errors.New("takes one value, not a list or a section")
}

// text reads a setting that may be any text.
func text(field func(*Settings) *string) func(any, string, *Settings) (string, error) {
	return func(raw any, _ string, into *Settings) (string, error) {
		s, err := word(raw)
		*field(into) = s
		return s, err
	}
}

// readStore reads the address of a store. Its errors never repeat an address
// that may hold a password.
func readStore(raw any, base string, into *Settings) (string, error) {
	s, err := word(raw)
	if err != nil {
		return "", err
	}
	if path, ok := strings.CutPrefix(s, sqlitePrefix); ok {
		if path == "" {
			return "", errors.New("names no file: give sqlite://FILE, such as " + sqlitePrefix + "demarche.db")
		}
		into.Store = Store{Path: from(base, path)}
		return into.Store.String(), nil
	}
	scheme, _, ok := strings.Cut(s, "://")
	if !ok && strings.HasSuffix(s, ".db") {
		return "", fmt.Errorf("%q is no address: for a file write %s%s", s, sqlitePrefix, s)
	}
	if !ok || !slices.Contains(neo4jSchemes, scheme) {
		return "", fmt.Errorf("%q is no address of a store: give sqlite://FILE or neo4j://HOST:PORT (also %s)", hidden(s), strings.Join(neo4jSchemes[1:], ", "))
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "":
		return "", fmt.Errorf("%s://... names no server: give %s://HOST or %s://HOST:PORT", scheme, scheme, scheme)
	case u.User != nil:
		return "", fmt.Errorf("%s: take the user and the password out of the address and set neo4j.user and neo4j.password", hidden(s))
	case u.Path != "" && u.Path != "/":
		return "", fmt.Errorf("%q: an address of Neo4j ends after the port: set neo4j.database to choose a database", hidden(s))
	}
	into.Store = Store{URI: s}
	return s, nil
}

// hidden takes out of an address what may be a secret: user and password, and all
// that follows the server.
func hidden(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = "..." + rest[i:]
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i] + "/..."
	}
	return scheme + "://" + rest
}

// readSecret reads a password or a token.
func readSecret(of func(*Settings) *Secret) func(any, string, *Settings) (string, error) {
	return func(raw any, _ string, into *Settings) (string, error) {
		s, ok := raw.(string)
		if !ok { // 1234 in a file: the text of a number is not always what was written
			return "", errors.New("is not text: write it in quotation marks")
		}
		*of(into) = Secret(s)
		return Secret(s).String(), nil
	}
}

// readSecretFile reads a file whose first line is what the setting named sibling
// may hold as well.
func readSecretFile(sibling string, of func(*Settings) *Secret) func(any, string, *Settings) (string, error) {
	return func(raw any, base string, into *Settings) (string, error) {
		path, err := word(raw)
		if err != nil || path == "" {
			return "", err
		}
		if *of(into) != "" {
			return path, fmt.Errorf("%s is set too: leave one of the two out", sibling)
		}
		path = from(base, path)
		content, err := os.ReadFile(path)
		if err != nil {
			return path, fmt.Errorf("%w: give the path of a file that you may read", err)
		}
		line, _, _ := strings.Cut(string(content), "\n")
		*of(into) = Secret(strings.TrimSuffix(line, "\r"))
		if *of(into) == "" {
			return path, fmt.Errorf("the first line of %s is empty: it must be %s", path, sibling)
		}
		return path, nil
	}
}

func password(s *Settings) *Secret { return &s.Neo4j.Password }
func token(s *Settings) *Secret    { return &s.Serve.Token }

func readDictionaries(raw any, base string, into *Settings) (string, error) {
	var given []string
	switch v := raw.(type) {
	case string: // of a variable
		given = filepath.SplitList(v)
	case []string: // of flags
		given = v
	case []any: // of a file
		for _, x := range v {
			s, err := word(x)
			if err != nil {
				return "", fmt.Errorf("takes a list of folders: %w", err)
			}
			given = append(given, s)
		}
	default:
		return "", errors.New("takes a list of folders")
	}
	var faults []string
	into.Dictionaries = nil
	for _, dir := range given {
		dir = from(base, dir)
		info, err := os.Stat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			faults = append(faults, fmt.Sprintf("there is no folder %q", dir))
		case err != nil:
			faults = append(faults, err.Error())
		case !info.IsDir():
			faults = append(faults, fmt.Sprintf("%q is no folder: give the folder that holds the tables", dir))
		}
		into.Dictionaries = append(into.Dictionaries, dir)
	}
	shown := strings.Join(into.Dictionaries, string(filepath.ListSeparator))
	if faults != nil {
		return shown, errors.New(strings.Join(faults, "; "))
	}
	return shown, nil
}

func readDecisions(raw any, base string, into *Settings) (string, error) {
	path, err := word(raw)
	if err != nil {
		return "", err
	}
	path = from(base, path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path, fmt.Errorf("%q is a folder: give a file", path)
	}
	into.Decisions = path
	return path, nil
}

func readWorkers(raw any, _ string, into *Settings) (string, error) {
	s, err := word(raw)
	if err != nil {
		return "", err
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1024 {
		return s, fmt.Errorf("%q is no number of workers: give a whole number up to 1024, 0 for one on each processor", s)
	}
	into.Workers = n
	return s, nil
}

func readLevel(raw any, _ string, into *Settings) (string, error) {
	s, err := choice(raw, string(Quiet), string(Normal), string(Verbose))
	into.Log.Level = Level(s)
	return s, err
}

func readFormat(raw any, _ string, into *Settings) (string, error) {
	s, err := choice(raw, "text", "json")
	into.Log.JSON = s == "json"
	return s, err
}

// choice reads one of a few words.
func choice(raw any, words ...string) (string, error) {
	s, err := word(raw)
	if err == nil && !slices.Contains(words, s) {
		err = fmt.Errorf("%q is none of %s", s, strings.Join(words, ", "))
	}
	return s, err
}

// from makes a path count from base, unless it is absolute or base is empty. "~"
// is the user's home, which no shell has replaced in a file.
func from(base, path string) string {
	if rest, ok := strings.CutPrefix(filepath.ToSlash(path), "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if base == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(base, path)
}

// folder is the folder of a settings file, empty for the working directory.
func folder(file string) string {
	if dir := filepath.Dir(file); dir != "." {
		return dir
	}
	return ""
}

func variableSet(name string) bool { return os.Getenv(name) != "" }
