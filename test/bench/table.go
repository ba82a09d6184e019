package main

import (
	"fmt"
	"strings"
	"time"
)

// figure is a cell with what was measured, and the aim beside it. One above its
// aim is marked and counted.
func (b *bench) figure(measured, aim float64, decimals int) string {
	mark := " "
	if measured > aim {
		mark = "!"
		b.missed++
	}
	return fmt.Sprintf("%.*f / %v%s", decimals, measured, aim, mark)
}

// plain is a cell without an aim.
func plain(measured float64, decimals int) string { return fmt.Sprintf("%.*f ", decimals, measured) }

// heading begins a table.
func heading(title string, columns ...string) {
	fmt.Printf("\n%s\n", title)
	for i, c := range columns {
		columns[i] = c + " "
	}
	line("", columns...)
}

const (
	nameWidth = 24 // columns of a terminal
	cellWidth = 20
)

// line prints a name, whose Chinese characters are two columns wide, and cells.
func line(name string, cells ...string) {
	pad := nameWidth
	for _, r := range name {
		pad--
		if r >= 0x2e80 {
			pad--
		}
	}
	fmt.Print("  ", name, strings.Repeat(" ", max(pad, 1)))
	for _, c := range cells {
		fmt.Printf("%*s", cellWidth, c)
	}
	fmt.Println()
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
