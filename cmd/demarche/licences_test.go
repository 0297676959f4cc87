package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// licences are those under which a module may be part of the program, each by the
// words that no other has, the more special first. None of them asks more of
// whoever passes the program on than to pass these texts on with it.
var licences = []struct{ name, words string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"ISC", "to use, copy, modify, and/or distribute this software for any purpose with or without fee"},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"BSD-3-Clause", "Neither the name"},
	{"BSD-3-Clause", "may be used to endorse or promote products derived from this software"},
	{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
	{"public domain", "The author disclaims copyright to this source code"},
	{"public domain", "dedicated to the public domain"},
	{"public domain", "is in the public domain"},
	{"CC0-1.0", "CC0 1.0 Universal"},
}

// forbidden words stand in licences that ask for more.
var forbidden = regexp.MustCompile(`(?i)GNU (Affero |Lesser )?General Public|Mozilla Public|Server Side Public|Business Source|Commons Clause|non-?commercial use only`)

// legal are the files of a module that have to go with it; those that elsewhere
// names are of other modules, which are looked at themselves, and of pictures.
var (
	legal     = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|unlicense)`)
	elsewhere = regexp.MustCompile(`(?i)3rd-party|logo`)
)

// The program is made of modules whose licences are known, and licences.txt holds
// them all: it goes with the program wherever that is passed on.
func TestGeneratedLicencesAreUpToDate(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "./cmd/demarche")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=linux", "CGO_ENABLED=0") // the same list on every machine
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Fields(strings.ReplaceAll(string(out), "\t", "="))
	slices.Sort(lines)
	lines = slices.Compact(lines)
	if len(lines) < 20 {
		t.Fatalf("only %d modules were found", len(lines))
	}
	modules := map[string][]string{} // by the text
	var texts []string
	for _, line := range lines {
		module, dir, _ := strings.Cut(line, "=")
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, f := range files {
			if f.IsDir() || !legal.MatchString(f.Name()) || elsewhere.MatchString(f.Name()) {
				continue
			}
			b, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			text := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(string(b), "?"), "\r\n", "\n"))
			name := licenceOf(text)
			if name == "" && !strings.HasPrefix(strings.ToLower(f.Name()), "notice") {
				t.Errorf("%s: %s is no licence that the test knows: read it, and add it only if it asks no more than the others", module, f.Name())
			}
			if forbidden.MatchString(text) {
				t.Errorf("%s: %s asks for more than the other licences do: %s", module, f.Name(), forbidden.FindString(text))
			}
			found++
			if modules[text] == nil {
				texts = append(texts, text)
			}
			modules[text] = append(modules[text], module)
		}
		if found == 0 {
			t.Errorf("%s carries no licence", module)
		}
	}
	var b bytes.Buffer
	fmt.Fprint(&b, "Licences of the Go modules of which the program is made. NOTICE tells what else it holds.\n")
	for _, text := range texts {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 72), strings.Join(slices.Compact(modules[text]), "\n"), text)
	}
	file := filepath.Join(root, "licences.txt")
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, err := os.ReadFile(file); err != nil || !bytes.Equal(have, b.Bytes()) {
		t.Errorf("licences.txt is not that of the modules (%v): run make docs", err)
	}
}

// licenceOf recognises a licence, empty when none is known.
func licenceOf(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, l := range licences {
		if strings.Contains(text, l.words) {
			return l.name
		}
	}
	return ""
}
