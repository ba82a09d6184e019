package kit

// Chart is a row of bars, drawn as SVG by the server. It says nothing that the
// table beside it does not say, so that readers of the screen are led past it.
type Chart struct{ Bars []Bar }

// Bar is one value; Text is the value in words.
type Bar struct {
	Label string
	Value float64
	Text  string
}

// Measures of a chart, in the units of its picture: as wide as a narrow phone,
// so that its letters are never smaller than those of the text.
const (
	chartWidth = 290
	barHeight  = 18
	barStep    = 54
	barLetters = 9 // width of half a Chinese letter
)

// Width and Height are the picture's.
func (c Chart) Width() int { return chartWidth }

// Height grows with the bars.
func (c Chart) Height() int { return len(c.Bars) * barStep }

// Drawn are the bars with their places. The longest takes the whole width but
// for the words behind it.
func (c Chart) Drawn() []DrawnBar {
	most, words := 0.0, 0
	for _, b := range c.Bars {
		most, words = max(most, b.Value), max(words, len([]rune(b.Text)))
	}
	room := float64(chartWidth - 2*barLetters*words - barLetters)
	var list []DrawnBar
	for n, b := range c.Bars {
		d := DrawnBar{Bar: b, Y: n*barStep + 22, Length: 1}
		if most > 0 {
			d.Length = max(1, int(room*b.Value/most))
		}
		list = append(list, d)
	}
	return list
}

// DrawnBar is a bar in its place.
type DrawnBar struct {
	Bar
	Y, Length int
}

// LabelY is the base line of the label above the bar.
func (d DrawnBar) LabelY() int { return d.Y - 6 }

// TextX and TextY are where the value in words begins, behind the bar.
func (d DrawnBar) TextX() int { return d.Length + barLetters }

// TextY is its base line.
func (d DrawnBar) TextY() int { return d.Y + barHeight - 3 }

// Thick is the bar's height.
func (d DrawnBar) Thick() int { return barHeight }
