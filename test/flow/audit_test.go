//go:build emulator

package flow_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/archive"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/wiring"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

// verifier builds what `make verify-audit` runs.
func verifier(t *testing.T) func(args ...string) (exit int, said string) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "audit")
	if out, err := exec.Command("go", "build", "-o", binary, "mydata.nat.gov.tw/portal/infra/audit").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return func(args ...string) (int, string) {
		cmd := exec.CommandContext(t.Context(), binary, append([]string{"-stack", os.Getenv("PORTAL_STACK")}, args...)...)
		out, err := cmd.CombinedOutput()
		var ended *exec.ExitError
		if err != nil && !errors.As(err, &ended) {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), string(out)
	}
}

// bucket is where signed days lie.
func bucket(p *live.Portal) string { return p.Stack.Settings["AUDIT_BUCKET"] }

// attest has the deployed functions/attest sign what is over.
func attest(t *testing.T, p *live.Portal) []audit.SignedDay {
	t.Helper()
	out, err := lambda.NewFromConfig(p.AWS).Invoke(t.Context(), &lambda.InvokeInput{FunctionName: aws.String(p.Stack.Functions["attest"]), Payload: []byte(`{}`)})
	if err != nil || out.FunctionError != nil {
		t.Fatalf("functions/attest: %v %s", err, out.Payload)
	}
	days, err := archive.NewBucket(p.AWS, bucket(p)).Days(t.Context())
	if err != nil || len(days) == 0 {
		t.Fatalf("%d days are kept: %v", len(days), err)
	}
	return days
}

// TestF8_TamperingWithTheTableIsFound makes an account yesterday, has yesterday
// signed, and then tampers with the account's history as somebody may who can
// write to the table.
func TestF8_TamperingWithTheTableIsFound(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	verify := verifier(t)
	yesterday := p.With(func(deps *onboarding.Deps) {
		deps.Now = func() time.Time { return time.Now().Add(-24 * time.Hour) }
	})
	org, err := yesterday.Enrol(t.Context(), account.Organisation{Name: "測試縣政府" + wiring.NewID(), Kind: account.Public, Domain: "planted.example.com.tw"}, p.Stranger())
	if err != nil {
		t.Fatal(err)
	}
	people, err := p.Store.People(t.Context(), org)
	if err != nil || len(people) != 1 {
		t.Fatal(len(people), err)
	}
	id := people[0].ID
	if err := p.SetPassword(t.Context(), id, portaltest.Password); err != nil {
		t.Fatal(err)
	}
	days := attest(t, p)
	if exit, said := verify(); exit != 0 {
		t.Fatalf("an untouched table: %d\n%s", exit, said)
	}
	object := "account/" + id
	history, err := p.Store.Log(t.Context(), object)
	if err != nil || len(history) < 2 {
		t.Fatal(len(history), err)
	}
	table := newTampering(t, p, object)
	for name, c := range map[string]struct {
		tamper func()
		says   string
	}{
		"an entry is edited":   {func() { table.set(2, "act", "account.forged") }, object + ": entry 2 is edited"},
		"an entry is dropped":  {func() { table.drop(1) }, object + ": entry 1 is misplaced"},
		"the end is cut off":   {func() { table.drop(len(history)) }, "ACC#" + id + " META: entry 0 is cut"},
		"two entries swap":     {func() { table.swap(1, 2) }, object + ": entry 1 is misplaced"},
		"an entry is put in":   {func() { table.insert(len(history) + 1) }, "is cut"},
		"everything is forged": {func() { table.forge(history) }, "is rewritten"},
	} {
		if name == "everything is forged" && !slices.ContainsFunc(days[len(days)-1].Day.Ends, func(e audit.End) bool { return e.Object == object }) {
			t.Log("yesterday was signed before this test: what was forged cannot be told by it")
			continue
		}
		c.tamper()
		exit, said := verify()
		table.restore()
		if exit != 1 || !strings.Contains(said, c.says) {
			t.Errorf("%s: %d, want 1 and %q\n%s", name, exit, c.says, said)
		}
	}
	if exit, said := verify(); exit != 0 {
		t.Errorf("the restored table: %d\n%s", exit, said)
	}
}

