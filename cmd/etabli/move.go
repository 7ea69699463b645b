package main

import (
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/ui/counter"
	"etabli/app/ui/shell"
	"etabli/cmd/internal/device"
)

// moveOn lets the device go to the shop where HQ sends it: the screens end, and begin
// again over the device that there is then.
func (a *App) moveOn() {
	if a.desk == nil {
		return
	}
	was := a.desk
	a.desk, a.shell = nil, nil
	wait := counter.NewTrouble(a.host(), func() {})
	wait.ShowWaiting(lang.For(a.tag()).T("devices.move.going"))
	a.showPage(wait.Content(), func() {}, noScan)
	a.run(func() {
		d := was.Release()
		from := d.App.Place()
		next, err := device.SyncAndMove(a.ctx, d, a.options())
		shell.Post(func() { a.moved(from.Site, next, err) })
	})
}

// moved shows the screens over the device to go on with, and says where that is. from is
// the code of the site where it was.
func (a *App) moved(from string, d *device.Device, err error) {
	if d == nil {
		a.opened(nil, err)
		return
	}
	if place := d.App.Place(); place.Site != from {
		a.seat = &present.Desk{} // whoever works here now says so
	}
	if started := a.start(d); started != nil {
		a.opened(nil, started)
		return
	}
	if a.shell != nil {
		a.shell.Tell(a.whereNow(from, d, err))
	}
}

// whereNow says what became of a move.
func (a *App) whereNow(from string, d *device.Device, err error) present.Notice {
	w, place := lang.For(a.tag()), d.App.Place()
	switch move := d.Move(); {
	case err != nil:
		return a.env().Failure(err)
	case place.Site != from:
		return present.Notice{Tone: present.Good, Text: w.T("devices.move.done", "to", place.Site, "code", place.Site+place.Device)}
	case move != nil && move.Waits != "":
		return present.Notice{Tone: present.Watch, Text: w.T("devices.move.not_yet", "why", w.T("devices.move.waits."+move.Waits))}
	}
	return present.Notice{Tone: present.Watch, Text: w.T("devices.move.stays")}
}
