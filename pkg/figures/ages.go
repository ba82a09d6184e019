package figures

import "time"

const day = 24 * time.Hour

// Bounds are the days up to which each class of Ages counts; the last class has
// none.
func Bounds() []int { return []int{1, 3, 7, 14, 30} }

// Ages counts spans of time by class: up to a day, up to three days and so on,
// and over the last bound. A nil one counts nothing yet.
type Ages []int

// With is the count with one span more.
func (a Ages) With(span time.Duration) Ages {
	bounds := Bounds()
	next := make(Ages, len(bounds)+1)
	copy(next, a)
	class := 0
	for class < len(bounds) && span > time.Duration(bounds[class])*day {
		class++
	}
	next[class]++
	return next
}

// Plus adds two counts.
func (a Ages) Plus(b Ages) Ages {
	next := make(Ages, len(Bounds())+1)
	copy(next, a)
	for i, n := range b {
		next[i] += n
	}
	return next
}

// Total is how many spans there are.
func (a Ages) Total() int {
	n := 0
	for _, count := range a {
		n += count
	}
	return n
}

// Usual is the days within which three of four were over; 0 where that cannot be
// said: of fewer than four, or where more took longer than the last bound.
func (a Ages) Usual() int {
	total, sum := a.Total(), 0
	if total < 4 {
		return 0
	}
	for class, bound := range Bounds() {
		if sum += a[class]; 4*sum >= 3*total {
			return bound
		}
	}
	return 0
}
