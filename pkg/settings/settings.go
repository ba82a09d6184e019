// Package settings reads what a function is told by its environment, once, in
// main, and reports every problem at once. A problem names the variable and
// never repeats its value, which may be a secret that was pasted in the wrong
// place.
//
// In production nothing that belongs to a test is accepted (trust 29): no
// emulator, no address without TLS, no reserved mail domain, no debug log, no
// sample key.
package settings

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strings"
)

// Environment is where the function runs. Only Production is strict.
type Environment string

// The environments.
const (
	Local      Environment = "local"
	Test       Environment = "test"
	Staging    Environment = "staging"
	Production Environment = "production"
)

// Name is an environment variable that a function may need. ENVIRONMENT and
// LOG_LEVEL (default info) are read for every function.
type Name string

// The variables.
const (
	TableName         Name = "TABLE_NAME"
	PortalURL         Name = "PORTAL_URL" // as people type it, base path included, no slash at its end
	BasePath          Name = "BASE_PATH"  // path part of PORTAL_URL; may be empty
	MailSender        Name = "MAIL_SENDER"
	ServicePhone      Name = "SERVICE_PHONE"
	ServiceMail       Name = "SERVICE_MAIL"
	ConfigurationSet  Name = "SES_CONFIGURATION_SET"
	SecretPepper      Name = "SECRET_PEPPER" // this and the next three: id or ARN in Secrets Manager
	SecretFactor      Name = "SECRET_FACTOR"
	SecretLink        Name = "SECRET_LINK"
	SecretToken       Name = "SECRET_TOKEN"
	TurnstileSiteKey  Name = "TURNSTILE_SITE_KEY" // Cloudflare's, as pages show it (A13); this and the next may be empty together
	SecretTurnstile   Name = "SECRET_TURNSTILE"   // id or ARN of the key that verifies
	MachineFullV1     Name = "MACHINE_FULL_V1"    // this and the next three: ARN of a state machine
	MachineStandardV1 Name = "MACHINE_STANDARD_V1"
	MachineOpsV1      Name = "MACHINE_OPS_V1"
	MachineModaV1     Name = "MACHINE_MODA_V1"
	UploadBucket      Name = "UPLOAD_BUCKET"
	MalwareScan       Name = "MALWARE_SCAN" // on where the account's malware protection looks at every upload, off
	OpsDays           Name = "OPS_DAYS"     // how long a stage may wait for the operation team before it is overdue (F7)
	ModaDays          Name = "MODA_DAYS"    // and for the ministry
	AuditBucket       Name = "AUDIT_BUCKET" // signed days of the history
	AuditKey          Name = "AUDIT_KEY"    // id or ARN of the KMS key that signs them
)

// Settings holds what Read was asked for; the rest is empty.
type Settings struct {
	Environment      Environment
	LogLevel         slog.Level
	TableName        string
	PortalURL        string
	BasePath         string
	MailSender       string
	ServicePhone     string
	ServiceMail      string
	ConfigurationSet string
	UploadBucket     string
	MalwareScan      bool
	TurnstileSiteKey string            // "" where no proof is asked for
	Machines         map[string]string // ARN by chain and version: "full-v1"
	OpsDays          int               // 1 to 99, like ModaDays
	ModaDays         int
	AuditBucket      string
	AuditKey         string

	secrets map[Name]string // ids, see Keys
}

// Read reads the named variables; lookup is os.LookupEnv outside of tests. The
// error joins one error for each problem.
func Read(lookup func(string) (string, bool), names ...Name) (Settings, error) {
	s := Settings{Machines: map[string]string{}, secrets: map[Name]string{}}
	var problems []error
	note := func(name Name, problem string) {
		if problem != "" {
			problems = append(problems, fmt.Errorf("%s: %s", name, problem))
		}
	}
	get := func(name Name) string {
		value, _ := lookup(string(name))
		return value
	}

	s.Environment = Environment(get("ENVIRONMENT"))
	if !slices.Contains([]Environment{Local, Test, Staging, Production}, s.Environment) {
		note("ENVIRONMENT", "is not local, test, staging or production")
	}
	strict := s.Environment == Production
	if level := get("LOG_LEVEL"); level != "" && s.LogLevel.UnmarshalText([]byte(level)) != nil {
		note("LOG_LEVEL", "is not debug, info, warn or error")
	}
	if strict {
		if s.LogLevel < slog.LevelInfo {
			note("LOG_LEVEL", "debug is not for production")
		}
		for _, name := range endpoints {
			if get(name) != "" {
				note(name, "an emulator is not for production")
			}
		}
	}
	for _, name := range names {
		note(name, s.set(name, get(name), strict))
	}
	if u, err := url.Parse(s.PortalURL); err == nil && s.PortalURL != "" && slices.Contains(names, BasePath) && u.Path != s.BasePath {
		note(BasePath, "differs from the path of PORTAL_URL")
	}
	if slices.Contains(names, SecretTurnstile) && (s.TurnstileSiteKey == "") != (s.secrets[SecretTurnstile] == "") {
		note(SecretTurnstile, "and TURNSTILE_SITE_KEY are only of use together")
	}
	return s, errors.Join(problems...)
}

// optional are the variables that may be empty.
var optional = []Name{BasePath, TurnstileSiteKey, SecretTurnstile}

// endpoints would send the SDK to something that is not AWS.
var endpoints = []Name{
	"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SFN", "AWS_ENDPOINT_URL_SESV2",
	"AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL_KMS",
}

// set stores the value of one variable and says what is wrong with it.
func (s *Settings) set(name Name, value string, strict bool) (problem string) {
	if value == "" && !slices.Contains(optional, name) {
		return "is not set"
	}
	switch name {
	case TableName:
		s.TableName = value
		return matches(value, tableName, "is not a table's name")
	case PortalURL:
		if problem = portalURL(value, strict); problem == "" {
			s.PortalURL = value
		}
		return problem
	case BasePath:
		s.BasePath = value
		return matches(value, basePath, "is not empty or a path like /mydata-backend")
	case MailSender:
		s.MailSender = value
		return mailAddress(value, strict)
	case ServicePhone:
		s.ServicePhone = value
		return matches(value, phone, "is not a telephone number")
	case ServiceMail:
		s.ServiceMail = value
		return mailAddress(value, strict)
	case ConfigurationSet:
		s.ConfigurationSet = value
		return matches(value, configurationSet, "is not a configuration set's name")
	case UploadBucket:
		s.UploadBucket = value
		return matches(value, bucket, "is not a bucket's name")
	case MalwareScan:
		s.MalwareScan = value == "on"
		return matches(value, onOff, "is not on or off")
	case SecretPepper, SecretFactor, SecretLink, SecretToken, SecretTurnstile:
		if value != "" {
			s.secrets[name] = value
		}
		return ofEmulator(value, strict)
	case TurnstileSiteKey:
		s.TurnstileSiteKey = value
		if strict && testSiteKey.MatchString(value) {
			return "a key for tests is not for production"
		}
		return ""
	case OpsDays:
		s.OpsDays, problem = days(value)
		return problem
	case ModaDays:
		s.ModaDays, problem = days(value)
		return problem
	case AuditBucket:
		s.AuditBucket = value
		return matches(value, bucketName, "is not a bucket's name")
	case AuditKey:
		s.AuditKey = value
		if problem := matches(value, keyID, "is not the id or ARN of a key"); problem != "" {
			return problem
		}
		return ofEmulator(value, strict)
	case MachineFullV1, MachineStandardV1, MachineOpsV1, MachineModaV1:
		s.Machines[machineID(name)] = value
		if problem := matches(value, machineARN, "is not a state machine's ARN"); problem != "" {
			return problem
		}
		return ofEmulator(value, strict)
	}
	return "is a variable nobody knows"
}

// machineID turns MACHINE_FULL_V1 into full-v1.
func machineID(name Name) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(string(name), "MACHINE_"), "_", "-"))
}
