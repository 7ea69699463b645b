package views

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// ErrDamaged says that a row of the views is not readable. A rebuild mends it.
var ErrDamaged = errors.New("views: damaged row")

// row is what this store adds to the state of a repair: what lists need, and
// the words it is found by.
type row struct {
	Number     string           `cbor:"1,keyasint,omitempty"`
	Site       string           `cbor:"2,keyasint,omitempty"`
	Product    string           `cbor:"3,keyasint,omitempty"`
	Serial     string           `cbor:"4,keyasint,omitempty"`
	Status     repair.Status    `cbor:"5,keyasint,omitempty"`
	Outcome    repair.Outcome   `cbor:"6,keyasint,omitempty"`
	ReceivedMS int64            `cbor:"7,keyasint,omitempty"`
	TouchedMS  int64            `cbor:"8,keyasint,omitempty"`
	PromisedOn string           `cbor:"9,keyasint,omitempty"`
	LegalMS    int64            `cbor:"10,keyasint,omitempty"` // start of the legal clock while it counts
	Tentative  bool             `cbor:"11,keyasint,omitempty"`
	Items      int              `cbor:"12,keyasint,omitempty"`
	Customer   journal.EntityID `cbor:"13,keyasint"`
	Document   uint32           `cbor:"14,keyasint"`
	Words      string           `cbor:"15,keyasint,omitempty"` // folded, with a space around each
	Numbers    int              `cbor:"16,keyasint,omitempty"` // how many of the state's are indexed
	Places     [][]byte         `cbor:"18,keyasint,omitempty"` // rows in lists of the shape

	CalledMS int64 `cbor:"40,keyasint,omitempty"` // since when its customer waits at the kiosk
	Score    int   `cbor:"41,keyasint,omitempty"` // how satisfied the customer is, 1 to 5

	Stub string `cbor:"42,keyasint,omitempty"` // how it is not whole here

	LegalRule *repair.LegalRule `cbor:"43,keyasint,omitempty"` // while LegalMS counts

	// The last position among its entries, and when HQ last received one (Unix
	// milliseconds); they say all while the repair is not Tentative.
	Position uint64 `cbor:"44,keyasint,omitempty"`
	AtHQMS   int64  `cbor:"45,keyasint,omitempty"`

	known bool // it was read from the store
}

// contact is what this store adds to the state of a customer. It begins like a
// thing, because customers are found by their words too.
type contact struct {
	Document uint32   `cbor:"1,keyasint,omitempty"`
	Own      string   `cbor:"2,keyasint,omitempty"` // the words the customer is found by
	Places   [][]byte `cbor:"3,keyasint,omitempty"`
	Name     string   `cbor:"4,keyasint,omitempty"`
	Phone    string   `cbor:"5,keyasint,omitempty"`
	PhoneRaw string   `cbor:"6,keyasint,omitempty"`
	Email    string   `cbor:"7,keyasint,omitempty"`
	Address  string   `cbor:"8,keyasint,omitempty"`
	Words    string   `cbor:"9,keyasint,omitempty"`  // the words their repairs are found by
	Reach    []string `cbor:"10,keyasint,omitempty"` // numbers and addresses by which they are recognised
	Erased   bool     `cbor:"11,keyasint,omitempty"` // who they were is gone for good
}

func rowOf(s *fold.State) row {
	r := row{
		Number: brief(s.Value(fold.FieldNumber)), Site: brief(s.Value(fold.FieldSite)),
		Product: brief(s.Value(repair.FieldProduct)), Serial: brief(s.Value(repair.FieldSerial)),
		Status: repair.Status(s.Status), Outcome: repair.Outcome(s.Outcome),
		ReceivedMS: s.ReceivedMS, TouchedMS: s.TouchedMS, PromisedOn: brief(s.Value(repair.FieldPromisedOn)),
		Tentative: s.Waiting > 0, Items: len(s.Items), Customer: s.Customer,
		Numbers: len(s.Numbers),
	}
	if s.Clocks.LegalRuns && (r.ReceivedMS == 0 || legalOnUs(s)) {
		r.LegalMS, r.LegalRule = s.Clocks.LegalStartMS, legalRule(s)
	}
	r.CalledMS = s.CalledMS()
	r.Score, _ = strconv.Atoi(s.Value(fold.FieldScore))
	return r
}

