package warranty

// The fact types below are what entries hold for ever, in deterministic CBOR
// with integer keys. Dates are "2006-01-02"; what was said about people sits in
// private boxes.

// SaleFacts is what is known of a purchase. An empty field leaves what was
// known before; evidence adds to what is there.
type SaleFacts struct {
	SoldOn      string         `cbor:"1,keyasint,omitempty"`
	DeliveredOn string         `cbor:"2,keyasint,omitempty"`
	Condition   Condition      `cbor:"3,keyasint,omitempty"`
	Buyer       Buyer          `cbor:"4,keyasint,omitempty"`
	By          SoldBy         `cbor:"5,keyasint,omitempty"`
	Seller      string         `cbor:"6,keyasint,omitempty"` // name of a trader, never of a person
	Evidence    []EvidenceFact `cbor:"7,keyasint,omitempty"`
}

// EvidenceFact is one thing that shows the purchase.
type EvidenceFact struct {
	Kind  EvidenceKind `cbor:"1,keyasint"`
	On    string       `cbor:"2,keyasint,omitempty"`
	Ref   string       `cbor:"3,keyasint,omitempty"` // number of a receipt
	Photo []byte       `cbor:"4,keyasint,omitempty"` // SHA-256 of its picture
}

// VerdictFacts is a verdict as it stood on a day, with the rules it was made by.
type VerdictFacts struct {
	On       string     `cbor:"1,keyasint"`
	Age      Age        `cbor:"2,keyasint"`
	Answer   Answer     `cbor:"3,keyasint"`
	Layer    Layer      `cbor:"4,keyasint,omitempty"`
	Owes     Party      `cbor:"5,keyasint,omitempty"`
	Pays     Party      `cbor:"6,keyasint,omitempty"`
	Proof    Proof      `cbor:"7,keyasint,omitempty"`
	Strength int        `cbor:"8,keyasint,omitempty"`
	Legal    PeriodFact `cbor:"9,keyasint"`
	LastOn   string     `cbor:"10,keyasint,omitempty"` // of the days to bring into conformity
	Clock    Clock      `cbor:"11,keyasint,omitempty"`
	Advice   AdviceFact `cbor:"12,keyasint"`
	By       []byte     `cbor:"13,keyasint,omitempty"` // id of who decided; why is in a private box
	Reasons  []Reason   `cbor:"14,keyasint,omitempty"`
	Cause    Cause      `cbor:"15,keyasint,omitempty"`
	Rules    RulesFact  `cbor:"16,keyasint"`
}

// PeriodFact is the time of the legal guarantee of conformity.
type PeriodFact struct {
	From           string `cbor:"1,keyasint,omitempty"`
	End            string `cbor:"2,keyasint,omitempty"`
	PresumptionEnd string `cbor:"3,keyasint,omitempty"`
	Provisional    bool   `cbor:"4,keyasint,omitempty"`
}

// AdviceFact is what the program by itself answered.
type AdviceFact struct {
	Layer  Layer  `cbor:"1,keyasint,omitempty"`
	Answer Answer `cbor:"2,keyasint,omitempty"`
}

// RulesFact is the rules of a verdict, so that it can be explained and made
// anew when the table has long been another one.
type RulesFact struct {
	Version string    `cbor:"1,keyasint"`
	Country string    `cbor:"2,keyasint"`
	Rows    []RowFact `cbor:"3,keyasint"`
}

// RowFact is what of a row decides.
type RowFact struct {
	ID        string `cbor:"1,keyasint"`
	ValidFrom string `cbor:"2,keyasint"`
	ValidTo   string `cbor:"3,keyasint,omitempty"`
	AppliesOn string `cbor:"4,keyasint"`
	Value     int    `cbor:"5,keyasint,omitempty"`
	Unit      string `cbor:"6,keyasint"`
	Choice    string `cbor:"7,keyasint,omitempty"`
	Status    string `cbor:"8,keyasint"`
}

// ContestFacts is a customer's no to a change of layer; what they said is in a
// private box.
type ContestFacts struct {
	Version int `cbor:"1,keyasint"` // of the quote that went with the change
}

// NegotiatedFacts opens or closes an amicable settlement. ID names it.
type NegotiatedFacts struct {
	ID       string `cbor:"1,keyasint"`
	OpenedOn string `cbor:"2,keyasint,omitempty"`
	ClosedOn string `cbor:"3,keyasint,omitempty"`
}

// GuaranteeFacts is a guarantee beyond the legal ones.
type GuaranteeFacts struct {
	ID       string  `cbor:"1,keyasint"`
	Layer    Layer   `cbor:"2,keyasint"` // com, dur, mnt, ins
	Name     string  `cbor:"3,keyasint,omitempty"`
	By       Party   `cbor:"4,keyasint"`
	StartsOn string  `cbor:"5,keyasint"`
	Months   int     `cbor:"6,keyasint,omitempty"` // of a guarantee
	EndsOn   string  `cbor:"7,keyasint,omitempty"` // of a contract
	Covers   []Cause `cbor:"8,keyasint,omitempty"`
}

// RemedyFacts is what the customer asked for, and what they may rely on.
type RemedyFacts struct {
	Chose        Remedy `cbor:"1,keyasint,omitempty"`
	AppearedOn   string `cbor:"2,keyasint,omitempty"`
	Persists     bool   `cbor:"3,keyasint,omitempty"`
	Refused      bool   `cbor:"4,keyasint,omitempty"`
	Serious      bool   `cbor:"5,keyasint,omitempty"`
	Inconvenient bool   `cbor:"6,keyasint,omitempty"`
	Minor        bool   `cbor:"7,keyasint,omitempty"`
	ReturnedOn   string `cbor:"8,keyasint,omitempty"`
	DiscoveredOn string `cbor:"9,keyasint,omitempty"`
	Expertise    bool   `cbor:"10,keyasint,omitempty"`
	SameFault    bool   `cbor:"11,keyasint,omitempty"`
}
