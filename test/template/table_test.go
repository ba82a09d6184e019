package template_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// table is a table's keys in words that template.yaml and the SDK share.
type table struct {
	BillingMode          string      `yaml:"BillingMode"`
	AttributeDefinitions []attribute `yaml:"AttributeDefinitions"`
	KeySchema            []keyPart   `yaml:"KeySchema"`
	Indexes              []index     `yaml:"GlobalSecondaryIndexes"`
}

type attribute struct {
	Name string `yaml:"AttributeName"`
	Type string `yaml:"AttributeType"`
}

type keyPart struct {
	Name string `yaml:"AttributeName"`
	Type string `yaml:"KeyType"`
}

type index struct {
	Name       string    `yaml:"IndexName"`
	KeySchema  []keyPart `yaml:"KeySchema"`
	Projection struct {
		Type string `yaml:"ProjectionType"`
	} `yaml:"Projection"`
}

func TestTheTableIsTheOneTheStoreIsTestedOn(t *testing.T) {
	t.Parallel()
	var got table
	properties := resources(t)["Table"].Properties
	if err := properties.Decode(&got); err != nil {
		t.Fatal(err)
	}
	schema := store.Schema("any")
	want := table{BillingMode: string(schema.BillingMode), KeySchema: keyParts(schema.KeySchema)}
	for _, a := range schema.AttributeDefinitions {
		want.AttributeDefinitions = append(want.AttributeDefinitions, attribute{aws.ToString(a.AttributeName), string(a.AttributeType)})
	}
	for _, i := range schema.GlobalSecondaryIndexes {
		one := index{Name: aws.ToString(i.IndexName), KeySchema: keyParts(i.KeySchema)}
		one.Projection.Type = string(i.Projection.ProjectionType)
		want.Indexes = append(want.Indexes, one)
	}
	for _, side := range []*table{&got, &want} {
		slices.SortFunc(side.AttributeDefinitions, func(a, b attribute) int { return strings.Compare(a.Name, b.Name) })
		slices.SortFunc(side.Indexes, func(a, b index) int { return strings.Compare(a.Name, b.Name) })
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("template.yaml differs from store.Schema (-schema +template):\n%s", diff)
	}
}

func keyParts(schema []types.KeySchemaElement) []keyPart {
	var parts []keyPart
	for _, e := range schema {
		parts = append(parts, keyPart{aws.ToString(e.AttributeName), string(e.KeyType)})
	}
	return parts
}
