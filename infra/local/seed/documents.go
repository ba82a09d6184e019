package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"os"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

const (
	documentsFile = "infra/local/sample/documents.json" // from the repository's root
	publisher     = "opsteam01"
	scanTime      = 2 * time.Minute // how long a file may take from the bucket to its verdict
)

// Hosts and addresses of the two areas, all of them invented.
const (
	testHosts       = "平臺前臺：https://mydata-test.example.gov.tw\nMyData-API：https://api-test.mydata.example.gov.tw\n平臺連出 IP：203.66.90.10"
	productionHosts = "平臺前臺：https://mydata.example.gov.tw\nMyData-API：https://api.mydata.example.gov.tw\n平臺連出 IP：203.66.91.10"
)

// documents has ops publish the hosts and our samples in OpenDocument (E5), by
// the bucket and the scan like any file.
func (s *seeder) documents(ctx context.Context) error {
	text, err := os.ReadFile(documentsFile)
	if err != nil {
		return err
	}
	var list []document
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	id, err := s.store.Claimed(ctx, onboarding.LoginClaim, publisher)
	if err != nil {
		return err
	}
	who, err := s.store.Account(ctx, id)
	if err != nil {
		return err
	}
	actor := account.ActorOf(who, account.LevelTOTP)
	if err := s.portal.EditHosts(ctx, actor, 0, testHosts, productionHosts); err != nil {
		return err
	}
	for _, d := range list {
		if err := s.publish(ctx, actor, d); err != nil {
			return fmt.Errorf("%s: %w", d.Title, err)
		}
	}
	return nil
}

func (s *seeder) publish(ctx context.Context, a account.Actor, d document) error {
	content, err := d.odt()
	if err != nil {
		return err
	}
	u, err := s.portal.StartDocument(ctx, a, "", d.Title, d.Note)
	if err != nil {
		return err
	}
	if err := s.send(ctx, u.ID, d.File, content); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, scanTime)
	defer cancel()
	for u.State == upload.Quarantined {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
		if u, err = s.portal.Upload(ctx, a, u.ID); err != nil {
			return err
		}
	}
	return s.portal.PublishDocument(ctx, a, u.ID)
}

// send fills in the form that a page has for an upload.
func (s *seeder) send(ctx context.Context, id, name string, content []byte) error {
	form, err := s.files.Form(ctx, id, "http://localhost/")
	if err != nil {
		return err
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, f := range form.Fields {
		if err := w.WriteField(f.Name, f.Value); err != nil {
			return err
		}
	}
	file, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = file.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, form.URL, &body)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", w.FormDataContentType())
	// The answer leads back to a page, which nobody looks at here.
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("the bucket answers %s", answer.Status)
	}
	return nil
}
