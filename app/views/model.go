package views

import (
	"etabli/app/domain/bonus"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/repair"
	"etabli/app/domain/site"
	"etabli/storage/journal"
)

// The read models: what screens, paper, the portal and the command line see.
// Times are Unix milliseconds, dates "2006-01-02", money cents.

// RepairRow is one line of a list, and what a stub keeps of a file.
type RepairRow struct {
	ID         journal.EntityID `json:"id"`
	Number     string           `json:"number"`
	Site       string           `json:"site"`
	Product    string           `json:"product"`
	Serial     string           `json:"serial,omitempty"`
	Customer   string           `json:"customer,omitempty"` // name; empty when erased or unknown
	Erased     bool             `json:"customer_erased,omitempty"`
	Status     repair.Status    `json:"status"`
	Outcome    repair.Outcome   `json:"outcome,omitempty"`
	ReceivedMS int64            `json:"received_ms"`
	TouchedMS  int64            `json:"touched_ms"`
	PromisedOn string           `json:"promised_on,omitempty"`
	LegalOn    string           `json:"legal_on,omitempty"`  // last legal day, when it counts
	Tentative  bool             `json:"tentative"`           // some of it is not at HQ yet
	Review     int              `json:"review,omitempty"`    // open items of "À vérifier"
	CalledMS   int64            `json:"called_ms,omitempty"` // since when its customer waits at the kiosk
	Score      int              `json:"score,omitempty"`     // how satisfied the customer is, 1 to 5
	Stub       string           `json:"stub,omitempty"`      // "left" or "pruned": its history is not here
}

// Repair is a whole file.
type Repair struct {
	RepairRow
	OtherNumbers []string                    `json:"other_numbers,omitempty"`
	CustomerID   journal.EntityID            `json:"customer_id"`
	ProductID    journal.EntityID            `json:"product_id"`
	Brand        string                      `json:"brand,omitempty"`
	Model        string                      `json:"model,omitempty"`
	SerialKind   string                      `json:"serial_kind,omitempty"`
	Category     string                      `json:"category,omitempty"`
	Fault        string                      `json:"fault,omitempty"`
	Token        string                      `json:"token,omitempty"` // portal token, for paper of this site
	TokenHash    []byte                      `json:"-"`               // by which the page is found
	Accessories  []string                    `json:"accessories,omitempty"`
	Condition    []string                    `json:"condition,omitempty"`
	RequestedMS  int64                       `json:"requested_ms"`
	SaidAt       string                      `json:"announced_at,omitempty"` // kiosk, page, phone or api; empty when nobody announced it
	ReadyMS      int64                       `json:"ready_ms,omitempty"`
	ReturnedMS   int64                       `json:"returned_ms,omitempty"`
	BoughtOn     string                      `json:"bought_on,omitempty"`
	CeilingCents int64                       `json:"ceiling_cents,omitempty"`
	Currency     string                      `json:"currency,omitempty"`
	PromiseMoved *PromiseMoved               `json:"promise_moved,omitempty"` // the last time the promised day became another
	Diagnosis    *repair.DiagnosisFee        `json:"diagnosis,omitempty"`     // that was announced
	Clocks       repair.Clocks               `json:"clocks"`
	Next         []repair.Status             `json:"next"` // transitions that are legal now, the usual one first
	Finding      string                      `json:"finding,omitempty"`
	Quote        *Quote                      `json:"quote,omitempty"`
	Agreed       *Quote                      `json:"agreed,omitempty"` // accepted, and binds while a later version has no yes
	Attachments  []repair.Attachment         `json:"attachments,omitempty"`
	Returned     []repair.AccessoryCheck     `json:"returned,omitempty"` // accessories at hand-back
	Timeline     []TimelineItem              `json:"timeline"`
	Items        []ReviewItem                `json:"items,omitempty"`
	Money        *RepairMoney                `json:"money,omitempty"`
	Warranty     *RepairWarranty             `json:"warranty,omitempty"`
	Care         RepairCare                  `json:"care,omitzero"`
	Links        RepairLinks                 `json:"links,omitzero"`
	Irreparable  *guarantor.IrreparableFacts `json:"irreparable,omitempty"` // a paper for an insurer
	Sendout      journal.EntityID            `json:"sendout,omitzero"`      // the batch it is in, at a subcontractor
	Bonus        bonus.Status                `json:"bonus,omitempty"`       // of a repair bonus, when there is one
	Opinion      RepairOpinion               `json:"opinion,omitzero"`
	Imported     *repair.ImportedFacts       `json:"imported,omitempty"`
	Newer        bool                        `json:"newer,omitempty"` // holds entries that need a newer version
}

