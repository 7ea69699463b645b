package kind

import "slices"

// All lists the kinds that this version knows.
func All() []Kind {
	return slices.Concat([]Kind{
		SiteSaved, StaffSaved, CustomerSaved,
		RepairReceived, RepairImported, RepairMoved, RepairEdited, RepairNoted, RepairDiagnosed,
		RepairQuoted, QuoteAnswered, RepairHandedBack, RepairPhotographed, RepairRenumbered,
		ReviewSettled,
	}, ofTheTrade(), ofCare(),
		ofTheKiosk(), ofPeople(),
		ofLoans(), ofStock(), ofTheTill(), ofClaims(), ofVouchers(), ofParcels(), ofContracts(), ofThirds(), ofWorth(), ofAccounts(), ofReports(), ofPreorders(), ofSites(), ofThePage())
}
