package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// Weight is the weight of type.
type Weight uint8

// The weights. Bold is for our own headings only: text in it falls back to the
// system's fonts alone.
const (
	Regular  Weight = iota // 400
	SemiBold               // 600
	Bold                   // 700
)

// Style says how a run of text looks. The zero value is body text.
type Style struct {
	Step   theme.Step  // its size, by density
	Units  float32     // a size outside the steps, in units; 0 takes Step
	Weight Weight      //
	Mono   bool        // for numbers and serials, where 0 and O differ
	Italic bool        // regular weight only
	Ink    theme.Token // "" is theme.Ink1
}

// The styles of the screens.
var (
	Body         = Style{}
	Muted        = Style{Ink: theme.Ink2}
	Strong       = Style{Weight: SemiBold}
	Code         = Style{Mono: true}
	CodeStrong   = Style{Mono: true, Weight: SemiBold}
	Caption      = Style{Step: theme.Caption, Ink: theme.Ink2}
	Label        = Style{Step: theme.Caption, Ink: theme.Ink2, Weight: SemiBold}
	CodeCaption  = Style{Step: theme.Caption, Ink: theme.Ink2, Mono: true}
	Lead         = Style{Step: theme.Lead}
	LeadStrong   = Style{Step: theme.Lead, Weight: SemiBold}
	Title        = Style{Step: theme.Title, Weight: SemiBold}
	CodeTitle    = Style{Step: theme.Title, Weight: SemiBold, Mono: true}
	Figure       = Style{Step: theme.Figure, Weight: SemiBold}
	Display      = Style{Step: theme.Display, Weight: Bold}
	DisplayQuiet = Style{Step: theme.Display, Weight: SemiBold}
)

// In returns the style in another colour.
func (s Style) In(ink theme.Token) Style {
	s.Ink = ink
	return s
}

// At returns the style at a size outside the steps, in units before the text factor.
func (s Style) At(units float32) Style {
	s.Units = units
	return s
}

// code returns the style in the mono face.
func (s Style) code() Style {
	s.Mono = true
	return s
}

// Of returns a run of text in the style.
func (s Style) Of(text string) Run { return Run{Text: text, Style: s} }

// Run is a piece of text in one style.
type Run struct {
	Text string
	Style
}

// lineShare is the height of a line as a share of a size outside the steps.
const lineShare = 1.43

func (s Style) size(t *theme.Theme) float32 {
	if s.Units > 0 {
		return t.Scaled(s.Units)
	}
	return t.Type(s.Step)
}

func (s Style) lineHeight(t *theme.Theme) float32 {
	if s.Units > 0 {
		return t.Scaled(s.Units * lineShare)
	}
	return t.LineHeight(s.Step)
}

func (s Style) ink() theme.Token {
	if s.Ink == theme.None {
		return theme.Ink1
	}
	return s.Ink
}

// fyne returns the style in Fyne's words, and the font for what they lack.
func (s Style) fyne() (fyne.TextStyle, fyne.Resource) {
	style := fyne.TextStyle{Monospace: s.Mono, Italic: s.Italic, Bold: s.Weight >= SemiBold}
	if s.Weight == Bold && !s.Mono {
		return style, theme.Bold700()
	}
	return style, nil
}

// measure returns the size of a text in the style and where its baseline is.
func (s Style) measure(t *theme.Theme, text string) (size fyne.Size, baseline float32) {
	style, source := s.fyne()
	return fyne.CurrentApp().Driver().RenderedTextSize(text, s.size(t), style, source)
}

// ReadFonts makes the faces of all styles ready, which takes a while at the first text
// of each.
func ReadFonts() {
	for _, s := range []Style{Body, Strong, Code, CodeStrong, {Italic: true}, {Weight: Bold}} {
		s.measure(theme.Current(), "é")
	}
}
