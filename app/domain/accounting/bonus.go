package accounting

import "etabli/app/domain/till"

// What becomes of a bonus after the till took it off a bill: no record of a till says it.
const (
	BonusPaid till.Kind = "bonus_paid"
	BonusLost till.Kind = "bonus_lost"
)

// Settled is money that a body paid of a bonus, or what of it nobody pays any more.
type Settled struct {
	On      string
	Receipt string // that it was taken off
	Ref     string // of the transfer
	Cents   int64
	Lost    bool
}

// OfBonus books it: what the body owes becomes less.
func OfBonus(s Settled, p Plan) []Entry {
	e := Entry{On: s.On, Journal: "BQ", Account: p.Tenders[till.Transfer], Ref: s.Ref, Kind: BonusPaid, Debit: s.Cents}
	if s.Lost {
		e.Journal, e.Account, e.Ref, e.Kind = "OD", p.Losses, s.Receipt, BonusLost
	}
	owed := e
	owed.Account, owed.Debit, owed.Credit = p.Tenders[till.Bonus], 0, s.Cents
	return []Entry{e, owed}
}
