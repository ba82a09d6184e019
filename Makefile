# SAM calls build-<LogicalId> for each function of template.yaml.
GOARCH ?= $(shell go env GOARCH)
build-%Function:
	@name=$$(echo $* | tr A-Z a-z) && \
	CGO_ENABLED=0 GOOS=linux GOARCH=$(GOARCH) go build -trimpath -tags lambda.norpc -ldflags='-s -w -buildid=' -o $(ARTIFACTS_DIR)/bootstrap ./functions/$$name
