package present

import (
	"slices"
	"strings"

	"etabli/app/views/search"
)

// leastPlace is how many letters of a place's name are enough to offer it, mostPlaces
// how many are offered.
const (
	leastPlace = 3
	mostPlaces = 4
)

// places are all that somebody here can go to, by name.
func (e Env) places() []page {
	all := []page{
		{CounterScreen, "nav.counter"}, {IntakeScreen, "nav.intake"}, {MessagesScreen, "nav.messages"}, {LoansScreen, "nav.loans"}, {StockScreen, "nav.stock"},
		{TillScreen, "nav.till"}, {ClaimsScreen, "nav.claims"}, {ParcelsScreen, "nav.parcels"}, {WeekScreen, "nav.visits"}, {TasksScreen, "nav.tasks"}, {ReviewScreen, "nav.review"},
		{OutboxScreen, "nav.outbox"}, {PrintersScreen, "nav.printers"}, {SettingsScreen, "nav.settings"},
	}
	if e.Field {
		all = append([]page{{RoundScreen, "nav.round"}, {VanScreen, "nav.van"}}, all...)
	}
	for _, p := range slices.Concat(stockScreens, claimScreens, dealScreens, managerScreens) {
		if !slices.ContainsFunc(all, func(o page) bool { return o.screen == p.screen }) {
			all = append(all, p)
		}
	}
	return slices.DeleteFunc(all, func(p page) bool { return !e.opens(p.screen) })
}

// placesNamed are the places whose names begin with the words of a query, or have
// words that do; exact is the one that is named whole.
func (e Env) placesNamed(query string) (exact, like []page) {
	words := strings.Fields(search.Fold(query))
	if len(words) == 0 || len(strings.Join(words, "")) < leastPlace {
		return nil, nil
	}
	for _, p := range e.places() {
		name := strings.FieldsFunc(search.Fold(e.Words.T(p.label)), func(r rune) bool { return r == ' ' || r == ',' || r == '’' || r == '\'' })
		has := func(w string) bool {
			return slices.ContainsFunc(name, func(n string) bool { return strings.HasPrefix(n, w) })
		}
		switch {
		case slices.Equal(words, name):
			exact = append(exact, p)
		case !slices.ContainsFunc(words, func(w string) bool { return !has(w) }) && len(like) < mostPlaces:
			like = append(like, p)
		}
	}
	return exact, like
}

// placeRow is a place among results.
func (e Env) placeRow(p page) Row {
	return Row{Number: e.Words.T("search.page"), Product: e.Words.T(p.label), Customer: e.Words.T("search.place")}
}
