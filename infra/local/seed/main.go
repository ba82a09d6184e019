// Command seed fills an empty stack with sample data, through the same use
// cases as people do, and writes down who can sign in. Ops and moda are invited
// by functions/invite, as in production. With -year the same people have a year
// behind them by then: see package past.
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

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	out := flag.String("out", "", "file to write the accounts to")
	year := flag.Bool("year", false, "begin a year ago")
	flag.Parse()
	if err := run(context.Background(), *out, *year); err != nil {
		fmt.Fprintln(os.Stderr, "seed:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out string, year bool) error {
	f := wiring.Start(needs...)
	s, err := newSeeder(f)
	if err != nil {
		return err
	}
	catalogue, err := readCatalogue()
	if err != nil {
		return err
	}
	found := s.found
	if year {
		found = func(ctx context.Context, c form.Catalogue) error { return s.year(ctx, f, c) }
	}
	if err := found(ctx, catalogue); err != nil {
		return err
	}
	if err := s.applications(ctx, catalogue); err != nil {
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

// found makes the people and the catalogue that everything else needs.
func (s *seeder) found(ctx context.Context, catalogue form.Catalogue) error {
	if err := s.people(ctx); err != nil {
		return err
	}
	return s.portal.PublishCatalogue(ctx, onboarding.Catalogue{}, catalogue)
}
