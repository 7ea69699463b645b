package repair

// The fact types below are what entries hold for ever, in deterministic CBOR
// with integer keys. A field is never renumbered or given another meaning.
// Dates are "2006-01-02" in the site's time zone, times Unix milliseconds,
// money is in cents with its ISO 4217 code.

// ReceivedFacts is an intake. Who the customer is and what they said sit in
// private boxes of the same entry, not here.
type ReceivedFacts struct {
	Number       string       `cbor:"1,keyasint"`
	Site         string       `cbor:"2,keyasint"` // site code, such as "LIL"
	Product      ProductFacts `cbor:"3,keyasint"`
	Accessories  []string     `cbor:"4,keyasint,omitempty"`
	Condition    []string     `cbor:"5,keyasint,omitempty"`
	PromisedOn   string       `cbor:"6,keyasint,omitempty"`
	RequestedMS  int64        `cbor:"7,keyasint"` // when the customer asked; starts the legal clock
	ReceivedMS   int64        `cbor:"8,keyasint"` // when the shop took custody
	TokenHash    []byte       `cbor:"9,keyasint"` // SHA-256 of the portal token, 32 bytes
	Attachments  []Attachment `cbor:"10,keyasint,omitempty"`
	BoughtOn     string       `cbor:"11,keyasint,omitempty"`
	CeilingCents int64        `cbor:"12,keyasint,omitempty"` // may be spent without asking
	Currency     string       `cbor:"13,keyasint,omitempty"`
	Category     string       `cbor:"14,keyasint,omitempty"`
	Language     string       `cbor:"15,keyasint,omitempty"` // of a new customer: fr, en
	TellBy       string       `cbor:"16,keyasint,omitempty"` // how a new customer wishes to be told
	LegalRule    *LegalRule   `cbor:"17,keyasint,omitempty"` // that the legal clock goes by
}

// ProductFacts describes the device that was brought.
type ProductFacts struct {
	Label      string `cbor:"1,keyasint"` // brand and model in one line, as staff say it
	Brand      string `cbor:"2,keyasint,omitempty"`
	Model      string `cbor:"3,keyasint,omitempty"`
	Serial     string `cbor:"4,keyasint,omitempty"` // as read
	SerialNorm string `cbor:"5,keyasint,omitempty"` // upper case, no spaces
	SerialKind string `cbor:"6,keyasint,omitempty"` // imei, imeisv, gtin, serial
}

// Attachment points to a blob by the hash of its stored bytes.
type Attachment struct {
	Role string `cbor:"1,keyasint"` // photo, signature
	Hash []byte `cbor:"2,keyasint"`
	Size int64  `cbor:"3,keyasint"`
	Type string `cbor:"4,keyasint"` // media type
	// Thumb is the hash of a small picture of it; empty when there is none.
	Thumb []byte `cbor:"5,keyasint,omitempty"`
}

// PhotosBox is the private part of an entry with attachments (purpose Photos of
// what they show): the keys that open their blobs. Whoever may read the box may
// see the pictures, and when its key is destroyed nobody can.
type PhotosBox struct {
	Keys []BlobKey `cbor:"1,keyasint"`
}

// BlobKey opens one blob.
type BlobKey struct {
	Hash []byte `cbor:"1,keyasint"`
	Key  []byte `cbor:"2,keyasint"`
	// Small says that it is the small picture of another one.
	Small bool `cbor:"3,keyasint,omitempty"`
}

// FileBox is the private part of a repair (purpose File): words of people and
// the portal token.
type FileBox struct {
	Fault string `cbor:"1,keyasint,omitempty"`
	Token string `cbor:"2,keyasint,omitempty"`
	Note  string `cbor:"3,keyasint,omitempty"`
	// Signed is the name that was typed as a signature.
	Signed string `cbor:"4,keyasint,omitempty"`
}

// MovedFacts is a status transition.
type MovedFacts struct {
	To      Status  `cbor:"1,keyasint"`
	Outcome Outcome `cbor:"2,keyasint,omitempty"`
	Reason  string  `cbor:"3,keyasint,omitempty"` // a reason code, never free text about a person
	UntilOn string  `cbor:"4,keyasint,omitempty"` // expected date of the next step
	Barrier string  `cbor:"5,keyasint,omitempty"` // version 2: why it was given up
	Early   bool    `cbor:"6,keyasint,omitempty"` // while the customer might withdraw and had not asked to begin; why is in the box
}

