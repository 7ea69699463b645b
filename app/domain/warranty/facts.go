package warranty

// The fact types below are what entries hold for ever, in deterministic CBOR
// with integer keys. Dates are "2006-01-02"; what was said about people sits in
// private boxes.

// SaleFacts is what is known of a purchase. An empty field leaves what was
// known before; evidence adds to what is there.
type SaleFacts struct {
	SoldOn      string         `cbor:"1,keyasint,omitempty" json:"sold_on,omitempty"`
	DeliveredOn string         `cbor:"2,keyasint,omitempty" json:"delivered_on,omitempty"`
	Condition   Condition      `cbor:"3,keyasint,omitempty" json:"condition,omitempty"`
	Buyer       Buyer          `cbor:"4,keyasint,omitempty" json:"buyer,omitempty"`
	By          SoldBy         `cbor:"5,keyasint,omitempty" json:"by,omitempty"`
	Seller      string         `cbor:"6,keyasint,omitempty" json:"seller,omitempty"` // name of a trader, never of a person
	Evidence    []EvidenceFact `cbor:"7,keyasint,omitempty" json:"evidence,omitempty"`
}

// ProductFacts is a device that somebody owns, and what is known of its purchase: told
// before it was ever taken in, as when a shop brings its earlier sales along.
type ProductFacts struct {
	Label    string    `cbor:"1,keyasint" json:"label"`
	Brand    string    `cbor:"2,keyasint,omitempty" json:"brand,omitempty"`
	Model    string    `cbor:"3,keyasint,omitempty" json:"model,omitempty"`
	Serial   string    `cbor:"4,keyasint" json:"serial"`
	Category string    `cbor:"5,keyasint,omitempty" json:"category,omitempty"`
	Sale     SaleFacts `cbor:"6,keyasint" json:"sale"`
}

// EvidenceFact is one thing that shows the purchase.
type EvidenceFact struct {
	Kind  EvidenceKind `cbor:"1,keyasint" json:"kind"`
	On    string       `cbor:"2,keyasint,omitempty" json:"on,omitempty"`
	Ref   string       `cbor:"3,keyasint,omitempty" json:"ref,omitempty"`   // number of a receipt
	Photo []byte       `cbor:"4,keyasint,omitempty" json:"photo,omitempty"` // SHA-256 of its picture
}

// VerdictFacts is a verdict as it stood on a day, with the rules it was made by.
type VerdictFacts struct {
	On       string     `cbor:"1,keyasint" json:"on"`
	Age      Age        `cbor:"2,keyasint" json:"age"`
	Answer   Answer     `cbor:"3,keyasint" json:"answer"`
	Layer    Layer      `cbor:"4,keyasint,omitempty" json:"layer,omitempty"`
	Owes     Party      `cbor:"5,keyasint,omitempty" json:"owes,omitempty"`
	Pays     Party      `cbor:"6,keyasint,omitempty" json:"pays,omitempty"`
	Proof    Proof      `cbor:"7,keyasint,omitempty" json:"proof,omitempty"`
	Strength int        `cbor:"8,keyasint,omitempty" json:"strength,omitempty"`
	Legal    PeriodFact `cbor:"9,keyasint" json:"legal"`
	LastOn   string     `cbor:"10,keyasint,omitempty" json:"last_on,omitempty"` // of the days to bring into conformity
	Clock    Clock      `cbor:"11,keyasint,omitempty" json:"clock,omitempty"`
	Advice   AdviceFact `cbor:"12,keyasint" json:"advice"`
	By       []byte     `cbor:"13,keyasint,omitempty" json:"by,omitempty"` // id of who decided; why is in a private box
	Reasons  []Reason   `cbor:"14,keyasint,omitempty" json:"reasons,omitempty"`
	Cause    Cause      `cbor:"15,keyasint,omitempty" json:"cause,omitempty"`
	Rules    RulesFact  `cbor:"16,keyasint" json:"rules"`
}

// PeriodFact is the time of the legal guarantee of conformity.
type PeriodFact struct {
	From           string `cbor:"1,keyasint,omitempty" json:"from,omitempty"`
	End            string `cbor:"2,keyasint,omitempty" json:"end,omitempty"`
	PresumptionEnd string `cbor:"3,keyasint,omitempty" json:"presumption_end,omitempty"`
	Provisional    bool   `cbor:"4,keyasint,omitempty" json:"provisional,omitempty"`
}

