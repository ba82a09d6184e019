package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
)

// coordinates are a stack as stack.json tells it to tests and seed, which find
// the file by the variable PORTAL_STACK, and to the benchmark.
type coordinates struct {
	Endpoint  string            `json:"endpoint"`   // every AWS service
	Region    string            `json:"region"`     //
	AccessKey string            `json:"access_key"` // the emulator's root user
	SecretKey string            `json:"secret_key"` //
	Portal    string            `json:"portal"`     // for a browser; Go programs dial Endpoint instead
	Mail      string            `json:"mail"`       // Mailpit's pages; its API below /api/v1
	Functions map[string]string `json:"functions"`  // portal, action … → function name
	Machines  map[string]string `json:"machines"`   // full-v1 … → ARN
	Queues    map[string]string `json:"queues"`     // outbox, schedule → URL of the dead letters
	Bucket    string            `json:"bucket"`     // of the uploads
	Settings  map[string]string `json:"settings"`   // the functions' environment, all of them together
	Accounts  string            `json:"accounts"`   // path of what the seed wrote; the file is there after a seed only
	Logs      string            `json:"logs"`       // folder
	Restart   []string          `json:"restart"`    // command that stops and starts the emulator, state kept
	Outputs   map[string]string `json:"outputs"`    // of template.yaml, as they are
	Ports     ports             `json:"ports"`      //
	Processes []process         `json:"processes"`  // what runs now
}

func (s *stack) save() error {
	functions := make(map[string]string)
	for _, name := range functionNames {
		functions[name] = s.cloudName() + "-" + name
	}
	return s.writeJSON("stack.json", coordinates{
		Endpoint: s.endpoint(), Region: region, AccessKey: accessKey, SecretKey: secretKey,
		Portal: s.portal(), Mail: s.mail(), Functions: functions,
		Machines: map[string]string{
			"full-v1":     s.outputs["FullV1Machine"],
			"standard-v1": s.outputs["StandardV1Machine"],
			"ops-v1":      s.outputs["OpsV1Machine"],
			"moda-v1":     s.outputs["ModaV1Machine"],
		},
		Queues: map[string]string{
			"outbox":   s.outputs["OutboxDeadLetters"],
			"schedule": s.outputs["ScheduleDeadLetters"],
			"scan":     s.outputs["ScanDeadLetters"],
			"bounce":   s.outputs["BounceDeadLetters"],
		},
		Bucket: s.outputs["UploadBucket"], Settings: s.settings(), Accounts: s.accounts(), Logs: s.path("logs"),
		Restart: []string{s.at.bin("local"), "restart", "-stack", s.name},
		Outputs: s.outputs, Ports: s.ports, Processes: s.processes,
	})
}

// settings are what template.yaml gives the functions as environment.
func (s *stack) settings() map[string]string {
	return map[string]string{
		"ENVIRONMENT":           s.environment(),
		"TABLE_NAME":            s.outputs["Table"],
		"PORTAL_URL":            s.portal(),
		"BASE_PATH":             "/mydata-backend",
		"MAIL_SENDER":           mailSender,
		"SERVICE_PHONE":         servicePhone,
		"SERVICE_MAIL":          serviceMail,
		"SES_CONFIGURATION_SET": s.cloudName(),
		"SECRET_PEPPER":         s.outputs["PepperSecret"],
		"SECRET_FACTOR":         s.outputs["FactorSecret"],
		"SECRET_LINK":           s.outputs["LinkSecret"],
		"SECRET_TOKEN":          s.outputs["TokenSecret"],
		"MACHINE_FULL_V1":       s.outputs["FullV1Machine"],
		"MACHINE_STANDARD_V1":   s.outputs["StandardV1Machine"],
		"MACHINE_OPS_V1":        s.outputs["OpsV1Machine"],
		"MACHINE_MODA_V1":       s.outputs["ModaV1Machine"],
		"UPLOAD_BUCKET":         s.outputs["UploadBucket"],
		"MALWARE_SCAN":          "off",
		"OPS_DAYS":              "7",
		"MODA_DAYS":             "10",
		"AUDIT_BUCKET":          s.outputs["AuditBucket"],
		"AUDIT_KEY":             s.outputs["AuditKey"],
		"LOG_LEVEL":             "INFO",
	}
}

// accounts is where the seed writes who can sign in. Run's file is part of
// what `make run` promises; others keep theirs to themselves.
func (s *stack) accounts() string {
	if s.name == "run" {
		return s.at.local("run.json")
	}
	return s.path("run.json")
}

// environ is awsEnv with the settings and the stack's own coordinates added.
func (s *stack) environ() []string {
	env := append(awsEnv(s.endpoint()), "PORTAL_STACK="+s.path("stack.json"), "MAIL_URL="+s.mail())
	settings := s.settings()
	names := make([]string, 0, len(settings))
	for name := range settings {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		env = append(env, name+"="+settings[name])
	}
	return env
}

// loadStack reads a stack back from its stack.json.
func loadStack(at layout, name string) (*stack, error) {
	s := &stack{at: at, name: name}
	text, err := os.ReadFile(s.path("stack.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no stack %q: `local up -stack %s` makes it", name, name)
	}
	if err != nil {
		return nil, err
	}
	var c coordinates
	if err := json.Unmarshal(text, &c); err != nil {
		return nil, fmt.Errorf("%s: %w", s.path("stack.json"), err)
	}
	s.ports, s.processes, s.outputs = c.Ports, c.Processes, c.Outputs
	return s, nil
}
