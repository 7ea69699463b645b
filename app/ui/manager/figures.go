package manager

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// plotCard is a plot with its sums and its definition.
type plotCard struct {
	plot *widgets.Plot
	root *fyne.Container
}

func newPlotCard() *plotCard { return &plotCard{plot: widgets.NewPlot(), root: widgets.Z()} }

func (c *plotCard) set(p present.Plot) {
	if p.Title == "" {
		parts.SetObjects(c.root)
		return
	}
	sums := widgets.Paragraph(widgets.Muted.Of(p.Sums))
	sums.Hidden = p.Sums == ""
	unit := widgets.Line(widgets.Caption.Of(p.Unit))
	unit.Hidden = p.Empty != ""
	drawing := fyne.CanvasObject(c.plot)
	if p.Empty != "" {
		drawing = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.ChartLine, Title: p.Empty}, nil)
	}
	data := widgets.PlotData{Top: p.Top}
	if len(p.Labels) == 2 {
		data.First, data.Last = p.Labels[0], p.Labels[1]
	}
	for _, l := range p.Lines {
		data.Lines = append(data.Lines, widgets.PlotLine{Label: l.Label, Ink: parts.KindOf(l.Tone).Ink(), Values: l.Values})
	}
	c.plot.Set(data)
	parts.SetObjects(c.root, widgets.Card(widgets.V(8, widgets.Paragraph(widgets.Strong.Of(p.Title)), sums, unit, drawing,
		widgets.Paragraph(widgets.Caption.Of(p.Definition)))))
}

// figureCard lists figures, each with the way to its definition.
func figureCard(held *parts.Held, title string, lines []present.FigureLine, pressed func(id string)) fyne.CanvasObject {
	column := widgets.V(4)
	for _, l := range lines {
		look := widgets.Look{Hover: theme.Raised, Radius: theme.RadiusControl, PadX: 8, Stretch: true}
		row := widgets.HW(theme.Grid, []float32{1, 0, 0}, widgets.Short(widgets.Muted.Of(l.Label)), widgets.Line(widgets.Strong.Of(l.Value)),
			widgets.NewTextIcon(icon.Info, theme.Lead, theme.Ink3))
		tap := widgets.NewTap(look, widgets.Pad(0, 6, 0, 6, row), func() { pressed(l.ID) })
		held.Name("figure "+l.ID, tap)
		column.Add(widgets.Pad(-8, 0, -8, 0, tap))
		if l.Said {
			column.Add(widgets.Pad(0, 0, 0, 8, widgets.Paragraph(widgets.Caption.Of(l.Definition))))
		}
	}
	return widgets.TitledCard(title, nil, 4, column)
}
