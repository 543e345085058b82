# Everything is reproducible from a clone: versions are pinned in go.mod, package-lock.json and here.
GOLANGCI_VERSION := v2.12.2
HELM_VERSION     := v3.19.0
TOOLS            := $(CURDIR)/.tools
CHROMIUM         ?= $(or $(shell command -v chromium),/usr/bin/chromium)
VERSION          ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS          := -s -w -X main.version=$(VERSION)
FRONTEND         := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
SUDO             := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.DEFAULT_GOAL := help
.PHONY: help run build binary test lint unit unit-frontend e2e soak bench generate fresh clean

help: ## Say what can be made
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: build ## Build the playground and the binary, then start the demo and print its URLs
	bin/headwater demo

build: frontend/dist/index.html binary ## Leave bin/headwater with the playground bundled

binary: ## Leave bin/headwater with whatever playground is built (no Node needed)
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/headwater ./cmd/headwater

frontend/node_modules/.package-lock.json: frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(FRONTEND)
	cd frontend && npm run build
	@touch $@

test: lint deploy unit unit-frontend e2e ## Install what is needed and run everything (CI calls this)

lint: $(TOOLS)/golangci-lint fresh ## Format, vet, linters, the arrows between floors, the schema's rules
	GOLANGCI_LINT_CACHE=$(TOOLS)/cache $(TOOLS)/golangci-lint run --allow-parallel-runners ./... # its cache knows files by their paths: one for each clone

$(TOOLS)/golangci-lint:
	GOBIN=$(TOOLS) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)

deploy: helm ## Check the container files and the chart by the linters of their own kinds
	cd examples/deploy/check && go run . ../compose.yaml
	go test ./examples/deploy

helm: $(TOOLS)/helm
$(TOOLS)/helm:
	GOBIN=$(TOOLS) go install helm.sh/helm/v3/cmd/helm@$(HELM_VERSION)
.PHONY: deploy helm

fresh: frontend/node_modules/.package-lock.json ## Fail where generated files are not what their sources give
	go generate ./...
	cd frontend && npm run --silent notices
	@git diff --exit-code --stat -- schema ':!schema/types' frontend/THIRD_PARTY.md || (echo "generated files were stale: commit them" && exit 1)

unit: strace java ## Go tests with the race detector
	go test -race -timeout 30m ./...

# For a real Neo4j, which Maven finds the packages of. Where neither can be had its tests are skipped, and say so.
java:
	@(command -v mvn && command -v java) >/dev/null || ! command -v apt-get >/dev/null || \
		($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends maven default-jre-headless) || true
.PHONY: java

unit-frontend: frontend/node_modules/.package-lock.json ## Types, unit tests and the schema's rules
	cd frontend && npm run typecheck && npm test && npm run lint:schema

e2e: build chromium ## The pages in real Chromium, served by the real binary
	frontend/e2e/run bin/headwater "$(CHROMIUM)"

# Debian's packages that the tests use: the browser, and what makes the disk fail. Without strace those tests say that they are skipped.
.PHONY: chromium strace
chromium:
	@command -v "$(CHROMIUM)" >/dev/null || ($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends chromium)

strace:
	@command -v strace >/dev/null || ($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends strace) || true

soak: ## The long sweeps: 100,000 random catalogs, 200 kills, minutes of fuzzing
	HEADWATER_SOAK=1 go test -timeout 120m ./lineage ./graph/...
	go test -fuzz FuzzRead -fuzztime 2m -run '^$$' ./ingest/manifest
	go test -fuzz FuzzParseJSON -fuzztime 2m -run '^$$' ./server

bench: ## Ratios in one run against named opponents, written to docs/benchmarks.md
	go run ./lineage/bench -o docs/benchmarks.md

bench-neo4j: java ## The same on a real Neo4j, against Cypher and the bare driver, written to docs/benchmarks-neo4j.md
	go run ./graph/neo4j/bench -o docs/benchmarks-neo4j.md
.PHONY: bench-neo4j

generate: ## Write the generated code anew
	go generate ./...

clean: ## Take away what was built
	rm -rf bin frontend/node_modules .tools
	find frontend/dist -mindepth 1 -not -name .keep -delete
