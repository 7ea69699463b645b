package journal

// Kind says what an entry records. Numbers are append-only; they are listed
// by the domain (app/domain/kind).
type Kind uint16

// Header is the part of an entry whose form never changes. Every store keeps
// it for as long as it keeps the entry, even when facts or boxes are gone.
type Header struct {
	Chain        ChainID    `cbor:"1,keyasint"`
	Seq          uint64     `cbor:"2,keyasint"`
	HLC          uint64     `cbor:"3,keyasint"` // hybrid clock: milliseconds << 16 | counter
	Clock        ClockState `cbor:"4,keyasint"`
	Kind         Kind       `cbor:"5,keyasint"`
	Version      uint16     `cbor:"6,keyasint"`
	OldestReader uint16     `cbor:"7,keyasint"` // lowest version of Kind that understands the facts
	Entities     []Entity   `cbor:"8,keyasint"` // the first decides
	Seen         [][]Ref    `cbor:"9,keyasint"` // per entity: highest seq known of each other chain
	Moves        []Move     `cbor:"10,keyasint,omitempty"`
	Command      CommandID  `cbor:"11,keyasint"`
	Author       EntityID   `cbor:"12,keyasint"` // the member of staff, or zero for the system
	// Extensions carries what later versions add; readers keep what they do not know.
	Extensions map[uint64][]byte `cbor:"13,keyasint,omitempty"`
}

// ClockState is what the device knew of the time when it wrote an entry. A
// legal date needs both clocks and how far they can be trusted.
type ClockState struct {
	WallMS      int64 `cbor:"1,keyasint"`           // the device's own clock, Unix milliseconds
	OffsetMS    int64 `cbor:"2,keyasint,omitempty"` // HQ's clock minus the device's, when last compared
	OffsetAgeS  int64 `cbor:"3,keyasint,omitempty"` // seconds since it was compared
	NeverSynced bool  `cbor:"4,keyasint,omitempty"` // true until the clock was compared once
}

// Move is a change of rights or goods on an account of the ledger. It sits in
// the header so that no payload and no fold version can change the books.
type Move struct {
	Account EntityID `cbor:"1,keyasint"`
	Act     MoveAct  `cbor:"2,keyasint"`
	N       int64    `cbor:"3,keyasint"`
}

// MoveAct is what a Move does. The numbers are append-only.
type MoveAct uint8

// The acts of the ledger.
const (
	Grant MoveAct = iota + 1
	Mint
	Use
	Free
	Return
	Reclaim
	In
	Out
)

// Purpose says why a piece of personal data is held; a key belongs to one
// subject and one purpose, so that one purpose can be erased alone.
type Purpose uint8

// The purposes. The numbers are append-only.
const (
	Contact  Purpose = iota + 1 // who the customer is and how to reach them
	File                        // what was said and agreed about one repair
	Passcode                    // erased after the test
	Photos
	Fiscal // stays when the rest is erased
)

// Box is one private part of an entry, sealed under the key of its subject and
// purpose. Sealed is nil when the box was erased, withheld or pruned; Digest
// then still proves the chain. Digest is filled only where Sealed is nil.
type Box struct {
	Subject EntityID
	Purpose Purpose
	Sealed  []byte
	Digest  Digest
}

// Entry is one act: header, facts, private boxes. Raw parts are exactly the
// bytes that were hashed; they are never encoded again.
type Entry struct {
	Header    Header
	RawHeader []byte
	// Facts is the CBOR of the kind's fact type; nil when pruned, FactsDigest
	// then still proves the chain and is filled only in that case. A kind
	// without facts has an empty Facts.
	Facts       []byte
	FactsDigest Digest
	Boxes       []Box
}

// Ref returns the entry's place on its chain.
func (e *Entry) Ref() Ref { return Ref{Chain: e.Header.Chain, Seq: e.Header.Seq} }

// Positioned is an entry with the place HQ gave it. Position 0 means that HQ
// has not ordered it yet, or that this store does not know it.
type Positioned struct {
	Entry
	Position   uint64
	ReceivedMS int64 // HQ's receive time, Unix milliseconds; 0 with Position 0
	Receipt    [16]byte
}
