package shell

import (
	"etabli/app/present"
	"etabli/app/ui/widgets/icon"
)

// claimsRoom is the claims with the one that is open beside them.
func (s *Shell) claimsRoom(b Backend) *room {
	var views pair
	p := present.NewClaims(s.env, present.ClaimPorts{Disputes: b, Acts: b, Files: b, Search: b, Papers: b}, views.showList, views.showOne)
	s.events.Claims = p
	return s.under(s.env.ClaimPages(present.ClaimsScreen), s.beside(&views, present.ClaimsScreen, p, icon.Scale))
}
