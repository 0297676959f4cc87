module github.com/demarche-graph/demarche

go 1.26.0

require (
	github.com/neurosnap/sentences v1.1.2
	golang.org/x/text v0.43.0
)
