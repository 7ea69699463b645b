package stock

// ID names an entity of the journal.
type ID [16]byte

// The fact types below are what entries hold for ever; see package repair for
// the rules they keep.

// PartFacts is a part or an article, as a whole.
type PartFacts struct {
	Ref       string   `cbor:"1,keyasint"` // the shop's reference, unique
	Label     string   `cbor:"2,keyasint"`
	GTIN      string   `cbor:"3,keyasint,omitempty"`
	Brand     string   `cbor:"4,keyasint,omitempty"`
	Category  string   `cbor:"5,keyasint,omitempty"`
	Tracking  Tracking `cbor:"6,keyasint,omitempty"`
	Supplier  string   `cbor:"7,keyasint,omitempty"` // who it is usually bought from
	CostCents int64    `cbor:"8,keyasint,omitempty"`
	Price     int64    `cbor:"9,keyasint,omitempty"` // in cents
	Currency  string   `cbor:"10,keyasint,omitempty"`
	Retired   bool     `cbor:"11,keyasint,omitempty"`
	Fits      []string `cbor:"12,keyasint,omitempty"` // models
}

// Tracking is how single pieces of a part are told apart.
type Tracking string

// The ways to tell pieces apart.
const (
	ByNumber Tracking = ""
	BySerial Tracking = "serial"
	ByLot    Tracking = "lot"
)

// Line is some pieces of one part at one place.
type Line struct {
	Part    ID       `cbor:"1,keyasint"`
	Place   Place    `cbor:"2,keyasint"`
	N       int64    `cbor:"3,keyasint"`
	Serials []string `cbor:"4,keyasint,omitempty"`
	Lot     string   `cbor:"5,keyasint,omitempty"`
}

// Destination is where a receipt ends.
type Destination string

// The destinations. A receipt without one is a risk until somebody says.
const (
	Unknown  Destination = ""
	ForFile  Destination = "file"
	ForShelf Destination = "shelf"
	ForBack  Destination = "return"
)

// ReceivedFacts is goods that came in.
type ReceivedFacts struct {
	Lines     []ReceivedLine `cbor:"1,keyasint"`
	Slip      string         `cbor:"2,keyasint,omitempty"` // number of the delivery note
	Supplier  string         `cbor:"3,keyasint,omitempty"`
	ArrivedMS int64          `cbor:"4,keyasint"`
}

// ReceivedLine is one line of a delivery.
type ReceivedLine struct {
	Line
	For       Destination `cbor:"6,keyasint,omitempty"`
	File      ID          `cbor:"7,keyasint,omitzero"` // the repair, for ForFile
	OrderLine int         `cbor:"8,keyasint,omitempty"`
	CostCents int64       `cbor:"9,keyasint,omitempty"` // of one piece
}

// AssignedFacts says where a line of a delivery ends.
type AssignedFacts struct {
	Line int         `cbor:"1,keyasint"`
	For  Destination `cbor:"2,keyasint"`
	File ID          `cbor:"3,keyasint,omitzero"`
}

// MovedFacts brings pieces from one place to another, both in sight.
type MovedFacts struct {
	Lines  []Line `cbor:"1,keyasint"`
	To     Place  `cbor:"2,keyasint"`
	Reason string `cbor:"3,keyasint,omitempty"` // a code
	// Taker is the id of who took over what went from one van into another.
	Taker string `cbor:"4,keyasint,omitempty"`
}

// UsedFacts is pieces that went into a device, and what came out of it.
type UsedFacts struct {
	Lines []Line `cbor:"1,keyasint"`
	Old   []Line `cbor:"2,keyasint,omitempty"`
}

// AdjustedFacts corrects the books of one place.
type AdjustedFacts struct {
	Line   Line   `cbor:"1,keyasint"` // N is the difference, below zero when pieces are missing
	Reason string `cbor:"2,keyasint"` // lost, broken, found, mistake, sold, scrapped
}

// CountedFacts is a count by scan.
type CountedFacts struct {
	Place Place         `cbor:"1,keyasint"`
	Lines []CountedLine `cbor:"2,keyasint"`
}

// CountedLine is what was found of one part, beside what the books said then.
type CountedLine struct {
	Part    ID       `cbor:"1,keyasint"`
	Counted int64    `cbor:"2,keyasint"`
	Books   int64    `cbor:"3,keyasint"`
	Reason  string   `cbor:"4,keyasint,omitempty"` // when they differ
	Serials []string `cbor:"5,keyasint,omitempty"`
	Gone    []string `cbor:"6,keyasint,omitempty"` // serial numbers of the books that were not found
}

// ReorderFacts says when a part is bought again for a place, and up to how much.
type ReorderFacts struct {
	Part  ID    `cbor:"1,keyasint"`
	Place Place `cbor:"2,keyasint"`
	Least int64 `cbor:"3,keyasint,omitempty"`
	Full  int64 `cbor:"4,keyasint,omitempty"`
}
