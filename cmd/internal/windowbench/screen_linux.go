//go:build cgo && linux

package main

/*
#cgo LDFLAGS: -lX11 -lXtst
#include <stdlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>
#include <X11/extensions/XTest.h>

// sum adds up the pixels of a rectangle of the root window, so that a change shows.
static unsigned long long sum(Display *d, int x, int y, int w, int h) {
	XImage *i = XGetImage(d, DefaultRootWindow(d), x, y, w, h, AllPlanes, ZPixmap);
	if (!i) return 0;
	unsigned long long s = 1469598103934665603ULL;
	for (long n = 0; n < (long)i->bytes_per_line * i->height; n++) {
		s ^= (unsigned char)i->data[n];
		s *= 1099511628211ULL;
	}
	XDestroyImage(i);
	return s;
}

static void key(Display *d, KeySym k, int mod) {
	KeyCode c = XKeysymToKeycode(d, k), m = XKeysymToKeycode(d, XK_Control_L);
	if (mod) XTestFakeKeyEvent(d, m, True, 0);
	XTestFakeKeyEvent(d, c, True, 0);
	XTestFakeKeyEvent(d, c, False, 0);
	if (mod) XTestFakeKeyEvent(d, m, False, 0);
	XFlush(d);
}

static void wheel(Display *d, int button) {
	XTestFakeButtonEvent(d, button, True, 0);
	XTestFakeButtonEvent(d, button, False, 0);
	XFlush(d);
}

static void point(Display *d, int x, int y) {
	XTestFakeMotionEvent(d, -1, x, y, 0);
	XFlush(d);
}
*/
import "C"

import (
	"errors"
	"time"
)

// screen is an X display: keys go in, pixels come out.
type screen struct{ d *C.Display }

func openScreen() (screen, error) {
	d := C.XOpenDisplay(nil)
	if d == nil {
		return screen{}, errors.New("no X display: run it under xvfb-run")
	}
	return screen{d}, nil
}

// area is a rectangle of the display.
type area struct{ x, y, w, h int }

// sum tells one picture of an area from another.
func (s screen) sum(a area) uint64 {
	return uint64(C.sum(s.d, C.int(a.x), C.int(a.y), C.int(a.w), C.int(a.h)))
}

// key presses a key by the character it writes, or Escape and others by their X names.
func (s screen) key(sym uint64, control bool) {
	mod := C.int(0)
	if control {
		mod = 1
	}
	C.key(s.d, C.KeySym(sym), mod)
}

func (s screen) point(x, y int) { C.point(s.d, C.int(x), C.int(y)) }

// wheel turns the wheel one step, down or up.
func (s screen) wheel(down bool) {
	button := C.int(4)
	if down {
		button = 5
	}
	C.wheel(s.d, button)
}

// press presses the first button of the pointer.
func (s screen) press() { C.wheel(s.d, 1) }

// changes waits until an area looks other than it did; false when it never does.
func (s screen) changes(a area, from uint64, atMost time.Duration) (time.Duration, bool) {
	for began := time.Now(); ; time.Sleep(time.Millisecond) {
		if s.sum(a) != from {
			return time.Since(began), true
		}
		if time.Since(began) > atMost {
			return atMost, false
		}
	}
}
