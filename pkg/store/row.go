package store

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/policy"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// row is a record with its place: what becomes an item.
type row struct {
	key    Key
	shown  []entry   // in which indexes
	forget time.Time // when DynamoDB may delete it; zero: never
	record any
}

// rowOf finds the place of a record. A kind the table has no place for is our
// own mistake.
func rowOf(r onboarding.Record) (row, error) {
	switch r := r.(type) {
	case account.Organisation:
		return organisationRow(r), nil
	case account.Account:
		return accountRow(r), nil
	case account.Office:
		return officeRow(r), nil
	case onboarding.SignUp:
		return signUpRow(r), nil
	case account.Session:
		return sessionRow(r), nil
	case account.Keyring:
		return keyringRow(r), nil
	case account.Sitting:
		return sittingRow(r), nil
	case account.Device:
		return deviceRow(r), nil
	case onboarding.OneTime:
		return oneTimeRow(r), nil
	case onboarding.Draft:
		return draftRow(r), nil
	case environment.Sheet:
		return row{key: environmentKey(), record: r}, nil
	case upload.Upload:
		return uploadRow(r), nil
	case service.Service:
		return serviceRow(r), nil
	case service.Credential:
		return credentialRow(r), nil
	case service.Revision:
		return revisionRow(r), nil
	case offering.Offering:
		return offeringRow(r), nil
	case casefile.Case:
		return caseRow(r), nil
	case casefile.Review:
		return reviewRow(r), nil
	case casefile.Stage:
		return stageRow(r), nil
	case casefile.LetterDraft:
		return letterRow(r), nil
	case casefile.Unsent:
		return unsentRow(r), nil
	case casefile.Note:
		return noteRow(r), nil
	case casefile.Submission:
		return submissionRow(r), nil
	case onboarding.TaskToken:
		return tokenRow(r), nil
	case onboarding.Catalogue:
		return catalogueRow(r), nil
	case bulletin.Bulletin:
		return bulletinRow(r), nil
	case apikey.Key:
		return apiKeyRow(r), nil
	case policy.Policy:
		return policyRow(r), nil
	case onboarding.Due:
		return dueRow(r), nil
	case firewall.Rule:
		return ruleRow(r), nil
	}
	return row{}, fault.Newf(fault.Internal, "the table has no place for %T", r)
}

// item is the row as it is stored.
func (r row) item() (Item, error) {
	item, err := encode(r.record)
	if err != nil {
		return nil, err
	}
	item[attrPK], item[attrSK] = text(r.key.PK), text(r.key.SK)
	for _, e := range r.shown {
		pk, sk := e.index.Attributes()
		item[pk], item[sk] = text(e.pk), text(e.sk)
	}
	if !r.forget.IsZero() {
		item[attrTTL] = number(r.forget.Unix())
	}
	return item, nil
}

// put is the row's write under conditions.
func (r row) put(conditions ...Condition) (Write, error) {
	item, err := r.item()
	return Write{Action: Put, Key: r.key, Item: item, If: conditions}, err
}

// expecting is the condition of a record that has version v once written.
func expecting(v int) []Condition {
	switch v {
	case 0:
		return nil
	case 1:
		return []Condition{absent()}
	}
	return []Condition{is(attrVersion, number(v-1))}
}
