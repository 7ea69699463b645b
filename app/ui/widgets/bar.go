package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
)

// The size of a bar.
const (
	barHeight float32 = 6
	barLeast  float32 = 20
)

// Bar shows a share of a whole.
type Bar struct {
	widget.BaseWidget
	share float32
	ink   theme.Token
}

// NewBar returns a bar; the share is 0 to 1.
func NewBar(share float32, ink theme.Token) *Bar {
	b := &Bar{share: clampShare(share), ink: ink}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows another share.
func (b *Bar) Set(share float32, ink theme.Token) {
	b.share, b.ink = clampShare(share), ink
	b.Refresh()
}

func clampShare(share float32) float32 { return min(1, max(0, share)) }

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	return standing(b, &barRenderer{
		bar:  b,
		rest: NewBox(theme.Line, theme.None, barHeight/2),
		done: NewBox(b.ink, theme.None, barHeight/2),
	})
}

type barRenderer struct {
	bar        *Bar
	rest, done *Box
}

func (*barRenderer) Destroy()                       {}
func (*barRenderer) MinSize() fyne.Size             { return fyne.NewSize(barLeast, barHeight) }
func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rest, r.done} }

func (r *barRenderer) Layout(size fyne.Size) {
	width := size.Width * r.bar.share
	if width > 0 {
		width = max(width, barHeight) // a round end at least
	}
	place(r.rest, 0, 0, size.Width, size.Height)
	place(r.done, 0, 0, width, size.Height)
}

func (r *barRenderer) Refresh() {
	r.done.fill = r.bar.ink
	r.Layout(r.bar.Size())
	r.rest.Refresh()
	r.done.Refresh()
}

// Progress shows how far long work has come, in words and as a bar, and offers
// to stop it.
type Progress struct {
	composite
	words *Text
	bar   *Bar
}

// NewProgress returns a progress at nothing. The cancel label may be empty.
func NewProgress(cancel string, onCancel func()) *Progress {
	p := &Progress{words: Short(), bar: NewBar(0, theme.Work)}
	head := fyne.CanvasObject(p.words)
	if cancel != "" {
		head = HW(theme.Grid, []float32{1, 0}, p.words, Link(cancel, onCancel))
	}
	p.root = V(6, head, p.bar)
	p.ExtendBaseWidget(p)
	return p
}

// Set shows words and a share of 0 to 1.
func (p *Progress) Set(words string, share float32) {
	p.words.Set(Body.Of(words))
	p.bar.Set(share, theme.Work)
}
