package web

import (
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
)

// pace says before what comes next how long a stage usually takes, where that is
// known (F2).
func pace(usual int, next string) []string {
	if usual == 0 {
		return []string{next}
	}
	return []string{fmt.Sprintf("這一關通常在 %d 天內完成審核（依近一年實際審核時間統計）。", usual), next}
}

// turnWords is in one line of a list who has a case and since when, and how long
// that usually takes (F2).
func turnWords(c casefile.Case) string {
	switch {
	case c.State == casefile.Reviewing && c.Turn != "":
		words := c.Turn + "審核，自 " + calendar.Day(c.TurnSince) + " 起"
		if c.TurnUsual > 0 {
			words += fmt.Sprintf("，通常 %d 天內", c.TurnUsual)
		}
		return words
	case c.State == casefile.Returned:
		return "等候補正，自 " + calendar.Day(c.Modified) + " 起"
	}
	return ""
}
