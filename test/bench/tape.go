package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"time"
)

// tape is the SDK's HTTP client. It has a player, another process, remember what
// the table answered, and can ask the player instead of the table. So the SDK
// has its work with requests, connections and answers, and the answers cost
// this process nothing.
type tape struct {
	client http.Client
	player *url.URL
	alive  io.Closer // the player's input: it ends when that closes, with this process at the latest
	plays  atomic.Bool
}

func newTape() (*tape, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	player := exec.Command(self, "-play")
	in, err := player.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := player.StdoutPipe()
	if err != nil {
		return nil, err
	}
	player.Stderr = os.Stderr
	if err := player.Start(); err != nil {
		return nil, err
	}
	var at string
	if _, err := fmt.Fscanln(out, &at); err != nil {
		return nil, fmt.Errorf("the player: %w", err)
	}
	return &tape{client: http.Client{Timeout: 10 * time.Second}, player: &url.URL{Scheme: "http", Host: at}, alive: in}, nil
}

// Do implements the SDK's HTTP client.
func (t *tape) Do(r *http.Request) (*http.Response, error) {
	if t.plays.Load() {
		r.URL = t.player
		return t.client.Do(r)
	}
	asked, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(asked))
	response, err := t.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	if response.StatusCode != http.StatusOK {
		return response, nil
	}
	return response, t.learn(answer{Operation: operationOf(r), Asked: asked, Header: response.Header, Body: body})
}

func (t *tape) learn(a answer) error {
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	response, err := t.client.Post(t.player.JoinPath(learnPath).String(), "application/json", bytes.NewReader(text))
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func operationOf(r *http.Request) string {
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	return operation
}
