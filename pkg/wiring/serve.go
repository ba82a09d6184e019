package wiring

import (
	"context"
	"runtime/debug"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
)

// margin is kept of an invocation's time, so that what it did is logged before
// Lambda ends it (trust 26).
const margin = time.Second

// Handler does one invocation's work.
type Handler[In, Out any] func(ctx context.Context, in In) (Out, error)

// Failure is all an invocation's caller learns of an error: what it says may
// end in an execution's history or a dead letter (trust 30). The log has the rest.
type Failure struct{ Code fault.Code }

// Error is the code.
func (f *Failure) Error() string { return string(f.Code) }

// Serve hands every invocation to handle and writes one line about it, under
// name, with what handle noted by logging.Set. It does not return.
func Serve[In, Out any](f Function, name string, handle Handler[In, Out]) {
	lambda.StartHandlerFunc(logged(f, name, handle))
}

func logged[In, Out any](f Function, name string, handle Handler[In, Out]) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (out Out, err error) {
		ctx, event := logging.Start(ctx, f.Log, name, Now)
		if invocation, ok := lambdacontext.FromContext(ctx); ok {
			logging.Set(ctx, "request", invocation.AwsRequestID)
		}
		if end, ok := ctx.Deadline(); ok {
			var cancel context.CancelFunc
			ctx, cancel = context.WithDeadline(ctx, end.Add(-margin))
			defer cancel()
		}
		defer func() {
			if cause := recover(); cause != nil {
				err = fault.Newf(fault.Internal, "panic: %v\n%s", cause, debug.Stack())
			}
			event.End(err)
			if err != nil {
				err = &Failure{Code: fault.CodeOf(err)}
			}
		}()
		return handle(ctx, in)
	}
}
