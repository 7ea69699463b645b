package service

import (
	"cmp"
	"strings"

	"etabli/storage"
	"etabli/storage/journal"
)

// announced are the words with which a customer hears of an appointment. They say what an
// absence costs, in the customer's language: what was not said can never be asked for.
func (a *App) announced(r storage.Reader, customer journal.EntityID, told, words string, absentCents int64) (string, error) {
	if told == "" {
		return words, nil
	}
	if err := a.mayTell(r, customer, told); err != nil || absentCents == 0 || a.words == nil {
		return words, err
	}
	who, err := a.views.Customer(r, customer)
	w := a.words(cmp.Or(who.Language, "fr"))
	return strings.TrimSpace(words) + " " + w.T("visit.absent.costs", "sum", w.Money(absentCents, defaultCurrency)), err
}
