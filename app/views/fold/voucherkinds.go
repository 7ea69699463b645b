package fold

import (
	"errors"
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/domain/voucher"
	"etabli/storage/journal"
)

// The fields of vouchers.
const (
	FieldVoucher = "voucher"  // facts of its issue
	GroupGranted = "granted/" // facts of what HQ told a chain of another shop
	FieldClaimOf = "claim"    // id
	GroupSpent   = "spent/"   // cents, by number of the till's receipt; negative when they went back
	GroupAskFrom = "asker/"   // shop of a chain that asks
	GroupVoucher = "voucher/" // of a claim: id, by number of the offer
)

var voucherKinds = kinds{
	kind.VoucherIssued:   {voucherIssued},
	kind.VoucherStepped:  {voucherStepped},
	kind.VoucherReissued: {voucherReissued},
	kind.VoucherGranted:  {voucherGranted},
}

var aboutVoucher = map[uint8]string{kind.Repair: FieldRepair, kind.Customer: FieldOf, kind.Claim: FieldClaimOf}

// VoucherID names a voucher by its code, as FormatCode wrote it.
func VoucherID(code string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("voucher", code))
}

func voucherIssued(a *act, e journal.Entity, x *effects) error {
	f, err := facts[voucher.IssuedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Voucher):
		x.about(a, aboutVoucher)
		return x.issued(f)
	case is(e, kind.Claim):
		x.set(GroupVoucher+strconv.Itoa(f.Offer), a.entry.Header.Entities[0].ID.String())
	}
	return nil
}

func (x *effects) issued(f voucher.IssuedFacts) error {
	x.become(string(voucher.Live))
	x.set(FieldSite, f.Site)
	return x.setFacts(FieldVoucher, f)
}

func voucherStepped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[voucher.SteppedFacts](a)
	if err == nil && is(e, kind.Voucher) {
		x.become(string(f.To))
	}
	return err
}

// voucherReissued ends the old voucher whatever the machine says: the new one is
// on paper.
func voucherReissued(a *act, e journal.Entity, x *effects) error {
	f, err := facts[voucher.ReissuedFacts](a)
	switch {
	case err != nil || !is(e, kind.Voucher):
		return err
	case a.decides:
		x.about(a, map[uint8]string{kind.Repair: FieldRepair, kind.Customer: FieldOf})
		x.set(FieldReplaces, f.Old)
		return x.issued(f.New)
	default:
		x.became(string(voucher.Replaced))
		x.set(FieldReplacedBy, f.New.Code)
	}
	return nil
}

// voucherGranted answers what a device of another shop asked.
func voucherGranted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[voucher.GrantedFacts](a)
	if err != nil || !is(e, kind.Voucher) {
		return err
	}
	if len(f.Chain) != len(journal.ChainID{}) {
		return errNoChain
	}
	chain := journal.ChainID(f.Chain).String()
	x.set(GroupAsk+chain, "")
	return x.setFacts(GroupGranted+chain, f)
}

var errNoChain = errors.New("fold: it names no chain")

// voucherAsked notes who asks for the cents of a voucher, and from which shop.
func voucherAsked(a *act, f stock.RightFacts, x *effects) {
	x.set(GroupAsk+a.ref.Chain.String(), itoa(f.N))
	x.set(GroupAskFrom+a.ref.Chain.String(), f.Place.Site())
}

// VoucherCents is what a record of a till took of a voucher; negative when it put
// something back. A refund that names none of its payments by this voucher takes
// back the gift that it was sold as.
func VoucherCents(r *till.Record, id journal.EntityID) (cents int64) {
	named := false
	for _, p := range r.Payments {
		if code, ours := voucher.ParseCode(p.Ref); p.Tender == till.Voucher && ours && VoucherID(code) == id {
			named, cents = true, cents+p.Cents
		}
	}
	if !named && r.Kind == till.Refund {
		return -r.Gifts()
	}
	return cents
}
