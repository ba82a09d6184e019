# Everything a developer or CI does. infra/local holds what stands behind run
# and test; its tools go to .local/, which git ignores.
.DEFAULT_GOAL := help
.PHONY: help run reset code test screens up restart down check build deploy bench verify-audit
SHELL := /bin/sh

# Ports of make run: the portal (and every AWS service), the mailbox, its SMTP.
export PORT ?= 4566
export MAIL_PORT ?= 8025
export SMTP_PORT ?= 1025

LOCAL := .local/bin/local
PYTHON := .local/python/bin
# SAM and cfn-lint ask for a region even where they call nobody.
SAM := SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=ap-northeast-1 $(PYTHON)/sam

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Built each time, which takes a moment once Go has compiled it, and then run
# in make's place so that Ctrl-C reaches it.
define local
@go build -o $(LOCAL) ./infra/local && exec $(LOCAL)
endef

run: ## bring up the portal with sample data on this machine; Ctrl-C ends it (PORT=, MAIL_PORT=, SMTP_PORT=)
	$(local) run
reset: ## forget the data of make run
	$(local) reset
code: ## print the current TOTP code of a sample account (ACCOUNT=)
	$(local) code "$(ACCOUNT)"

test: ## run every test: unit, contract, flow on an emulator of its own, browser
	$(local) test
screens: ## render every page and mail that the tests meet to .local/screens, at 1280 and 390 pixels
	$(local) screens
up: ## bring up an empty stack in the background for one's own tests (STACK=, default dev)
	$(local) up -stack $(or $(STACK),dev)
restart: ## stop its emulator and start it again with its state
	$(local) restart -stack $(or $(STACK),dev)
down: ## stop it and forget its data
	$(local) down -stack $(or $(STACK),dev)

check: ## format, vet, linters, template, generated files
	$(local) tools
	@unformatted=$$(gofmt -l functions infra pkg statemachines test); \
	if [ -n "$$unformatted" ]; then echo "gofmt -w these files:" $$unformatted; exit 1; fi
	go vet -tags emulator ./...
	.local/bin/staticcheck -tags emulator ./...
	$(SAM) validate --lint --template template.yaml
	$(PYTHON)/cfn-lint template.yaml
	@before=$$(git diff | git hash-object --stdin); go generate ./...; \
	if [ "$$before" != "$$(git diff | git hash-object --stdin)" ]; then \
	git status --short; echo "go generate changed files: look at git diff and commit them"; exit 1; fi
	@echo "check: all is well"

build: ## build every function as it goes to AWS (ARCH=arm64 or amd64, default this machine's)
	$(local) tools
	go run ./infra/editor pkg/web/kit/assets/js/squire.js
	$(SAM) build --build-in-source --build-dir .local/aws --parameter-overrides Architecture=$(ARCHITECTURE)

deploy: ## build for arm64 and deploy to AWS (ENV=staging or production; see infra/samconfig.toml)
	@case "$(ENV)" in staging|production) ;; *) echo "which environment? make deploy ENV=staging (or production)"; exit 1;; esac
	$(MAKE) build ARCH=arm64
	$(SAM) deploy --template-file .local/aws/template.yaml --config-file $(CURDIR)/infra/samconfig.toml --config-env $(ENV)

verify-audit: ## verify the whole history: of make run (STACK=run), or in AWS by AWS_PROFILE, TABLE_NAME and AUDIT_BUCKET (EXPORT= a downloaded file)
	@go run ./infra/audit $(if $(TABLE_NAME),,-stack .local/$(or $(STACK),run)/stack.json) $(if $(EXPORT),-export $(EXPORT))

bench: ## print calls, units, CPU time, sizes and times beside their aims, and whether times tell accounts apart (PART="calls cpu start live", STACK=run beside make run)
	@go build -o $(LOCAL) ./infra/local
	go run ./test/bench $(if $(STACK),-stack $(STACK)) $(PART)
	go test -run '^$$' -bench Trust17 -benchtime 1x -timeout 30m ./pkg/web

# SAM calls build-<LogicalId> for each function of template.yaml, with the
# folder for its binary in ARTIFACTS_DIR.
ARCH ?= $(shell go env GOARCH)
ARCHITECTURE := $(if $(filter arm64,$(ARCH)),arm64,x86_64)
build-%Function:
	@name=$$(echo $* | tr A-Z a-z) && CGO_ENABLED=0 GOOS=linux GOARCH=$(ARCH) \
	go build -trimpath -tags lambda.norpc -ldflags='-s -w -buildid=' -o "$(ARTIFACTS_DIR)/bootstrap" ./functions/$$name
