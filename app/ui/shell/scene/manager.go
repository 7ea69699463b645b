package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// managers are the pages of whoever runs the shop.
func managers() []Scene {
	today := on(present.ManagerScreen)
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
		{Name: "manager-closed", Shop: sample.Typical, Route: today, Plain: true},
	}
}
