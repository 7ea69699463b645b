package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// part is a route to a part, an order or a transfer.
func part(n byte) present.Route {
	return present.Route{Screen: present.StockScreen, Open: sample.ID(n)}
}

// shelves are the parts, and what is awaited, in their situations.
func shelves() []Scene {
	all := on(present.StockScreen)
	return []Scene{
		{Name: "stock", Shop: sample.Typical, Route: part(100)},
		{Name: "stock-longest", Shop: sample.Longest, Route: part(100), Act: stockDo("stock.why:LIL.shop")},
		{Name: "stock-back", Shop: sample.Typical, Route: part(100), Act: stockDo("stock.back"), Plain: true},
		{Name: "stock-use", Shop: sample.Typical, Route: part(100), Act: stockDo("stock.use")},
		{Name: "stock-count", Shop: sample.Typical, Route: all, Act: countPieces},

		{Name: "stock-list", Shop: sample.Typical, Route: all, Plain: true},
		{Name: "stock-empty", Shop: sample.Empty, Route: all, Plain: true},
		{Name: "stock-error", Shop: sample.Broken, Route: part(100), Plain: true},
		{Name: "stock-why", Shop: sample.Typical, Route: part(100), Act: stockDo("stock.why:LIL.shop"), Plain: true},
		{Name: "stock-short", Shop: sample.Typical, Route: part(102), Plain: true},
		{Name: "stock-out", Shop: sample.Typical, Route: part(103), Act: stockScope(present.LowScope), Plain: true},
		{Name: "stock-serials", Shop: sample.Typical, Route: part(101), Act: stockDo("stock.receive"), Plain: true},
		{Name: "stock-order", Shop: sample.Typical, Route: part(110), Act: stockScope(present.OrderScope), Plain: true},
		{Name: "stock-order-dearer", Shop: sample.Dearer, Route: part(110), Act: stockScope(present.OrderScope), Plain: true},
		{Name: "stock-order-receive", Shop: sample.Typical, Route: part(110), Act: stockDo("order.receive"), Plain: true},
		{Name: "stock-nobody", Shop: sample.Typical, Route: part(111), Act: stockScope(present.NobodyScope), Plain: true},
		{Name: "stock-transfer", Shop: sample.Typical, Route: part(115), Act: stockScope(present.TransferScope), Plain: true},
		{Name: "stock-unheard", Shop: sample.Typical, Route: all, Act: func(d *Desk) { d.Events().Stock.Scanned("T-0000000000") }, Plain: true},
	}
}

func stockDo(action string) func(d *Desk) {
	return func(d *Desk) { d.Events().Stock.ActionPressed(action) }
}

func stockScope(s present.Scope) func(d *Desk) {
	return func(d *Desk) { d.Events().Stock.ScopeChosen(s) }
}

// countPieces is what a reader reads at a shelf.
func countPieces(d *Desk) {
	s := d.Events().Stock
	s.ScopeChosen(present.CountScope)
	for _, code := range []string{"BAT-S24", "BAT-S24", "PMP-12", "4006381333931", "JOINT-9"} {
		s.Scanned(code)
	}
}