// AdviceFact is what the program by itself answered.
type AdviceFact struct {
	Layer  Layer  `cbor:"1,keyasint,omitempty" json:"layer,omitempty"`
	Answer Answer `cbor:"2,keyasint,omitempty" json:"answer,omitempty"`
}

// RulesFact is the rules of a verdict, so that it can be explained and made
// anew when the table has long been another one.
type RulesFact struct {
	Version string    `cbor:"1,keyasint" json:"version"`
	Country string    `cbor:"2,keyasint" json:"country"`
	Rows    []RowFact `cbor:"3,keyasint" json:"rows"`
}

// RowFact is what of a row decides.
type RowFact struct {
	ID        string `cbor:"1,keyasint" json:"id"`
	ValidFrom string `cbor:"2,keyasint" json:"valid_from"`
	ValidTo   string `cbor:"3,keyasint,omitempty" json:"valid_to,omitempty"`
	AppliesOn string `cbor:"4,keyasint" json:"applies_on"`
	Value     int    `cbor:"5,keyasint,omitempty" json:"value,omitempty"`
	Unit      string `cbor:"6,keyasint" json:"unit"`
	Choice    string `cbor:"7,keyasint,omitempty" json:"choice,omitempty"`
	Status    string `cbor:"8,keyasint" json:"status"`
}

// ContestFacts is a customer's no to a change of layer; what they said is in a
// private box.
type ContestFacts struct {
	Version int `cbor:"1,keyasint" json:"version"` // of the quote that went with the change
}

// NegotiatedFacts opens or closes an amicable settlement. ID names it.
type NegotiatedFacts struct {
	ID       string `cbor:"1,keyasint" json:"id"`
	OpenedOn string `cbor:"2,keyasint,omitempty" json:"opened_on,omitempty"`
	ClosedOn string `cbor:"3,keyasint,omitempty" json:"closed_on,omitempty"`
}

// GuaranteeFacts is a guarantee beyond the legal ones.
type GuaranteeFacts struct {
	ID       string  `cbor:"1,keyasint" json:"id"`
	Layer    Layer   `cbor:"2,keyasint" json:"layer"` // com, dur, mnt, ins
	Name     string  `cbor:"3,keyasint,omitempty" json:"name,omitempty"`
	By       Party   `cbor:"4,keyasint" json:"by"`
	StartsOn string  `cbor:"5,keyasint" json:"starts_on"`
	Months   int     `cbor:"6,keyasint,omitempty" json:"months,omitempty"`  // of a guarantee
	EndsOn   string  `cbor:"7,keyasint,omitempty" json:"ends_on,omitempty"` // of a contract
	Covers   []Cause `cbor:"8,keyasint,omitempty" json:"covers,omitempty"`
}

// RemedyFacts is what the customer asked for, and what they may rely on.
type RemedyFacts struct {
	Chose        Remedy `cbor:"1,keyasint,omitempty" json:"chose,omitempty"`
	AppearedOn   string `cbor:"2,keyasint,omitempty" json:"appeared_on,omitempty"`
	Persists     bool   `cbor:"3,keyasint,omitempty" json:"persists,omitempty"`
	Refused      bool   `cbor:"4,keyasint,omitempty" json:"refused,omitempty"`
	Serious      bool   `cbor:"5,keyasint,omitempty" json:"serious,omitempty"`
	Inconvenient bool   `cbor:"6,keyasint,omitempty" json:"inconvenient,omitempty"`
	Minor        bool   `cbor:"7,keyasint,omitempty" json:"minor,omitempty"`
	ReturnedOn   string `cbor:"8,keyasint,omitempty" json:"returned_on,omitempty"`
	DiscoveredOn string `cbor:"9,keyasint,omitempty" json:"discovered_on,omitempty"`
	Expertise    bool   `cbor:"10,keyasint,omitempty" json:"expertise,omitempty"`
	SameFault    bool   `cbor:"11,keyasint,omitempty" json:"same_fault,omitempty"`
	By           string `cbor:"12,keyasint,omitempty" json:"by,omitempty"` // how they said so (version 2)
}
