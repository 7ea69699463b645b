package stock

// SupplierFacts is who sells to us, as a whole. People there are in a box.
type SupplierFacts struct {
	Code string `cbor:"1,keyasint"`
	Name string `cbor:"2,keyasint"`
	Days int    `cbor:"3,keyasint,omitempty"` // until a delivery, as promised
	Gone bool   `cbor:"4,keyasint,omitempty"`
}

// OrderedFacts is a purchase order.
type OrderedFacts struct {
	Supplier string        `cbor:"1,keyasint"`
	Number   string        `cbor:"2,keyasint,omitempty"` // the supplier's
	Lines    []OrderedLine `cbor:"3,keyasint"`
	Currency string        `cbor:"4,keyasint,omitempty"`
}

// OrderedLine is one line of an order. It knows its file.
type OrderedLine struct {
	Part      ID     `cbor:"1,keyasint"`
	Place     Place  `cbor:"2,keyasint"` // where it is wanted
	N         int64  `cbor:"3,keyasint"`
	CostCents int64  `cbor:"4,keyasint,omitempty"` // of one piece
	File      ID     `cbor:"5,keyasint,omitzero"`
	DueOn     string `cbor:"6,keyasint,omitempty"`
}

// AnsweredFacts is what the supplier said about one line.
type AnsweredFacts struct {
	Line      int       `cbor:"1,keyasint"`
	State     LineState `cbor:"2,keyasint"`
	N         int64     `cbor:"3,keyasint,omitempty"` // pieces that will come
	CostCents int64     `cbor:"4,keyasint,omitempty"`
	Part      ID        `cbor:"5,keyasint,omitzero"` // what comes instead
	DueOn     string    `cbor:"6,keyasint,omitempty"`
	Source    string    `cbor:"7,keyasint,omitempty"` // mail, phone, portal
}

// LineState is where a line of an order stands.
type LineState string

// The states of a line. Received follows from what came in.
const (
	Ordered      LineState = "ordered"
	Acknowledged LineState = "acknowledged"
	Partial      LineState = "partial"
	Substituted  LineState = "substituted"
	PriceChanged LineState = "price_changed"
	Late         LineState = "late"
	LineGone     LineState = "cancelled"
)

// OrderCancelledFacts ends an order, or one line of it.
type OrderCancelledFacts struct {
	Line   int    `cbor:"1,keyasint,omitempty"` // from 1; 0 is the whole order
	Reason string `cbor:"2,keyasint"`
}

// BackFacts sends pieces back to their supplier.
type BackFacts struct {
	Supplier    string `cbor:"1,keyasint"`
	Lines       []Line `cbor:"2,keyasint"`
	Reason      string `cbor:"3,keyasint"` // wrong, dead_on_arrival, surplus, core
	Number      string `cbor:"4,keyasint,omitempty"`
	ByOn        string `cbor:"5,keyasint,omitempty"` // the supplier's last day
	CreditCents int64  `cbor:"6,keyasint,omitempty"` // awaited
	Currency    string `cbor:"7,keyasint,omitempty"`
}

// CreditedFacts is what the supplier answered.
type CreditedFacts struct {
	State  string `cbor:"1,keyasint"` // received, refused
	Cents  int64  `cbor:"2,keyasint,omitempty"`
	Number string `cbor:"3,keyasint,omitempty"`
	Reason string `cbor:"4,keyasint,omitempty"`
}

// SentFacts sends pieces to another place out of sight. Each line names where
// they came from.
type SentFacts struct {
	Number string `cbor:"1,keyasint"`
	To     Place  `cbor:"2,keyasint"`
	Lines  []Line `cbor:"3,keyasint"`
	File   ID     `cbor:"4,keyasint,omitzero"` // the repair they travel with
}

// ToldFacts is what HQ tells all shops about a transfer: what was sent and what
// has arrived so far, without the books of either end.
type ToldFacts struct {
	Number  string `cbor:"1,keyasint"`
	From    Place  `cbor:"2,keyasint"`
	To      Place  `cbor:"3,keyasint"`
	Lines   []Line `cbor:"4,keyasint"`
	Arrived []Line `cbor:"5,keyasint,omitempty"`
	Closed  string `cbor:"6,keyasint,omitempty"` // why it was ended
}

// FiguresToldFacts is what HQ tells all shops that one of them has: figures, without
// the books they come from.
type FiguresToldFacts struct {
	Lines []ToldLine `cbor:"1,keyasint"`
}

// ToldLine is how many pieces of a part lie at a place, and how many of them are
// promised.
type ToldLine struct {
	Part     ID    `cbor:"1,keyasint"`
	Place    Place `cbor:"2,keyasint"`
	N        int64 `cbor:"3,keyasint"`
	Promised int64 `cbor:"4,keyasint,omitempty"`
}

// ArrivedFacts is what was found when a transfer was opened.
type ArrivedFacts struct {
	At     Place  `cbor:"1,keyasint"`
	Lines  []Line `cbor:"2,keyasint"` // Place is where they are put
	Reason string `cbor:"3,keyasint,omitempty"`
	Number string `cbor:"4,keyasint"`           // on the slip
	File   ID     `cbor:"5,keyasint,omitzero"`  // the repair that they are kept for, since the second version
	HQ     bool   `cbor:"6,keyasint,omitempty"` // HQ used the rights
}

// TransferClosedFacts ends a transfer of which something never came.
type TransferClosedFacts struct {
	Reason string `cbor:"1,keyasint"` // lost, miscounted
}
