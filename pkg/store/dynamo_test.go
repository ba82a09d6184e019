package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest/canned"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// refusal is one of DynamoDB's own errors, more what its JSON says besides.
func refusal(status int, code, more string) canned.Reply {
	return canned.Reply{Status: status, Body: fmt.Sprintf(`{"__type":"com.amazonaws.dynamodb.v20120810#%s","message":"canned"%s}`, code, more)}
}

// cancelled is a transaction that came to nothing, with a code for each item.
func cancelled(codes ...string) canned.Reply {
	var reasons []string
	for _, code := range codes {
		reasons = append(reasons, fmt.Sprintf(`{"Code":%q}`, code))
	}
	return refusal(400, "TransactionCanceledException", `,"CancellationReasons":[`+strings.Join(reasons, ",")+`]`)
}

func forever(r canned.Reply) canned.Reply {
	r.Stay = true
	return r
}

// onWire is a store whose DynamoDB gives these replies.
func onWire(t testing.TB, replies ...canned.Reply) (*store.Store, *canned.Replies) {
	r := canned.New(t, replies...)
	return store.New(store.NewDynamo(r.Config(0), "portal", func(o *dynamodb.Options) { o.HTTPClient = r })), r
}

// twoItems is a change of two items, in this order: account and audit entry.
var twoItems = onboarding.Tx{
	Puts:  []onboarding.Record{account.Account{ID: "a", Login: "login", OrganisationID: "o", Version: 2}},
	Audit: []audit.Entry{{Object: "account/a", Seq: 2}},
}

func commit(ctx context.Context, s *store.Store) error { return s.Commit(ctx, twoItems) }

func readTwo(ctx context.Context, s *store.Store) error {
	_, err := s.Session(ctx, "a", "h", onboarding.Besides{})
	return err
}

func readOne(ctx context.Context, s *store.Store) error {
	_, err := s.Account(ctx, "a")
	return err
}

func lease(ctx context.Context, s *store.Store) error {
	_, taken, err := s.Lease(ctx, "e", time.Unix(0, 0), time.Unix(60, 0))
	if err == nil && !taken {
		return errors.New("not taken")
	}
	return err
}

const (
	theAccount = `{"pk":{"S":"ACC#a"},"sk":{"S":"META"},"id":{"S":"a"}}`
	theSession = `{"pk":{"S":"ACC#a"},"sk":{"S":"SES#h"},"hash":{"S":"h"}}`
	accountKey = `{"pk":{"S":"ACC#a"},"sk":{"S":"META"}}`
)

func batch(items, unprocessed string) canned.Reply {
	left := ""
	if unprocessed != "" {
		left = fmt.Sprintf(`"portal":{"ConsistentRead":true,"Keys":[%s]}`, unprocessed)
	}
	return canned.OK(fmt.Sprintf(`{"Responses":{"portal":[%s]},"UnprocessedKeys":{%s}}`, items, left))
}

