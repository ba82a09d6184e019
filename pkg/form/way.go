package form

// Way is how a change of a field after go-live comes into force (spec D8).
type Way string

// The ways from the mildest to the strictest. NoWay belongs to fields that are
// about one application and not about the service, such as its dates.
const (
	NoWay  Way = ""
	Direct Way = "direct" // 審核通過即修改
	Pilot  Way = "pilot"  // 回試辦: applied after a new pilot report
	Test   Way = "test"   // 回測試: a new test, go-live and pilot
)

// Label is the way in the manual's words (chapter 八); empty for NoWay.
func (w Way) Label() string {
	switch w {
	case Direct:
		return "審核通過即修改資料"
	case Pilot:
		return "回試辦"
	case Test:
		return "回測試"
	}
	return ""
}

// Stricter reports whether w demands more than other.
func (w Way) Stricter(other Way) bool { return w.rank() > other.rank() }

func (w Way) rank() int {
	switch w {
	case Direct:
		return 1
	case Pilot:
		return 2
	case Test:
		return 3
	}
	return 0
}
