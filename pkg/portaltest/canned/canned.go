// Package canned answers the clients of the AWS SDK with replies that a test
// wrote down. The requests go through the whole SDK, serialising, signing and
// retries included, and end before the network. It serves for the answers the
// emulator never gives.
package canned

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Reply is what the service answers to one request.
type Reply struct {
	Status int
	Body   string // JSON
	Err    error  // a broken connection, in place of an answer
	Hang   bool   // no answer before the caller's patience ends
	Stay   bool   // this and every later request gets it
}

// OK is a success with a JSON body.
func OK(body string) Reply { return Reply{Status: http.StatusOK, Body: body} }

// Fault is an error of that code, as the JSON protocols send it: Status 400 is
// the caller's mistake, 500 the service's.
func Fault(status int, code, message string) Reply {
	return Reply{Status: status, Body: `{"__type":"` + code + `","message":"` + message + `"}`}
}

// Replies hands out one reply after the other and keeps what was asked. It is
// safe for concurrent use.
type Replies struct {
	t        testing.TB
	mu       sync.Mutex
	left     []Reply
	requests []Request
}

// Request is what a client sent.
type Request struct {
	Target string // X-Amz-Target, or method and path where a protocol has none
	Body   string
}

// New returns replies to be given in this order. A request too many fails the
// test, and so does a reply that nobody asked for.
func New(t testing.TB, replies ...Reply) *Replies {
	r := &Replies{t: t, left: replies}
	t.Cleanup(func() {
		if n := len(r.left); n > 0 && !r.left[0].Stay && !t.Failed() {
			t.Errorf("%d replies were never asked for", n)
		}
	})
	return r
}

// Config is the configuration of clients that get the replies. attempts is how
// often a client may ask before it gives up, the first time included.
func (r *Replies) Config(attempts int) aws.Config {
	return aws.Config{
		Region:           "ap-northeast-1",
		Credentials:      aws.CredentialsProviderFunc(credentials),
		HTTPClient:       r,
		RetryMaxAttempts: attempts,
	}
}

func credentials(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test"}, nil
}

// Requests lists what was asked so far.
func (r *Replies) Requests() []Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]Request(nil), r.requests...)
}

// Do implements the SDK's HTTPClient.
func (r *Replies) Do(req *http.Request) (*http.Response, error) {
	reply, err := r.next(req)
	switch {
	case err != nil:
		return nil, err
	case reply.Hang:
		<-req.Context().Done()
		return nil, req.Context().Err()
	case reply.Err != nil:
		return nil, reply.Err
	}
	return &http.Response{StatusCode: reply.Status, Request: req, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(reply.Body))}, nil
}

func (r *Replies) next(req *http.Request) (Reply, error) {
	asked := Request{Target: req.Header.Get("X-Amz-Target")}
	if asked.Target == "" {
		asked.Target = req.Method + " " + req.URL.Path
	}
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return Reply{}, err
		}
		asked.Body = string(body)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests = append(r.requests, asked)
	if len(r.left) == 0 {
		r.t.Errorf("no reply left for %s", asked.Target)
		return Fault(http.StatusBadRequest, "NoReplyLeft", ""), nil
	}
	reply := r.left[0]
	if !reply.Stay {
		r.left = r.left[1:]
	}
	return reply, nil
}
