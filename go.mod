module github.com/demarche-graph/demarche

go 1.26
