package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/theme"
)

// Shot is one picture: a screen or a sheet in a fixed state, size and look.
type Shot struct {
	// Name is the file's name without its end.
	Name string
	// Size is in units; the picture is Size times Scale.
	Size fyne.Size
	// Scale is the device pixels in a unit; 0 means 1.
	Scale float32
	// Dark shows the dark values of the tokens.
	Dark bool
	// Sun shows the values for a screen in the sun.
	Sun bool
	// Text is the text factor; 0 means 1.
	Text float32
	// Density is the kind of device.
	Density theme.Density
	// Build makes what is shown, under the shot's theme.
	Build func() fyne.CanvasObject
	// Picture, when set, draws the shot itself at a scale: papers have no theme.
	Picture func(scale float32) image.Image
	// After, when set, acts on the canvas before the picture is taken: it
	// focuses something or opens a dialog.
	After func(c fyne.Canvas, content fyne.CanvasObject)
}

func (s Shot) theme() *theme.Theme {
	o := theme.Options{Appearance: theme.Light, Density: s.Density, Text: s.Text, PixelScale: s.scale()}
	if s.Dark {
		o.Appearance = theme.Dark
	}
	if s.Sun {
		o.Appearance = theme.Sun
	}
	return theme.New(o)
}

func (s Shot) scale() float32 {
	if s.Scale == 0 {
		return 1
	}
	return s.Scale
}

// capture draws a shot without a window.
func (s Shot) capture(app fyne.App) image.Image {
	if s.Picture != nil {
		return s.Picture(s.scale())
	}
	app.Settings().SetTheme(s.theme())
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(s.scale())
	content := s.Build()
	c.SetContent(content)
	c.Resize(s.Size)
	if s.After != nil {
		s.After(c, content)
	}
	return c.Capture()
}

// draw writes the pictures of shots into a folder.
func draw(chosen []Shot, dir string, out io.Writer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", dir, err)
	}
	app := test.NewApp()
	defer app.Quit()
	for _, s := range chosen {
		path := filepath.Join(dir, s.Name+".png")
		if err := save(path, s.capture(app)); err != nil {
			return err
		}
		fmt.Fprintln(out, path)
	}
	return nil
}

// save writes a picture as a PNG file.
func save(path string, picture image.Image) error {
	var content bytes.Buffer
	if err := png.Encode(&content, picture); err != nil {
		return fmt.Errorf("encode %s: %w", path, err)
	}
	if err := os.WriteFile(path, content.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
