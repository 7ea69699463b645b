package widgets

import (
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// doorHeight is the least height of a Door.
const doorHeight float32 = 282

// Door is a large button for a customer: an icon, a title and a sentence.
func Door(name icon.Name, title, sentence string, strong bool, onTap func()) *Tap {
	look := Look{
		Fill: theme.Surface, Hover: theme.Raised, Line: theme.Line, Radius: theme.RadiusCard,
		PadX: 32, Stretch: true, Height: func() float32 { return doorHeight },
	}
	if strong {
		look.Line, look.LineWidth = theme.Work, 2
	}
	return NewTap(look, VGrow(0, 3,
		Pad(0, 36, 0, 0, H(0, NewIcon(name, 44, theme.Work))),
		Pad(0, 24, 0, 6, Paragraph(Title.Of(title))),
		Paragraph(Muted.Of(sentence)), Spacer()), onTap)
}
