# Everything is reproducible from a clone: versions are pinned in go.mod, package-lock.json and here.
GOLANGCI_VERSION := v2.12.2
ACTIONLINT_VERSION := v1.7.12
HELM_VERSION     := v3.19.0
VULN_VERSION     := v1.1.4
SBOM_VERSION     := v1.10.0
RELEASE_VERSION  := v2.15.1
TOOLS            := $(CURDIR)/.tools
CHROMIUM         ?= $(or $(shell command -v chromium),/usr/bin/chromium)
VERSION          ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
COMMIT           := $(shell git rev-parse HEAD 2>/dev/null)
COMMIT_DATE      := $(shell TZ=UTC git log -1 --format=%cd --date=format-local:%Y-%m-%dT%H:%M:%SZ 2>/dev/null)
LDFLAGS          := -s -w -X main.version=$(VERSION) -X main.sourceCommit=$(COMMIT) -X main.sourceDate=$(COMMIT_DATE)
FRONTEND         := $(shell find frontend schema -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -name '*.generated.ts' -not -name '*.go' 2>/dev/null)
SUDO             := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.DEFAULT_GOAL := help
.PHONY: help run build binary test lint unit unit-frontend e2e soak bench generate fresh clean

help: ## Say what can be made
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: build ## Build the web app, the playground and the binary, then start the demo and print its URLs
	bin/headwater demo

build: frontend/dist/index.html binary ## Leave bin/headwater with the web app and the playground bundled

binary: ## Leave bin/headwater with whatever pages are built (no Node needed)
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/headwater ./cmd/headwater

frontend/node_modules/.package-lock.json: frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(FRONTEND)
	cd frontend && npm run build
	@touch $@

test: lint deploy bounds unit unit-frontend e2e conformance cross vulns ## Install what is needed and run everything (CI calls this)

lint: $(TOOLS)/golangci-lint fresh ## Format, vet, linters, the arrows between floors, the schema's rules
	GOLANGCI_LINT_CACHE=$(TOOLS)/cache $(TOOLS)/golangci-lint run --allow-parallel-runners ./... # its cache knows files by their paths: one for each clone

$(TOOLS)/golangci-lint:
	GOBIN=$(TOOLS) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)

deploy: helm actionlint ## Check the container files, the chart and the workflow by the linters of their own kinds
	cd examples/deploy/check && go run . ../compose.yaml
	go test ./examples/deploy ./examples/ci

helm: $(TOOLS)/helm
$(TOOLS)/helm:
	GOBIN=$(TOOLS) go install helm.sh/helm/v3/cmd/helm@$(HELM_VERSION)

actionlint: $(TOOLS)/actionlint
$(TOOLS)/actionlint:
	GOBIN=$(TOOLS) go install github.com/rhysd/actionlint/cmd/actionlint@$(ACTIONLINT_VERSION)
.PHONY: deploy helm actionlint

fresh: frontend/node_modules/.package-lock.json ## Fail where generated files are not what their sources give
	go generate ./...
	cd frontend && npm run --silent notices
	$(MAKE) --no-print-directory licences
	@git diff --exit-code --stat -- schema ':!schema/types' THIRD_PARTY.md frontend/THIRD_PARTY.md || (echo "generated files were stale: commit them" && exit 1)

unit: strace java ## Go tests with the race detector
	go test -race -timeout 30m ./...

bounds: ## What bad input may cost, which the race detector would multiply
	go test ./cmd/headwater -run 'TestBad|LessThanTenMilliseconds'
.PHONY: bounds

# For a real Neo4j, which Maven finds the packages of. Where neither can be had its tests are skipped, and say so.
java:
	@(command -v mvn && command -v java) >/dev/null || ! command -v apt-get >/dev/null || \
		($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends maven default-jre-headless) || true
.PHONY: java

unit-frontend: frontend/node_modules/.package-lock.json ## Types, unit tests and the schema's rules
	cd frontend && npm run typecheck && npm test && npm run lint:schema

e2e: build chromium ## The pages in real Chromium, served by the real binary
	frontend/e2e/run bin/headwater "$(CHROMIUM)"

conformance/node_modules/.package-lock.json: conformance/package.json conformance/package-lock.json
	cd conformance && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# dbt runs in a Python of its own, which its test makes. Where that cannot be had the test is skipped, and says so.
python:
	@python3 -m ensurepip --version >/dev/null 2>&1 || ! command -v apt-get >/dev/null || \
		($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends python3-venv) || true
.PHONY: python

conformance: build python conformance/node_modules/.package-lock.json ## GraphQL over HTTP by its own audit, and other people's clients as they are
	cd conformance && HEADWATER_BINARY=$(CURDIR)/bin/headwater node --test --test-timeout=900000 *.spec.mjs
.PHONY: conformance

# Debian's packages that the tests use: the browser, and what makes the disk fail. Without strace those tests say that they are skipped.
.PHONY: chromium strace
chromium:
	@command -v "$(CHROMIUM)" >/dev/null || ($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends chromium)

strace:
	@command -v strace >/dev/null || ($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends strace) || true

