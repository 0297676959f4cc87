# The usual tasks. `make test` is all that a change has to pass.

GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
GOLD    ?= $(wildcard extract/testdata/gold/*.jsonl)

# The race detector needs a C compiler; RACE= runs the tests without it.
RACE    ?= -race
# How long each fuzz target runs.
FUZZTIME ?= 10s
# More flags for go test, such as FLAGS='-v -run Timeline'.
FLAGS   ?=

# Scores below which `make eval` fails; see docs on them in CONTRIBUTING.md.
# FLOORS are for all annotated articles together, DEV for those of dev.jsonl alone.
FLOORS  ?= call+talks=0.81 all-slots=0.54 participants=0.93 date=0.87 place=0.82 modality=0.94 statement=0.89 sure=0.95
DEV     ?= call+talks=0.90 all-slots=0.74 participants=0.955 date=0.94 place=0.89 modality=0.975 statement=0.945 sure=0.95

LINT_VERSION := v2.15.0
GOSEC_VERSION := v2.30.0
VULNCHECK_VERSION := v1.9.0

.PHONY: build test lint security bench bench-extract growth neo4j-latest fuzz eval identity flat chaos scale kubernetes docs web clean

build: ## the program, one static file
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-X main.release=$(VERSION)' -o bin/demarche ./cmd/demarche

# Starts a Neo4j of its own for all packages (graph/neo4jtest says how), unless
# DEMARCHE_TEST_NEO4J_URI names one. Without any it fails: nothing is skipped.
test: ## every test, on both stores, with the race detector
	$(GO) vet ./...
	CGO_ENABLED=$(if $(RACE),1,0) $(GO) run ./graph/neo4jtest/run $(GO) test $(RACE) -count=1 -timeout=18m $(FLAGS) ./...

lint: ## gofmt and golangci-lint
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo 'gofmt: these files are not formatted: run gofmt -w on them'; exit 1; }
	@if command -v golangci-lint >/dev/null; then golangci-lint run ./...; \
	else $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION) run ./...; fi

# What gosec does not look for: errors that errcheck looks at (G104), whole numbers
# made smaller (G115: what is read from files is bounded by its reader), files and
# programs that whoever runs a command names (G304, G702, G703), random numbers that are to be
# the same each time (G404), results that are as readable as the user's umask makes
# them (G301, G302, G306), and indexes (G602: it errs; fuzzing looks for those).
# Programs that only tests and the making of tables need are left out.
security: ## gosec, known holes in modules, and their licences
	$(GO) run github.com/securego/gosec/v2/cmd/gosec@$(GOSEC_VERSION) -quiet -exclude=G104,G115,G301,G302,G304,G306,G404,G602,G702,G703 \
	  -exclude-dir=bench -exclude-dir=bin -exclude-dir=graph/neo4jtest -exclude-dir=graph/storetest -exclude-dir=queue/queuetest -exclude-dir=extract/syntax/train -exclude-dir=extract/syntax/internal/prosetagger/pack -exclude-dir=web ./...
	$(GO) test -count=1 -run='Licences|Notice' ./cmd/demarche
	@told=$$($(GO) run golang.org/x/vuln/cmd/govulncheck@$(VULNCHECK_VERSION) ./... 2>&1); code=$$?; echo "$$told"; \
	if [ $$code != 0 ] && echo "$$told" | grep -q 'fetching vulnerabilities'; then \
	  echo 'security: known holes were NOT looked for: vuln.go.dev is not reachable from here'; \
	  test "$(VULNCHECK)" != required; \
	else exit $$code; fi

bench: ## benchmarks of every package
	$(GO) test -run='^$$' -bench=. -benchmem ./...

# One target after the other, since each takes all processors. What is found is kept
# in testdata/fuzz of its package and is a test from then on.
fuzz: ## every fuzz target for FUZZTIME
	@set -e; for file in $$(grep -rl --include='*_test.go' '^func Fuzz' . | sort); do \
	  for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' $$file); do \
	    echo "$$(dirname $$file) $$target"; \
	    $(GO) test -run='^$$' -fuzz="^$$target\$$" -fuzztime=$(FUZZTIME) $$(dirname $$file); \
	  done; done

# Needs Java 21 or later.
neo4j-latest: ## the part of Neo4j's tests that also runs on the latest release
	DEMARCHE_TEST_NEO4J=start DEMARCHE_TEST_NEO4J_VERSION=2026.08.1 $(GO) test -count=1 -v -run='^TestLatest$$' ./graph/neo4jstore

growth: ## what an article costs to load among up to a million events; redraws docs/growth.svg
	$(GO) run ./bench/growth -events 1000000 -svg docs/growth.svg

# CORPUS=articles.jsonl measures with articles of your own; docs/performance.md.
bench-extract: ## speed of the whole extraction, of its loading, and of prose
	DEMARCHE_BENCH_CORPUS=$(abspath $(CORPUS)) $(GO) test -run='^$$' -bench='Extract$$|ExtractAll|New|Few|Prose' -benchmem -cpu=1 ./extract
	DEMARCHE_BENCH_CORPUS=$(abspath $(CORPUS)) $(GO) test -run='^$$' -bench='ExtractWorkers' -benchmem ./extract

eval: build ## scores on the annotated articles, which may not fall below the floors
	bin/demarche eval $(GOLD) $(FLOORS:%=--min %)
	bin/demarche eval extract/testdata/gold/dev.jsonl $(DEV:%=--min %)

# Further annotated clusters of articles for `make identity`.
CLUSTERS ?=

identity: ## scores of who is whom and what is one event, on annotated clusters
	DEMARCHE_TEST_CLUSTERS=$(abspath $(CLUSTERS)) $(GO) test -count=1 -v -run=TestClusters ./graph/occasion

# How many articles `make flat` loads.
ARTICLES ?= 100000

flat: ## measure on both stores that an article costs no more in a large graph; takes half an hour
	DEMARCHE_TEST_ARTICLES=$(ARTICLES) $(GO) run ./graph/neo4jtest/run $(GO) test -count=1 -v -timeout=5h -run=StaysFlat ./graph/sqlitestore ./graph/neo4jstore

# How many articles `make chaos` loads.
CHAOS ?= 20000

chaos: ## kill, freeze and fill servers, workers and disks for half an hour; nothing may be lost
	DEMARCHE_TEST_CHAOS=$(CHAOS) DEMARCHE_TEST_NEO4J=start $(GO) test -count=1 -v -timeout=3h -run='Faults|KilledAtRandom|FullDisk' ./cmd/demarche

scale: ## measure what an article costs in each part with CORPUS=articles.jsonl, and predict N workers
	mkdir -p bin/costs
	DEMARCHE_TEST_SCALE=$(abspath $(CORPUS)) DEMARCHE_TEST_SCALE_COSTS=$(abspath bin/costs) DEMARCHE_TEST_NEO4J=start $(GO) test -count=1 -timeout=1h -run=TestScale ./cmd/demarche
	$(GO) run ./bench/scale bin/costs/sqlite.json bin/costs/neo4j.json

kubernetes: ## compare the example in deploy/kubernetes with the types of Kubernetes
	cd deploy/check && $(GO) run . ../kubernetes

docs: ## bring the generated parts of the documentation up to date
	$(GO) test ./cmd/demarche -run=TestGenerated -count=1 -update

# Needs Node 20 and a Chromium. A machine that does other work besides may stretch
# the times that are promised for 100,000 events: LARGE_FACTOR=3. With a Neo4j, which
# go run ./graph/neo4jtest/run make web starts, they are measured on both stores.
web: ## check that the page is what its sources give, and test it in a browser
	cd web && npm ci --ignore-scripts --no-audit --no-fund && npm run check && DEMARCHE_TEST_BROWSER=required npm test

clean:
	rm -rf bin
