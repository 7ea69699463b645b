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
		{Name: "manager-closed", Shop: sample.Typical, Route: today, Plain: true},
	}
}
