package past

import (
	"encoding/json"
	"os"

	"mydata.nat.gov.tw/portal/pkg/account"
)

// Sample is what the year is made of: who is there, and what they write.
type Sample struct {
	Authorities   []Authority    `json:"authorities"`
	Organisations []Organisation `json:"organisations"` // that exist already
	Newcomers     []Organisation `json:"newcomers"`     // that are enrolled first
	Colleagues    []string       `json:"colleagues"`    // names of those who get a 副帳號

	Returns     map[string][][2]string `json:"returns"` // by kind: field and what is wrong with it
	Rejections  []string               `json:"rejections"`
	Withdrawals []string               `json:"withdrawals"`
	Suspensions []string               `json:"suspensions"`

	Bulletins []struct {
		Kind  string `json:"kind"`
		Title string `json:"title"`
		Text  string `json:"text"`
	} `json:"bulletins"` // spread evenly over the year
}

// Authority is a competent authority with its people, the officer first.
type Authority struct {
	Name   string `json:"name"`
	Short  string `json:"short"`
	Domain string `json:"domain"`
	People []struct {
		Login string `json:"login"`
		Name  string `json:"name"`
	} `json:"people"`
}

// Organisation is an applicant with what it files in a year. One that exists
// already is known by its officer's login and the host of its services.
type Organisation struct {
	Login string `json:"login"`
	Host  string `json:"host"`

	Name      string       `json:"name"`
	Kind      account.Kind `json:"kind"`
	Private   bool         `json:"private"`
	Sector    string       `json:"sector"`
	Domain    string       `json:"domain"`
	Authority string       `json:"authority"` // short name of its competent authority, or none
	Officer   struct {
		Login string `json:"login"`
		Name  string `json:"name"`
	} `json:"officer"`

	Category string      `json:"category"`
	Services []string    `json:"services"`
	Sets     [][2]string `json:"sets"` // name and summary
	Counters []string    `json:"counters"`
}

// Read reads a sample from a file.
func Read(path string) (Sample, error) {
	var s Sample
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	return s, err
}
