package views

import (
	"cmp"
	"errors"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/voucher"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Voucher is money that a customer spends with us later.
type Voucher struct {
	ID           journal.EntityID `json:"id"`
	Code         string           `json:"code"`
	Status       voucher.Status   `json:"status"` // live, lost or replaced; used and over by its rest and its day
	Site         string           `json:"site"`   // that issued it
	From         voucher.Origin   `json:"from"`
	Cents        int64            `json:"cents"`
	RestCents    int64            `json:"rest_cents"`
	Until        civil.Date       `json:"until"`
	HeldCents    int64            `json:"held_cents"`           // what this device may redeem with no network
	HeldElse     int64            `json:"held_elsewhere_cents"` // what other devices may
	FreeCents    int64            `json:"free_cents"`           // what HQ may give to whoever asks
	Anywhere     bool             `json:"anywhere,omitempty"`
	Legal        bool             `json:"legal,omitempty"`
	Receipt      string           `json:"receipt,omitempty"`
	ApprovedBy   string           `json:"approved_by,omitempty"` // name of who allowed goodwill without a claim beyond what its giver may decide
	Claim        journal.EntityID `json:"claim,omitzero"`
	Customer     journal.EntityID `json:"customer,omitzero"`
	CustomerName string           `json:"customer_name,omitempty"`
	Repair       journal.EntityID `json:"repair,omitzero"`
	Number       string           `json:"number,omitempty"` // of the file
	Spent        []Spent          `json:"spent,omitempty"`
	ReplacedBy   string           `json:"replaced_by,omitempty"`
	Replaces     string           `json:"replaces,omitempty"`
	Known        bool             `json:"-"` // its beginning is known here
	Minted       journal.ChainID  `json:"-"` // the chain that issued it
	BegunMS      int64            `json:"begun_ms"`
	Tentative    bool             `json:"tentative,omitempty"`
	Items        []ReviewItem     `json:"items,omitempty"`
}

// Spent is what one receipt redeemed of a voucher, negative when it went back; or
// what one refund paid for a claim.
type Spent struct {
	Receipt string `json:"receipt"`
	Cents   int64  `json:"cents"`
	AtMS    int64  `json:"at_ms"`
}

// State is what a redemption asks of a voucher.
func (v Voucher) State() voucher.State {
	return voucher.State{Code: v.Code, Status: v.Status, Until: v.Until, Known: v.Known, Rest: v.RestCents, Held: v.HeldCents}
}

// SpentCents is what receipts that are known here redeemed.
func (v Voucher) SpentCents() (cents int64) {
	for _, s := range v.Spent {
		cents += s.Cents
	}
	return cents
}

// VoucherID names a voucher by its code.
func VoucherID(code string) journal.EntityID { return fold.VoucherID(code) }

// The lists of vouchers.
const (
	VouchersLive   = "live"   // by their last day
	listWanted     = "wanted" // somebody asks for their cents
	listIssued     = "issued"
	listSentAround = "anywhere"
)

var voucherShape = shape{
	places: func(s *fold.State) []place {
		f := voucherFacts(s)
		out := []place{{listIssued, by(s.BegunMS)}}
		if f.Code != "" && voucher.Status(s.Status) != voucher.Replaced && s.Sum(fold.Books).N > 0 {
			until := daySort(dateIn(f.Until))
			out = append(out, place{VouchersLive, until}, place{VouchersLive + "/" + f.Site, until})
		}
		if len(asksOf(s)) > 0 {
			out = append(out, place{listWanted, by(s.BegunMS)})
		}
		if f.Anywhere {
			out = append(out, place{listSentAround, by(s.BegunMS)})
		}
		for _, link := range []string{fold.FieldOf, fold.FieldClaimOf, fold.FieldRepair} {
			if of := s.Value(link); of != "" {
				out = append(out, place{link + "/" + of, by(s.BegunMS)})
			}
		}
		return out
	},
}

func voucherFacts(s *fold.State) (f voucher.IssuedFacts) {
	_ = inField(s, fold.FieldVoucher, &f) // the fold wrote it
	return f
}

// Voucher answers a voucher as a chain sees it; storage.ErrNotFound when nothing
// of it is known here.
func (v *Views) Voucher(r storage.Reader, id journal.EntityID, own journal.ChainID) (Voucher, error) {
	l, err := newLook(r)
	if err != nil {
		return Voucher{}, err
	}
	return l.voucher(id, own)
}

func (l *look) voucher(id journal.EntityID, own journal.ChainID) (Voucher, error) {
	s, err := l.state(kind.Voucher, id)
	if err != nil {
		return Voucher{}, err
	}
	f := voucherFacts(s)
	out := Voucher{
		ID: id, Code: f.Code, Status: voucher.Status(s.Status), Site: f.Site, From: f.From, Cents: f.Cents, Until: dateIn(f.Until),
		Anywhere: f.Anywhere, Legal: f.Legal, Receipt: f.Receipt, Claim: s.ID(fold.FieldClaimOf), Customer: s.ID(fold.FieldOf),
		Repair: s.ID(fold.FieldRepair), ReplacedBy: s.Value(fold.FieldReplacedBy), Replaces: s.Value(fold.FieldReplaces),
		Known: f.Code != "", Minted: s.Origin.Chain, BegunMS: s.BegunMS, Tentative: s.Waiting > 0,
	}
	books, err := journal.BooksOf(l.r, id)
	if err != nil {
		return out, err
	}
	out.RestCents, out.HeldCents, out.FreeCents = books.OnHand(), books.Left(own), books.Free()
	for _, h := range books.Holdings {
		if h.Chain != own {
			out.HeldElse += max(0, h.Left())
		}
	}
	if !out.Known {
		out.lent(s, own)
	}
	out.Spent = spentIn(s, fold.GroupSpent)
	if out.CustomerName, out.Number, err = l.named(out.Customer, out.Repair); err != nil {
		return out, err
	}
	var approver journal.EntityID
	_ = approver.UnmarshalText([]byte(f.ApprovedBy)) // nobody, when none was needed
	if out.ApprovedBy, err = l.author(approver); err != nil {
		return out, err
	}
	out.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Voucher), ID: id}, s)
	return out, err
}

