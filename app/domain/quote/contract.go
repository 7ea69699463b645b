package quote

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Place is where the customer said yes. It decides what law the contract is
// under: in the shop, away from it, or at a distance.
type Place string

// The places.
const (
	AtShop  Place = "shop"
	AtHome  Place = "home"  // signed in the presence of both, away from the shop
	ByPhone Place = "phone" // at a distance
	OnPage  Place = "page"  // at a distance, on the customer's page
)

// NeedsLines says that a sum alone cannot be agreed away from the shop: law forbids to
// be paid for what is not necessary, so each line says whether it is.
const NeedsLines fault.Code = "quote_needs_lines"

// Places lists the places.
func Places() []Place { return []Place{AtShop, AtHome, ByPhone, OnPage} }

// Contract is what matters about a quote that was accepted.
type Contract struct {
	Place    Place      `json:"place"`
	On       civil.Date `json:"on"`
	Trade    bool       `json:"trade,omitempty"`        // the customer is no consumer
	Free     bool       `json:"free,omitempty"`         // nothing to pay: a guarantee makes no such contract
	AskedFor bool       `json:"asked_for,omitempty"`    // the customer expressly asked for the visit
	Urgent   bool       `json:"urgent,omitempty"`       // and it could not wait
	StartNow bool       `json:"start_now,omitempty"`    // expressly asked to begin before the withdrawal period ends
	Known    bool       `json:"acknowledged,omitempty"` // and that the right ends when all is done
}

// Check checks a contract. A contract at home answers the three questions; only
// what the customer asked for can be urgent.
func (c Contract) Check() error {
	if err := text.OneOf("place", c.Place, Places()...); err != nil {
		return err
	}
	if !c.On.Known() {
		return fault.New(fault.Missing, "on")
	}
	if c.Urgent && (c.Place != AtHome || !c.AskedFor) {
		return fault.New(fault.Malformed, "urgent", "expected", "home, asked_for")
	}
	return nil
}

// protected tells whether the rules for consumers away from the shop apply.
func (c Contract) protected() bool { return !c.Trade && !c.Free && c.Place != AtShop }

// urgentAtHome is the exception for repairs that cannot wait.
func (c Contract) urgentAtHome() bool { return c.Place == AtHome && c.Urgent && c.AskedFor }

// PayFrom is the first day on which a line may be paid. Away from the shop
// nothing may be paid, in whatever form, before the days of the ban have passed
// in full; an urgent repair that the customer asked for may, within what was
// strictly necessary.
func (c Contract) PayFrom(necessary bool, t Terms) civil.Date {
	if c.Place != AtHome || !c.protected() || (c.urgentAtHome() && necessary) {
		return c.On
	}
	return t.Hold.After(c.On, t.Region).AddDays(1)
}

// WithdrawUntil is the last day on which the customer may withdraw from a
// line, none when there is no such right. A period that ends on a Saturday, a
// Sunday or a holiday ends on the next working day.
func (c Contract) WithdrawUntil(necessary bool, t Terms) civil.Date {
	if !c.protected() || (c.urgentAtHome() && necessary) {
		return civil.None
	}
	return t.Withdrawal.After(c.On, t.Region).OrNextWorkingDay(civil.Ouvres, t.Region)
}

// StartFrom is the first day on which paid work on a line may begin: at once
// when there is no right to withdraw or when the customer asked for it.
func (c Contract) StartFrom(necessary bool, t Terms) civil.Date {
	until := c.WithdrawUntil(necessary, t)
	if !until.Known() || c.StartNow {
		return c.On
	}
	return until.AddDays(1)
}

// Wording lists what paper and page must say, as codes of the catalogue under
// "contract.".
func (c Contract) Wording() []string {
	switch {
	case c.Trade:
		return []string{"contract.trade"}
	case c.Free:
		return []string{"contract.free"}
	}
	out := []string{"contract." + string(c.Place)}
	if c.Place == AtHome {
		out = append(out, "contract.no_payment")
	}
	if c.urgentAtHome() {
		out = append(out, "contract.urgent")
	}
	if c.protected() {
		out = append(out, "contract.withdrawal", "contract.withdrawal_form")
		if c.StartNow {
			out = append(out, "contract.start_now")
		}
		if c.Place == OnPage {
			out = append(out, "contract.order_button", "contract.withdrawal_button")
		}
	}
	return out
}

// Split is what may be paid at once and what only later.
type Split struct {
	NowCents   int64      `json:"now_cents"`
	LaterCents int64      `json:"later_cents"`
	LaterFrom  civil.Date `json:"later_from,omitzero"`
}

// Split divides the lines of an accepted quote by the day on which they may be
// paid.
func (c Contract) Split(lines []Line, t Terms) Split {
	var s Split
	for _, l := range lines {
		if from := c.PayFrom(l.Necessary, t); from > c.On {
			s.LaterCents += l.Due()
			s.LaterFrom = civil.Later(s.LaterFrom, from)
			continue
		}
		s.NowCents += l.Due()
	}
	return s
}
