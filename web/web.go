// Package web holds the page that demarche serve shows. Its sources are
// TypeScript in src; what the bundler makes of them is committed in dist, so that
// Go alone builds the program, and a test of the page fails when the two differ.
package web

import (
	"embed"
	"io/fs"
)

//go:embed dist
var files embed.FS

// Page returns the files of the page. The error is a fault of the program.
func Page() (fs.FS, error) { return fs.Sub(files, "dist") }
