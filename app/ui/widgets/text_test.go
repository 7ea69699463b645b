package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"etabli/app/ui/widgets"
)

func contains(all, part string) bool { return strings.Contains(all, part) }

// lines returns what a text shows, a string for each line.
func lines(t *widgets.Text) []string {
	var (
		out []string
		y   float32 = -1
	)
	for _, o := range test.WidgetRenderer(t).Objects() {
		c := o.(*canvas.Text)
		if c.Position().Y != y {
			out, y = append(out, ""), c.Position().Y
		}
		out[len(out)-1] += c.Text
	}
	return out
}

func TestAParagraphBreaksAtOrdinarySpacesOnly(t *testing.T) {
	s := newStage(t, standard)
	p := widgets.Paragraph(widgets.Body.Of("Prix\u00a0: 1\u202f234,56\u00a0€ et un peu plus de mots"))
	s.show(p, 90, 200)
	for _, line := range lines(p) {
		if strings.HasPrefix(line, ":") || strings.HasPrefix(line, "€") || strings.HasPrefix(line, "234") {
			t.Errorf("a line begins with %q", line)
		}
	}
	if got := strings.Join(lines(p), " "); got != p.String() {
		t.Errorf("the lines together are %q", got)
	}
}

func TestPunctuationInAnotherStyleStaysWithItsWord(t *testing.T) {
	s := newStage(t, standard)
	p := widgets.Paragraph(widgets.Strong.Of("Diagnostic"), widgets.Body.Of("\u202f: pompe bloquée"))
	for width := float32(85); width < 200; width += 7 {
		s.show(p, width, 200)
		for _, line := range lines(p)[1:] {
			if strings.HasPrefix(line, "\u202f") {
				t.Fatalf("at %v a line begins with punctuation: %q", width, lines(p))
			}
		}
	}
}

func TestNoLineButTheFirstBeginsWithASpace(t *testing.T) {
	s := newStage(t, standard)
	p := widgets.Paragraph(widgets.Strong.Of("Lave-linge de prêt"), widgets.Code.Of("  3501\u00a02345"))
	for width := float32(60); width < 260; width += 3 {
		s.show(p, width, 200)
		for _, line := range lines(p)[1:] {
			if strings.HasPrefix(line, " ") {
				t.Fatalf("at %v a line begins with a space: %q", width, lines(p))
			}
		}
	}
}

func TestAWordLongerThanALineIsBroken(t *testing.T) {
	s := newStage(t, standard)
	serial := strings.Repeat("7040113200", 8)
	p := widgets.Paragraph(widgets.Body.Of("SN "), widgets.Code.Of(serial))
	s.show(p, 150, 400)
	for _, o := range test.WidgetRenderer(p).Objects() {
		if right := o.Position().X + o.Size().Width; right > 151 {
			t.Errorf("%q reaches to %v", o.(*canvas.Text).Text, right)
		}
	}
	if got := strings.Join(lines(p), ""); strings.ReplaceAll(got, " ", "") != "SN"+serial {
		t.Errorf("letters were lost: %q", got)
	}
}

func TestATextTooLongEndsWithAnEllipsisAndFits(t *testing.T) {
	s := newStage(t, standard)
	short := widgets.Short(widgets.Strong.Of("Lave-linge "), widgets.Code.Of("SN 7040 1132 0098"))
	for width := float32(30); width < 260; width += 9 {
		s.show(short, width, 20)
		objects := test.WidgetRenderer(short).Objects()
		last := objects[len(objects)-1].(*canvas.Text)
		if right := last.Position().X + last.Size().Width; right > width+1 {
			t.Errorf("at %v the text reaches to %v", width, right)
		}
		shown := strings.Join(lines(short), "")
		if shown != short.String() && !strings.HasSuffix(shown, "…") {
			t.Errorf("at %v the text ends without a sign: %q", width, shown)
		}
	}
}

func TestPropertyAParagraphKeepsItsWordsAndItsWidth(t *testing.T) {
	s := newStage(t, standard)
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.StringMatching(`[a-zé0-9]{1,12}`), 1, 20).Draw(rt, "words"), " ")
		width := float32(rapid.IntRange(40, 400).Draw(rt, "width"))
		p := widgets.Paragraph(widgets.Body.Of(text))
		s.show(p, width, 2000)
		got := strings.ReplaceAll(strings.Join(lines(p), ""), " ", "")
		if got != strings.ReplaceAll(text, " ", "") {
			rt.Fatalf("%q became %q", text, got)
		}
		for _, o := range test.WidgetRenderer(p).Objects() {
			if o.Position().X+o.Size().Width > width+1 {
				rt.Fatalf("a line is wider than %v", width)
			}
		}
		if want := float32(len(lines(p))) * 20; p.HeightFor(width) != want {
			rt.Fatalf("%d lines want %v, got %v", len(lines(p)), want, p.HeightFor(width))
		}
	})
}

func TestSettingTheSameTextDrawsNothingAgain(t *testing.T) {
	s := newStage(t, standard)
	line := widgets.Line(widgets.Body.Of("Prête"))
	s.show(line, 100, 20)
	before := test.WidgetRenderer(line).Objects()[0]
	if n := testing.AllocsPerRun(20, func() { line.Set(widgets.Body.Of("Prête")) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
	line.Set(widgets.Body.Of("Rendue"))
	if test.WidgetRenderer(line).Objects()[0] != before {
		t.Error("the canvas text is not used again")
	}
}
