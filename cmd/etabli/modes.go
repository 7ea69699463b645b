package main

import (
	"etabli/app/present"
	"etabli/app/ui/kiosk"
	"etabli/app/ui/theme"
)

// The modes of the window.
const (
	counterMode = "counter"
	fieldMode   = "field"
	kioskMode   = "kiosk"
	managerMode = "manager"
)

// begins is the screen with which each mode begins.
var begins = map[string]present.Screen{
	counterMode: present.CounterScreen, fieldMode: present.RoundScreen, managerMode: present.ManagerScreen,
}

// densities is how large each mode is drawn.
var densities = map[string]theme.Density{
	counterMode: theme.Counter, managerMode: theme.Counter, fieldMode: theme.Field, kioskMode: theme.Kiosk,
}

// largerPercent is the text that a customer may ask for at the kiosk.
const largerPercent = 140

// showKiosk shows the screen for customers. It fills the display, and neither
// its keys nor its frame lead out of it: only a PIN of the staff does.
func (a *App) showKiosk() {
	var view *kiosk.Kiosk
	leave := func() {}
	p := present.NewKiosk(a.env(), a.desk, func() { leave() }, a.enlarge, func(s present.KioskState) { view.Show(s) })
	view = kiosk.New(a.window.Canvas, p)
	a.shell = nil
	a.window.SetFullScreen(true)
	a.window.SetCloseIntercept(p.ExitPressed)
	leave = func() {
		a.flags.Mode = counterMode
		a.window.SetFullScreen(false)
		a.window.SetCloseIntercept(nil)
		a.apply(a.likes)
		a.showShell(present.Route{Screen: present.CounterScreen})
	}
	a.showPage(view.Content(), p.Leave, p.Scanned)
	p.Enter(a.ctx)
}

// enlarge shows larger text for one customer.
func (a *App) enlarge(larger bool) {
	likes := a.likes
	if larger {
		likes.TextPercent = max(likes.TextPercent, largerPercent)
	}
	a.apply(likes)
}
