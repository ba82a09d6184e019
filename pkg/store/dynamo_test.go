package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// aReply is one answer of AWS on the wire; the zero status hangs until the
// request is given up, a negative one breaks the connection.
type aReply struct {
	status int
	body   string
}

func problem(status int, code, more string) aReply {
	return aReply{status, fmt.Sprintf(`{"__type":"com.amazonaws.dynamodb.v20120810#%s","message":"canned"%s}`, code, more)}
}

func cancelled(codes ...string) aReply {
	var reasons []string
	for _, code := range codes {
		reasons = append(reasons, fmt.Sprintf(`{"Code":%q}`, code))
	}
	return problem(400, "TransactionCanceledException", `,"CancellationReasons":[`+strings.Join(reasons, ",")+`]`)
}

func fine(body string) aReply { return aReply{200, body} }

// wire gives one reply after the other, the last for ever, and keeps the
// requests' bodies.
type wire struct {
	replies []aReply
	bodies  []string
}

func (w *wire) Do(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	w.bodies = append(w.bodies, string(body))
	reply := w.replies[min(len(w.bodies), len(w.replies))-1]
	switch {
	case reply.status < 0:
		return nil, io.ErrUnexpectedEOF
	case reply.status == 0:
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return &http.Response{StatusCode: reply.status, Header: http.Header{"Content-Type": {"application/x-amz-json-1.0"}},
		Body: io.NopCloser(strings.NewReader(reply.body)), Request: r}, nil
}

func (w *wire) store() *store.Store {
	cfg := aws.Config{Region: "ap-northeast-1", Credentials: credentials.NewStaticCredentialsProvider("id", "key", "")}
	return store.New(store.NewDynamo(cfg, "portal", func(o *dynamodb.Options) { o.HTTPClient = w }))
}

// twoItems is a change of two items, in this order: account and audit entry.
var twoItems = onboarding.Tx{
	Puts:  []onboarding.Record{account.Account{ID: "a", Login: "login", OrganisationID: "o", Version: 2}},
	Audit: []audit.Entry{{Object: "account/a", Seq: 2}},
}

func commit(ctx context.Context, s *store.Store) error { return s.Commit(ctx, twoItems) }

func readTwo(ctx context.Context, s *store.Store) error {
	_, err := s.Session(ctx, "a", "h", "")
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

func batch(items, unprocessed string) aReply {
	left := ""
	if unprocessed != "" {
		left = fmt.Sprintf(`"portal":{"ConsistentRead":true,"Keys":[%s]}`, unprocessed)
	}
	return fine(fmt.Sprintf(`{"Responses":{"portal":[%s]},"UnprocessedKeys":{%s}}`, items, left))
}

func TestRepliesOfAWSThatEmulatorsNeverGive(t *testing.T) {
	t.Parallel()
	conflict := cancelled("None", "TransactionConflict")
	throttled := problem(400, "ThrottlingException", "")
	for _, c := range []struct {
		name     string
		do       func(context.Context, *store.Store) error
		replies  []aReply
		want     fault.Code
		requests int // 0: as many as the time allows
	}{
		{"a lost condition is told at once", commit, []aReply{cancelled("ConditionalCheckFailed", "None")}, fault.Conflict, 1},
		{"a lost condition outweighs contention", commit, []aReply{cancelled("TransactionConflict", "ConditionalCheckFailed")}, fault.Conflict, 1},
		{"contention passes", commit, []aReply{conflict, conflict, conflict, conflict, conflict, fine("{}")}, "", 6},
		{"contention that does not pass", commit, []aReply{conflict}, fault.Unavailable, 0},
		{"contention, then a lost condition", commit, []aReply{conflict, cancelled("ConditionalCheckFailed", "None")}, fault.Conflict, 2},
		{"a throttled item in a transaction", commit, []aReply{cancelled("None", "ThrottlingError"), cancelled("ProvisionedThroughputExceeded", "None"), fine("{}")}, "", 3},
		{"a transaction that is still running", commit, []aReply{problem(400, "TransactionInProgressException", ""), fine("{}")}, "", 2},
		{"a wrong item in a transaction", commit, []aReply{cancelled("None", "ValidationError")}, fault.Internal, 1},
		{"a wrong item and contention", commit, []aReply{cancelled("TransactionConflict", "ItemCollectionSizeLimitExceeded")}, fault.Internal, 1},
		{"a token that was used for something else", commit, []aReply{problem(400, "IdempotentParameterMismatchException", "")}, fault.Internal, 1},
		{"more throttles than the SDK repeats", readOne, append(slices.Repeat([]aReply{throttled}, 9), fine(`{"Item":`+theAccount+`}`)), "", 10},
		{"throttles without end", readOne, []aReply{problem(400, "ProvisionedThroughputExceededException", "")}, fault.Unavailable, 0},
		{"the account's limit", commit, []aReply{problem(400, "RequestLimitExceeded", ""), fine("{}")}, "", 2},
		{"a write that meets a transaction", lease, []aReply{problem(400, "TransactionConflictException", ""), fine(`{"Attributes":{}}`)}, "", 2},
		{"a server error passes", commit, []aReply{problem(500, "InternalServerError", ""), fine("{}")}, "", 2},
		{"a server error stays", commit, []aReply{problem(500, "InternalServerError", "")}, fault.Unavailable, 4},
		{"no service", readOne, []aReply{{503, "<html>"}}, fault.Unavailable, 4},
		{"a broken connection passes", commit, []aReply{{status: -1}, fine("{}")}, "", 2},
		{"a reply that never comes", commit, []aReply{{}}, fault.Unavailable, 1},
		{"unprocessed keys are asked for again", readTwo, []aReply{batch(theSession, accountKey), batch("", accountKey), batch(theAccount, "")}, "", 3},
		{"unprocessed keys without end", readTwo, []aReply{batch(theSession, accountKey)}, fault.Unavailable, 0},
		{"a missing right", readOne, []aReply{problem(400, "AccessDeniedException", "")}, fault.Internal, 1},
		{"a missing table", readOne, []aReply{problem(400, "ResourceNotFoundException", "")}, fault.Internal, 1},
		{"an item that is not there", readOne, []aReply{fine("{}")}, fault.NotFound, 1},
		{"an event that another has taken", func(ctx context.Context, s *store.Store) error {
			_, taken, err := s.Lease(ctx, "e", time.Unix(0, 0), time.Unix(60, 0))
			if taken {
				t.Error("taken all the same")
			}
			return err
		}, []aReply{problem(400, "ConditionalCheckFailedException", "")}, "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := &wire{replies: c.replies}
				begun := time.Now()
				err := c.do(t.Context(), w.store())
				if fault.CodeOf(err) != c.want {
					t.Errorf("got %v, want a fault %q", err, c.want)
				}
				if len(w.bodies) != c.requests && c.requests > 0 || c.requests == 0 && len(w.bodies) < 5 {
					t.Errorf("%d requests, want %d", len(w.bodies), c.requests)
				}
				if took := time.Since(begun); took > 9*time.Second {
					t.Errorf("took %v", took)
				}
				for _, body := range w.bodies {
					if strings.Contains(body, "ClientRequestToken") && !sameJSON(body, w.bodies[0]) {
						t.Errorf("a repetition differs:\n%s\n%s", w.bodies[0], body)
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
	for name, reply := range map[string]aReply{"hanging": {}, "busy": cancelled("TransactionConflict", "None")} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			begun := time.Now()
			err := commit(ctx, (&wire{replies: []aReply{reply}}).store())
			if took := time.Since(begun); !fault.Is(err, fault.Unavailable) || took > 300*time.Millisecond {
				t.Errorf("%s: got %v after %v", name, err, took)
			}
		})
	}
}

func TestALostConditionNamesItsItem(t *testing.T) {
	t.Parallel()
	err := commit(t.Context(), (&wire{replies: []aReply{cancelled("None", "ConditionalCheckFailed")}}).store())
	if !strings.Contains(err.Error(), "LOG#account/a 00000002") || strings.Contains(err.Error(), "ACC#") {
		t.Errorf("got %v", err)
	}
}
