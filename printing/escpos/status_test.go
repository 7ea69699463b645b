package escpos_test

import (
	"bytes"
	"errors"
	"testing"

	"etabli/printing/escpos"
)

func TestAPrinterSaysHowItIs(t *testing.T) {
	if want := []byte{0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4}; !bytes.Equal(escpos.StatusRequest(), want) {
		t.Errorf("asked with % x", escpos.StatusRequest())
	}
	const well = 0x12
	for name, c := range map[string]struct {
		answer []byte
		want   escpos.Status
		ready  bool
	}{
		"ready":              {[]byte{well, well, well, well}, escpos.Status{}, true},
		"paper is low":       {[]byte{well, well, well, 0x1E}, escpos.Status{PaperLow: true}, true},
		"paper is out":       {[]byte{0x1A, 0x32, well, 0x72}, escpos.Status{Offline: true, PaperOut: true}, false},
		"cover open":         {[]byte{0x1A, 0x16, well, well}, escpos.Status{Offline: true, CoverOpen: true}, false},
		"cutter jammed":      {[]byte{0x1A, 0x52, 0x1A, well}, escpos.Status{Offline: true, Stopped: true, CutterError: true}, false},
		"broken":             {[]byte{0x1A, 0x52, 0x32, well}, escpos.Status{Offline: true, Stopped: true, Failed: true}, false},
		"head is hot":        {[]byte{well, well, 0x52, well}, escpos.Status{Overheated: true}, false},
		"drawer switch high": {[]byte{0x16, well, well, well}, escpos.Status{DrawerHigh: true}, true},
	} {
		got, err := escpos.ReadStatus(c.answer)
		if err != nil || got != c.want || got.Ready() != c.ready {
			t.Errorf("%s: %+v, ready %v, %v", name, got, got.Ready(), err)
		}
	}
	for _, answer := range [][]byte{nil, {well, well, well}, {well, well, well, well, well}, {well, 0xFF, well, well}, {0, well, well, well}} {
		if _, err := escpos.ReadStatus(answer); !errors.Is(err, escpos.ErrReply) {
			t.Errorf("% x: %v", answer, err)
		}
	}
}

func TestAPrinterSaysWhatPaperItHas(t *testing.T) {
	for answer, want := range map[byte][2]bool{0: {}, 0x03: {true, false}, 0x0F: {true, true}} {
		if low, out, err := escpos.ReadPaper(answer); err != nil || low != want[0] || out != want[1] {
			t.Errorf("%#02x: low %v, out %v, %v", answer, low, out, err)
		}
	}
	if _, _, err := escpos.ReadPaper(0x12); !errors.Is(err, escpos.ErrReply) {
		t.Errorf("an answer to another question: %v", err)
	}
}
