package widgets

import (
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// VerdictData is what a verdict card says.
type VerdictData struct {
	Kind    Kind
	Icon    icon.Name
	Word    string // the verdict itself
	Until   []Run  // beside it, such as "until" and a date
	Heading string // what it means for this person; "" shows none
	Reasons string // why
}

// Verdict shows a decision with its reasons beside it.
type Verdict struct {
	composite
	chip             *Chip
	until            *Text
	heading, reasons *Text
}

// NewVerdict returns a verdict card. The why label leads to the rules that were
// applied; "" leaves it out.
func NewVerdict(data VerdictData, why string, onWhy func()) *Verdict {
	v := &Verdict{
		chip:  NewChip(data.Kind, data.Icon, data.Word),
		until: Line(), heading: Paragraph(), reasons: Paragraph(),
	}
	link := Link(why, onWhy)
	link.Hidden = why == ""
	v.root = Card(V(theme.Grid,
		HTop(theme.Grid, []float32{1, 0}, Flow(theme.Grid, v.chip, v.until), link),
		v.heading, v.reasons))
	v.ExtendBaseWidget(v)
	v.Set(data)
	return v
}

// Set shows another verdict.
func (v *Verdict) Set(data VerdictData) {
	v.chip.Set(data.Kind, data.Icon, data.Word)
	v.until.Set(data.Until...)
	v.heading.Set(LeadStrong.Of(data.Heading))
	v.reasons.Set(Muted.Of(data.Reasons))
	v.heading.Hidden, v.reasons.Hidden = data.Heading == "", data.Reasons == ""
	v.Refresh()
}
