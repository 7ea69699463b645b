package till

// Printing says when a paper comes out. Law bans printing most of them unasked since
// 2023-08-01 (C. env. L541-15-10), and wants some all the same.
type Printing string

// The ways.
const (
	Always    Printing = "always" // unasked, because law wants it
	OnRequest Printing = "on_request"
	NoPaper   Printing = "never"
)

// Papers says of a record when its papers come out.
type Papers struct {
	Receipt Printing `json:"receipt"`
	Note    Printing `json:"note"`
}

// Papers are those of a record. The receipt of goods that have to name the legal guarantee
// comes unasked, and that of a card that was credited or held; of the rest the shop decides.
// A note is due for services from a sum on (arrêté 83-50/A, art. 1), below it on request; a
// business is invoiced instead.
func (t Terms) Papers(r Record) Papers {
	out := Papers{Receipt: OnRequest, Note: NoPaper}
	if t.Receipts != "" {
		out.Receipt = t.Receipts
	}
	var services int64
	for _, l := range r.Lines {
		if l.Listed {
			out.Receipt = Always
		}
		if l.Nature == Service {
			services += l.Cents
		}
	}
	for _, p := range r.Payments {
		if p.Tender == Card && (p.Cents < 0 || p.Auth == Preauth) {
			out.Receipt = Always
		}
	}
	switch {
	case r.Kind != Sale || services <= 0 || r.Trade:
	case r.Training || services < t.NoteFrom:
		out.Note = OnRequest
	default:
		out.Note = Always
	}
	return out
}
