//go:build emulator

package flow_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	sestypes "github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/smithy-go"

	"mydata.nat.gov.tw/portal/test/flow/live"
)

var functions = []string{"portal", "action", "open", "conclude", "relay", "clock", "reconcile", "invite", "scan", "attest", "digest", "bounce"}

// attempts are what a stolen function might be used for, and which functions
// have the right to it. None of them has an effect where it is allowed: what
// they name does not exist, or is not valid.
var attempts = []struct {
	name    string
	allowed []string
	try     func(ctx context.Context, s live.Stack, as aws.Config) error
}{
	{"read an item", slices.DeleteFunc(slices.Clone(functions), isOf("reconcile", "attest", "digest")), get("ORG#none")},
	{"read a task token", []string{"relay"}, get("TOKEN#none#001")},
	{"read a task token among others", nil, func(ctx context.Context, s live.Stack, as aws.Config) error {
		keys := types.KeysAndAttributes{Keys: []map[string]types.AttributeValue{key("ORG#none"), key("TOKEN#none#001")}}
		_, err := tables(as).BatchGetItem(ctx, &dynamodb.BatchGetItemInput{
			RequestItems: map[string]types.KeysAndAttributes{table(s): keys}})
		return err
	}},
	{"query a task token", nil, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := tables(as).Query(ctx, &dynamodb.QueryInput{TableName: aws.String(table(s)),
			KeyConditionExpression:    aws.String("pk = :pk"),
			ExpressionAttributeValues: map[string]types.AttributeValue{":pk": &types.AttributeValueMemberS{Value: "TOKEN#none#001"}}})
		return err
	}},
	{"write a task token", []string{"open"}, func(ctx context.Context, s live.Stack, as aws.Config) error {
		put := types.TransactWriteItem{Put: &types.Put{TableName: aws.String(table(s)), Item: key("TOKEN#none#001"),
			ConditionExpression: aws.String("attribute_exists(pk)")}}
		_, err := tables(as).TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{put}})
		return err
	}},
	{"scan the table", nil, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := tables(as).Scan(ctx, &dynamodb.ScanInput{TableName: aws.String(table(s)), Limit: aws.Int32(1)})
		return err
	}},
	{"change the table", nil, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := tables(as).UpdateTimeToLive(ctx, &dynamodb.UpdateTimeToLiveInput{TableName: aws.String(table(s)),
			TimeToLiveSpecification: &types.TimeToLiveSpecification{AttributeName: aws.String("ttl"), Enabled: aws.Bool(true)}})
		return err
	}},
	{"start an execution", []string{"relay"}, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := sfn.NewFromConfig(as).StartExecution(ctx, &sfn.StartExecutionInput{
			StateMachineArn: aws.String(s.Machines["full-v1"]), Input: aws.String("no JSON")})
		return err
	}},
	{"answer a machine", []string{"relay"}, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := sfn.NewFromConfig(as).SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: aws.String("none"), Output: aws.String("{}")})
		return err
	}},
	{"fail a machine's task", nil, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := sfn.NewFromConfig(as).SendTaskFailure(ctx, &sfn.SendTaskFailureInput{TaskToken: aws.String("none")})
		return err
	}},
	{"stop an execution", []string{"relay"}, func(ctx context.Context, s live.Stack, as aws.Config) error {
		arn := strings.Replace(s.Machines["full-v1"], ":stateMachine:", ":execution:", 1) + ":none"
		_, err := sfn.NewFromConfig(as).StopExecution(ctx, &sfn.StopExecutionInput{ExecutionArn: &arn})
		return err
	}},
	{"send mail", []string{"relay"}, send("MAIL_SENDER")},
	{"send mail in another's name", nil, send("")},
	{"read the pepper", []string{"portal"}, reveal("SECRET_PEPPER")},
	{"read the key of authenticators", []string{"portal", "action"}, reveal("SECRET_FACTOR")},
	{"read the key of links", []string{"action", "portal", "relay"}, reveal("SECRET_LINK")},
	{"read the key of task tokens", []string{"open", "relay"}, reveal("SECRET_TOKEN")},
	{"call functions/open", []string{machine}, call("open")},
	{"call functions/conclude", []string{machine}, call("conclude")},
	{"call functions/invite", nil, call("invite")},
	{"call functions/scan", nil, call("scan")},
	{"call functions/bounce", nil, call("bounce")},
	{"put a file in the place of an upload", []string{"portal"}, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := objects(as).PutObject(ctx, &s3.PutObjectInput{Bucket: uploads(s), Key: aws.String("uploads/none"), Body: strings.NewReader(""), ContentMD5: wrong})
		return err
	}},
	{"put a file elsewhere", nil, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := objects(as).PutObject(ctx, &s3.PutObjectInput{Bucket: uploads(s), Key: aws.String("none"), Body: strings.NewReader(""), ContentMD5: wrong})
		return err
	}},
	{"read a file that nobody has looked through", []string{"scan"}, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := objects(as).GetObject(ctx, &s3.GetObjectInput{Bucket: uploads(s), Key: aws.String("uploads/none"), VersionId: aws.String("none")})
		return err
	}},
	{"call a file clean", []string{"scan"}, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := objects(as).PutObjectTagging(ctx, &s3.PutObjectTaggingInput{Bucket: uploads(s), Key: aws.String("uploads/none"), VersionId: aws.String("none"),
			Tagging: &s3types.Tagging{TagSet: []s3types.Tag{{Key: aws.String("scan"), Value: aws.String("clean")}}}})
		return err
	}},
	{"delete a file", nil, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := objects(as).DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: uploads(s), Key: aws.String("uploads/none")})
		return err
	}},
	{"sign a day of the history", []string{"attest"}, func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := kms.NewFromConfig(as).Sign(ctx, &kms.SignInput{KeyId: aws.String(s.Settings["AUDIT_KEY"]), Message: []byte("not a sum"),
			MessageType: kmstypes.MessageTypeDigest, SigningAlgorithm: kmstypes.SigningAlgorithmSpecEcdsaSha256})
		return err
	}},
	{"read a signed day", []string{"attest"}, signedDay(func(ctx context.Context, c *s3.Client, bucket, key *string) error {
		_, err := c.GetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: key})
		return err
	})},
	{"remove a signed day", nil, signedDay(func(ctx context.Context, c *s3.Client, bucket, key *string) error {
		_, err := c.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: key})
		return err
	})},
	{"see the roles", nil, func(ctx context.Context, _ live.Stack, as aws.Config) error {
		_, err := iam.NewFromConfig(as).ListRoles(ctx, &iam.ListRolesInput{})
		return err
	}},
}