func TestF8_WhatWasSignedCanBeNeitherReplacedNorRemoved(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	days := attest(t, p)
	last := days[len(days)-1]
	if want := calendar.Today(time.Now()).AddDays(-1); last.Day.Date != want {
		t.Errorf("signed until %s, want %s", last.Day.Date, want)
	}
	key := archive.NewKey(p.AWS, "")
	if err := audit.VerifyDays(days, func(arn string, sum, signature []byte) error { return key.Verify(t.Context(), arn, sum, signature) }); err != nil {
		t.Error(err)
	}
	again := attest(t, p)
	if len(again) != len(days) {
		t.Errorf("the second call signed %d days more", len(again)-len(days))
	}
	as := p.Assume(t, p.Role(t, "attest"))
	if err := archive.NewBucket(as, bucket(p)).Keep(t.Context(), last); err == nil {
		t.Error("a day that is kept was written again")
	}
	client := s3.NewFromConfig(p.AWS, func(o *s3.Options) { o.UsePathStyle = true })
	name := "days/" + last.Day.Date.String() + ".json"
	versions, err := client.ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: aws.String(bucket(p)), Prefix: &name})
	if err != nil || len(versions.Versions) != 1 {
		t.Fatalf("%d versions, %v", len(versions.Versions), err)
	}
	_, err = client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String(bucket(p)), Key: &name, VersionId: versions.Versions[0].VersionId})
	var refused smithy.APIError
	if !errors.As(err, &refused) || refused.ErrorCode() != "AccessDenied" {
		t.Errorf("the administrator removes a day: %v", err)
	}
	lock, err := client.GetObjectRetention(t.Context(), &s3.GetObjectRetentionInput{Bucket: aws.String(bucket(p)), Key: &name})
	if err != nil || lock.Retention.Mode != s3types.ObjectLockRetentionModeGovernance || time.Until(aws.ToTime(lock.Retention.RetainUntilDate)) < 6*365*24*time.Hour {
		t.Errorf("locked: %+v, %v", lock, err)
	}
}

func TestF8_ADownloadedHistoryIsVerifiedAgainstTheTable(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	verify := verifier(t)
	x := p.File(t, p.Cast(t), live.Later())
	x.AwaitStage(t, live.Soon, 1, 1)
	search, party, err := p.FindHistory(t.Context(), p.Ops, onboarding.Asked{Object: x.Number})
	if err != nil {
		t.Fatal(err)
	}
	export, err := p.ExportHistory(t.Context(), search, party)
	if err != nil || len(export.Histories) < 2 {
		t.Fatalf("%d histories, %v", len(export.Histories), err)
	}
	file := func(change func(*audit.Export)) string {
		copied := export
		copied.Histories = slices.Clone(export.Histories)
		change(&copied)
		text, err := copied.JSON()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "history.json")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	x.Decide(t, x.Bureau, chain.Return) // the table has grown since
	x.AwaitState(t, live.Soon, casefile.Returned)
	if exit, said := verify("-export", file(func(*audit.Export) {})); exit != 0 {
		t.Errorf("untouched: %d\n%s", exit, said)
	}
	for name, forge := range map[string]func(*audit.Export){
		"a history is left out": func(x *audit.Export) { x.Histories = x.Histories[1:] },
		"a history is forged": func(x *audit.Export) {
			h := &x.Histories[0]
			h.Entries = slices.Clone(h.Entries)
			h.Entries[0].Act = "case.forged"
			prev := ""
			for i, e := range h.Entries {
				h.Entries[i] = audit.Seal(prev, e)
				prev = h.Entries[i].Hash
			}
			h.Head.Hash = prev
		},
	} {
		if exit, said := verify("-export", file(forge)); exit != 1 {
			t.Errorf("%s: %d\n%s", name, exit, said)
		}
	}
}

// tampering writes to the items of one object's history, and can put them back.
type tampering struct {
	t      *testing.T
	client *dynamodb.Client
	table  string
	object string
	items  []map[string]types.AttributeValue // as they were
	record map[string]types.AttributeValue
}

