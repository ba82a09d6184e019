package live

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// Role is the name of a function's role.
func (p *Portal) Role(t testing.TB, function string) string {
	t.Helper()
	name := p.Stack.Functions[function]
	found, err := lambda.NewFromConfig(p.AWS).GetFunctionConfiguration(t.Context(), &lambda.GetFunctionConfigurationInput{FunctionName: &name})
	must(t, err)
	return roleName(found.Role)
}

// MachineRole is the name of the role all state machines share.
func (p *Portal) MachineRole(t testing.TB) string {
	t.Helper()
	found, err := sfn.NewFromConfig(p.AWS).DescribeStateMachine(t.Context(), &sfn.DescribeStateMachineInput{
		StateMachineArn: aws.String(p.Stack.Machines["full-v1"])})
	must(t, err)
	return roleName(found.RoleArn)
}

func roleName(arn *string) string {
	_, name, _ := strings.Cut(aws.ToString(arn), ":role/")
	return name
}

// AsFunction acts as a function's role.
func (p *Portal) AsFunction(t testing.TB, function string) aws.Config {
	t.Helper()
	return p.Assume(t, p.Role(t, function))
}

// trusting is held while a role's trust is not its own.
var trusting sync.Mutex

// Assume acts as a role. Roles trust AWS's services only; for the moment it
// takes, this one trusts the account's own administrator too.
func (p *Portal) Assume(t testing.TB, role string) aws.Config {
	t.Helper()
	trusting.Lock()
	defer trusting.Unlock()
	client := iam.NewFromConfig(p.AWS)
	found, err := client.GetRole(t.Context(), &iam.GetRoleInput{RoleName: &role})
	must(t, err)
	before, err := unescape(found.Role.AssumeRolePolicyDocument)
	must(t, err)
	arn := aws.ToString(found.Role.Arn)
	account := strings.Split(arn, ":")[4]
	trust := fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::%s:root"}}]}`, account)
	_, err = client.UpdateAssumeRolePolicy(t.Context(), &iam.UpdateAssumeRolePolicyInput{RoleName: &role, PolicyDocument: &trust})
	must(t, err)
	restore := restored(t, func(ctx context.Context) error {
		_, err := client.UpdateAssumeRolePolicy(ctx, &iam.UpdateAssumeRolePolicyInput{RoleName: &role, PolicyDocument: &before})
		return err
	})
	session, err := sts.NewFromConfig(p.AWS).AssumeRole(t.Context(), &sts.AssumeRoleInput{RoleArn: &arn, RoleSessionName: aws.String("flow")})
	restore()
	must(t, err)
	as := p.AWS.Copy()
	c := session.Credentials
	as.Credentials = credentials.NewStaticCredentialsProvider(aws.ToString(c.AccessKeyId), aws.ToString(c.SecretAccessKey), aws.ToString(c.SessionToken))
	return as
}

// unescape reads a policy's document, which IAM returns as part of a URL.
func unescape(document *string) (string, error) { return url.QueryUnescape(aws.ToString(document)) }
