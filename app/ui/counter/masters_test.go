package counter_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
)

var update = flag.Bool("update", false, "write the masters anew")

// window is a canvas with our theme.
func window(t *testing.T, size fyne.Size) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, PixelScale: 1}))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.Resize(size)
	return w
}

// compare holds the drawn tree of a canvas against its master.
func compare(t *testing.T, c fyne.Canvas, name string) {
	t.Helper()
	got := test.RenderToMarkup(c)
	path := filepath.Join("testdata", name+".xml")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the master is missing (-update writes it): %v", err)
	}
	if got != string(want) {
		failed := filepath.Join(t.ArtifactDir(), name+".xml")
		if err := os.WriteFile(failed, []byte(got), 0o644); err != nil {
			t.Error(err)
		}
		t.Errorf("%s is drawn otherwise than its master; see %s", name, failed)
	}
}

var (
	desk  = fyne.NewSize(1366, 768)
	phone = fyne.NewSize(390, 844)
)

func TestScenesAreDrawnAsTheirMasters(t *testing.T) {
	for _, s := range scene.All() {
		t.Run(s.Name, func(t *testing.T) { drawScene(t, s, desk, s.Name) })
		if !s.Plain {
			t.Run(s.Name+"-phone", func(t *testing.T) { drawScene(t, s, phone, s.Name+"-phone") })
		}
	}
	for _, f := range scene.FirstRuns() {
		t.Run(f.Name, func(t *testing.T) {
			w := window(t, desk)
			w.SetContent(f.Open("fr"))
			w.Resize(desk)
			compare(t, w.Canvas(), f.Name)
		})
	}
}

func drawScene(t *testing.T, s scene.Scene, size fyne.Size, name string) {
	w := window(t, size)
	d := s.Open("fr")
	w.SetContent(d.Content())
	w.Resize(size)
	s.Perform(d, w.Canvas())
	compare(t, w.Canvas(), name)
}
