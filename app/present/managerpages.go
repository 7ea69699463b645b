package present

import "slices"

// ManagerPages are the pages beside the one that is shown, of one subject, as far as they open to who
// works here; nothing when there is only one.
type ManagerPages struct {
	Choices []Choice
	At      string
}

// page is one page among others of a subject.
type page struct {
	screen Screen
	label  string
}

// managerScreens are the pages of whoever runs the shop, stockScreens what lies in
// it, dealScreens what was agreed with others.
var (
	managerScreens = []page{{ManagerScreen, "nav.manager"}, {FiguresScreen, "nav.figures"}, {ReportingScreen, "nav.reporting"}, {TeamScreen, "nav.team"}, {HoursScreen, "nav.hours"}, {NormsScreen, "nav.norms"}, {PrivacyScreen, "nav.privacy"}, {DevicesScreen, "nav.devices"}}
	stockScreens   = []page{{StockScreen, "nav.stock.goods"}, {CatalogueScreen, "nav.catalogue"}, {CustodyScreen, "nav.custody"}}
	dealScreens    = []page{{ContractsScreen, "nav.contracts"}, {AccountsScreen, "nav.accounts"}, {ThirdsScreen, "nav.thirds"}, {PreordersScreen, "nav.preorders"}}
	claimScreens   = []page{{ClaimsScreen, "nav.claims"}, {CareScreen, "nav.care"}}
)

func (e Env) managerPages(at Screen) ManagerPages { return e.pagesOf(managerScreens, at) }
func (e Env) dealPages(at Screen) ManagerPages    { return e.pagesOf(dealScreens, at) }

// StockPages are the goods of the shop and the customers' devices in it.
func (e Env) StockPages(at Screen) ManagerPages { return e.pagesOf(stockScreens, at) }

// ClaimPages are what customers complain of, and what else went wrong.
func (e Env) ClaimPages(at Screen) ManagerPages { return e.pagesOf(claimScreens, at) }

func (e Env) pagesOf(pages []page, at Screen) ManagerPages {
	p := ManagerPages{At: string(at)}
	for _, s := range pages {
		if e.opens(s.screen) {
			p.Choices = append(p.Choices, Choice{string(s.screen), e.Words.T(s.label)})
		}
	}
	if len(p.Choices) < 2 {
		p.Choices = nil
	}
	return p
}

// sameSubject tells whether two screens are pages of one subject.
func sameSubject(a, b Screen) bool {
	for _, pages := range [][]page{managerScreens, stockScreens, dealScreens, claimScreens} {
		is := func(at Screen) bool { return slices.ContainsFunc(pages, func(p page) bool { return p.screen == at }) }
		if is(a) && is(b) {
			return true
		}
	}
	return false
}
