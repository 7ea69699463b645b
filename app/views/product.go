package views

import (
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Product is one device, over all serial numbers it ever went by.
type Product struct {
	ID           journal.EntityID           `json:"id"`
	Label        string                     `json:"label,omitempty"`
	Serial       string                     `json:"serial,omitempty"`
	Category     string                     `json:"category,omitempty"`
	Was          []journal.EntityID         `json:"was,omitempty"`   // the devices it was before, the latest first
	Became       journal.EntityID           `json:"became,omitzero"` // the device it is now
	Sale         warranty.SaleFacts         `json:"sale"`            // with all evidence
	Guarantees   []warranty.GuaranteeFacts  `json:"guarantees,omitempty"`
	Negotiations []warranty.NegotiatedFacts `json:"negotiations,omitempty"`
	Repairs      []journal.EntityID         `json:"repairs,omitempty"` // under every number, oldest first
}

// maxSerials bounds how often a device may have changed its number.
const maxSerials = 16

// Product answers a device; storage.ErrNotFound when there is none.
func (v *Views) Product(r storage.Reader, id journal.EntityID) (Product, error) {
	l, err := newLook(r)
	if err != nil {
		return Product{}, err
	}
	return l.product(id)
}

func (l *look) product(id journal.EntityID) (Product, error) {
	s, err := l.state(kind.Product, id)
	if err != nil {
		return Product{}, err
	}
	p := Product{
		ID: id, Label: s.Value(repair.FieldProduct), Serial: s.Value(repair.FieldSerial),
		Category: s.Value(fold.FieldCategory), Became: s.ID(fold.FieldBecame),
	}
	for at, n := s, 0; at != nil && n < maxSerials; n++ {
		p.add(at)
		mine, err := l.repairsOf(id)
		if err != nil {
			return p, err
		}
		p.Repairs = append(mine, p.Repairs...)
		if id = before(at); id.IsZero() || slices.Contains(p.Was, id) {
			break
		}
		p.Was = append(p.Was, id)
		if at, err = l.state(kind.Product, id); err != nil {
			return p, err
		}
	}
	return p, nil
}

// before is the device that one was under another number, or that it was given
// in exchange for.
func before(s *fold.State) journal.EntityID {
	if id := s.ID(fold.FieldWas); !id.IsZero() {
		return id
	}
	return s.ID(fold.FieldReplaces)
}

// repairsOf lists the files of a device under one number.
func (l *look) repairsOf(product journal.EntityID) ([]journal.EntityID, error) {
	list, err := l.placed(kind.Repair, listProduct+product.String(), 0)
	var out []journal.EntityID
	for _, at := range list {
		out = append(out, at.ID)
	}
	return out, err
}

// add takes what is known of a device under one number; what a later number
// says stands.
func (p *Product) add(s *fold.State) {
	for into, name := range map[*string]string{
		&p.Sale.SoldOn: fold.FieldSoldOn, &p.Sale.DeliveredOn: fold.FieldDeliveredOn, &p.Sale.Seller: fold.FieldSellerName,
	} {
		if *into == "" {
			*into = s.Value(name)
		}
	}
	if p.Sale.Condition == "" {
		p.Sale.Condition = warranty.Condition(s.Value(fold.FieldSaleAs))
	}
	if p.Sale.Buyer == "" {
		p.Sale.Buyer = warranty.Buyer(s.Value(fold.FieldBuyer))
	}
	if p.Sale.By == "" {
		p.Sale.By = warranty.SoldBy(s.Value(fold.FieldSoldBy))
	}
	for _, name := range s.Group(fold.GroupEvidence) {
		parts := lines(s.Value(fold.GroupEvidence+name), 4)
		p.Sale.Evidence = append(p.Sale.Evidence, warranty.EvidenceFact{Kind: warranty.EvidenceKind(parts[0]), On: parts[1], Ref: parts[2], Photo: unhex(parts[3])})
	}
	for _, name := range s.Group(fold.GroupGuarantee) {
		p.Guarantees = append(p.Guarantees, guaranteeOf(name, s.Value(fold.GroupGuarantee+name)))
	}
	for _, name := range s.Group(fold.GroupNegotiation) {
		if id, opened := strings.CutSuffix(name, "/opened"); opened {
			p.Negotiations = append(p.Negotiations, warranty.NegotiatedFacts{
				ID: id, OpenedOn: s.Value(fold.GroupNegotiation + name), ClosedOn: s.Value(fold.GroupNegotiation + id + "/closed"),
			})
		}
	}
}

func guaranteeOf(id, value string) warranty.GuaranteeFacts {
	parts := lines(value, 7)
	g := warranty.GuaranteeFacts{
		ID: id, Layer: warranty.Layer(parts[0]), Name: parts[1], By: warranty.Party(parts[2]), StartsOn: parts[3], EndsOn: parts[5],
	}
	g.Months, _ = strconv.Atoi(parts[4]) // what is no number is no length
	for _, c := range strings.Split(parts[6], ",") {
		if c != "" {
			g.Covers = append(g.Covers, warranty.Cause(c))
		}
	}
	return g
}

// lines cuts a value into exactly n lines.
func lines(value string, n int) []string {
	parts := strings.SplitN(value, "\n", n)
	return append(parts, make([]string, n-len(parts))...)
}
