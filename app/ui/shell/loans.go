package shell

import (
	"etabli/app/present"
	"etabli/app/ui/widgets/icon"
)

// loansRoom is the list of loans and loaners with the one that is open beside it.
func (s *Shell) loansRoom(b Backend) *room {
	var views pair
	p := present.NewLoans(s.env, present.LoanPorts{Lending: b, Acts: b, Files: b, Papers: b, Attach: b}, views.showList, views.showOne)
	s.events.Loans = p
	in := s.beside(&views, present.LoansScreen, p, icon.Handshake)
	in.scanned = p.Scanned
	return in
}
