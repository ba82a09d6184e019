package template_test

import (
	"os"
	"testing"

	"gopkg.in/yaml.v3"
)

// resource is one of template.yaml's. Where its properties call CloudFormation,
// as in !Ref Table, the decoded value is what is called with: "Table".
type resource struct {
	Type       string
	Properties yaml.Node
}

func resources(t *testing.T) map[string]resource {
	t.Helper()
	text, err := os.ReadFile("../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var template struct {
		Resources map[string]resource `yaml:"Resources"`
	}
	if err := yaml.Unmarshal(text, &template); err != nil {
		t.Fatal(err)
	}
	return template.Resources
}

// UnmarshalYAML reads the two keys tests are about.
func (r *resource) UnmarshalYAML(node *yaml.Node) error {
	var raw struct {
		Type       string    `yaml:"Type"`
		Properties yaml.Node `yaml:"Properties"`
	}
	err := node.Decode(&raw)
	r.Type, r.Properties = raw.Type, raw.Properties
	return err
}
