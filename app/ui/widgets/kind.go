package widgets

import "etabli/app/ui/theme"

// Kind is what a colour means. A kind never stands alone: an icon and a word
// say the same.
type Kind uint8

// The kinds.
const (
	KindNeutral Kind = iota
	KindWork         // in progress, chosen
	KindGood         // done, in order
	KindWatch        // waiting, to be looked at
	KindLate         // overdue, wrong
)

// Ink returns the colour of the kind's text and icon.
func (k Kind) Ink() theme.Token {
	switch k {
	case KindWork:
		return theme.Work
	case KindGood:
		return theme.Good
	case KindWatch:
		return theme.Watch
	case KindLate:
		return theme.Late
	}
	return theme.Ink2
}

// Tint returns the colour behind the kind's text.
func (k Kind) Tint() theme.Token {
	switch k {
	case KindWork:
		return theme.WorkTint
	case KindGood:
		return theme.GoodTint
	case KindWatch:
		return theme.WatchTint
	case KindLate:
		return theme.LateTint
	}
	return theme.Raised
}

// Border returns the colour around the tint; only neutral has one.
func (k Kind) Border() theme.Token {
	if k == KindNeutral {
		return theme.Line
	}
	return theme.None
}
