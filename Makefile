# The tasks of this project; `make` lists them.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
JUDGE ?= ../shared/oracle/judge.py
JUDGE_SEEDS ?= 3

RELEASE = -c release
ifeq ($(shell uname),Linux)
# The Swift runtime goes into the binary, which then runs where no Swift is installed, and starts faster. The linker is
# the one that comes with Swift: the system's warns of a call in Swift's own libraries.
RELEASE += --static-swift-stdlib -Xswiftc -use-ld=lld
endif
BINARY = .build/release/relwh
SWIFT_CODE = Sources Tests Fuzz Benchmarks/Sources Benchmarks/Tests Package.swift Benchmarks/Package.swift

SHARE = $(DESTDIR)$(PREFIX)/share
BASH_COMPLETION = $(SHARE)/bash-completion/completions/relwh
ZSH_COMPLETION = $(SHARE)/zsh/site-functions/_relwh
FISH_COMPLETION = $(SHARE)/fish/vendor_completions.d/relwh.fish

.DEFAULT_GOAL := help
.PHONY: help deps build demo lint test torture judge bench fuzz hostile install uninstall clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

deps: ## install the libraries that are missing
	@Scripts/deps

build: deps ## build the release binary, .build/release/relwh
	$(SWIFT) build $(RELEASE) --product relwh

demo: build ## import the fixtures and look at them
	@Scripts/demo $(BINARY)

lint: ## check the format of the code
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_CODE)

test: deps ## lint, build without a warning, run all tests and the judge
	@SWIFT='$(SWIFT)' RELEASE='$(RELEASE)' JUDGE='$(JUDGE)' JUDGE_SEEDS='$(JUDGE_SEEDS)' Scripts/test

# RELWH_TORTURE=full makes the tests try every place instead of some; RELWH_SEED repeats a run.
torture: deps ## inject every fault at every place of every job, and print what survived
	$(SWIFT) build --build-tests
	@log=$$(mktemp); RELWH_TORTURE=full $(SWIFT) test --disable-xctest --skip-build \
		--filter 'Torture|ProcessTests' >$$log 2>&1; status=$$?; \
		grep -v -e '^◇' -e 'Test case passing' $$log; rm -f $$log; exit $$status

judge: build ## drive the release binary with an independent judge: JUDGE=path/to/judge.py
	@test -f $(JUDGE) || { echo "There is no judge at $(JUDGE): it is not part of this repository. Name it with JUDGE=path." >&2; exit 1; }
	python3 $(JUDGE) --relwh $(BINARY) --level all --seeds $(JUDGE_SEEDS)

bench: build ## measure speed, memory and size (Benchmarks/README.md)
	$(SWIFT) run -c release --package-path Benchmarks relwh-bench --relwh $(BINARY) \
		--work $${TMPDIR:-/tmp}/relwh-bench $(BENCH_OPTIONS)

fuzz: deps ## fuzz the reader, the import and the search: FUZZ_SECONDS=20 for each target
	@Fuzz/run

hostile: build ## large hostile inputs: time, memory, and what is said about them
	@Scripts/hostile $(BINARY)

install: build ## install the command and its completions: PREFIX=/usr/local, DESTDIR
	install -d $(DESTDIR)$(PREFIX)/bin $(dir $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION))
	install -s -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/relwh
	$(BINARY) --generate-completion-script bash > $(BASH_COMPLETION)
	$(BINARY) --generate-completion-script zsh > $(ZSH_COMPLETION)
	$(BINARY) --generate-completion-script fish > $(FISH_COMPLETION)

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/relwh $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

clean: ## remove everything that was built
	rm -rf .build Benchmarks/.build
