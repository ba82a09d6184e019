package archive

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/portaltest/canned"
)

func bucket(t *testing.T, replies ...canned.Reply) *Bucket {
	t.Helper()
	return NewBucket(canned.New(t, replies...).Config(1), "archive")
}

func listed(keys ...string) canned.Reply {
	return canned.OK(`<ListBucketResult><Contents><Key>` + strings.Join(keys, `</Key></Contents><Contents><Key>`) + `</Key></Contents></ListBucketResult>`)
}

func versions(inner string) canned.Reply {
	return canned.OK(`<ListVersionsResult>` + inner + `</ListVersionsResult>`)
}

func refusal(status int, code string) canned.Reply {
	return canned.Reply{Status: status, Body: `<Error><Code>` + code + `</Code></Error>`}
}

func TestF8_TheNewestDayIsTheLastOfTheBucket(t *testing.T) {
	t.Parallel()
	b := bucket(t, listed("days/2024-03-30.json", "days/2024-04-01.json", "days/2024-03-31.json"), canned.OK(`{"day":{"date":"2024-04-01"}}`))
	day, err := b.Newest(t.Context())
	if err != nil || day.Day.Date != (calendar.Date{Year: 2024, Month: 4, Day: 1}) {
		t.Errorf("%+v, %v", day, err)
	}
	if _, err := bucket(t, canned.OK(`<ListBucketResult></ListBucketResult>`)).Newest(t.Context()); !fault.Is(err, fault.NotFound) {
		t.Errorf("an empty bucket: %v", err)
	}
}

func TestF8_ADayIsKeptOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reply canned.Reply
		want  fault.Code
	}{
		"the first":                   {canned.OK(""), ""},
		"one that is kept":            {refusal(http.StatusPreconditionFailed, "PreconditionFailed"), fault.Conflict},
		"one that another is keeping": {refusal(http.StatusConflict, "ConditionalRequestConflict"), fault.Conflict},
		"without the right":           {refusal(http.StatusForbidden, "AccessDenied"), fault.Internal},
		"while S3 is slow":            {refusal(http.StatusServiceUnavailable, "SlowDown"), fault.Unavailable},
	} {
		if err := bucket(t, c.reply).Keep(t.Context(), audit.SignedDay{}); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestF8_WhatIsNotAsItWasKeptIsAnError(t *testing.T) {
	t.Parallel()
	const day = `<Version><Key>days/2024-04-01.json</Key></Version>`
	content := canned.OK(`{"day":{"date":"2024-04-01"}}`)
	for name, c := range map[string]struct {
		replies []canned.Reply
		want    string // in the error; "" for none
	}{
		"as it was kept":           {[]canned.Reply{versions(day), content}, ""},
		"written a second time":    {[]canned.Reply{versions(day + day), content}, "a second time"},
		"hidden by a deletion":     {[]canned.Reply{versions(day + `<DeleteMarker><Key>days/2024-04-01.json</Key></DeleteMarker>`)}, "deleted"},
		"something that is no day": {[]canned.Reply{versions(`<Version><Key>days/readme.txt</Key></Version>`)}, "no day"},
		"another day's content":    {[]canned.Reply{versions(day), canned.OK(`{"day":{"date":"2024-04-02"}}`)}, "is about"},
		"no JSON":                  {[]canned.Reply{versions(day), canned.OK(`<`)}, "internal"},
	} {
		_, err := bucket(t, c.replies...).Days(t.Context())
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
