package shell

import (
	"etabli/app/present"
	"etabli/app/ui/widgets/icon"
)

// parcelsRoom is the parcels with the one that is open beside them.
func (s *Shell) parcelsRoom(b Backend) *room {
	var views pair
	p := present.NewParcels(s.env, present.ParcelPorts{Posting: b, Acts: b, Files: b, Search: b, Papers: b}, views.showList, views.showOne)
	s.events.Parcels = p
	return s.beside(&views, present.ParcelsScreen, p, icon.Package)
}
