package template_test

import (
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// statement is one of a policy's.
type statement struct {
	Effect   string `yaml:"Effect"`
	Action   texts  `yaml:"Action"`
	Resource texts  `yaml:"Resource"`
}

// texts is one text or a list of them.
type texts []string

// UnmarshalYAML takes both forms.
func (s *texts) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Kind == yaml.SequenceNode {
		return node.Decode((*[]string)(s))
	}
	*s = texts{node.Value}
	return nil
}

// statements are those of all roles and policies, by the resource's name.
func statements(t *testing.T) map[string][]statement {
	t.Helper()
	type document struct {
		Statement []statement `yaml:"Statement"`
	}
	found := map[string][]statement{}
	for name, r := range resources(t) {
		if !strings.HasPrefix(r.Type, "AWS::IAM::") {
			continue
		}
		var held struct {
			PolicyDocument document `yaml:"PolicyDocument"`
			Policies       []struct {
				PolicyDocument document `yaml:"PolicyDocument"`
			} `yaml:"Policies"`
		}
		if err := r.Properties.Decode(&held); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found[name] = held.PolicyDocument.Statement
		for _, p := range held.Policies {
			found[name] = append(found[name], p.PolicyDocument.Statement...)
		}
		if len(found[name]) == 0 {
			t.Errorf("%s has no statement this test can read", name)
		}
	}
	return found
}

// allOfAWS are the actions for which AWS knows no narrower resource.
var allOfAWS = []string{"dynamodb:ListStreams"}

func TestTrust25_NoRightIsWiderThanAWSMakesIt(t *testing.T) {
	t.Parallel()
	for name, list := range statements(t) {
		for _, s := range list {
			for _, action := range s.Action {
				if strings.Contains(action, "*") {
					t.Errorf("%s allows %s", name, action)
				}
				if slices.Contains(s.Resource, "*") && !slices.Contains(allOfAWS, action) {
					t.Errorf("%s allows %s on everything", name, action)
				}
			}
		}
	}
}

func TestTrust25_EachFunctionHasARoleOfItsOwn(t *testing.T) {
	t.Parallel()
	owner := map[string]string{}
	for name, r := range resources(t) {
		if r.Type != "AWS::Serverless::Function" {
			continue
		}
		var function struct {
			Role string `yaml:"Role"` // !GetAtt OpenRole.Arn
		}
		if err := r.Properties.Decode(&function); err != nil {
			t.Fatal(err)
		}
		if want := strings.TrimSuffix(name, "Function") + "Role.Arn"; function.Role != want {
			t.Errorf("%s has the role %q, want %s", name, function.Role, want)
		}
		owner[function.Role] = name
	}
	if len(owner) < 8 {
		t.Errorf("the template has %d functions with roles of their own, want at least 8", len(owner))
	}
}
