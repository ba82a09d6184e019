package form

import "slices"

// Progress is how far a section of a draft has come, for the task list.
type Progress string

// The states of a section.
const (
	NotStarted Progress = "not-started" // as a new application opens
	Incomplete Progress = "incomplete"  // Check has faults
	Complete   Progress = "complete"
)

// Label is the state's word.
func (p Progress) Label() string {
	switch p {
	case NotStarted:
		return "未開始"
	case Incomplete:
		return "未完成"
	}
	return "已完成"
}

// ProgressOf looks at one section of a paper.
func ProgressOf(p Paper, s Section, v Values, c Context) Progress {
	fields, initial := For(In(p, s), v), DefaultsOf(p)
	if !slices.ContainsFunc(fields, func(f Field) bool { return !slices.Equal(v[f.Key], initial[f.Key]) }) {
		return NotStarted
	}
	if len(Check(fields, v, c).Faults) > 0 {
		return Incomplete
	}
	return Complete
}
