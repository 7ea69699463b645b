package service_test

import (
	"testing"

	"etabli/app/domain/loan"
	"etabli/app/domain/message"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
)

// Two files that are joined are one for all that was noted on either: a unit that was
// kept goes out for the one that goes on, which stops at it as at its own, and a message
// on the other stands before its next step.
func TestWhatWasNotedOnAFileThatWasJoinedIsOfTheOneThatGoesOn(t *testing.T) {
	app, one, _, unit := lendable(t)
	two := put(t, app, "repair.receive", `{"product":{"label":"Galaxy S24"}}`, "id")
	kept := put(t, app, "loan.reserve", `{"unit":"`+unit+`","file":"`+two+`"}`, "id")
	task := put(t, app, "task.set", `{"what":"Rappeler","on":"2026-11-24","repair":"`+two+`"}`, "id")
	do(t, app, "repair.merge", `{"id":"`+one+`","with":"`+two+`"}`)

	spare := put(t, app, "loaner.save", `{"label":"Galaxy A05","serial":"R58N30ABC"}`, "id")
	refused(t, app, "loan.reserve", `{"unit":"`+spare+`","file":"`+one+`"}`, loan.OneLoan, "file")
	if out := ask[service.LoanStanding](t, app, "loan.get", `{"id":"`+put(t, app, "loan.issue", `{"id":"`+kept+`","paper":true}`, "id")+`"}`); out.Status != loan.Out || out.FileID.String() != one {
		t.Errorf("it goes out as %+v", out.Loan)
	}
	if about := ask[[]views.Task](t, app, "task.about", `{"id":"`+one+`"}`); len(about) != 1 || about[0].ID.String() != task {
		t.Errorf("the tasks about it are %+v", about)
	}
	refused(t, app, "repair.hand_back", `{"id":"`+one+`","outcome":"repaired"}`, loan.StillOut, "loaner_reason")
	do(t, app, "loan.return", `{"id":"`+kept+`","paper":true}`)
	do(t, app, "repair.hand_back", `{"id":"`+one+`","outcome":"repaired"}`)
	if f := file(t, app, one); f.Status != repair.Returned {
		t.Errorf("it is %s", f.Status)
	}
}

// A part that has become dearer than the accepted quote counts is asked for in one step:
// the customer accepts the version that amends it, and the line presses no more.
func TestAnAmendmentForADearerPartIsOneStep(t *testing.T) {
	l := newLife(t).on("2026-11-23")
	do(t, l.app, "part.save", `{"ref":"PMP","label":"Pompe","cost_cents":1200}`)
	do(t, l.app, "supplier.save", `{"code":"bosch","name":"Bosch"}`)
	id := put(t, l.app, "repair.receive", `{"product":{"label":"Lave-linge"}}`, "id")
	refused(t, l.app, "quote.amend", `{"id":"`+id+`"}`, service.NoQuote, "id")
	l.do("repair.quote", id, `"work":"Pompe","circular":{"state":"unavailable","reason":"not_in_time"},"lines":[{"kind":"part","label":"Pompe","article":"PMP","unit_cents":4000,"cost_cents":1200}]`)
	l.do("quote.answer", id, `"version":1,"accepted":true`)
	order := put(t, l.app, "order.place", `{"staff":"`+l.staff+`","supplier":"bosch","lines":[{"part":"PMP","file":"`+id+`"}]}`, "id")
	do(t, l.app, "order.answer", `{"id":"`+order+`","line":1,"source":"mail","state":"price_changed","cost_cents":1900}`)
	do(t, l.app, "quote.amend", `{"id":"`+id+`"}`)
	refused(t, l.app, "quote.amend", `{"id":"`+id+`"}`, service.AmendmentWaits, "id") // the same again asks nothing new
	f := file(t, l.app, id)
	if f.Status != repair.QuoteSent || f.Quote.Version != 2 || f.Quote.TotalCents != 4840 || f.Quote.Amends != 1 || f.Quote.Reason != "part_dearer" {
		t.Fatalf("it is %s with %+v", f.Status, f.Quote)
	}
	l.do("quote.answer", id, `"version":2,"accepted":true`)
	if risks := ask[[]service.OrderRisk](t, l.app, "order.risks", `{}`); len(risks) != 0 {
		t.Errorf("%+v still presses", risks)
	}
	refused(t, l.app, "quote.amend", `{"id":"`+id+`"}`, service.NoRise, "id")
}