// Binding is the quote that customer and shop agreed on last, nil without one.
func (r Repair) Binding() *Quote { return binding(r.Quote, r.Agreed) }

// Quote is the latest quote of a file.
type Quote struct {
	Version    int    `json:"version"`
	TotalCents int64  `json:"total_cents"`
	Currency   string `json:"currency"`
	Work       string `json:"work"`
	ValidUntil string `json:"valid_until,omitempty"`
	ReadyOn    string `json:"ready_on,omitempty"`
	Answer     string `json:"answer,omitempty"` // accepted, refused, or empty
	AnsweredBy string `json:"answered_by,omitempty"`
	*QuoteDetail
}

// TimelineItem is one entry of a file, in the order of the fold.
type TimelineItem struct {
	Ref        journal.Ref       `json:"ref"`
	AtMS       int64             `json:"at_ms"`
	Kind       journal.Kind      `json:"kind"`
	What       string            `json:"what"`             // catalogue key, such as "timeline.repair_moved"
	Args       map[string]string `json:"args,omitempty"`   // values for it
	Text       string            `json:"text,omitempty"`   // free text of a note or a finding
	Public     bool              `json:"public,omitempty"` // the customer may see it
	Author     journal.EntityID  `json:"author"`
	AuthorName string            `json:"author_name,omitempty"`
	Position   uint64            `json:"position,omitempty"`    // 0: waits to be sent or ordered
	OnMS       int64             `json:"on_ms,omitempty"`       // when it was, of what was noted later
	ClockOffS  int64             `json:"clock_off_s,omitempty"` // seconds by which its device's clock was wrong, below zero when it was ahead
	Applied    bool              `json:"applied"`               // false: its transition was not legal any more
}

// ReviewItem is one question of "À vérifier".
type ReviewItem struct {
	ID     string         `json:"id"` // hex of hash(entity, rule, entries)
	Entity journal.Entity `json:"entity"`
	Number string         `json:"number,omitempty"`
	Rule   string         `json:"rule"` // field_conflict, transition_conflict, not_applied, number_clash, newer_version, receipt_twice
	Field  string         `json:"field,omitempty"`
	Sides  []ReviewSide   `json:"sides"`
	AtMS   int64          `json:"at_ms"`
}

// ReviewSide is what one of the entries of an item says.
type ReviewSide struct {
	Ref        journal.Ref `json:"ref"`
	Value      string      `json:"value"`
	Outcome    string      `json:"outcome,omitempty"` // that a transition came with, as a code
	Choice     string      `json:"choice"`            // names this side when the item is settled; holds nothing private
	AtMS       int64       `json:"at_ms"`
	AuthorName string      `json:"author_name,omitempty"`
	Device     string      `json:"device,omitempty"`
	Shown      bool        `json:"shown"` // the side that screens show meanwhile
	// Knew is the latest that its author knew of the matter when they said so.
	Knew *Known `json:"knew,omitempty"`
}

// Known is something that somebody knew of a matter.
type Known struct {
	AtMS int64             `json:"at_ms"`
	What string            `json:"what"` // catalogue key, as in a timeline
	Args map[string]string `json:"args,omitempty"`
}

// ChoiceFor is what a settlement must say so that the side with a value holds.
// A private value is named by its entry, because settlements are no secret.
func (i ReviewItem) ChoiceFor(value string) string {
	for _, s := range i.Sides {
		if s.Value == value || s.Choice == value {
			return s.Choice
		}
	}
	return value
}

// Hit is one result of a search.
type Hit struct {
	RepairRow
	Exact bool `json:"exact"` // the number, serial or token itself was given
}

// Counts are the figures beside the lists.
type Counts struct {
	Open   int `json:"open"`
	Ready  int `json:"ready"`
	Closed int `json:"closed"`
	All    int `json:"all"`
	Review int `json:"review"`
}

// Site is a shop.
type Site struct {
	ID journal.EntityID `json:"id"`
	site.SavedFacts
}

// Scope is one of the lists of repairs.
type Scope string

// The lists of repairs.
const (
	Open     Scope = "open"   // there is work to do
	Ready    Scope = "ready"  // they wait for their customers
	Closed   Scope = "closed" // handed back or closed
	All      Scope = "all"
	InReview Scope = "review" // with open items of "À vérifier"
)

// Filter says which repairs a list shows, and in which order.
type Filter struct {
	Scope Scope
	Site  string // all sites when empty
	ByDue bool   // the most urgent first, instead of the newest; open and ready ones only
}

// Cursor is where a page of a list ended; the empty one is the beginning.
type Cursor string

// Page is a part of a list. Next is empty on the last one.
type Page struct {
	Rows []RepairRow `json:"rows"`
	Next Cursor      `json:"next,omitempty"`
}
