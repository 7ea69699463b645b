package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// managers are the pages of whoever runs the shop.
func managers() []Scene {
	today, figures := on(present.ManagerScreen), on(present.FiguresScreen)
	return []Scene{
		{Name: "manager", Shop: sample.Run(sample.Typical), Route: today},
		{Name: "manager-one", Shop: sample.Run(sample.Typical), Route: today, Act: func(d *Desk) {
			d.Events().Manager.RiskPressed("message")
			d.Events().Manager.InfoPressed("ready")
		}, Plain: true},
		{Name: "manager-longest", Shop: sample.Run(sample.Longest), Route: today, Plain: true},
		{Name: "manager-empty", Shop: sample.Run(sample.Empty), Route: today, Plain: true},
		{Name: "manager-overdue", Shop: sample.Run(sample.Overdue), Route: today, Plain: true},
		{Name: "manager-error", Shop: sample.Run(sample.Unread), Route: today, Plain: true},
		{Name: "figures", Shop: sample.Run(sample.Typical), Route: figures},
		{Name: "figures-fix", Shop: sample.Run(sample.Longest), Route: figures, Act: func(d *Desk) {
			d.Events().Figures.TilePressed("first_fix")
			d.Events().Figures.ExportPressed()
		}, Plain: true},
		{Name: "figures-flow", Shop: sample.Run(sample.Typical), Route: figures, Act: func(d *Desk) { d.Events().Figures.TilePressed("flow") }, Plain: true},
		{Name: "figures-empty", Shop: sample.Run(sample.Empty), Route: figures, Plain: true},
		{Name: "figures-error", Shop: sample.Run(sample.Unread), Route: figures, Plain: true},
		{Name: "reporting", Shop: sample.Run(sample.Typical), Route: open(present.ReportingScreen, 241), Act: declares(present.OnWayReports, "")},
		{Name: "reporting-due", Shop: sample.Run(sample.Typical), Route: on(present.ReportingScreen), Act: func(d *Desk) { d.Events().Reporting.RowChosen(1) }, Plain: true},
		{Name: "reporting-longest", Shop: sample.Run(sample.Longest), Route: open(present.ReportingScreen, 241), Act: declares(present.OnWayReports, ""), Plain: true},
		{Name: "reporting-invoice", Shop: sample.Run(sample.Typical), Route: on(present.ReportingScreen), Act: func(d *Desk) {
			declares(present.HandInvoices, "")(d)
			d.Events().Reporting.RowChosen(0)
		}, Plain: true},
		{Name: "reporting-hand", Shop: sample.Run(sample.Typical), Route: open(present.ReportingScreen, 240), Act: declares(present.OnWayReports, "report.hand"), Plain: true},
		{Name: "reporting-regime", Shop: sample.Run(sample.Empty), Route: on(present.ReportingScreen), Act: declares(present.DueReports, "report.regime"), Plain: true},
		{Name: "reporting-empty", Shop: sample.Run(sample.Empty), Route: on(present.ReportingScreen), Plain: true},
		{Name: "reporting-error", Shop: sample.Run(sample.Broken), Route: open(present.ReportingScreen, 241), Plain: true},
		{Name: "manager-accounts", Shop: sample.Run(sample.Typical), Route: today, Act: func(d *Desk) { d.Events().Manager.RiskPressed("account") }, Plain: true},
		{Name: "manager-orders", Shop: sample.Run(sample.Typical), Route: today, Act: func(d *Desk) { d.Events().Manager.RiskPressed("order") }, Plain: true},
		{Name: "team", Shop: sample.Run(sample.Team), Route: present.Route{Screen: present.TeamScreen, Open: sample.ID(71)}, Act: runs(nil)},
		{Name: "team-rights", Shop: sample.Run(sample.Team), Route: present.Route{Screen: present.TeamScreen, Open: sample.ID(71)}, Act: runs(func(d *Desk) { d.Events().Team.ActionPressed("team.rights") }), Plain: true},
		{Name: "team-add", Shop: sample.Run(sample.Longest), Route: on(present.TeamScreen), Act: func(d *Desk) {
			d.Events().Team.EmptyPressed()
			d.Events().Team.SheetSubmitted()
		}, Plain: true},
		{Name: "team-error", Shop: sample.Run(sample.Unread), Route: present.Route{Screen: present.TeamScreen, Open: sample.ID(70)}, Plain: true},
		{Name: "hours", Shop: sample.Run(sample.Typical), Route: on(present.HoursScreen)},
		{Name: "hours-week", Shop: sample.Run(sample.Typical), Route: on(present.HoursScreen), Act: func(d *Desk) { d.Events().Hours.PrimaryPressed() }, Plain: true},
		{Name: "hours-closure", Shop: sample.Run(sample.Typical), Route: on(present.HoursScreen), Act: func(d *Desk) { d.Events().Hours.ActionPressed("hours.closure:0") }, Plain: true},
		{Name: "hours-empty", Shop: sample.Run(sample.Empty), Route: on(present.HoursScreen), Plain: true},
		{Name: "hours-error", Shop: sample.Run(sample.Unread), Route: on(present.HoursScreen), Plain: true},
		{Name: "manager-closed", Shop: sample.Typical, Route: today, Plain: true},
	}
}

// declares shows a part of what the tax office is told, and begins an act there.
func declares(part present.Scope, act string) func(d *Desk) {
	return func(d *Desk) {
		d.Events().Reporting.ScopeChosen(part)
		if act != "" {
			d.Events().Reporting.ActionPressed(act)
		}
	}
}

// runs lets whoever runs the shop take over first.
func runs(act func(d *Desk)) func(d *Desk) {
	return func(d *Desk) {
		d.Events().Shell.StaffChosen(sample.ID(70))
		if act != nil {
			act(d)
		}
	}
}
