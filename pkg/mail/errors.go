package mail

import (
	"errors"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// translate turns an error of the SDK into a fault. A nil err gives nil.
func translate(op string, err error) error {
	if err == nil {
		return nil
	}
	code := fault.Unavailable
	if hopeless(err) {
		code = fault.Invalid
	}
	return &fault.Error{Code: code, Op: op, Err: err}
}

// hopeless reports whether the same message would be refused for ever. SES uses
// MessageRejected also for senders it has not verified yet, which ends when
// somebody does.
func hopeless(err error) bool {
	if rejected, ok := errors.AsType[*types.MessageRejected](err); ok {
		return !strings.Contains(rejected.ErrorMessage(), "not verified")
	}
	_, bad := errors.AsType[*types.BadRequestException](err)
	return bad
}
