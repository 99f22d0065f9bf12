# The two commands that matter: `make run` and `make test`.

.SILENT:
.DEFAULT_GOAL := help
.PHONY: run test help setup site fmt check bench clean tools

run: tools ## build everything and serve the demo
	cargo xtask run

test: tools ## everything CI runs
	cargo xtask test

check: tools ## the same without the browser
	cargo xtask test --fast

setup: tools ## install what building and testing need
	cargo xtask setup --tests

site: tools ## build the browser side only
	cargo xtask site

fmt: tools ## format the sources
	cargo fmt --all

bench: tools ## measure against the budgets
	cargo xtask bench

clean: ## throw away everything that was built
	cargo clean
	rm -rf style/node_modules end2end/node_modules end2end/results

help: ## this list
	sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

tools:
	command -v cargo >/dev/null || { echo "cargo is missing: install Rust 1.95 or newer (rustup, or your system's packages)." >&2; exit 1; }
	command -v cc >/dev/null || { echo "a C compiler is missing: on Debian, apt-get install gcc libc6-dev." >&2; exit 1; }
	command -v node >/dev/null && command -v npm >/dev/null || [ "$$(id -u)" = 0 ] || \
		{ echo "Node 18 or newer and npm are missing: on Debian, apt-get install nodejs npm." >&2; exit 1; }
