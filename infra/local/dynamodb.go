package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// A dynamoDB is a running DynamoDB Local; its zero value is none.
type dynamoDB struct {
	process process
	port    int
}

// startDynamoDB brings DynamoDB Local from Maven Central and starts it in
// memory. Its error says why there is none, which fails no test.
func startDynamoDB(ctx context.Context, at layout, p *progress) (dynamoDB, error) {
	if firstOf([]string{"java"}) == "" || firstOf([]string{"mvn"}) == "" {
		return dynamoDB{}, errors.New("it needs Java 17 and Maven, which are not installed")
	}
	pom, lib := at.root("infra", "local", "dynamodb", "pom.xml"), at.local("dynamodb")
	err := once(at.local("dynamodb.done"), []string{pom}, func() error {
		return p.step("fetching DynamoDB Local from Maven Central", func() error {
			return task{log: at.local("logs", "maven.log"), argv: []string{
				"mvn", "--batch-mode", "--file", pom, "dependency:copy-dependencies",
				"-DincludeScope=runtime", "-DoutputDirectory=" + lib,
			}}.run(ctx)
		})
	})
	if err != nil {
		return dynamoDB{}, err
	}
	free, err := freePorts()
	if err != nil {
		return dynamoDB{}, err
	}
	log := at.local("logs", "dynamodb.log")
	server, err := launch("DynamoDB Local", lib, log, os.Environ(),
		"java", "-Xmx512m", "-Djava.library.path="+lib, "-cp", filepath.Join(lib, "*"),
		"software.amazon.dynamodb.services.local.main.ServerRunner",
		"-inMemory", "-disableTelemetry", "-port", strconv.Itoa(free.Gateway))
	if err != nil {
		return dynamoDB{}, err
	}
	db := dynamoDB{server, free.Gateway}
	return db, db.await(ctx, log)
}

// await polls until the server listens, for half a minute at most.
func (d dynamoDB) await(ctx context.Context, log string) error {
	for range 300 {
		if listens(d.port) {
			return nil
		}
		if !d.process.alive() {
			return fmt.Errorf("it ended by itself:\n%s", tail(log, 5))
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("it did not answer within half a minute")
}

// env tells the contract tests where it is.
func (d dynamoDB) env() []string {
	if d.port == 0 {
		return nil
	}
	return []string{fmt.Sprintf("PORTAL_DYNAMODB_LOCAL=http://127.0.0.1:%d", d.port)}
}

func (d dynamoDB) stop() {
	if d.port != 0 {
		_ = d.process.stop() // it keeps nothing, and the tests are over
	}
}