// spentIn are the sums that a group of fields holds by receipt, by time.
func spentIn(s *fold.State, group string) []Spent {
	var out []Spent
	for _, number := range s.Group(group) {
		at := s.Shown(group + number)
		cents, _ := parseCount(string(at.Value)) // none is nothing
		out = append(out, Spent{Receipt: number, Cents: cents, AtMS: at.AtMS})
	}
	slices.SortStableFunc(out, func(a, b Spent) int { return cmp.Compare(a.AtMS, b.AtMS) })
	return out
}

// lent is what HQ told this device of a voucher of another shop: its rest is
// known elsewhere, and here only what may be redeemed.
func (v *Voucher) lent(s *fold.State, own journal.ChainID) {
	var f voucher.GrantedFacts
	if s.Value(fold.GroupGranted+own.String()) == "" || inField(s, fold.GroupGranted+own.String(), &f) != nil {
		return
	}
	v.Code, v.Site, v.From, v.Until, v.Status = f.Code, f.Site, f.From, dateIn(f.Until), cmp.Or(f.Status, voucher.Live)
	v.RestCents = max(0, v.HeldCents)
}

// VoucherByCode answers a voucher by its code.
func (v *Views) VoucherByCode(r storage.Reader, code string, own journal.ChainID) (Voucher, error) {
	out, err := v.Voucher(r, VoucherID(code), own)
	if errors.Is(err, storage.ErrNotFound) {
		return out, fault.New(fault.NotFound, "code", "what", "voucher").Because(err)
	}
	out.Code = cmp.Or(out.Code, code)
	return out, err
}

// VouchersIn answers the vouchers of a list of a site, or of all sites.
func (v *Views) VouchersIn(r storage.Reader, list, site string, own journal.ChainID) ([]Voucher, error) {
	if site != "" {
		list += "/" + site
	}
	return vouchersIn(r, list, own)
}

// VouchersOf answers those of a customer, the oldest first.
func (v *Views) VouchersOf(r storage.Reader, customer journal.EntityID, own journal.ChainID) ([]Voucher, error) {
	return vouchersIn(r, fold.FieldOf+"/"+customer.String(), own)
}

// WantedVouchers answers those that somebody asks for.
func (v *Views) WantedVouchers(r storage.Reader, own journal.ChainID) ([]Voucher, error) {
	return vouchersIn(r, listWanted, own)
}

// SentAround answers those that any shop may redeem.
func (v *Views) SentAround(r storage.Reader, own journal.ChainID) ([]Voucher, error) {
	return vouchersIn(r, listSentAround, own)
}

func vouchersIn(r storage.Reader, list string, own journal.ChainID) ([]Voucher, error) {
	return each(r, kind.Voucher, list, func(l *look, id journal.EntityID) (Voucher, error) { return l.voucher(id, own) })
}

// VoucherAsk is what a chain asks for of a voucher, and from which shop.
type VoucherAsk struct {
	Ask
	Site string
}

// VoucherAsks answers what chains ask for of a voucher.
func (v *Views) VoucherAsks(r storage.Reader, id journal.EntityID) ([]VoucherAsk, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.state(kind.Voucher, id)
	if err != nil {
		return nil, err
	}
	var out []VoucherAsk
	for _, ask := range asksOf(s) {
		out = append(out, VoucherAsk{ask, s.Value(fold.GroupAskFrom + ask.Chain.String())})
	}
	return out, nil
}
