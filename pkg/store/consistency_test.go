package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest/canned"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// TestWhatIsReadConsistently looks at the requests: neither the twin nor an
// emulator is ever behind.
func TestWhatIsReadConsistently(t *testing.T) {
	t.Parallel()
	nothing := canned.OK(`{"Items":[]}`)
	for _, c := range []struct {
		name    string
		read    func(context.Context, *store.Store) error
		replies []canned.Reply
		want    []bool // whether each request is consistent
	}{
		{"an account", readOne, []canned.Reply{canned.OK("{}")}, []bool{true}},
		{"session and account", readTwo, []canned.Reply{batch("", "")}, []bool{true}},
		{"a case", func(ctx context.Context, s *store.Store) error {
			_, err := s.Dossier(ctx, "c")
			return err
		}, []canned.Reply{nothing}, []bool{true}},
		{"due items", func(ctx context.Context, s *store.Store) error {
			_, err := s.DueBefore(ctx, morning, 10)
			return err
		}, []canned.Reply{nothing}, []bool{true}},
		{"a queue, from an index", func(ctx context.Context, s *store.Store) error {
			_, _, err := s.Queue(ctx, "ops", onboarding.Page{Limit: 10})
			return err
		}, []canned.Reply{nothing}, []bool{false}},
		{"a claim", func(ctx context.Context, s *store.Store) error {
			_, err := s.Claimed(ctx, onboarding.LoginClaim, "l")
			return err
		}, []canned.Reply{canned.OK("{}")}, []bool{false}},
		{"a submission that is there", submission, []canned.Reply{canned.OK(`{"Item":` + theAccount + `}`)}, []bool{false}},
		{"a submission that is not there yet", submission, []canned.Reply{canned.OK("{}"), canned.OK("{}")}, []bool{false, true}},
	} {
		s, wire := onWire(t, c.replies...)
		_ = c.read(t.Context(), s) // whether it finds anything is not the question
		var got []bool
		for _, r := range wire.Requests() {
			got = append(got, strings.Contains(r.Body, `"ConsistentRead":true`))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func submission(ctx context.Context, s *store.Store) error {
	_, err := s.Submission(ctx, "c", 1, 1)
	return err
}
