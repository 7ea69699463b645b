package shell

import "etabli/app/present"

// Events are the presenters that take what people do, for whoever acts in
// their place: pictures, tests, a demonstration.
type Events struct {
	Counter   *present.Counter
	Repair    *present.Repair
	Quote     *present.Quote
	Intake    *present.Intake
	Search    *present.Search
	Messages  *present.Messages
	Loans     *present.Loans
	Stock     *present.Stock
	Till      *present.Till
	Claims    *present.Claims
	Parcels   *present.Parcels
	Norms     *present.Norms
	Custody   *present.Custody
	Contracts *present.Contracts
	Accounts  *present.Accounts
	Thirds    *present.Thirds
	Prints    *present.PrintDesk
	Catalogue *present.Catalogue
	Preorders *present.Preorders
	Care      *present.Care
	Reporting *present.Reporting
	People    *present.People
	Devices   *present.Devices
	Tasks     *present.Tasks
	Shell     *present.Shell
	Manager   *present.Manager
	Figures   *present.Figures
	Team      *present.Team
	Hours     *present.Hours
	Round     *present.Round // of a device in the hand, like those below
	Week      *present.Week
	Visit     *present.Visit
}

// Events returns the presenters of the shell's screens.
func (s *Shell) Events() Events { return s.events }
