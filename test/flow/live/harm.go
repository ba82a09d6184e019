package live

import (
	"context"
	"fmt"
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
	return p.deny(t, function, "Action", "dynamodb:*")
}

// DenyAllButTable takes from a function every right besides the table's, until
// restore is called or the test ends.
func (p *Portal) DenyAllButTable(t testing.TB, function string) (restore func()) {
	t.Helper()
	return p.deny(t, function, "NotAction", "dynamodb:*")
}

// deny adds a policy to the function's role that refuses what it names, which
// outweighs all that its own policies allow.
func (p *Portal) deny(t testing.TB, function, element, actions string) (restore func()) {
	t.Helper()
	client, role, policy := iam.NewFromConfig(p.AWS), p.Role(t, function), "harm"
	document := fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Deny",%q:%q,"Resource":"*"}]}`, element, actions)
	_, err := client.PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{RoleName: &role, PolicyName: &policy, PolicyDocument: &document})
	must(t, err)
	return restored(t, func(ctx context.Context) error {
		_, err := client.DeleteRolePolicy(ctx, &iam.DeleteRolePolicyInput{RoleName: &role, PolicyName: &policy})
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