# What reads what others wrote: PACKAGE:TARGET.
FUZZ := \
	ingest/alternative:FuzzAFileIsReadOrRefused \
	graph:FuzzDecodeCommit \
	graph:FuzzEscapedIDs \
	graph:FuzzIDs \
	graph:FuzzParseRevision \
	ingest/backstage:FuzzRead \
	ingest/csv:FuzzRead ingest/mapping:FuzzRules \
	ingest/dbt:FuzzManifest \
	ingest/manifest:FuzzRead \
	ingest/odcs:FuzzRead \
	ingest/odps:FuzzRead \
	ingest/openlineage:FuzzEvents \
	ingest/strictjson:FuzzParse \
	schema/types:FuzzCursors \
	server:FuzzBearer \
	server:FuzzDocuments \
	server:FuzzRequests \
	server/access:FuzzAuthenticate

# What is released, and what it is made of.
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
# A copy of Go's database of vulnerabilities (https://vuln.go.dev), unpacked or as a .tgz: beside the repository where there is one.
HEADWATER_VULNDB ?= $(wildcard ../shared/data/go-vulndb.tgz)
.PHONY: cross vulns release release-extra licences

cross: ## Compile for every platform that is released
	@for p in $(PLATFORMS); do echo "cross $$p"; GOOS=$${p%/*} GOARCH=$${p#*/} CGO_ENABLED=0 go build -trimpath -o /dev/null ./cmd/headwater || exit 1; done

vulns: $(TOOLS)/govulncheck ## Look for known vulnerabilities in what the binary calls (HEADWATER_VULNDB)
	@release/vulns $(TOOLS)/govulncheck "$(HEADWATER_VULNDB)"

$(TOOLS)/govulncheck:
	GOBIN=$(TOOLS) go install golang.org/x/vuln/cmd/govulncheck@$(VULN_VERSION)

licences: ## Write THIRD_PARTY.md: what Go modules are linked, under which licences
	cd release/licences && go run . -module ../.. > ../../THIRD_PARTY.md.new && mv ../../THIRD_PARTY.md.new ../../THIRD_PARTY.md

release: $(TOOLS)/goreleaser $(TOOLS)/cyclonedx-gomod frontend/dist/index.html ## Leave archives, checksums and bills of materials of a snapshot in dist/
	@test -d .git || (echo "make release needs a clone: cyclonedx-gomod cannot read what a worktree is of" && exit 1)
	$(TOOLS)/goreleaser check
	$(TOOLS)/goreleaser release --snapshot --clean
	cp bin/extra/*.cdx.json dist/

release-extra: $(TOOLS)/cyclonedx-gomod # what the archives hold beside the program, and the bills of materials
	rm -rf bin/extra && mkdir -p bin/extra/completions
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/extra/headwater ./cmd/headwater
	bin/extra/headwater man --dir bin/extra/man1
	for shell in bash zsh fish powershell; do bin/extra/headwater completion $$shell > bin/extra/completions/headwater.$$shell || exit 1; done
	$(TOOLS)/cyclonedx-gomod app -json -licenses -std -noserial -notimestamp -main cmd/headwater -output bin/extra/headwater.cdx.json .
	cd frontend && npm sbom --sbom-format cyclonedx --omit dev | node scripts/timeless.mjs > ../bin/extra/headwater-frontend.cdx.json

$(TOOLS)/goreleaser:
	GOBIN=$(TOOLS) go install github.com/goreleaser/goreleaser/v2@$(RELEASE_VERSION)

$(TOOLS)/cyclonedx-gomod:
	GOBIN=$(TOOLS) go install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$(SBOM_VERSION)

soak: ## The long sweeps: 100,000 random catalogs, 200 kills, minutes of fuzzing
	HEADWATER_SOAK=1 go test -timeout 120m ./lineage ./graph/... ./ingest/openlineage/...
	for target in $(FUZZ); do \
		go test -fuzz "^$${target#*:}\$$" -fuzztime 2m -fuzzminimizetime 5s -run '^$$' ./$${target%:*} || exit 1; \
	done

bench: ## Ratios in one run against named opponents, written to docs/benchmarks.md, and of the store in a file to docs/benchmarks-store.md
	go run ./lineage/bench -o docs/benchmarks.md
	go run ./graph/sqlite/bench -o docs/benchmarks-store.md

bench-neo4j: java ## The same on a real Neo4j, against Cypher and the bare driver, written to docs/benchmarks-neo4j.md
	go run ./graph/neo4j/bench -o docs/benchmarks-neo4j.md
.PHONY: bench-neo4j

bench-dbt: binary ## The import of a large dbt project, written to docs/benchmarks-dbt.md
	go run ./ingest/dbt/bench -headwater bin/headwater -o docs/benchmarks-dbt.md
.PHONY: bench-dbt

bench-openlineage: ## Events taken durably, written to docs/benchmarks-openlineage.md
	go run ./ingest/openlineage/bench -o docs/benchmarks-openlineage.md
.PHONY: bench-openlineage

tour: build chromium ## Take the pictures of docs/tour.md and of the README anew
	cd frontend && node e2e/tour.mjs ../bin/headwater "$$(command -v "$(CHROMIUM)")"
.PHONY: tour

generate: ## Write the generated code anew
	go generate ./...

clean: ## Take away what was built
	rm -rf bin dist frontend/node_modules conformance/node_modules .tools
	find frontend/dist -mindepth 1 -not -name .keep -delete
