package shell

import (
	"context"

	"fyne.io/fyne/v2"

	"etabli/app/domain/till"
	"etabli/app/present"
	tillview "etabli/app/ui/till"
	"etabli/app/ui/widgets"
)

// tillKeys are the keys that pay, one a tender.
var tillKeys = map[fyne.KeyName]till.Tender{
	fyne.KeyF5: till.InCash, fyne.KeyF6: till.Card, fyne.KeyF7: till.Cheque, fyne.KeyF8: till.Transfer,
	fyne.KeyF10: till.Voucher, fyne.KeyF11: till.Later,
}

// tillRoom is the till: a sale, the day, what is kept and owed, closings and checks.
func (s *Shell) tillRoom(b Backend) *room {
	var frame *tillview.Till
	var sale *tillview.Sale
	var day *tillview.Day
	var kept *tillview.Kept
	var control *tillview.Control
	p := present.NewTill(s.env, present.TillPorts{Tills: b, Vouchers: b, Papers: b, Drafts: b}, present.TillShows{
		Frame: func(state present.TillState) { frame.Show(state) },
		Sale: func(state present.SaleState) {
			sale.Show(state)
			s.bindParts(len(state.Parts) > 0, func(by int) { s.events.Till.Sale.PartMoved(by) })
		},
		Day:     func(state present.TillDayState) { day.Show(state) },
		Kept:    func(state present.KeptState) { kept.Show(state) },
		Control: func(state present.ControlState) { control.Show(state) },
	})
	s.events.Till = p
	sale, day = tillview.NewSale(s.host, p.Sale), tillview.NewDay(s.host, p.Day)
	kept, control = tillview.NewKept(s.host, p.Kept), tillview.NewControl(s.host, p.Control)
	frame = tillview.New(s.host, p, map[present.TillTab]tillview.Page{
		present.SaleTab: sale, present.DayTab: day, present.KeptTab: kept, present.ControlTab: control,
	})
	keys := widgets.Keys{}
	for key, tender := range tillKeys {
		keys[widgets.Key(key)] = func() { p.KeyPressed(tender) }
	}
	keys[widgets.Ctrl(fyne.KeyPageDown)] = func() { p.TabMoved(+1) }
	keys[widgets.Ctrl(fyne.KeyPageUp)] = func() { p.TabMoved(-1) }
	return &room{
		view:  frame.Content,
		enter: func(ctx context.Context, _ present.Route) { p.Enter(ctx) },
		leave: func() {
			s.bindParts(false, nil)
			p.Leave()
		},
		show: p.Show, back: func(present.Route) bool { return p.Day.Closed() },
		focus: frame.Focus, reveal: sale.Reveal, primary: p.PrimaryPressed, save: p.SavePressed, scanned: p.Scanned, keys: keys,
	}
}

// onTill leads to the till.
func (s *Shell) onTill() { s.Go(present.Route{Screen: present.TillScreen}) }

// bindParts lets the arrows choose among articles while some are offered.
func (s *Shell) bindParts(offered bool, moved func(by int)) {
	if s.router == nil || offered == (s.unoffer != nil) {
		return
	}
	if !offered {
		s.unoffer()
		s.unoffer = nil
		return
	}
	s.unoffer = s.router.Bind(widgets.Keys{
		widgets.Key(fyne.KeyUp):   func() { moved(-1) },
		widgets.Key(fyne.KeyDown): func() { moved(+1) },
	})
}