// EditedFacts changes named fields; values are in Fields by field name
// (promised_on and promised_why, product, serial, brand, model, accessories, condition,
// bought_on, ceiling_cents, diagnosis_cents).
type EditedFacts struct {
	Fields map[string]string `cbor:"1,keyasint"`
}

// NotedFacts is a note; its text is in a private box (purpose File).
type NotedFacts struct {
	ForCustomer bool `cbor:"1,keyasint,omitempty"`
}

// DiagnosedFacts is what the bench found.
type DiagnosedFacts struct {
	Finding string `cbor:"1,keyasint"` // technical words about the device
	Section string `cbor:"2,keyasint,omitempty"`
	Verdict string `cbor:"3,keyasint,omitempty"` // user, wear, manufacture, software, accident, liquid, nff
}

// QuotedFacts is a version of the quote.
type QuotedFacts struct {
	Version    int    `cbor:"1,keyasint"`
	TotalCents int64  `cbor:"2,keyasint"`
	Currency   string `cbor:"3,keyasint"`
	Work       string `cbor:"4,keyasint"`
	ValidUntil string `cbor:"5,keyasint,omitempty"`
	ReadyOn    string `cbor:"6,keyasint,omitempty"`
}

// AnsweredFacts is the customer's answer to one version of the quote.
type AnsweredFacts struct {
	Version  int    `cbor:"1,keyasint"`
	Accepted bool   `cbor:"2,keyasint"`
	Channel  string `cbor:"3,keyasint"` // counter, phone, page, home
}

// HandedBackFacts is the hand-back: custody ends.
type HandedBackFacts struct {
	Accessories []AccessoryCheck `cbor:"1,keyasint,omitempty"`
	Attachments []Attachment     `cbor:"2,keyasint,omitempty"`
	Outcome     Outcome          `cbor:"3,keyasint,omitempty"`
	LoanerOut   bool             `cbor:"20,keyasint,omitempty"` // it was, and the device was handed back all the same
	TokenHash   []byte           `cbor:"21,keyasint,omitempty"` // of the page from then on; the token lies in the box
	ReturnedMS  int64            `cbor:"22,keyasint,omitempty"` // when it was, if it is noted later
}

// AccessoryCheck says what became of one accessory: returned, left, missing.
type AccessoryCheck struct {
	Name  string `cbor:"1,keyasint" json:"name"`
	State string `cbor:"2,keyasint" json:"state"`
}

// PhotographedFacts adds attachments to a file.
type PhotographedFacts struct {
	Attachments []Attachment `cbor:"1,keyasint"`
}

// RenumberedFacts gives a file another number after a clash; the old one
// keeps finding it.
type RenumberedFacts struct {
	Number string `cbor:"1,keyasint"`
}

// ImportedFacts is a row of Open Repair Data, column by column, unchanged, so
// that an export gives back what was read.
type ImportedFacts struct {
	Number  string     `cbor:"1,keyasint"`
	Site    string     `cbor:"2,keyasint"`
	Columns [14]string `cbor:"3,keyasint"`
	Source  string     `cbor:"4,keyasint"` // ords
	// What the columns meant when they were imported.
	Label    string  `cbor:"5,keyasint,omitempty"`
	Brand    string  `cbor:"6,keyasint,omitempty"`
	Category string  `cbor:"7,keyasint,omitempty"`
	Status   Status  `cbor:"8,keyasint,omitempty"`
	Outcome  Outcome `cbor:"9,keyasint,omitempty"`
	Barrier  string  `cbor:"10,keyasint,omitempty"`
	DoneOn   string  `cbor:"11,keyasint,omitempty"` // day of the repair
}

// SettledFacts decides an item of "À vérifier" of this entity.
type SettledFacts struct {
	Item   []byte `cbor:"1,keyasint"` // the item's id
	Choice string `cbor:"2,keyasint"` // the value, status or action that was chosen
	Reason string `cbor:"3,keyasint,omitempty"`
}
