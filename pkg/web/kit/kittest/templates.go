// Package kittest holds the pages of the portal to the kit's promises: every
// template fits its struct, and what it prints is sound, accessible markup.
package kittest

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// Templates checks every page template in pages, which must be those the
// renderer was made with: that it has a struct, that the types of the struct fit
// every path through the template, that it executes with the zero value of the
// struct, and that the markup of each sample passes [Audit]. The key of samples
// is the name of the page; each has at least one sample.
func Templates(t *testing.T, renderer *kit.Renderer, pages fs.FS, samples map[string][]kit.View) {
	t.Helper()
	files, err := fs.Glob(pages, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".html")
		seen[name] = true
		t.Run(name, func(t *testing.T) {
			if len(samples[name]) == 0 {
				t.Fatalf("%s has no sample struct", file)
			}
			for _, finding := range page(renderer, name, samples[name]) {
				t.Error(finding)
			}
		})
	}
	for name := range samples {
		if !seen[name] {
			t.Errorf("sample %q has no template", name)
		}
	}
}

// page returns what is wrong with one template, one sentence each.
func page(renderer *kit.Renderer, name string, samples []kit.View) []string {
	set, err := renderer.Parse(name)
	if err != nil {
		return []string{err.Error()}
	}
	if err := templatecheck.CheckHTML(set.Lookup("layout"), samples[0]); err != nil {
		return []string{err.Error()}
	}
	var findings []string
	empty := reflect.New(reflect.TypeOf(samples[0]).Elem()).Interface()
	if err := set.ExecuteTemplate(io.Discard, "layout", empty); err != nil {
		findings = append(findings, "zero value: "+err.Error())
	}
	for i, sample := range samples {
		var b bytes.Buffer
		if err := set.ExecuteTemplate(&b, "layout", sample); err != nil {
			findings = append(findings, fmt.Sprintf("sample %d: %v", i, err))
			continue
		}
		for _, finding := range Audit(b.Bytes()) {
			findings = append(findings, fmt.Sprintf("sample %d: %s", i, finding))
		}
	}
	return findings
}
