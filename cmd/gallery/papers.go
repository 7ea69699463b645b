package main

import (
	"fmt"
	"image"
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/label"
	"etabli/printing/layout"
	"etabli/printing/preview"
	"etabli/printing/profile"
	"etabli/printing/sample"
)

// paperDPI is the resolution of papers at scale 1: one at which the modules of
// their codes are whole pixels.
const paperDPI = 152.4

// paperShots are the papers and the labels of the samples, in both languages.
// A sample that cannot be made has no picture, which the test of the gallery
// finds.
func paperShots() []Shot {
	var out []Shot
	for _, p := range sample.Papers() {
		if p.Case != "typical" && p.Case != "longest" {
			continue
		}
		tags := lang.Tags()
		if p.Case == "longest" {
			tags = tags[:1]
		}
		for _, tag := range tags {
			for _, paper := range []document.Paper{document.A5, document.Roll80} {
				name := fmt.Sprintf("paper-%s-%s-%s-%s", p.Form, p.Case, paper, tag)
				pages, err := layout.Lay(p.Make(lang.For(tag), paper))
				if err == nil {
					out = append(out, pagesShot(name, pages))
				}
			}
		}
	}
	set, err := profile.Shipped()
	if err != nil {
		return out
	}
	for _, stock := range set.Stocks() {
		for _, tag := range lang.Tags() {
			if pages, err := labelBoard(stock, tag); err == nil {
				out = append(out, pagesShot("labels-"+stock.ID+"-"+tag, pages))
			}
		}
	}
	return out
}

// pagesShot is pages under each other at the resolution of the shot.
func pagesShot(name string, pages []layout.Page) Shot {
	wide, tall := 0.0, 0.0
	for _, p := range pages {
		wide, tall = max(wide, p.WidthMM), tall+p.HeightMM
	}
	perMM := preview.PerMM(paperDPI)
	return Shot{
		Name: name, Size: fyne.NewSize(float32(wide*perMM), float32(tall*perMM)),
		Picture: func(scale float32) image.Image {
			img, err := preview.Stacked(pages, paperDPI*float64(scale))
			if err != nil {
				return image.NewGray(image.Rect(0, 0, 1, 1))
			}
			return img
		},
	}
}

// labelBoard is one page with all samples on one kind of label: a sheet as it
// is printed, or the labels of a roll side by side, each in a thin frame.
func labelBoard(stock profile.Stock, tag string) ([]layout.Page, error) {
	var all []label.Label
	for _, l := range sample.AllLabels() {
		made, err := l.Make(lang.For(tag), stock)
		if err != nil {
			return nil, err
		}
		all = append(all, made...)
	}
	board := stock
	if stock.Sheet == nil {
		const gap = 4
		columns := max(1, int(250/(stock.WidthMM+gap)))
		rows := (len(all) + columns - 1) / columns
		board.Sheet = &profile.Sheet{
			Columns: columns, Rows: rows, LeftMM: gap, TopMM: gap,
			PitchXMM: stock.WidthMM + gap, PitchYMM: stock.HeightMM + gap,
			WidthMM: float64(columns)*(stock.WidthMM+gap) + gap, HeightMM: float64(rows)*(stock.HeightMM+gap) + gap,
		}
	}
	pages, err := label.Pages(all, board, 1)
	if err != nil {
		return nil, err
	}
	for i := range pages {
		var frames []layout.Mark
		for place := range board.Sheet.Each() {
			x, y := board.Sheet.At(place)
			frames = append(frames, frame(x, y, stock.WidthMM, stock.HeightMM))
		}
		pages[i].Marks = slices.Concat(frames, pages[i].Marks)
	}
	return pages, nil
}

func frame(x, y, w, h float64) layout.Mark {
	return layout.Stroke{WidthMM: 0.1, Ink: layout.Hair, Points: []layout.Point{
		{X: x, Y: y}, {X: x + w, Y: y}, {X: x + w, Y: y + h}, {X: x, Y: y + h}, {X: x, Y: y},
	}}
}