// place notes where entries of the repair stand in HQ's order.
func (r *row) place(entries []journal.Positioned) {
	for i := range entries {
		r.Position, r.AtHQMS = max(r.Position, entries[i].Position), max(r.AtHQMS, entries[i].ReceivedMS)
	}
}

// begunMS sorts a repair by when it came; one that is only announced has no
// other time than that of the request.
func (r *row) begunMS() int64 {
	if r.ReceivedMS != 0 {
		return r.ReceivedMS
	}
	return r.LegalMS
}

// maxLine bounds, in bytes, a text in a line of a list.
const maxLine = 600

// brief cuts what no line can show; only a broken device sends so much.
func brief(s string) string {
	if len(s) <= maxLine {
		return s
	}
	return strings.ToValidUTF8(s[:maxLine], "")
}

// dueMS sorts repairs by urgency: the promised day, else the last legal one; 0
// when nothing is due. It orders, and is never shown.
func (r *row) dueMS() int64 {
	if day, err := time.Parse(time.DateOnly, r.PromisedOn); err == nil {
		return day.UnixMilli()
	}
	if last := r.LegalRule.LastDay(r.LegalMS, time.UTC, civil.Metropole); last.Known() {
		return last.Clock(0, time.UTC).UnixMilli()
	}
	return 0
}

// kindOfSerial is the kind of the serial number as read.
func kindOfSerial(serial string) string { return string(product.Classify(serial).Kind) }

// entityValue joins a state with what this store adds to it.
func entityValue(state []byte, local any) ([]byte, error) {
	added, err := journal.MarshalFacts(local)
	if err != nil {
		return nil, err
	}
	return joinEntity(state, added), nil
}

func joinEntity(state, local []byte) []byte {
	value := binary.AppendUvarint(make([]byte, 0, len(state)+len(local)+3), uint64(len(state)))
	return append(append(value, state...), local...)
}

// cutEntity takes an entity's value apart.
func cutEntity(value []byte) (state, local []byte, err error) {
	n, size := binary.Uvarint(value)
	if size <= 0 || n > uint64(len(value)-size) {
		return nil, nil, ErrDamaged
	}
	return value[size : size+int(n)], value[size+int(n):], nil
}

// getLocal reads what this store added to an entity; storage.ErrNotFound when
// it has no such entity.
func getLocal(r storage.Reader, g generation, e journal.Entity, into any) error {
	value, err := r.Get(g.entity(e))
	if err != nil {
		return fmt.Errorf("views: %s: %w", e.ID, err)
	}
	return parseLocal(e, value, into)
}

func parseLocal(e journal.Entity, value []byte, into any) error {
	_, local, err := cutEntity(value)
	if err == nil {
		err = journal.UnmarshalFacts(local, into)
	}
	if err != nil {
		return fmt.Errorf("views: %s: %w: %w", e.ID, ErrDamaged, err)
	}
	return nil
}

// getState reads the state of an entity; storage.ErrNotFound when it has none.
func getState(r storage.Reader, g generation, e journal.Entity) (*fold.State, error) {
	value, err := r.Get(g.entity(e))
	if err != nil {
		return nil, fmt.Errorf("views: %s: %w", e.ID, err)
	}
	return parseState(e, value)
}

func parseState(e journal.Entity, value []byte) (*fold.State, error) {
	raw, _, err := cutEntity(value)
	if err != nil {
		return nil, fmt.Errorf("views: %s: %w", e.ID, err)
	}
	s, err := fold.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("views: %s: %w: %w", e.ID, ErrDamaged, err)
	}
	return s, nil
}