// A visit and a parcel of a file that was joined are found under the one that goes on,
// and stop at what stands before its next step; what is made for the old number is its own.
func TestVisitsAndParcelsOfAFileThatWasJoinedGoOnWithIt(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	one, number, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	two := put(t, app, "repair.receive", `{"customer":{"id":"`+ana+`"},"product":{"label":"Lave-linge"}}`, "id")
	do(t, app, "carrier.save", `{"code":"post","name":"La Poste","countries":["FR"],"home":true,"lithium":true,"cents":690}`)
	late, early := planned(t, app, one, yann, slot(14, 15), ""), planned(t, app, two, yann, slot(9, 10), "")
	sent := put(t, app, "parcel.open", `{"repair":"`+two+`","carrier":"post","cents":1000,"lines":[{"label":"Filtre"}]}`, "id")
	do(t, app, "repair.merge", `{"id":"`+one+`","with":"`+two+`"}`)
	task := put(t, app, "task.set", `{"what":"Rappeler","on":"2026-11-24","repair":"`+two+`"}`, "id")

	visits := ask[[]views.Visit](t, app, "visit.about", `{"id":"`+one+`"}`)
	if len(visits) != 2 || visits[0].ID.String() != early || visits[1].ID.String() != late || visits[0].Number != number {
		t.Errorf("its visits are %+v", visits)
	}
	parcels := ask[[]views.Parcel](t, app, "parcel.about", `{"id":"`+one+`"}`)
	if len(parcels) != 1 || parcels[0].ID.String() != sent || parcels[0].Repair.String() != one || parcels[0].Number != number {
		t.Errorf("its parcels are %+v", parcels)
	}
	if about := ask[[]views.Task](t, app, "task.about", `{"id":"`+one+`"}`); len(about) != 1 || about[0].ID.String() != task || about[0].Repair.String() != one {
		t.Errorf("its tasks are %+v", about)
	}
	do(t, app, "message.receive", `{"channel":"sms","repair":"`+one+`","text":"Attendez !"}`)
	refused(t, app, "parcel.close", `{"id":"`+sent+`"}`, message.UnreadStands, "id")
	do(t, app, "visit.absent", `{"id":"`+early+`","tries":2,"slip":"printed","next":{"call_on":"2026-11-24"}}`)
	timeline := file(t, app, one).Timeline
	if last := timeline[len(timeline)-1]; last.What != "timeline.visit_absent" {
		t.Errorf("the file that goes on says %s last", last.What)
	}
}

// A line of an order presses when its day has passed, when it comes after what the
// customer was promised, when it costs more than the quote counted, and when nobody
// needs it any more.
func TestALineOfAnOrderThatGoesWrongPresses(t *testing.T) {
	l := newLife(t).on("2026-11-23")
	do(t, l.app, "part.save", `{"ref":"PMP","label":"Pompe","cost_cents":1200}`)
	do(t, l.app, "supplier.save", `{"code":"bosch","name":"Bosch"}`)
	id := put(t, l.app, "repair.receive", `{"product":{"label":"Lave-linge"},"promised_on":"2026-12-01"}`, "id")
	l.do("repair.quote", id, `"work":"Pompe","circular":{"state":"unavailable","reason":"not_in_time"},"lines":[{"kind":"part","label":"Pompe","article":"PMP","unit_cents":4000,"cost_cents":1200}]`)
	l.do("quote.answer", id, `"version":1,"accepted":true`)
	order := put(t, l.app, "order.place", `{"staff":"`+l.staff+`","supplier":"bosch","lines":[{"part":"PMP","file":"`+id+`","due_on":"2026-11-27"}]}`, "id")
	says := func(want ...service.OrderWhy) service.OrderRisk {
		t.Helper()
		got := ask[service.Pressing](t, l.app, "shop.pressing", `{}`).Orders
		if len(want) == 0 && len(got) == 0 {
			return service.OrderRisk{}
		}
		if len(got) != 1 || len(got[0].Why) != len(want) {
			t.Fatalf("it says %+v, want %v", got, want)
		}
		for i, why := range want {
			if got[0].Why[i] != why {
				t.Errorf("it says %v, want %v", got[0].Why, want)
			}
		}
		return got[0]
	}
	answered := func(more string) {
		t.Helper()
		do(t, l.app, "order.answer", `{"id":"`+order+`","line":1,"source":"mail",`+more+`}`)
	}
	says()
	answered(`"state":"price_changed","cost_cents":1900`)
	if risk := says(service.OrderDearer); risk.QuotedCents != 1200 || risk.CostCents != 1900 {
		t.Errorf("%+v", risk)
	}
	next := ask[service.Amendment](t, l.app, "quote.amendment", `{"id":"`+id+`"}`)
	if q := next.Quote; q.TotalCents != 4840 || next.RiseCents != 840 || q.Version != 2 || q.Amends != 1 || len(q.Lines) == 0 {
		t.Errorf("the amendment is proposed as %+v", next)
	}
	answered(`"state":"late","cost_cents":1200,"due_on":"2026-12-04"`)
	refused(t, l.app, "quote.amend", `{"id":"`+id+`"}`, service.NoRise, "id")
	if risk := says(service.AfterPromise); risk.PromisedOn != "2026-12-01" {
		t.Errorf("%+v", risk)
	}
	l.on("2026-12-06")
	if risk := says(service.OrderLate, service.AfterPromise); risk.DaysLate != 2 {
		t.Errorf("%+v", risk)
	}
	l.do("repair.hand_back", id, `"outcome":"cancelled"`)
	says(service.OrderLate, service.FileOver)
	do(t, l.app, "order.cancel", `{"staff":"`+l.staff+`","id":"`+order+`","reason":"not_needed"}`)
	says()
}