func TestRepliesOfAWSThatEmulatorsNeverGive(t *testing.T) {
	t.Parallel()
	conflict := cancelled("None", "TransactionConflict")
	throttled := refusal(400, "ThrottlingException", "")
	for _, c := range []struct {
		name     string
		do       func(context.Context, *store.Store) error
		replies  []canned.Reply
		want     fault.Code
		requests int // 0: as many as the time allows
	}{
		{"a lost condition is told at once", commit, []canned.Reply{cancelled("ConditionalCheckFailed", "None")}, fault.Conflict, 1},
		{"a lost condition outweighs contention", commit, []canned.Reply{cancelled("TransactionConflict", "ConditionalCheckFailed")}, fault.Conflict, 1},
		{"contention passes", commit, []canned.Reply{conflict, conflict, conflict, conflict, conflict, canned.OK("{}")}, "", 6},
		{"contention that does not pass", commit, []canned.Reply{forever(conflict)}, fault.Unavailable, 0},
		{"contention, then a lost condition", commit, []canned.Reply{conflict, cancelled("ConditionalCheckFailed", "None")}, fault.Conflict, 2},
		{"a throttled item in a transaction", commit, []canned.Reply{cancelled("None", "ThrottlingError"), cancelled("ProvisionedThroughputExceeded", "None"), canned.OK("{}")}, "", 3},
		{"a transaction that is still running", commit, []canned.Reply{refusal(400, "TransactionInProgressException", ""), canned.OK("{}")}, "", 2},
		{"a wrong item in a transaction", commit, []canned.Reply{cancelled("None", "ValidationError")}, fault.Internal, 1},
		{"a wrong item and contention", commit, []canned.Reply{cancelled("TransactionConflict", "ItemCollectionSizeLimitExceeded")}, fault.Internal, 1},
		{"a token that was used for something else", commit, []canned.Reply{refusal(400, "IdempotentParameterMismatchException", "")}, fault.Internal, 1},
		{"more throttles than the SDK repeats", readOne, append(slices.Repeat([]canned.Reply{throttled}, 9), canned.OK(`{"Item":`+theAccount+`}`)), "", 10},
		{"throttles without end", readOne, []canned.Reply{forever(refusal(400, "ProvisionedThroughputExceededException", ""))}, fault.Unavailable, 0},
		{"the account's limit", commit, []canned.Reply{refusal(400, "RequestLimitExceeded", ""), canned.OK("{}")}, "", 2},
		{"a write that meets a transaction", lease, []canned.Reply{refusal(400, "TransactionConflictException", ""), canned.OK(`{"Attributes":{}}`)}, "", 2},
		{"a server error passes", commit, []canned.Reply{refusal(500, "InternalServerError", ""), canned.OK("{}")}, "", 2},
		{"a server error stays", commit, []canned.Reply{forever(refusal(500, "InternalServerError", ""))}, fault.Unavailable, 4},
		{"no service", readOne, []canned.Reply{forever(canned.Reply{Status: 503, Body: "<html>"})}, fault.Unavailable, 4},
		{"a service that is away", readOne, []canned.Reply{forever(refusal(503, "ServiceUnavailable", ""))}, fault.Unavailable, 4},
		{"a broken connection passes", commit, []canned.Reply{{Err: io.ErrUnexpectedEOF}, canned.OK("{}")}, "", 2},
		{"a reply that never comes", commit, []canned.Reply{{Hang: true}}, fault.Unavailable, 1},
		{"unprocessed keys are asked for again", readTwo, []canned.Reply{batch(theSession, accountKey), batch("", accountKey), batch(theAccount, "")}, "", 3},
		{"unprocessed keys without end", readTwo, []canned.Reply{forever(batch(theSession, accountKey))}, fault.Unavailable, 0},
		{"a missing right", readOne, []canned.Reply{refusal(400, "AccessDeniedException", "")}, fault.Internal, 1},
		{"a missing table", readOne, []canned.Reply{refusal(400, "ResourceNotFoundException", "")}, fault.Internal, 1},
		{"an item that is not there", readOne, []canned.Reply{canned.OK("{}")}, fault.NotFound, 1},
		{"an event that another has taken", func(ctx context.Context, s *store.Store) error {
			_, taken, err := s.Lease(ctx, "e", time.Unix(0, 0), time.Unix(60, 0))
			if taken {
				t.Error("taken all the same")
			}
			return err
		}, []canned.Reply{refusal(400, "ConditionalCheckFailedException", "")}, "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, wire := onWire(t, c.replies...)
				begun := time.Now()
				err := c.do(t.Context(), s)
				if fault.CodeOf(err) != c.want {
					t.Errorf("got %v, want a fault %q", err, c.want)
				}
				asked := wire.Requests()
				if len(asked) != c.requests && c.requests > 0 || len(asked) < 5 && c.requests == 0 {
					t.Errorf("%d requests, want %d", len(asked), c.requests)
				}
				if took := time.Since(begun); took > 9*time.Second {
					t.Errorf("took %v", took)
				}
				for _, r := range asked {
					if strings.Contains(r.Body, "ClientRequestToken") && !sameJSON(r.Body, asked[0].Body) {
						t.Errorf("a repetition differs:\n%s\n%s", asked[0].Body, r.Body)
					}
				}
			})
		})
	}
}

func sameJSON(a, b string) bool {
	var x, y any
	return json.Unmarshal([]byte(a), &x) == nil && json.Unmarshal([]byte(b), &y) == nil &&
		fmt.Sprint(x) == fmt.Sprint(y)
}

func TestTheCallersDeadlineIsObeyed(t *testing.T) {
	t.Parallel()
	for name, reply := range map[string]canned.Reply{"hanging": {Hang: true, Stay: true}, "busy": forever(cancelled("TransactionConflict", "None"))} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			begun := time.Now()
			s, _ := onWire(t, reply)
			err := commit(ctx, s)
			if took := time.Since(begun); !fault.Is(err, fault.Unavailable) || took > 300*time.Millisecond {
				t.Errorf("%s: got %v after %v", name, err, took)
			}
		})
	}
}

func TestALostConditionNamesItsItem(t *testing.T) {
	t.Parallel()
	s, _ := onWire(t, cancelled("None", "ConditionalCheckFailed"))
	err := commit(t.Context(), s)
	if !strings.Contains(err.Error(), "LOG#account/a 00000002") || strings.Contains(err.Error(), "ACC#") {
		t.Errorf("got %v", err)
	}
}
