package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// tape is an HTTP client of the SDK that remembers what the table answered and
// can give the same answers again without a table: to a read that was seen, its
// answer; to a write, success. What is left is the work of this process.
type tape struct {
	client http.Client
	mu     sync.Mutex
	plays  bool
	heard  map[string]answer // by operation and body's letters
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

func newTape() *tape {
	return &tape{client: http.Client{Timeout: 10 * time.Second}, heard: map[string]answer{}}
}

// play makes the tape answer by itself, or ask the table again.
func (t *tape) play(on bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.plays = on
}

// Do implements the SDK's HTTP client.
func (t *tape) Do(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	operation := r.Header.Get("X-Amz-Target")
	key := operation + letters(body)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.plays {
		a, known := t.heard[key]
		if !known {
			a, known = t.heard[operation] // a write, whose ids and times are new each time
		}
		if !known {
			return nil, fmt.Errorf("the tape does not know %s", operation)
		}
		return a.response(r), nil
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	response, err := t.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	heard, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	a := answer{response.StatusCode, response.Header, heard}
	if a.status == http.StatusOK {
		t.heard[key] = a
		t.heard[operation] = a
	}
	return a.response(r), nil
}

// letters is the same for two bodies that differ in the order of their parts
// only, as the SDK's do.
func letters(body []byte) string {
	sorted := slices.Clone(body)
	slices.Sort(sorted)
	return string(sorted)
}

func (a answer) response(r *http.Request) *http.Response {
	return &http.Response{StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: a.header,
		Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: r}
}
