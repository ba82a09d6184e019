package store_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/storetest"
)

// server is a DynamoDB to make scratch tables in.
type server struct {
	Endpoint  string `json:"endpoint"`
	Region    string `json:"region"`
	AccessKey string `json:"access_key"`
	SecretKey string `json:"secret_key"`
}

func (s server) config() aws.Config {
	return aws.Config{BaseEndpoint: &s.Endpoint, Region: s.Region,
		Credentials: credentials.NewStaticCredentialsProvider(s.AccessKey, s.SecretKey, "")}
}

// scratch makes a table of its own for one test and drops it afterwards.
func (s server) scratch(t testing.TB) storetest.Subject {
	t.Helper()
	client, name := dynamodb.NewFromConfig(s.config()), "contract-"+rand.Text()
	if _, err := client.CreateTable(t.Context(), store.Schema(name)); err != nil {
		t.Fatalf("creating a table at %s: %v", s.Endpoint, err)
	}
	t.Cleanup(func() {
		if _, err := client.DeleteTable(context.Background(), &dynamodb.DeleteTableInput{TableName: &name}); err != nil {
			t.Errorf("dropping %s: %v", name, err)
		}
	})
	made := dynamodb.NewTableExistsWaiter(client)
	if err := made.Wait(t.Context(), &dynamodb.DescribeTableInput{TableName: &name}, time.Minute); err != nil {
		t.Fatal(err)
	}
	unhurried := func(o *dynamodb.Options) { o.HTTPClient = awshttp.NewBuildableClient() } // the machine may be busy
	return storetest.Subject{Table: store.NewDynamo(s.config(), name, unhurried)}
}
