package live

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
)

// Stack is the part of infra/local's stack.json that tests need.
type Stack struct {
	Endpoint  string            `json:"endpoint"` // of every AWS service
	Region    string            `json:"region"`
	AccessKey string            `json:"access_key"`
	SecretKey string            `json:"secret_key"`
	Portal    string            `json:"portal"`    // what mailed links begin with
	Mail      string            `json:"mail"`      // Mailpit
	Functions map[string]string `json:"functions"` // portal, action … → name in AWS
	Machines  map[string]string `json:"machines"`  // full-v1 … → ARN
	Queues    map[string]string `json:"queues"`    // outbox, schedule → URL of the dead letters
	Settings  map[string]string `json:"settings"`  // the functions' environment
	Restart   []string          `json:"restart"`   // command that stops the emulator and starts it again

	dir string // where the file lies, inside the repository the stack was made from
}

// readStack reads the file PORTAL_STACK names.
func readStack() (Stack, error) {
	var s Stack
	path := os.Getenv("PORTAL_STACK")
	if path == "" {
		return s, errors.New("PORTAL_STACK names no stack.json: `make up` brings up a stack and prints its path")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return s, err
	}
	s.dir = filepath.Dir(path)
	return s, json.Unmarshal(text, &s)
}

// enter makes this process one that runs on the stack, as the functions do: the
// settings are its environment, and AWS is where the stack says.
func (s Stack) enter() error {
	variables := map[string]string{
		"AWS_ENDPOINT_URL":            s.Endpoint,
		"AWS_REGION":                  s.Region,
		"AWS_ACCESS_KEY_ID":           s.AccessKey,
		"AWS_SECRET_ACCESS_KEY":       s.SecretKey,
		"AWS_CONFIG_FILE":             os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	}
	for name, value := range s.Settings {
		variables[name] = value
	}
	for name, value := range variables {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return os.Unsetenv("AWS_PROFILE")
}
