package views

import (
	"encoding/binary"

	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// shape says how the entities of one type are listed and found. A subject adds
// its shape to shapes, and asks for what is listed with placed and found.
type shape struct {
	// places are the lists an entity stands in. They follow from the state alone.
	places func(s *fold.State) []place
	// texts are what an entity is found by; they may come from private boxes.
	// Nil: entities of the type are not searched.
	texts func(o *opener) []string
}

// place is where an entity stands in a list: List names the list, and may say
// whose it is ("open/LIL"); Sort orders its members.
type place struct {
	List string
	Sort []byte
}

// shapes are those of all subjects, by type of entity.
var shapes = map[uint8]shape{
	kind.Staff:      staffShape,
	kind.LoanerUnit: unitShape,
	kind.Loan:       loanShape,
	kind.Part:       partShape,
	kind.Account:    accountShape,
	kind.Promise:    promiseShape,
	kind.Order:      orderShape,
	kind.Transfer:   transferShape,
	kind.Supplier:   supplierShape,
	kind.Repair:     repairShape,
	kind.Till:       tillShape,
	kind.Incident:   incidentShape,
	kind.Batch:      batchShape,
	kind.CodeTable:  codeShape,
	kind.Customer:   customerShape,
	kind.Thread:     threadShape,
	kind.Task:       taskShape,
	kind.Visit:      visitShape,
	kind.Refusal:    refusalShape,
	kind.Claim:      claimShape,
	kind.Parcel:     parcelShape,
	kind.Voucher:    voucherShape,
	kind.Contract:   contractShape,
	kind.Invoice:    invoiceShape,

	kind.Guarantor:     guarantorShape,
	kind.Recourse:      recourseShape,
	kind.Subcontractor: subcontractorShape,
	kind.Sendout:       sendoutShape,
	kind.Bonus:         bonusShape,
	kind.BonusTable:    bonusTableShape,
	kind.Waste:         wasteShape,
	kind.Review:        reviewShape,
	kind.Recall:        recallShape,
	kind.SalesReport:   salesReportShape,
	kind.Preorder:      preorderShape,
	kind.RuleTable:     ruleTableShape,
}

// by is a sort key made of a time or another number.
func by(n int64) []byte { return binary.BigEndian.AppendUint64(nil, ascending(n)) }

// latest is a sort key that puts the greatest first.
func latest(n int64) []byte { return binary.BigEndian.AppendUint64(nil, ^ascending(n)) }

// thing is what this store adds to an entity of which only its shape is known.
type thing struct {
	Document uint32   `cbor:"1,keyasint,omitempty"` // one more than its document; 0 when it is not searched
	Words    string   `cbor:"2,keyasint,omitempty"`
	Places   [][]byte `cbor:"3,keyasint,omitempty"` // its rows in lists
}

// opener opens private fields of an entity.
type opener struct {
	state *fold.State
	open  func(field string, into any) bool
}

// value is the shown value of a public field.
func (o *opener) value(field string) string { return o.state.Value(field) }

func (g generation) placed(t journal.EntityType, list string) []byte {
	return g.key(rowPlaced, []byte{byte(t)}, keyText(list), zero)
}

// placeKeys are the rows by which an entity stands in its lists.
func (g generation) placeKeys(e journal.Entity, s *fold.State) [][]byte {
	at, known := shapes[uint8(e.Type)]
	if !known || at.places == nil {
		return nil
	}
	var keys [][]byte
	for _, p := range at.places(s) {
		keys = append(keys, with(append(g.placed(e.Type, p.List), p.Sort...), e.ID))
	}
	return keys
}