func newTampering(t *testing.T, p *live.Portal, object string) *tampering {
	t.Helper()
	x := &tampering{t: t, client: tables(p.AWS), table: table(p.Stack), object: object}
	out, err := x.client.Query(t.Context(), &dynamodb.QueryInput{TableName: &x.table, KeyConditionExpression: aws.String("pk = :pk"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":pk": text("LOG#" + object)}, ConsistentRead: aws.Bool(true)})
	x.must(err)
	x.items = out.Items
	found, err := x.client.GetItem(t.Context(), &dynamodb.GetItemInput{TableName: &x.table, Key: key("ACC#" + strings.TrimPrefix(object, "account/"))})
	x.must(err)
	x.record = found.Item
	t.Cleanup(func() { x.restore() })
	return x
}

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

func (x *tampering) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *tampering) put(item map[string]types.AttributeValue) {
	x.t.Helper()
	_, err := x.client.PutItem(context.WithoutCancel(x.t.Context()), &dynamodb.PutItemInput{TableName: &x.table, Item: item})
	x.must(err)
}

// with is an entry, counted from 1, with some attributes replaced.
func (x *tampering) with(n int, attributes map[string]types.AttributeValue) map[string]types.AttributeValue {
	item := map[string]types.AttributeValue{}
	for name, value := range x.items[n-1] {
		item[name] = value
	}
	for name, value := range attributes {
		item[name] = value
	}
	return item
}

func (x *tampering) set(n int, attribute, value string) {
	x.put(x.with(n, map[string]types.AttributeValue{attribute: text(value)}))
}

func (x *tampering) remove(item map[string]types.AttributeValue) {
	x.t.Helper()
	_, err := x.client.DeleteItem(context.WithoutCancel(x.t.Context()), &dynamodb.DeleteItemInput{TableName: &x.table,
		Key: map[string]types.AttributeValue{"pk": item["pk"], "sk": item["sk"]}})
	x.must(err)
}

func (x *tampering) drop(n int) { x.remove(x.items[n-1]) }

func (x *tampering) swap(a, b int) {
	keysOf := func(n int) map[string]types.AttributeValue {
		return map[string]types.AttributeValue{"pk": x.items[n-1]["pk"], "sk": x.items[n-1]["sk"]}
	}
	x.put(x.with(a, keysOf(b)))
	x.put(x.with(b, keysOf(a)))
}

// insert adds an entry behind the last, made to look as if it followed.
func (x *tampering) insert(seq int) {
	x.put(x.entry(audit.Seal(x.hash(seq-1), audit.Entry{Object: x.object, Seq: seq, Time: time.Now(), Act: "account.forged"}), seq-1))
}

func (x *tampering) hash(n int) string {
	return x.items[n-1]["hash"].(*types.AttributeValueMemberS).Value
}

// entry is an audit entry as an item, like the nth but for what it says.
func (x *tampering) entry(e audit.Entry, n int) map[string]types.AttributeValue {
	seq, err := json.Marshal(e.Seq)
	x.must(err)
	sk := "0000000" + string(seq)
	return x.with(n, map[string]types.AttributeValue{"sk": text(sk[len(sk)-8:]), "seq": &types.AttributeValueMemberN{Value: string(seq)},
		"time": text(e.Time.UTC().Format("2006-01-02T15:04:05.000Z")), "act": text(e.Act), "prev": text(e.Prev), "hash": text(e.Hash),
		"actor": &types.AttributeValueMemberM{Value: map[string]types.AttributeValue{"role": text(e.Actor.Role), "party": text(e.Actor.Party), "id": text(e.Actor.AccountID)}}})
}

// forge rewrites the first entry, chains all others anew and gives the record
// the new end: table and record agree.
func (x *tampering) forge(history []audit.Entry) {
	prev := ""
	for i, e := range history {
		if i == 0 {
			e.Act = "account.forged"
		}
		e = audit.Seal(prev, e)
		prev = e.Hash
		x.put(x.entry(e, i+1))
	}
	record := map[string]types.AttributeValue{}
	for name, value := range x.record {
		record[name] = value
	}
	record["loghash"] = text(prev)
	x.put(record)
}

// restore puts everything back as it was.
func (x *tampering) restore() {
	extra := x.entry(audit.Entry{Seq: len(x.items) + 1}, len(x.items))
	x.remove(extra)
	for _, item := range x.items {
		x.put(item)
	}
	x.put(x.record)
}
