package web

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

// reasons is where requests.md says why a route takes more than the rule: its
// table has a line for each, by the number of requests.
const reasons = "../../infra/decisions/requests.md"

var reasonLine = regexp.MustCompile("(?m)^\\| ([0-9]+) \\| `([A-Z]+ [^`]+)` \\| .+ \\|$")

// theRule is how many requests a route may take without a reason: a page two, what
// is sent three, the page of a review four (architecture.md).
func theRule(route string) int {
	method, path, _ := strings.Cut(route, " ")
	switch {
	case path == "/cases/{number}" || path == "/cases/{number}/print" || path == "/cases/{number}/check" || path == "/a/{token}" && method == http.MethodGet:
		return reviewPage.Requests
	case method == http.MethodGet:
		return aPage.Requests
	}
	return aDecision.Requests
}

// TestEveryBudgetAboveTheRuleHasItsReason holds requests.md to the budgets, both
// ways.
func TestEveryBudgetAboveTheRuleHasItsReason(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(reasons)
	if err != nil {
		t.Fatal(err)
	}
	said, takes := map[string]string{}, map[string]int{}
	for _, line := range reasonLine.FindAllStringSubmatch(string(text), -1) {
		if said[line[2]] != "" {
			t.Errorf("%s stands twice", line[2])
		}
		said[line[2]] = line[1]
	}
	for _, row := range budgets() {
		takes[row.route] = max(takes[row.route], row.most.Requests)
	}
	for route, n := range takes {
		switch want := fmt.Sprint(n); {
		case n <= theRule(route):
			if said[route] != "" {
				t.Errorf("%s needs no reason any more: it takes %d", route, n)
			}
		case said[route] != want:
			t.Errorf("%s takes %d requests, of which requests.md says %q", route, n, said[route])
		}
		delete(said, route)
	}
	for route := range said {
		t.Errorf("there is no %s", route)
	}
}
