package shell

import (
	"etabli/app/present"
	"etabli/app/ui/manager"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// paged presents a list with what is open beside it, as one page of several.
type paged interface {
	besides
	PagePressed(id string)
}

// headed is the head of such a page; it is there before its presenter enters.
type headed struct{ head *manager.Beside }

func (h *headed) show(p present.ManagerPages) { h.head.Show(p) }

// underPages puts the way to the other pages over a list and what is open of it.
func (s *Shell) underPages(views *pair, head *headed, screen present.Screen, events paged, empty icon.Name) *room {
	in := s.beside(views, screen, events, empty)
	panes := in.view()
	head.head = manager.NewBeside(panes, events.PagePressed, widgets.Spacer())
	in.view = head.head.Content
	return in
}

// searched puts a field for words over the list of a room.
func (s *Shell) searched(in *room, views *pair, typed func(string)) *room {
	views.list.WithSearch(s.env.Words.T("roll.search"), typed)
	in.focus = views.list.Focus
	return in
}

// contractsRoom is the contracts with the one that is open beside them.
func (s *Shell) contractsRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewContracts(s.env, present.ContractPorts{Contracts: b, Acts: b, Files: b, Papers: b}, head.show, views.showList, views.showOne)
	s.events.Contracts = p
	return s.searched(s.underPages(&views, &head, present.ContractsScreen, p, icon.FileText), &views, p.Typed)
}

// accountsRoom is the businesses that pay later, their invoices, and what is owed.
func (s *Shell) accountsRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewAccounts(s.env, present.AccountPorts{Accounts: b, Acts: b, Files: b, Papers: b}, head.show, views.showList, views.showOne)
	s.events.Accounts = p
	return s.searched(s.underPages(&views, &head, present.AccountsScreen, p, icon.Building2), &views, p.Typed)
}

// thirdsRoom is what third parties owe us, or have of ours.
func (s *Shell) thirdsRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewThirds(s.env, present.ThirdPorts{Thirds: b, Acts: b, Files: b, Papers: b}, head.show, views.showList, views.showOne)
	s.events.Thirds = p
	return s.searched(s.underPages(&views, &head, present.ThirdsScreen, p, icon.HandCoins), &views, p.Typed)
}
