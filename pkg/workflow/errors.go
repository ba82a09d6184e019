package workflow

import (
	"errors"

	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// translate turns an error of the SDK into a fault. A nil err gives nil.
func translate(op string, err error) error {
	if err == nil {
		return nil
	}
	code := fault.Unavailable
	switch {
	case is[*types.InvalidArn](err), is[*types.InvalidName](err), is[*types.InvalidExecutionInput](err),
		is[*types.InvalidOutput](err), is[*types.ValidationException](err), is[*types.StateMachineDoesNotExist](err):
		code = fault.Internal
	}
	return &fault.Error{Code: code, Op: op, Err: err}
}

// is reports whether err is, or wraps, an error of that type.
func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
