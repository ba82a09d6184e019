package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
)

const views = 60

// live prints what people wait for on the stack itself: warm pages over HTTP,
// and a review whose reviewers answer at once.
func (b *bench) live(ctx context.Context) error {
	s, err := b.scene(ctx)
	if err != nil {
		return err
	}
	fmt.Print("\nOn the stack, as a browser sees it\n")
	table("", "median ms", "aim", "90 % ms", "kB")
	client := b.browser()
	for _, r := range s.pageRows() {
		took, size, err := b.view(ctx, client, r)
		if err != nil {
			return err
		}
		table(r.name, millis(took[len(took)/2]), "40", millis(took[len(took)*9/10]), num(float64(size)/1024))
	}
	begun := time.Now()
	draft, err := s.officer.draft(ctx)
	if err != nil {
		return err
	}
	number, id, err := s.officer.submit(ctx, draft)
	if err != nil {
		return err
	}
	for i, who := range []*visitor{s.bureau, s.ops, s.bureau, s.moda} {
		if err := b.untilStage(ctx, id, i+1); err != nil {
			return err
		}
		if w := who.ask(ctx, "/cases/"+number+"/decide", approval(i+1)); w.Code != http.StatusSeeOther {
			return fmt.Errorf("stage %d answers %d", i+1, w.Code)
		}
	}
	err = b.until(ctx, id, "approval", func(d casefile.Dossier, _ casefile.Review) bool { return d.Case.State == casefile.Approved })
	if err != nil {
		return err
	}
	fmt.Printf("\nFrom submission to approval, four stages: %s s (aim 15)\n", num(time.Since(begun).Seconds()))
	return nil
}

// browser keeps connections and finds the portal's name on this machine.
func (b *bench) browser() *http.Client {
	endpoint, err := url.Parse(b.Endpoint)
	if err != nil {
		panic(err) // the stack's own file
	}
	var dialer net.Dialer
	return &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, "127.0.0.1:"+endpoint.Port())
		}}}
}

func (b *bench) view(ctx context.Context, client *http.Client, r row) (took []time.Duration, size int, err error) {
	for i := range views + 5 {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, b.Portal+r.path, nil)
		if err != nil {
			return nil, 0, err
		}
		request.Header.Set("Cookie", r.who.cookie)
		request.Header.Set("Accept", "text/html")
		begun := time.Now()
		response, err := client.Do(request)
		if err != nil {
			return nil, 0, err
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			return nil, 0, err
		}
		if response.StatusCode != http.StatusOK {
			return nil, 0, fmt.Errorf("%s answers %d", r.path, response.StatusCode)
		}
		if i >= 5 {
			took, size = append(took, time.Since(begun)), len(body)
		}
	}
	slices.Sort(took)
	return took, size, nil
}
