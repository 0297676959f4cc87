package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Data that the program carries and that no person wrote by hand comes from
// somewhere, and NOTICE says whence; a table says so itself.
func TestNoticeNamesData(t *testing.T) {
	const root = "../.."
	notice, err := os.ReadFile(filepath.Join(root, "NOTICE"))
	if err != nil {
		t.Fatal(err)
	}
	binaries, tables := 0, 0
	err = filepath.WalkDir(filepath.Join(root, "extract"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".bin":
			binaries++
			folder, err := filepath.Rel(root, filepath.Dir(path))
			if err != nil {
				return err
			}
			if !bytes.Contains(notice, []byte(filepath.ToSlash(folder)+"\n")) {
				t.Errorf("NOTICE has no section on %s, where %s lies", folder, d.Name())
			}
		case ".tsv":
			tables++
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if !bytes.Contains(text, []byte("\n# source: ")) || !bytes.Contains(text, []byte("\n# licence: Apache-2.0\n")) && !bytes.Contains(notice, []byte(filepath.Base(path))) {
				t.Errorf("%s: the header names no source, or a licence other than the project's that NOTICE does not tell", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if binaries == 0 || tables == 0 {
		t.Errorf("%d binary files and %d tables were seen", binaries, tables)
	}
	for _, module := range []string{"github.com/jdkato/prose", "github.com/neurosnap/sentences"} {
		if !bytes.Contains(notice, []byte(module)) {
			t.Errorf("NOTICE does not name %s, whose data the program holds", module)
		}
	}
}
