package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/url"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/scan"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// event is one of two: a notification of the bucket, or that the account's
// malware protection has looked at an object; its verdict stands on the object.
type event struct {
	Records []struct {
		S3 struct {
			Object struct {
				Key     string `json:"key"` // encoded as in a form
				Version string `json:"versionId"`
			} `json:"object"`
		} `json:"s3"`
	} `json:"Records"`
	Detail *struct {
		Object struct {
			Key     string `json:"objectKey"`
			Version string `json:"versionId"`
		} `json:"s3ObjectDetails"`
	} `json:"detail"`
}

// arrival is a version of an object.
type arrival struct{ key, version string }

// arrivals lists what an event is about.
func (e event) arrivals() []arrival {
	var list []arrival
	for _, r := range e.Records {
		if key, err := url.QueryUnescape(r.S3.Object.Key); err == nil {
			list = append(list, arrival{key, r.S3.Object.Version})
		}
	}
	if e.Detail != nil {
		list = append(list, arrival{e.Detail.Object.Key, e.Detail.Object.Version})
	}
	return list
}

// scanner is the handler with what it stands on.
type scanner struct {
	portal interface {
		UploadScanned(ctx context.Context, id string, found upload.Found) (usable bool, err error)
	}
	inbox interface {
		Read(ctx context.Context, key, version string) (content []byte, name string, err error)
		Verdict(ctx context.Context, key, version string) (harmless, known bool, err error)
		Mark(ctx context.Context, key, version string, clean bool) error
	}
	waits bool // for the verdict of the account's malware protection
}

// handle looks through what has arrived. A repeat does the same again. An error
// has Lambda try again, and in the end put the event aside.
func (s scanner) handle(ctx context.Context, e event) (struct{}, error) {
	list := e.arrivals()
	logging.Set(ctx, "objects", len(list))
	for _, a := range list {
		if err := s.look(ctx, a); err != nil {
			return struct{}{}, err
		}
	}
	return struct{}{}, nil
}

// look looks through one version and marks it. What is no upload, or has gone,
// is passed over.
func (s scanner) look(ctx context.Context, a arrival) error {
	id, ours := upload.IDOf(a.key)
	logging.Set(ctx, "upload", id)
	if !ours || a.version == "" {
		logging.Set(ctx, "result", "passed over")
		return nil
	}
	found, wait, err := s.inspect(ctx, a)
	switch {
	case fault.Is(err, fault.NotFound):
		logging.Set(ctx, "result", "gone")
		return nil
	case err != nil:
		return err
	case wait:
		logging.Set(ctx, "result", "waits for a verdict")
		return nil
	}
	usable, err := s.portal.UploadScanned(ctx, id, found)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	logging.Set(ctx, "result", usable)
	logging.Set(ctx, "reason", string(found.Reason))
	return s.inbox.Mark(ctx, a.key, a.version, usable)
}

func (s scanner) inspect(ctx context.Context, a arrival) (found upload.Found, wait bool, err error) {
	harmless := true
	if s.waits {
		known := false
		if harmless, known, err = s.inbox.Verdict(ctx, a.key, a.version); err != nil || !known {
			return found, err == nil, err
		}
	}
	content, name, err := s.inbox.Read(ctx, a.key, a.version)
	if err != nil {
		return found, false, err
	}
	sum := sha256.Sum256(content)
	found = upload.Found{Object: a.version, Name: name, Size: int64(len(content)), Hash: hex.EncodeToString(sum[:])}
	if found.Type, found.Reason = scan.Inspect(content); !harmless {
		found.Reason = upload.Malware
	}
	return found, false, nil
}
