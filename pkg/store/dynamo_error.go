package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// translate turns what the SDK returned, its own retries done, into the errors
// of Table:
//
//	a condition failed                                      *Lost
//	conflict with or of a transaction, throttles            ErrBusy
//	5xx, no connection, no time left                        fault Unavailable
//	anything else: wrong requests, missing rights or table  fault Internal
func translate(err error) error {
	var cancelled *types.TransactionCanceledException
	var failed *types.ConditionalCheckFailedException
	switch {
	case errors.As(err, &cancelled):
		return ofReasons(cancelled)
	case errors.As(err, &failed):
		return &Lost{Writes: []int{0}}
	case busy(err):
		return fmt.Errorf("%w: %w", ErrBusy, err)
	case unreachable(err):
		return unavailable(err)
	}
	return &fault.Error{Code: fault.Internal, Op: "store", Err: err}
}

// ofReasons reads a cancelled transaction item by item. A failed condition
// outweighs contention elsewhere: to repeat would only lose again.
func ofReasons(e *types.TransactionCanceledException) error {
	var lost Lost
	contended, other := false, ""
	for i, r := range e.CancellationReasons {
		switch code := aws.ToString(r.Code); code {
		case "", "None":
		case "ConditionalCheckFailed":
			lost.Writes = append(lost.Writes, i)
		case "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError":
			contended = true
		default:
			other = code
		}
	}
	switch {
	case len(lost.Writes) > 0:
		return &lost
	case contended && other == "":
		return fmt.Errorf("%w: %w", ErrBusy, e)
	}
	return &fault.Error{Code: fault.Internal, Op: "store", Err: fmt.Errorf("cancelled by %q: %w", other, e)}
}

// busy reports whether DynamoDB refused without having done anything, for a
// reason that passes.
func busy(err error) bool {
	var conflict *types.TransactionConflictException
	if errors.As(err, &conflict) {
		return true
	}
	return retry.ThrottleErrorCode{Codes: retry.DefaultThrottleErrorCodes}.IsErrorThrottle(err) == aws.TrueTernary
}

func unreachable(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return true
	}
	var api smithy.APIError
	if !errors.As(err, &api) {
		return true // no answer was understood: connection, time, TLS
	}
	return api.ErrorFault() == smithy.FaultServer || retryableStatus(err)
}

func retryableStatus(err error) bool {
	for _, r := range retry.DefaultRetryables {
		if r.IsErrorRetryable(err) == aws.TrueTernary {
			return true
		}
	}
	return false
}
