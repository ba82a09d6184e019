package wiring

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// awsConfig reads what the Lambda runtime tells a function of its account:
// region, the role's credentials and, on the emulator, the endpoint. The SDK's
// own loader would look into files, instance metadata and single sign-on too,
// which no function has, and its code is a fifth of a function's binary.
func awsConfig(lookup func(string) (string, bool)) (aws.Config, error) {
	get := func(name string) string {
		value, _ := lookup(name)
		return value
	}
	c := aws.Config{Region: get("AWS_REGION"), RetryMode: aws.RetryModeStandard}
	if c.Region == "" {
		c.Region = get("AWS_DEFAULT_REGION")
	}
	key := aws.Credentials{AccessKeyID: get("AWS_ACCESS_KEY_ID"), SecretAccessKey: get("AWS_SECRET_ACCESS_KEY"),
		SessionToken: get("AWS_SESSION_TOKEN"), Source: "environment"}
	var missing []string
	for _, need := range []struct{ name, value string }{
		{"AWS_REGION", c.Region}, {"AWS_ACCESS_KEY_ID", key.AccessKeyID}, {"AWS_SECRET_ACCESS_KEY", key.SecretAccessKey},
	} {
		if need.value == "" {
			missing = append(missing, need.name)
		}
	}
	if len(missing) > 0 {
		return c, fmt.Errorf("missing: %s", strings.Join(missing, ", "))
	}
	c.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return key, nil })
	if endpoint := get("AWS_ENDPOINT_URL"); endpoint != "" {
		c.BaseEndpoint = aws.String(endpoint)
	}
	return c, nil
}
