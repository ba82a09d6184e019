// Command clock is a placeholder that accepts every event, so that the template
// can be deployed before the function is written.
package main

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(context.Context, json.RawMessage) (map[string]any, error) {
		return map[string]any{}, nil
	})
}
