package scene

import (
	"context"

	"fyne.io/fyne/v2"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/kiosk"
)

// KioskScene is the kiosk after a customer did something.
type KioskScene struct {
	Name  string
	Shop  func() *sample.Shop
	Act   func(k *present.Kiosk, shop *sample.Shop)
	Plain bool // worth one picture, not one in every look
}

// Open shows the scene; dialogs open on the canvas once there is one.
func (s KioskScene) Open(tag string, canvas func() fyne.Canvas) (content fyne.CanvasObject, perform func()) {
	shop, env := s.Shop(), sample.Env(lang.For(tag))
	env.Clock = &sample.Ticks{At: sample.Now}
	var view *kiosk.Kiosk
	p := present.NewKiosk(env, shop, func() {}, func(bool) {}, func(state present.KioskState) { view.Show(state) })
	view = kiosk.New(canvas, p)
	p.Enter(context.Background())
	return view.Content(), func() {
		if s.Act != nil {
			s.Act(p, shop)
		}
	}
}

// Kiosks are the scenes of the kiosk.
func Kiosks() []KioskScene {
	return []KioskScene{
		{Name: "kiosk", Shop: sample.Typical},
		{Name: "kiosk-phone", Shop: sample.Typical, Act: dropOff(0)},
		{Name: "kiosk-name", Shop: sample.Typical, Act: dropOff(1), Plain: true},
		{Name: "kiosk-device", Shop: sample.Typical, Act: dropOff(2)},
		{Name: "kiosk-model", Shop: sample.Typical, Act: dropOff(3), Plain: true},
		{Name: "kiosk-fault", Shop: sample.Typical, Act: dropOff(4)},
		{Name: "kiosk-consent", Shop: sample.Typical, Act: dropOff(5), Plain: true},
		{Name: "kiosk-ticket", Shop: sample.Typical, Act: dropOff(6)},
		{Name: "kiosk-missing", Shop: sample.Typical, Act: func(k *present.Kiosk, _ *sample.Shop) { k.DoorPressed("drop"); k.PrimaryPressed() }, Plain: true},
		{Name: "kiosk-fault-missing", Shop: sample.Typical, Act: func(k *present.Kiosk, shop *sample.Shop) { dropOff(4)(k, shop); k.PrimaryPressed() }, Plain: true},
		{Name: "kiosk-find", Shop: sample.Typical, Act: find("check", ""), Plain: true},
		{Name: "kiosk-unknown", Shop: sample.Typical, Act: find("check", "LIL2-00431-X7A"), Plain: true},
		{Name: "kiosk-found", Shop: sample.Typical, Act: findNth("check", 0)},
		{Name: "kiosk-found-late", Shop: sample.Overdue, Act: findNth("check", 0), Plain: true},
		{Name: "kiosk-found-longest", Shop: sample.Longest, Act: findNth("check", 0), Plain: true},
		{Name: "kiosk-ready", Shop: sample.Typical, Act: findNth("collect", 3), Plain: true},
		{Name: "kiosk-called", Shop: sample.Typical, Act: func(k *present.Kiosk, shop *sample.Shop) {
			findNth("collect", 3)(k, shop)
			k.PrimaryPressed()
		}, Plain: true},
		{Name: "kiosk-rate", Shop: sample.Typical, Act: findNth("rate", 6)},
		{Name: "kiosk-thanks", Shop: sample.Typical, Act: func(k *present.Kiosk, shop *sample.Shop) {
			findNth("rate", 6)(k, shop)
			k.DoorPressed("5")
		}, Plain: true},
		{Name: "kiosk-error", Shop: sample.Broken, Act: dropOff(6), Plain: true},
		{Name: "kiosk-idle", Shop: sample.Typical, Act: func(k *present.Kiosk, _ *sample.Shop) {
			dropOff(1)(k, nil)
			k.Clock.(*sample.Ticks).Pass(61e9)
		}, Plain: true},
		{Name: "kiosk-exit", Shop: sample.Typical, Act: func(k *present.Kiosk, _ *sample.Shop) {
			k.ExitPressed()
			k.PinTyped("407")
		}, Plain: true},
	}
}

// dropOff answers the first questions of a drop-off.
func dropOff(questions int) func(*present.Kiosk, *sample.Shop) {
	answers := []func(*present.Kiosk){
		func(k *present.Kiosk) { k.Typed("06 44 10 22 35"); k.PrimaryPressed() },
		func(k *present.Kiosk) { k.Typed("Karim Benali"); k.PrimaryPressed() },
		func(k *present.Kiosk) { k.DoorPressed("computer") },
		func(k *present.Kiosk) { k.Typed("Lenovo ThinkPad T14"); k.PrimaryPressed() },
		func(k *present.Kiosk) { k.DoorPressed("power"); k.PrimaryPressed() },
		func(k *present.Kiosk) { k.PrimaryPressed() },
	}
	return func(k *present.Kiosk, _ *sample.Shop) {
		k.DoorPressed("drop")
		for _, answer := range answers[:questions] {
			answer(k)
		}
	}
}

func find(door, code string) func(*present.Kiosk, *sample.Shop) {
	return func(k *present.Kiosk, _ *sample.Shop) {
		if door == "rate" {
			k.OtherPressed()
		} else {
			k.DoorPressed(door)
		}
		if code != "" {
			k.Typed(code)
			k.PrimaryPressed()
		}
	}
}

func findNth(door string, n int) func(*present.Kiosk, *sample.Shop) {
	return func(k *present.Kiosk, shop *sample.Shop) { find(door, shop.Number(n))(k, shop) }
}