// isOf tells whether a name is one of those given.
func isOf(names ...string) func(string) bool {
	return func(name string) bool { return slices.Contains(names, name) }
}

// machine is the state machines' role among those of functions.
const machine = "the state machines"

func TestTrust25_EachRoleHasItsRightsAndNoOther(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	for _, who := range append(slices.Clone(functions), machine) {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			role := p.MachineRole(t)
			if who != machine {
				role = p.Role(t, who)
			}
			as := p.Assume(t, role)
			for _, a := range attempts {
				err := a.try(t.Context(), p.Stack, as)
				if allowed := !denied(err); allowed != slices.Contains(a.allowed, who) {
					t.Errorf("%s may %s: %v (%v)", who, a.name, allowed, err)
				}
			}
		})
	}
}

// denied tells a missing right from every other failure.
func denied(err error) bool {
	var refusal smithy.APIError
	return errors.As(err, &refusal) && strings.HasPrefix(refusal.ErrorCode(), "AccessDenied")
}

// tables asks DynamoDB without looking at checksums: the emulator's refusals
// have a wrong one.
func tables(as aws.Config) *dynamodb.Client {
	return dynamodb.NewFromConfig(as, func(o *dynamodb.Options) { o.DisableValidateResponseChecksum = true })
}

func objects(as aws.Config) *s3.Client {
	return s3.NewFromConfig(as, func(o *s3.Options) { o.UsePathStyle = true })
}

func uploads(s live.Stack) *string { return aws.String(s.Settings["UPLOAD_BUCKET"]) }

// wrong is the checksum of nothing that anybody sends.
var wrong = aws.String("AAAAAAAAAAAAAAAAAAAAAA==")

func table(s live.Stack) string { return s.Settings["TABLE_NAME"] }

func key(pk string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"pk": &types.AttributeValueMemberS{Value: pk}, "sk": &types.AttributeValueMemberS{Value: "META"}}
}

func get(pk string) func(context.Context, live.Stack, aws.Config) error {
	return func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := tables(as).GetItem(ctx, &dynamodb.GetItemInput{TableName: aws.String(table(s)), Key: key(pk)})
		return err
	}
}

func signedDay(try func(ctx context.Context, c *s3.Client, bucket, key *string) error) func(context.Context, live.Stack, aws.Config) error {
	return func(ctx context.Context, s live.Stack, as aws.Config) error {
		client := s3.NewFromConfig(as, func(o *s3.Options) { o.UsePathStyle = true })
		return try(ctx, client, aws.String(s.Settings["AUDIT_BUCKET"]), aws.String("days/none.json"))
	}
}

func reveal(setting string) func(context.Context, live.Stack, aws.Config) error {
	return func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := secretsmanager.NewFromConfig(as).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String(s.Settings[setting])})
		return err
	}
}

func call(function string) func(context.Context, live.Stack, aws.Config) error {
	return func(ctx context.Context, s live.Stack, as aws.Config) error {
		_, err := lambda.NewFromConfig(as).Invoke(ctx, &lambda.InvokeInput{
			FunctionName: aws.String(s.Functions[function]), InvocationType: lambdatypes.InvocationTypeDryRun})
		return err
	}
}

// send sends to nobody: from the address in a setting, or from a stranger's.
func send(setting string) func(context.Context, live.Stack, aws.Config) error {
	return func(ctx context.Context, s live.Stack, as aws.Config) error {
		from := "ceo@stranger.example"
		if setting != "" {
			from = s.Settings[setting]
		}
		text := &sestypes.Content{Data: aws.String("x")}
		_, err := sesv2.NewFromConfig(as).SendEmail(ctx, &sesv2.SendEmailInput{FromEmailAddress: &from,
			Destination: &sestypes.Destination{}, ConfigurationSetName: aws.String(s.Settings["SES_CONFIGURATION_SET"]),
			Content: &sestypes.EmailContent{Simple: &sestypes.Message{Subject: text, Body: &sestypes.Body{Text: text}}}})
		return err
	}
}
