package main

import (
	"fmt"
	"math"
	"strings"
)

// draw makes a picture of the curve: events on a scale of powers of ten, the cost
// from zero up.
func draw(points []point) string {
	const width, height, left, bottom, top = 720, 320, 70, 280, 30
	high := 0.0
	for _, p := range points {
		high = max(high, float64(p.cost.Microseconds()))
	}
	step := math.Pow(10, math.Floor(math.Log10(high)))
	if high/step < 3 {
		step /= 2
	}
	high = step * math.Ceil(high*1.05/step)
	first, last := math.Log10(float64(points[0].events)), math.Log10(float64(points[len(points)-1].events))
	x := func(events int) float64 {
		return left + 20 + (math.Log10(float64(events))-first)/(last-first)*(width-left-60)
	}
	y := func(cost float64) float64 { return bottom - cost/high*(bottom-top) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img">`+"\n", width, height)
	b.WriteString("<title>What an article costs to load, by the events in the graph</title>\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", width, height)
	for v := 0.0; v <= high; v += step {
		fmt.Fprintf(&b, `<path d="M%d %.1fH%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%.0f µs</text>`+"\n", left, y(v), width-20, left-8, y(v)+4, v)
	}
	var path []string
	for _, p := range points {
		path = append(path, fmt.Sprintf("%.1f %.1f", x(p.events), y(float64(p.cost.Microseconds()))))
	}
	fmt.Fprintf(&b, `<path d="M%s" fill="none" stroke="#06c" stroke-width="2"/>`+"\n", strings.Join(path, "L"))
	for _, p := range points {
		fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="3.5" fill="#06c"/><text x="%.1f" y="%d" text-anchor="middle">%s</text>`+"\n",
			x(p.events), y(float64(p.cost.Microseconds())), x(p.events), bottom+18, thousands(p.events))
	}
	fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle">events in the graph</text><text x="%d" y="18">an article</text>`+"\n</svg>\n", width/2, height-4, left)
	return b.String()
}

// thousands writes 20000 as "20k" and 1000000 as "1M".
func thousands(n int) string {
	switch {
	case n >= 1_000_000 && n%100_000 == 0:
		return fmt.Sprintf("%gM", float64(n)/1_000_000)
	case n >= 1000 && n%1000 == 0:
		return fmt.Sprintf("%dk", n/1000)
	}
	return fmt.Sprint(n)
}
