package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"mydata.nat.gov.tw/portal/pkg/archive"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// scans is how often the table is read before a finding counts: a table that is
// in use changes while it is read, so that an entry and its object's record can
// be from two moments. What is broken stays broken.
const scans = 3

// verifyTable prints what does not hold.
func (at target) verifyTable(ctx context.Context) error {
	days, err := at.days(ctx)
	if err != nil {
		return err
	}
	var found []audit.Break
	for n := range scans {
		ledger, err := at.scan(ctx)
		if err != nil {
			return err
		}
		now := ledger.Check(days, store.Passing)
		if n == 0 {
			found = now
			histories, entries := ledger.Size()
			fmt.Printf("%s: %d histories of %d entries\n", at.table, histories, entries)
		}
		found = slices.DeleteFunc(found, func(b audit.Break) bool { return !slices.Contains(now, b) })
		if len(found) == 0 {
			fmt.Println("every history holds")
			return nil
		}
	}
	for _, b := range found {
		fmt.Println(b.Error())
	}
	return fmt.Errorf("%w: %d findings", errBroken, len(found))
}

// days reads the signed days and checks their signatures.
func (at target) days(ctx context.Context) ([]audit.SignedDay, error) {
	if at.bucket == "" {
		fmt.Fprintln(os.Stderr, "note: AUDIT_BUCKET is not set; nothing is compared with the signed days")
		return nil, nil
	}
	days, err := archive.NewBucket(at.aws, at.bucket).Days(ctx)
	if err != nil {
		return nil, err
	}
	key := archive.NewKey(at.aws, "")
	err = audit.VerifyDays(days, func(arn string, sum, signature []byte) error { return key.Verify(ctx, arn, sum, signature) })
	switch {
	case err != nil:
		fmt.Println(err)
		return nil, errBroken
	case len(days) == 0:
		fmt.Println("no day is signed yet")
	default:
		fmt.Printf("%d signed days, %s to %s: every signature holds\n", len(days), days[0].Day.Date, days[len(days)-1].Day.Date)
	}
	return days, nil
}

// scan reads every item into a ledger.
func (at target) scan(ctx context.Context) (*audit.Ledger, error) {
	ledger := audit.NewLedger()
	pages := dynamodb.NewScanPaginator(dynamodb.NewFromConfig(at.aws), &dynamodb.ScanInput{TableName: &at.table, ConsistentRead: aws.Bool(true)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, item := range page.Items {
			if err := store.Book(ledger, item); err != nil {
				return nil, err
			}
		}
	}
	return ledger, nil
}
