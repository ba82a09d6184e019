package live

import (
	"context"
	"os/exec"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
)

// Restart stops the emulator and starts it again. Data stay; executions that
// were running are lost.
func (p *Portal) Restart(t testing.TB) {
	t.Helper()
	command := exec.CommandContext(t.Context(), p.Stack.Restart[0], p.Stack.Restart[1:]...)
	command.Dir = p.Stack.dir
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", p.Stack.Restart, err, out)
	}
}

// Throttle keeps a function from being run at all, until restore is called or
// the test ends.
func (p *Portal) Throttle(t testing.TB, function string) (restore func()) {
	t.Helper()
	client, name := lambda.NewFromConfig(p.AWS), p.Stack.Functions[function]
	_, err := client.PutFunctionConcurrency(t.Context(), &lambda.PutFunctionConcurrencyInput{
		FunctionName: &name, ReservedConcurrentExecutions: aws.Int32(0)})
	must(t, err)
	return restored(t, func(ctx context.Context) error {
		_, err := client.DeleteFunctionConcurrency(ctx, &lambda.DeleteFunctionConcurrencyInput{FunctionName: &name})
		return err
	})
}

// DenyTable takes the table from a function, until restore is called or the
// test ends.
func (p *Portal) DenyTable(t testing.TB, function string) (restore func()) {
	t.Helper()
	client, role := iam.NewFromConfig(p.AWS), p.Role(t, function)
	held, err := client.ListAttachedRolePolicies(t.Context(), &iam.ListAttachedRolePoliciesInput{RoleName: &role})
	must(t, err)
	if len(held.AttachedPolicies) != 1 {
		t.Fatalf("the role of %s has %d managed policies, want the one of the table", function, len(held.AttachedPolicies))
	}
	arn := held.AttachedPolicies[0].PolicyArn
	_, err = client.DetachRolePolicy(t.Context(), &iam.DetachRolePolicyInput{RoleName: &role, PolicyArn: arn})
	must(t, err)
	return restored(t, func(ctx context.Context) error {
		_, err := client.AttachRolePolicy(ctx, &iam.AttachRolePolicyInput{RoleName: &role, PolicyArn: arn})
		return err
	})
}

// DenyAllButTable takes from a function every right besides the table's, until
// restore is called or the test ends.
func (p *Portal) DenyAllButTable(t testing.TB, function string) (restore func()) {
	t.Helper()
	client, role, policy := iam.NewFromConfig(p.AWS), p.Role(t, function), function
	held, err := client.GetRolePolicy(t.Context(), &iam.GetRolePolicyInput{RoleName: &role, PolicyName: &policy})
	must(t, err)
	document, err := unescape(held.PolicyDocument)
	must(t, err)
	_, err = client.DeleteRolePolicy(t.Context(), &iam.DeleteRolePolicyInput{RoleName: &role, PolicyName: &policy})
	must(t, err)
	return restored(t, func(ctx context.Context) error {
		_, err := client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: &role, PolicyName: &policy, PolicyDocument: &document})
		return err
	})
}

// restored makes undo happen once: when it is called, or else when the test
// ends, however it ends.
func restored(t testing.TB, undo func(context.Context) error) func() {
	var once sync.Once
	restore := func() {
		once.Do(func() {
			if err := undo(context.Background()); err != nil { // the test's own context may have ended
				t.Errorf("putting things right again: %v", err)
			}
		})
	}
	t.Cleanup(restore)
	return restore
}
