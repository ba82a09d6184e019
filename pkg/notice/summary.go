package notice

import (
	"encoding/json"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Summary is what a notice is called and which case it is about.
type Summary struct {
	Heading string
	Number  string // "" where it is about no case
}

// Summarise reads a stored notice as far as that.
func Summarise(name string, content []byte) (Summary, error) {
	n, err := load(name, content)
	if err != nil {
		return Summary{}, &fault.Error{Code: fault.Internal, Op: "notice.Summarise", Err: err}
	}
	var about struct {
		Number string `json:"number"`
	}
	if err := json.Unmarshal(content, &about); err != nil {
		return Summary{}, &fault.Error{Code: fault.Internal, Op: "notice.Summarise", Err: err}
	}
	return Summary{Heading: n.heading(), Number: about.Number}, nil
}
