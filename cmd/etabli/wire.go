package main

import (
	"context"
	"net/url"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/ui/counter"
	"etabli/app/ui/parts"
	"etabli/app/ui/shell"
	"etabli/cmd/internal/desk"
	"etabli/cmd/internal/device"
)

// backend is the device as the screens see it; a change of preferences reaches
// the window too.
type backend struct {
	*desk.Desk
	prefer func(present.Preferences)
	open   func(address string) error
	moveOn func()
}

var _ shell.Backend = backend{}

// Prefer keeps preferences and puts them to use.
func (b backend) Prefer(ctx context.Context, p present.Preferences) error {
	if err := b.Desk.Prefer(ctx, p); err != nil {
		return err
	}
	shell.Post(func() { b.prefer(p) })
	return nil
}

// OpenLink implements present.Opening.
func (b backend) OpenLink(address string) error { return b.open(address) }

// MoveOn implements present.Fleet: the screen that asks for it is left first.
func (b backend) MoveOn() { shell.Post(b.moveOn) }

// mapPage shows a place in a browser, where no program answers to geo addresses.
const mapPage = "https://www.openstreetmap.org/search?query="

// openLink leads out of the program. A desk has no program for geo addresses, so
// the map opens in its browser.
func (a *App) openLink(address string) error {
	if place, ok := strings.CutPrefix(address, "geo:0,0?q="); ok && !fyne.CurrentDevice().IsMobile() {
		address = mapPage + place
	}
	at, err := url.Parse(address)
	if err == nil {
		err = a.fyne.OpenURL(at)
	}
	if err != nil {
		return fault.New(noProgram, "").Because(err)
	}
	return nil
}

// noProgram says that nothing on this device can open an address.
const noProgram fault.Code = "link_not_opened"

// tag is the language of the screen.
func (a *App) tag() string {
	if a.flags.Lang != "" {
		return a.flags.Lang
	}
	return a.likes.Language
}

// env is what presenters work with; the shell adds the way between screens.
func (a *App) env() present.Env {
	zone := time.Local
	if a.desk != nil {
		zone = a.desk.Zone(context.Background())
	}
	return present.Env{
		Words: lang.For(a.tag()), Zone: zone, Clock: shell.NewClock(time.Now), Post: shell.Post,
		Run: a.run, Desk: a.seat,
		Go: func(present.Route) {}, Tell: func(present.Notice) {}, Field: a.flags.Mode == fieldMode,
	}
}

func (a *App) host() parts.Host {
	return parts.Host{Words: lang.For(a.tag()), Canvas: a.window.Canvas}
}

func (a *App) options() device.Options {
	return device.Options{Log: a.log, Passphrase: device.PassphraseFromEnv}
}

// setup prepares a device for the first run; what it opened is kept for work.
type setup struct {
	app    *App
	opened *device.Device
}

// Join implements present.Setup.
func (s *setup) Join(ctx context.Context, code, name string) (err error) {
	s.opened, err = device.Enrol(ctx, s.app.flags.Store, code, name, s.app.options())
	return err
}

// OpenAlone implements present.Setup.
func (s *setup) OpenAlone(ctx context.Context, site, name, person string) error {
	d, err := device.InitAlone(ctx, s.app.flags.Store, site, name, s.app.options())
	if err != nil {
		return err
	}
	s.opened = d
	if person == "" {
		return nil
	}
	call, err := d.App.NewCall(present.ID{})
	if err != nil {
		return err
	}
	_, err = d.App.SaveStaff(ctx, call, &service.StaffInput{Display: person, Role: "manager"})
	return err
}

// showFirstRun asks how a new device shall work, and ends in a working shop.
func (a *App) showFirstRun() {
	var view *counter.FirstRun
	ready := &setup{app: a}
	p := present.NewFirstRun(a.env(), ready, func() { a.opened(ready.opened, nil) },
		func(s present.FirstRunState) { view.Show(s) })
	view = counter.NewFirstRun(a.host(), p)
	a.showPage(view.Content(), p.Leave, p.Scanned)
	p.Enter(a.ctx)
}

// firstSizes are the sizes of the window the first time, in units: a desk's, and a
// phone's.
var firstSizes = map[bool]fyne.Size{false: fyne.NewSize(1366, 768), true: fyne.NewSize(360, 740)}

// sizeKeys are where the size of the window is kept; a device in the hand has its own.
func (a *App) sizeKeys() (width, height string) {
	if a.flags.Mode == fieldMode {
		return "field-width", "field-height"
	}
	return "width", "height"
}

// size is how large the window was last.
func (a *App) size() fyne.Size {
	p, first := a.fyne.Preferences(), firstSizes[a.flags.Mode == fieldMode]
	width, height := a.sizeKeys()
	return fyne.NewSize(float32(p.FloatWithFallback(width, float64(first.Width))), float32(p.FloatWithFallback(height, float64(first.Height))))
}

func (a *App) keepSize() {
	size := a.window.Canvas().Size()
	if size.Width < 1 || size.Height < 1 {
		return
	}
	p := a.fyne.Preferences()
	width, height := a.sizeKeys()
	p.SetFloat(width, float64(size.Width))
	p.SetFloat(height, float64(size.Height))
}
