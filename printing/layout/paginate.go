package layout

import (
	"fmt"
	"slices"

	"etabli/printing/document"
)

// edges are what every page has around the flow.
type edges struct {
	banner, running, foot []slab // the first page has no running head
}

func (l *layouter) setEdges(d document.Document) (e edges, err error) {
	if d.Banner != "" {
		e.banner = []slab{l.banner(d)}
	}
	if d.Running != "" {
		run := []document.Run{{Text: d.Running}}
		text, err := l.text(run, l.sheet.points(document.Small), l.sheet.room(), l.sheet.ink(document.Quiet), document.Start)
		if err != nil {
			return e, err
		}
		e.running = append(withGap(text, l.sheet.gap), l.rule(document.Rule{}, l.sheet.room())...)
	}
	e.foot, err = l.foot(d)
	return e, err
}

// height is what the edges take of a page that has them all.
func (e edges) height(s sheet) float64 {
	total := 0.0
	for _, part := range [][]slab{slices.Concat(e.banner, e.running), e.foot} {
		if len(part) > 0 {
			total += heightOf(part) + s.gap
		}
	}
	return total
}

// pageRoom is the height for the flow on a page: the measure for what may stay
// in one piece. It is a quarter of the page at least, whatever the edges take.
func (l *layouter) pageRoom() float64 {
	taken := max(l.taken, 4*l.sheet.lineMM(l.sheet.points(document.Body)))
	return max(l.sheet.height-l.sheet.top-l.sheet.bottom-taken, l.sheet.height/4)
}

// pager places slabs on pages.
type pager struct {
	*layouter
	doc   document.Document
	edges edges
	pages []Page
	y     float64 // where the next slab goes
	begin float64 // where the flow of this page began
	floor float64 // where the flow must end
}

func (l *layouter) paginate(d document.Document, e edges, slabs []slab) ([]Page, error) {
	p := &pager{layouter: l, doc: d, edges: e}
	p.floor = l.sheet.height - l.sheet.bottom - heightOf(e.foot)
	if len(e.foot) > 0 && !l.sheet.narrow {
		p.floor -= l.sheet.gap
	}
	if err := p.turn(); err != nil {
		return nil, err
	}
	for len(slabs) > 0 {
		n := group(slabs)
		if err := p.place(slabs[:n]); err != nil {
			return nil, err
		}
		slabs = slabs[n:]
	}
	if l.sheet.narrow {
		return p.cut(), nil
	}
	return p.numbered()
}

// group counts the slabs at the head of the flow that want to stay together.
func group(slabs []slab) int {
	n := 1
	for n < len(slabs) && slabs[n-1].glue {
		n++
	}
	return n
}

// place puts a group on this page, or on a fresh one when only that holds it.
// A group that no page holds is broken where it must.
func (p *pager) place(g []slab) error {
	if g[0].turn && p.y > p.begin {
		return p.turn()
	}
	need := heightOf(g)
	if !p.fits(need+p.gapOf(g[0])) && p.y > p.begin {
		if err := p.turnFor(g[0]); err != nil {
			return err
		}
	}
	for _, s := range g {
		if !p.fits(s.height+p.gapOf(s)) && p.y > p.begin {
			if err := p.turnFor(s); err != nil {
				return err
			}
		}
		p.put(s)
	}
	return nil
}

func (p *pager) fits(height float64) bool { return p.y+height <= p.floor+1e-6 }

func (p *pager) gapOf(s slab) float64 {
	if p.y == p.begin {
		return 0
	}
	return s.gap
}

func (p *pager) put(s slab) {
	p.y += p.gapOf(s)
	page := &p.pages[len(p.pages)-1]
	page.Marks = append(page.Marks, moveAll(s.marks, p.sheet.side, p.y)...)
	p.y += s.height
}

// turnFor begins a page for a slab, with the head of its table.
func (p *pager) turnFor(s slab) error {
	if err := p.turn(); err != nil {
		return err
	}
	for _, h := range s.head {
		p.put(h)
	}
	return nil
}

// turn begins a page with its banner and, from the second on, the running head.
func (p *pager) turn() error {
	if len(p.pages) == MaxPages {
		return fmt.Errorf("%w: more than %d pages", ErrTooLong, MaxPages)
	}
	p.pages = append(p.pages, Page{WidthMM: p.sheet.width, HeightMM: p.sheet.height, Accent: accent(p.doc.Accent)})
	p.y, p.begin = p.sheet.top, p.sheet.top
	head := p.edges.banner
	if len(p.pages) > 1 {
		head = slices.Concat(head, p.edges.running)
	}
	for _, s := range head {
		p.put(s)
	}
	if len(head) > 0 {
		p.y += p.sheet.gap
		p.begin = p.y
	}
	return nil
}

// banner is a black bar with white capitals: it must survive a bad copy.
func (l *layouter) banner(d document.Document) slab {
	points := l.sheet.points(document.Body)
	run := []document.Run{{Text: d.Banner, Weight: document.Strong}}
	points = l.fitted(run, points, l.sheet.room()-2*l.sheet.gap)
	height := l.sheet.lineMM(points) + l.sheet.gap
	s := slab{height: height, marks: []Mark{Rect{W: l.sheet.room(), H: height, Ink: Black}}}
	for _, n := range l.wrap(run, points, l.sheet.room())[:1] {
		x := n.offset(document.Centre, l.sheet.room())
		s.marks = append(s.marks, n.marks(x, baseline(height, points), points, White)...)
	}
	return s
}

// foot sets the footer's text, leaving room for the page number beside it.
func (l *layouter) foot(d document.Document) ([]slab, error) {
	width, align := l.sheet.room(), document.Start
	if l.sheet.narrow {
		align = document.Centre
	} else if d.Footer.Numbered {
		width -= 6 * l.sheet.gap
	}
	if d.Footer.Text == "" && (l.sheet.narrow || !d.Footer.Numbered) {
		return nil, nil
	}
	slabs, err := l.text(document.Plain(d.Footer.Text), l.sheet.points(document.Small), width, l.sheet.ink(document.Quiet), align)
	return withGap(slabs, l.sheet.gap), err
}

// numbered draws the foot of every page, now that their number is known.
func (p *pager) numbered() ([]Page, error) {
	foot := p.edges.foot
	if len(foot) == 0 {
		return p.pages, nil
	}
	y := p.sheet.height - p.sheet.bottom - heightOf(foot)
	points := p.sheet.points(document.Small)
	for i := range p.pages {
		page := &p.pages[i]
		page.Marks = append(page.Marks, moveAll(merge(foot).marks, p.sheet.side, y)...)
		if !p.doc.Footer.Numbered {
			continue
		}
		number := document.Plain(fmt.Sprintf("%d/%d", i+1, len(p.pages)))
		text, err := p.text(number, points, p.sheet.room(), p.sheet.ink(document.Quiet), document.End)
		if err != nil {
			return nil, err
		}
		last := p.sheet.height - p.sheet.bottom - p.sheet.lineMM(points)
		page.Marks = append(page.Marks, moveAll(merge(text).marks, p.sheet.side, last)...)
	}
	return p.pages, nil
}

// cut ends a strip below its last line and its foot.
func (p *pager) cut() []Page {
	for _, s := range p.edges.foot {
		p.put(s)
	}
	if n := len(p.pages); n > 0 {
		p.pages[n-1].HeightMM = p.y + p.sheet.bottom
	}
	return p.pages
}
