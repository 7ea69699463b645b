# Thin targets; the work is in Go and in scripts/.
SHELL := /bin/bash
export CGO_ENABLED ?= 0
GO ?= go
SEED ?= 1
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X etabli/cmd/internal/build.Version=$(VERSION)

.PHONY: run test build bench soak windows windows-try nightly bench-peers load gallery race lint page-audit label-audit fuzz dist sim clean

## run: set up what is missing, start an embedded HQ with demo data, open the counter
run:
	@scripts/setup run
	@scripts/run

## build: the programs, in bin/
build: bin/etablictl bin/etabli-hq bin/gallery bin/etabli

bin/etablictl bin/etabli-hq bin/gallery: FORCE
	$(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $@ ./cmd/$(@F)

bin/etabli: FORCE
	CGO_ENABLED=1 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $@ ./cmd/etabli

## test: everything CI runs
test:
	@scripts/setup test
	@scripts/test

## bench: the figures of the README, as ratios within one run
bench:
	@scripts/bench

## soak: a real window in use for half an hour, or SOAK=8h; memory settles, no goroutine is left
soak:
	ETABLI_SOAK=$(or $(SOAK),30m) $(GO) test -count=1 -timeout 0 -run 'DayOfUse' -v ./app/ui/shell
	CGO_ENABLED=1 ETABLI_SOAK=$(or $(SOAK),30m) $(GO) test -count=1 -timeout 0 -run 'InUseForLong' -v ./cmd/etabli

## windows: the programs for Windows, the window by mingw, in bin/windows
windows:
	@scripts/setup windows
	mkdir -p bin/windows
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc $(GO) build -trimpath -ldflags '$(LDFLAGS) -H windowsgui' -o bin/windows/etabli.exe ./cmd/etabli
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/windows/ ./cmd/etablictl ./cmd/etabli-hq

## windows-try: those programs used under Wine, in a window of a virtual display
windows-try: windows
	@scripts/windows-try

## nightly: what takes hours: the soak, the programs for Windows, 500 seeds of the simulation
nightly: soak windows-try
	$(MAKE) --no-print-directory sim SEEDS=1..500 STEPS=5000

## bench-peers: a queue of 10,000 tickets beside PouchDB on the same ones (needs npm)
bench-peers:
	@scripts/bench-peers

## load: the customer's page of an HQ with 100,000 repairs under 500 requests a second, beside 50 devices
load:
	@scripts/load

## gallery: every screen, form and page from fixtures, in out/gallery
gallery: bin/gallery
	bin/gallery -out out/gallery

## race: the tests that do not need a window, under the race detector
race:
	CGO_ENABLED=1 $(GO) test -race -shuffle=on ./app/domain/... ./app/views/... ./app/service/... ./app/present/... ./app/portal/... ./storage/... ./sync/...

## lint: vet and the linters of tools/
lint:
	$(GO) vet ./...
	$(GO) tool -modfile=tools/go.mod golangci-lint run ./...

## page-audit: the customer's page in every state, by axe and Lighthouse (200 MB of npm's packages in out/)
page-audit: bin/gallery
	@scripts/page-audit

## label-audit: labels as ZPL, drawn by a renderer nobody here wrote, and read (needs npm)
label-audit: bin/etablictl
	@scripts/label-audit

## fuzz: each fuzz target for a while
fuzz:
	@scripts/fuzz

## sim: one seed of the simulation; SEED=7, or SEEDS=1..500 for many; STEPS=5000, BADGER=1
sim:
	CGO_ENABLED=0 $(GO) run ./cmd/simulate $(if $(SEEDS),-seeds $(SEEDS),-seed $(or $(SEED),1)) $(if $(STEPS),-steps $(STEPS)) $(if $(BADGER),-badger)

## dist: what a shop installs, packed, in dist/
dist:
	@scripts/dist

clean:
	rm -rf bin out

FORCE:
