package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// Where the emulator believes to be. The credentials are its root user's; it
// accepts no others that it has not made itself.
const (
	region    = "ap-northeast-1"
	accessKey = "test"
	secretKey = "test"
)

// A layout is the absolute path of the repository's root, from which every
// other path follows.
type layout string

// findLayout goes up from the working directory to the one with template.yaml.
func findLayout() (layout, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "template.yaml")); missing == nil {
			return layout(dir), nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no template.yaml here or above: run it inside the repository")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}

// root joins names to the repository's root.
func (l layout) root(names ...string) string {
	return filepath.Join(append([]string{string(l)}, names...)...)
}

// local joins names to .local/.
func (l layout) local(names ...string) string {
	return l.root(append([]string{".local"}, names...)...)
}

// python is a program that requirements.txt installs.
func (l layout) python(name string) string { return l.local("python", "bin", name) }

// bin is a program that tools/go.mod installs, or that is built from here.
func (l layout) bin(name string) string { return l.local("bin", name) }

// awsEnv is this process's environment with the emulator in place of whatever
// AWS account the developer's own files and variables name.
func awsEnv(endpoint string) []string {
	var env []string
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "AWS_") {
			env = append(env, pair)
		}
	}
	return append(env,
		"AWS_ENDPOINT_URL="+endpoint,
		"AWS_REGION="+region,
		"AWS_DEFAULT_REGION="+region,
		"AWS_ACCESS_KEY_ID="+accessKey,
		"AWS_SECRET_ACCESS_KEY="+secretKey,
		"AWS_CONFIG_FILE="+os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE="+os.DevNull,
		"AWS_EC2_METADATA_DISABLED=true",
		"SAM_CLI_TELEMETRY=0",
	)
}
