package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// atVisit opens a visit of today's round.
func atVisit(n byte) present.Route {
	return present.Route{Screen: present.VisitScreen, Open: sample.ID(100 + n)}
}

// Fields are the scenes of a technician's device.
func Fields() []Scene {
	round, week, van := on(present.RoundScreen), on(present.WeekScreen), on(present.VanScreen)
	list := []Scene{
		{Name: "round", Shop: sample.Rounds, Route: round},
		{Name: "week", Shop: sample.Rounds, Route: week},
		{Name: "van", Shop: sample.Rounds, Route: van},
		{Name: "visit", Shop: sample.Rounds, Route: atVisit(2)},
		{Name: "visit-charged", Shop: sample.Charged, Route: atVisit(2)},
		{Name: "visit-longest", Shop: sample.LongestRound, Route: atVisit(2)},

		{Name: "round-empty", Shop: sample.NoRounds, Route: round, Plain: true},
		{Name: "round-late", Shop: sample.Late, Route: round, Plain: true},
		{Name: "round-error", Shop: sample.BrokenRound, Route: round, Plain: true},
		{Name: "round-delay", Shop: sample.Rounds, Route: round, Act: func(d *Desk) { d.Events().Round.LateChosen("40") }, Plain: true},
		{Name: "round-told", Shop: sample.Rounds, Route: round, Plain: true, Act: func(d *Desk) {
			d.Events().Round.LateChosen("40")
			d.Events().Round.SheetSubmitted()
		}},
		{Name: "week-move", Shop: sample.Late, Route: week, Act: func(d *Desk) { d.Events().Week.MovePressed("2026-11-21") }, Plain: true},
		{Name: "week-plan", Shop: sample.Rounds, Route: week, Act: func(d *Desk) { d.Events().Week.PlanPressed("2026-11-23") }, Plain: true},
		{Name: "van-error", Shop: sample.BrokenRound, Route: van, Plain: true},
		{Name: "van-longest", Shop: sample.LongestRound, Route: van, Plain: true},
		{Name: "van-empty", Shop: sample.NoRounds, Route: van, Plain: true},
		{Name: "visit-codes", Shop: sample.Rounds, Route: atVisit(2), Act: func(d *Desk) { d.Events().Visit.CodesPressed() }, Plain: true},
		{Name: "visit-planned", Shop: sample.Rounds, Route: atVisit(4), Plain: true},
		{Name: "visit-absent", Shop: sample.Rounds, Route: atVisit(2), Act: visiting("absent"), Plain: true},
		{Name: "visit-write", Shop: sample.Rounds, Route: atVisit(2), Act: visiting("write"), Plain: true},
		{Name: "visit-sign", Shop: sample.Charged, Route: atVisit(2), Act: visiting("sign"), Plain: true},
		{Name: "visit-take", Shop: sample.Rounds, Route: atVisit(4), Act: visiting("take"), Plain: true},
		{Name: "visit-error", Shop: sample.BrokenRound, Route: atVisit(2), Plain: true},
		{Name: "field-more", Shop: sample.Rounds, Route: on(present.MoreScreen), Plain: true},
	}
	for i := range list {
		list[i].Field = true
	}
	return list
}

func visiting(action string) func(d *Desk) {
	return func(d *Desk) { d.Events().Visit.ActionPressed(action) }
}
