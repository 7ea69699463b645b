package shell

import (
	"etabli/app/present"
	"etabli/app/ui/widgets/icon"
)

// printersRoom is the print queue and the printers with what is open beside them.
func (s *Shell) printersRoom(b Backend) *room {
	var views pair
	p := present.NewPrintDesk(s.env, b, views.showList, views.showOne)
	s.events.Prints = p
	return s.beside(&views, present.PrintersScreen, p, icon.Printer)
}

func (s *Shell) onPrints() { s.Go(present.Route{Screen: present.PrintersScreen}) }
