package shell

import (
	"etabli/app/present"
	"etabli/app/ui/manager"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// normsRoom is what the shop goes by, with what is open of it.
func (s *Shell) normsRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewNorms(s.env, b, head.show, views.showList, views.showOne)
	s.events.Norms = p
	return s.searched(s.underPages(&views, &head, present.NormsScreen, p, icon.Scale), &views, p.Typed)
}

// custodyRoom is the count of the customers' devices.
func (s *Shell) custodyRoom(b Backend) *room {
	var views pair
	p := present.NewCustody(s.env, b, views.showList, views.showOne)
	s.events.Custody = p
	in := s.beside(&views, present.CustodyScreen, p, icon.ScanLine)
	in.scanned = p.Scanned
	fit := in.fit
	in.fit = func(class widgets.Class, at present.Route) { // a count has no list to go back to: on a phone it is the page itself
		fit(class, present.Route{Screen: at.Screen, Open: present.ID{1}})
		views.one.SetAlone(false)
	}
	in.back = nil
	return s.under(s.env.StockPages(present.CustodyScreen), in)
}

// under puts the way to the pages of one place over a room.
func (s *Shell) under(pages present.ManagerPages, in *room) *room {
	head := manager.NewBeside(in.view(), func(id string) { s.Go(present.Route{Screen: present.Screen(id)}) }, widgets.Spacer())
	head.Show(pages)
	in.view = head.Content
	return in
}
