package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"
)

// report is what a run found.
type report struct {
	Machine string `json:"machine"`
	Data    string `json:"data"`
	Sizes   sizes  `json:"sizes"`
	LoadA   string `json:"load_before"` // of the machine, last minute
	LoadB   string `json:"load_after"`
	Lines   []line `json:"lines"`
}

// line is one figure. Wanted is empty where nothing is promised.
type line struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	Beside string  `json:"beside,omitempty"` // what helps to read it
	Wanted string  `json:"wanted,omitempty"`
	Met    bool    `json:"met"`
}

func newReport(s sizes, data string) report {
	if data == "" {
		data = "the sample that is shipped, repeated"
	}
	return report{
		Machine: fmt.Sprintf("%d CPUs, %s, %s/%s, %s", runtime.NumCPU(), processor(), runtime.GOOS, runtime.GOARCH, runtime.Version()),
		Data:    data, Sizes: s, LoadA: load(),
	}
}

func (r *report) end() { r.LoadB = load() }

// add keeps a figure for the table, and tells it at once: a run may be broken off.
func (r *report) add(l line) {
	fmt.Fprintf(os.Stderr, "%s: %s %s\n", l.Name, number(l.Value), l.Unit)
	r.Lines = append(r.Lines, l)
}

// said adds a figure of which nothing is promised.
func (r *report) said(name string, value float64, unit, beside string) {
	r.add(line{Name: name, Value: value, Unit: unit, Beside: beside, Met: true})
}

// most adds a figure that must not be above a limit.
func (r *report) most(name string, value, limit float64, unit, beside string) {
	r.add(line{name, value, unit, beside, fmt.Sprintf("≤ %s %s", number(limit), unit), value <= limit})
}

// least adds a figure that must not be below a limit.
func (r *report) least(name string, value, limit float64, unit, beside string) {
	r.add(line{name, value, unit, beside, fmt.Sprintf("≥ %s %s", number(limit), unit), value >= limit})
}

// write prints the table in the form of Markdown, readable as it stands.
func (r *report) write(w io.Writer) error {
	rows := [][4]string{{"figure", "measured", "wanted", "beside it"}}
	for _, l := range r.Lines {
		wanted := l.Wanted
		if wanted != "" && !l.Met {
			wanted += " ✗"
		} else if wanted != "" {
			wanted += " ✓"
		}
		rows = append(rows, [4]string{l.Name, number(l.Value) + " " + l.Unit, wanted, l.Beside})
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s; load %s before, %s after; %s\ndata: %s; %d repairs\n\n",
		r.Machine, r.LoadA, r.LoadB, time.Now().Format(time.DateOnly), r.Data, r.Sizes.Repairs)
	table(&out, rows)
	_, err := io.WriteString(w, out.String())
	return err
}

func table(out *strings.Builder, rows [][4]string) {
	var width [4]int
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], len([]rune(cell)))
		}
	}
	for n, row := range rows {
		for i, cell := range row {
			fmt.Fprintf(out, "| %s%s ", cell, strings.Repeat(" ", width[i]-len([]rune(cell))))
		}
		out.WriteString("|\n")
		if n == 0 {
			for i := range row {
				out.WriteString("|" + strings.Repeat("-", width[i]+2))
			}
			out.WriteString("|\n")
		}
	}
}

// number writes a figure with as many digits as mean something.
func number(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10, v == float64(int(v)):
		return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
	}
	return fmt.Sprintf("%.2f", v)
}

// processor is the name of the CPU, where the system tells it.
func processor() string {
	raw, _ := os.ReadFile("/proc/cpuinfo")
	for text := range strings.Lines(string(raw)) {
		if name, value, ok := strings.Cut(text, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}

// load is how busy the machine was in the last minute, where the system tells it.
func load() string {
	raw, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Fields(string(raw))[0]
}
