package shell

import (
	"etabli/app/present"
	"etabli/app/ui/widgets/icon"
)

// stockRoom is the list of parts and of what is awaited, with the one that is
// open beside it.
func (s *Shell) stockRoom(b Backend) *room {
	var views pair
	p := present.NewStock(s.env, present.StockPorts{Shelves: b, Acts: b, Files: b, Papers: b}, views.showList, views.showOne)
	s.events.Stock = p
	in := s.beside(&views, present.StockScreen, p, icon.Boxes)
	views.list.WithSearch(s.env.Words.T("stock.search"), p.Typed)
	in.scanned = p.Scanned
	return s.under(s.env.StockPages(present.StockScreen), in)
}
