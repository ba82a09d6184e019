// Command seed fills an empty stack with sample data, through the same use
// cases as people do, and writes down who can sign in. Ops and moda are invited
// by functions/invite, as in production.
//
// It reads the functions' own environment (settings, AWS_ENDPOINT_URL) and
// PORTAL_STACK, the file that names the stack's functions.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	out := flag.String("out", "", "file to write the accounts to")
	flag.Parse()
	if err := run(context.Background(), *out); err != nil {
		fmt.Fprintln(os.Stderr, "seed:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out string) error {
	s, err := newSeeder(wiring.Start(needs...))
	if err != nil {
		return err
	}
	if err := s.people(ctx); err != nil {
		return err
	}
	if err := s.applications(ctx); err != nil {
		return err
	}
	if err := s.documents(ctx); err != nil {
		return err
	}
	text, err := json.MarshalIndent(map[string]any{"accounts": s.accounts}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(text, '\n'), 0o600)
}
