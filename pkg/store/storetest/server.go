package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// Server is a DynamoDB to make scratch tables in, in the words of the test
// stack's stack.json.
type Server struct {
	Endpoint  string `json:"endpoint"`
	Region    string `json:"region"`
	AccessKey string `json:"access_key"`
	SecretKey string `json:"secret_key"`
}

// DynamoDBLocal is the one make test starts where there is Java. Without it the
// test is skipped.
func DynamoDBLocal(t testing.TB) Server {
	t.Helper()
	endpoint := os.Getenv("PORTAL_DYNAMODB_LOCAL")
	if endpoint == "" {
		t.Skip("PORTAL_DYNAMODB_LOCAL names no DynamoDB Local")
	}
	return Server{Endpoint: endpoint, Region: "us-east-1", AccessKey: "local", SecretKey: "local"}
}

func (s Server) config() aws.Config {
	return aws.Config{BaseEndpoint: &s.Endpoint, Region: s.Region,
		Credentials: credentials.NewStaticCredentialsProvider(s.AccessKey, s.SecretKey, "")}
}

// Fresh makes a table of its own for one test and drops it afterwards.
func (s Server) Fresh(t testing.TB) Subject { return Subject{Table: s.Table(t)} }

// Table makes a table and drops it after the test. Options come behind limits
// of time that suit a busy machine.
func (s Server) Table(t testing.TB, options ...func(*dynamodb.Options)) *store.Dynamo {
	t.Helper()
	client, name := dynamodb.NewFromConfig(s.config()), "contract-"+rand.Text()
	// The SDK repeats a request whose reply was lost; the name is drawn, so that
	// what the first try did is nobody else's.
	var there *types.ResourceInUseException
	if _, err := client.CreateTable(t.Context(), store.Schema(name)); err != nil && !errors.As(err, &there) {
		t.Fatalf("creating a table at %s: %v", s.Endpoint, err)
	}
	t.Cleanup(func() {
		var gone *types.ResourceNotFoundException
		if _, err := client.DeleteTable(context.Background(), &dynamodb.DeleteTableInput{TableName: &name}); err != nil && !errors.As(err, &gone) {
			t.Errorf("dropping %s: %v", name, err)
		}
	})
	made := dynamodb.NewTableExistsWaiter(client)
	if err := made.Wait(t.Context(), &dynamodb.DescribeTableInput{TableName: &name}, time.Minute); err != nil {
		t.Fatal(err)
	}
	unhurried := func(o *dynamodb.Options) { o.HTTPClient = awshttp.NewBuildableClient() }
	return store.NewDynamo(s.config(), name, append([]func(*dynamodb.Options){unhurried}, options...)...)
}
