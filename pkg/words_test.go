package pkg_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// words says what people read for each value of a type that has words, by the
// type's package and name. Together they are the portal's glossary: see
// infra/decisions/words.md.
var words = map[string]func(string) string{
	"account.Kind":         func(v string) string { return account.Kind(v).Label() },
	"account.MailFault":    func(v string) string { return account.MailFault(v).Label() },
	"account.Status":       func(v string) string { return account.Status(v).Label() },
	"apikey.Scope":         func(v string) string { return apikey.Scope(v).Label() },
	"bulletin.Kind":        func(v string) string { return bulletin.Kind(v).Label() },
	"casefile.Area":        func(v string) string { return casefile.Area(v).Label() },
	"casefile.Kind":        func(v string) string { return casefile.Kind(v).Label() },
	"casefile.State":       func(v string) string { return casefile.State(v).Label() },
	"chain.Answer":         func(v string) string { return chain.Answer(v).Label() },
	"figures.Desk":         func(v string) string { return figures.Desk(v).Label() },
	"firewall.Purpose":     func(v string) string { return firewall.Purpose(v).Label() },
	"form.Progress":        func(v string) string { return form.Progress(v).Label() },
	"form.Way":             func(v string) string { return form.Way(v).Label() },
	"kit.Area":             func(v string) string { return kit.Area(v).Label() },
	"offering.State":       func(v string) string { return offering.State(v).Label() },
	"service.DeadlineKind": func(v string) string { return service.DeadlineKind(v).Label() },
	"service.Poll":         func(v string) string { return service.Poll(v).Label() },
	"service.Repeat":       func(v string) string { return service.Repeat(v).Label() },
	"service.State":        func(v string) string { return service.State(v).Label() },
	"service.Step":         func(v string) string { return service.Step(v).Label() },
	"upload.Purpose":       func(v string) string { return upload.Purpose(v).Label() },
	"upload.Reason":        func(v string) string { return upload.Reason(v).Label() },
	"upload.Type":          func(v string) string { return upload.Type(v).Label() },
}

// proper words are Chinese, or names that nobody translates.
var proper = regexp.MustCompile(`\p{Han}|^(PDF|ODF|Office|SP-API)\b`)

// TestE1_EveryValueHasItsWord finds in the source each type with a method Label
// and each of its constants: what a list or a mail may show has a Chinese word.
func TestE1_EveryValueHasItsWord(t *testing.T) {
	t.Parallel()
	found := worded(t)
	for name, values := range found {
		label, ok := words[name]
		if !ok {
			t.Errorf("%s has words that this test does not know", name)
			continue
		}
		for _, value := range values {
			if value != "" && !proper.MatchString(label(value)) {
				t.Errorf("%s %q reads %q", name, value, label(value))
			}
		}
		if got := label("no such value"); strings.Contains(got, "no such value") {
			t.Errorf("%s shows a value it does not know", name)
		}
	}
	for name := range words {
		if len(found[name]) == 0 {
			t.Errorf("%s has no constant, or no method Label", name)
		}
	}
}

// worded are the string types with a method Label, and the values of their
// constants.
func worded(t *testing.T) map[string][]string {
	t.Helper()
	values, labelled := map[string][]string{}, map[string]bool{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil && d.Name.Name == "Label" && d.Type.Params.NumFields() == 0 {
					labelled[file.Name.Name+"."+typeName(d.Recv.List[0].Type)] = true
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					v, ok := spec.(*ast.ValueSpec)
					if !ok || d.Tok != token.CONST || len(v.Values) != 1 {
						continue
					}
					if literal, ok := v.Values[0].(*ast.BasicLit); ok && literal.Kind == token.STRING {
						text, err := strconv.Unquote(literal.Value)
						if err != nil {
							return err
						}
						name := file.Name.Name + "." + typeName(v.Type)
						values[name] = append(values[name], text)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range values {
		if !labelled[name] {
			delete(values, name)
		}
	}
	return values
}

func typeName(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}
