package present

import (
	"cmp"
	"strconv"
	"time"

	"etabli/app/domain/figure"
)

func (f *Figures) publish() {
	if !f.here() {
		return
	}
	w := f.Words
	s := FiguresState{
		Pages: f.managerPages(FiguresScreen), Title: w.T("figures.title"), Period: strconv.Itoa(f.weeks), Site: f.site,
		Busy: f.busy, Notice: f.notice, Loading: !f.known && f.notice.Retry == "",
	}
	for _, n := range periods {
		s.Periods = append(s.Periods, Choice{strconv.Itoa(n), w.N("figures.weeks", n)})
	}
	if len(f.sites) > 1 {
		s.Sites = []Choice{{"", w.T("figures.all")}}
		for _, site := range f.sites {
			s.Sites = append(s.Sites, Choice{site.Code, cmp.Or(site.Name, site.Code)})
		}
	}
	if f.known {
		s.Age = f.age(f.atMS, f.port.Connection())
		for _, one := range f.table.Series {
			s.Tiles = append(s.Tiles, f.tile(one))
			if one.ID == f.chosen {
				s.Plot = f.plotOf(one)
			}
		}
	}
	f.show(s)
}

func (f *Figures) tile(s figure.Series) FigureTile {
	t := FigureTile{ID: string(s.ID), Label: f.figureName(s.ID), Sub: f.Words.N("figure."+string(s.ID)+".cases", s.Cases), Selected: s.ID == f.chosen}
	t.Value = f.amount(s, s.Curves[0].Whole)
	return t
}

func (f *Figures) figureName(id figure.ID) string { return f.Words.T("figure." + string(id)) }

func (f *Figures) curveName(name string) string { return f.Words.T("figure.curve." + name) }

// amount writes a value of a figure.
func (f *Figures) amount(s figure.Series, v int64) string {
	w := f.Words
	if v == figure.NoCase {
		return "–"
	}
	switch s.Unit {
	case figure.Permille:
		return w.T("figure.percent", "n", w.Number(int(v+5)/10))
	case figure.Tenths:
		return w.Tenths(int(v))
	case figure.Millis:
		return f.time(s.ID, v)
	}
	return w.Number(int(v))
}

// time writes a duration; one of opening hours is never written in days, because
// a day of opening is none of 24 hours.
func (f *Figures) time(id figure.ID, ms int64) string {
	if d := time.Duration(ms) * time.Millisecond; id == figure.FirstAnswer && d >= time.Hour {
		return f.Words.T("span.hours", "n", f.Words.Number(int(d/time.Hour)))
	}
	return f.span(ms)
}

// scaled is a value on the scale of its plot.
func scaled(s figure.Series, v int64) float64 {
	switch {
	case v == figure.NoCase:
		return -1
	case s.Unit == figure.Permille, s.Unit == figure.Tenths:
		return float64(v) / 10
	case s.ID == figure.FirstAnswer:
		return float64(v) / float64(time.Hour/time.Millisecond)
	case s.Unit == figure.Millis:
		return float64(v) / dayMS
	}
	return float64(v)
}

// topOf is the top of the scale of a figure whose values have a bound; 0 for the
// others.
var topOf = map[figure.Unit]float64{figure.Permille: 100, figure.Tenths: 5}

var curveTones = []Tone{Work, Neutral, Good}

func (f *Figures) plotOf(s figure.Series) Plot {
	w, id := f.Words, "figure."+string(s.ID)
	p := Plot{
		Title: f.figureName(s.ID), Unit: w.T(id + ".unit"), Top: topOf[s.Unit],
		Definition: w.T(id+".is", "short", w.Number(f.table.Short), "long", w.Number(f.table.Long)),
	}
	cases := false
	for i, c := range s.Curves {
		line := PlotLine{Label: f.curveName(c.Name), Tone: curveTones[i]}
		top := 0.0
		for _, v := range c.Weeks {
			line.Values = append(line.Values, scaled(s, v))
			top = max(top, scaled(s, v))
			cases = cases || v > 0
		}
		if topOf[s.Unit] == 0 {
			p.Top = max(p.Top, roundUp(top))
		}
		p.Lines = append(p.Lines, line)
		p.Sums = joined(p.Sums, w.T("figure.sum", "name", f.curveName(c.Name), "value", f.amount(s, c.Whole)))
	}
	if !cases {
		p.Empty, p.Sums = w.T("figures.none"), ""
		return p
	}
	p.Labels = []string{w.DateShort(f.table.From[0].String()), w.T("manager.plot.now")}
	return p
}
