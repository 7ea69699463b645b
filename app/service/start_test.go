package service_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/service"
)

// Work on what the customer may still withdraw from begins when they ask for it, when
// somebody says by name why it does, or when the period is over; and at once where no
// such right is.
func TestPaidWorkWaitsForTheEndOfTheRightToWithdraw(t *testing.T) {
	answered := func(t *testing.T, answer string) (*life, string) {
		l := newLife(t).on("2026-11-24")
		id := l.receive("2026-11-24")
		l.do("repair.quote", id, `"work":"Pompe","lines":[{"kind":"labour","label":"Pose","unit_cents":9000,"necessary":true},{"kind":"other","label":"Détartrage","unit_cents":2000}]`)
		l.do("quote.answer", id, `"version":1,"accepted":true`+answer)
		return l, id
	}
	for name, answer := range map[string]string{
		"in the shop":       `,"channel":"counter"`,
		"asked for at once": `,"channel":"phone","start_now":true`,
		"urgent at home: the necessary may begin":   `,"channel":"home","asked_for":true,"urgent":true`,
		"a trader has no such right, wherever made": `,"channel":"home","trade":true`,
	} {
		t.Run(name, func(t *testing.T) {
			l, id := answered(t, answer)
			refuse(t, l.app, "quote.start_now", `{"id":"`+id+`","channel":"phone"}`, quote.NoSuchWish, "id")
			l.do("repair.move", id, `"to":"repair"`)
		})
	}
	const home = `,"channel":"home","asked_for":true`
	t.Run("a batch names the file that has to wait", func(t *testing.T) {
		l, id := answered(t, home)
		refuse(t, l.app, "repair.batch", `{"ids":["`+id+`"],"to":"repair"}`, quote.TooEarly, "ids.0")
		refuse(t, l.app, "repair.move", `{"id":"`+id+`","to":"subcontract"}`, quote.TooEarly, "early_reason")
		l.do("repair.move", id, `"to":"part_wait"`) // ordering is not working
	})
	t.Run("the wish that comes later", func(t *testing.T) {
		l, id := answered(t, home)
		refuse(t, l.app, "repair.move", `{"id":"`+id+`","to":"repair"}`, quote.TooEarly, "early_reason")
		l.on("2026-11-26").do("quote.start_now", id, `"channel":"phone","acknowledged":true`)
		c := file(t, l.app, id).Quote.Contract
		if !c.StartNow || !c.Known || c.StartFrom != "2026-11-26" || c.WithdrawUntil != "2026-12-08" {
			t.Errorf("%+v", c)
		}
		l.do("repair.move", id, `"to":"repair"`)
	})
	t.Run("somebody's name and reason", func(t *testing.T) {
		l, id := answered(t, home)
		refuse(t, l.app, "repair.move", `{"id":"`+id+`","to":"repair","early_reason":"Pressé"}`, service.StaffNeeded, "staff")
		l.do("repair.move", id, `"to":"repair","early_reason":"Le client attend devant la porte"`)
		f := file(t, l.app, id)
		last := f.Timeline[len(f.Timeline)-1]
		if f.Status != repair.Repairing || last.What != "timeline.work_began_early" || last.Public || last.Text != "Le client attend devant la porte" {
			t.Errorf("%s: %+v", f.Status, last)
		}
	})
	t.Run("the day after the last day", func(t *testing.T) {
		l, id := answered(t, home)
		refuse(t, l.on("2026-12-08").app, "repair.move", `{"id":"`+id+`","to":"repair"}`, quote.TooEarly, "early_reason")
		l.on("2026-12-09").do("repair.move", id, `"to":"repair"`)
	})
}

// What is noted later counts from when it was: the guarantee and the legal days end
// with the hand-back, not with its noting.
func TestAHandBackThatIsNotedLaterCountsFromItsDay(t *testing.T) {
	l := newLife(t).on("2026-09-01")
	id := l.receive("2026-09-01")
	l.on("2026-11-01")
	back := func(day string) string { return `"returned_ms":` + itoa(ms(t, day)) }
	refuse(t, l.app, "repair.hand_back", `{"id":"`+id+`",`+back("2026-08-31")+`}`, fault.Malformed, "returned_ms")
	refuse(t, l.app, "repair.hand_back", `{"id":"`+id+`",`+back("2026-11-02")+`}`, fault.Malformed, "returned_ms")
	l.do("repair.hand_back", id, `"outcome":"repaired",`+back("2026-09-24"))
	f := file(t, l.app, id)
	last := f.Timeline[len(f.Timeline)-1]
	if f.ReturnedMS != ms(t, "2026-09-24") || last.OnMS != f.ReturnedMS || last.AtMS != l.now.UnixMilli() {
		t.Errorf("%d: %+v", f.ReturnedMS, last)
	}
	if got := f.Clocks.TurnStopMS; got != f.ReturnedMS {
		t.Errorf("the turnaround ends at %d", got)
	}
}

// A batch that said where devices are is undone to where they were: nowhere in
// particular, if that was so. One that did not leaves where they were put since.
func TestAnUndoneBatchTakesItsPlaceBack(t *testing.T) {
	app := shop(t)
	first, _, _ := takeIn(t, app, "Ana Roy", "", "Lave-linge")
	second, _, _ := takeIn(t, app, "Ana Roy", "", "Sèche-linge")
	do(t, app, "repair.place", `{"id":"`+second+`","place":"shelf","spot":"B12"}`)
	both := `"ids":["` + first + `","` + second + `"]`
	moved := do(t, app, "repair.batch", `{`+both+`,"place":"bench","to":"diag"}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "repair.batch_undo", `{"id":"`+moved+`"}`)
	if care := file(t, app, first).Care; care.Place != "" || care.Spot != "" {
		t.Errorf("the first is at %s %s", care.Place, care.Spot)
	}
	if care := file(t, app, second).Care; care.Place != repair.OnShelf || care.Spot != "B12" {
		t.Errorf("the second is at %s %s", care.Place, care.Spot)
	}
	moved = do(t, app, "repair.batch", `{`+both+`,"to":"diag"}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "repair.place", `{"id":"`+second+`","place":"bench","spot":"2"}`)
	do(t, app, "repair.batch_undo", `{"id":"`+moved+`"}`)
	if f := file(t, app, second); f.Status != repair.Received || f.Care.Place != repair.OnBench || f.Care.Spot != "2" {
		t.Errorf("the second is %s at %s %s", f.Status, f.Care.Place, f.Care.Spot)
	}
}
