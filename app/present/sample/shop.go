package sample

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Zone is the time zone of the shop.
var Zone = time.FixedZone("Europe/Paris", 3600)

// Now is the time in the shop: a Saturday in November, half past two.
var Now = time.Date(2026, time.November, 21, 14, 35, 0, 0, Zone)

// Shop answers what screens ask. Its commands are taken and forgotten.
type Shop struct {
	Repairs   []views.Repair // the newest first
	Customers []views.Customer
	People    []views.Staff
	Items     []views.ReviewItem
	Callers   []views.Call
	Link      present.Connection
	Waiting   []present.Waiting
	Parked    []present.Draft
	Broken    bool // every question fails
	Unread    bool // the questions of whoever runs the shop fail
	Likes     present.Preferences
	Device    present.DeviceFacts
	Papers    []present.Form
	Said      map[present.Form]error // how printing ends
	Units     []views.Loaner
	Lendings  []service.LoanStanding
	Talks     []service.Timed
	Disputed  []service.TimedClaim
	Sent      []views.Parcel
	Todo      []views.Task
	Signed    []service.ContractNow
	Books     Books
	Others    Others
	Cares     Cares
	Amends    map[present.ID]service.Amendment // of files whose parts have become dearer
	Declared  Declared
	Shelved   []Shelf
	Ordered   []views.Order
	Moving    []views.Transfer
	Tour      Tour // of technicians
	Till      Till
	Prints    Prints
	Devices   []present.FleetDevice // as HQ knows them
	Brought   int                   // entries that opening brought back
	MoveWaits string                // what stands against this device going where HQ sends it
}

// still is a clock that shows one time and wakes nobody.
type still struct{}

func (still) Now() time.Time                            { return Now }
func (still) After(time.Duration, func()) (stop func()) { return func() {} }

// Env is what presenters work with in a shop that stands still: whatever they
// ask is answered at once, on their own goroutine.
func Env(words *lang.Catalogue) present.Env {
	at := func(fn func()) { fn() }
	return present.Env{
		Words: words, Zone: Zone, Clock: still{}, Post: at, Run: at, Desk: &present.Desk{},
		Go: func(present.Route) {}, Tell: func(present.Notice) {},
	}
}

// ID makes an ID from a small number.
func ID(n byte) present.ID { return present.ID{0: 0x51, 15: n} }

func (s *Shop) broken() error {
	if s.Broken {
		return fault.New("store_stopped", "")
	}
	return nil
}

func (s *Shop) unread() error {
	if s.Unread {
		return fault.New("store_stopped", "")
	}
	return s.broken()
}

// Watch implements present.Changes.
func (s *Shop) Watch(func([]journal.Entity)) func() { return func() {} }

// WatchConnection implements present.Connecting.
func (s *Shop) WatchConnection(func()) func() { return func() {} }

// Connection implements present.Connecting.
func (s *Shop) Connection() present.Connection { return s.Link }

// NewCall implements present.Calls.
func (s *Shop) NewCall(staff present.ID) (service.Call, error) {
	return service.Call{ID: journal.CommandID{1}, Staff: staff}, nil
}

func (s *Shop) in(f views.Filter, r views.Repair) bool {
	scope := views.Scope(r.Status.Scope())
	return f.Scope == views.All || f.Scope == scope
}

// ListIDs implements present.Lists.
func (s *Shop) ListIDs(_ context.Context, f views.Filter) ([]present.ID, error) {
	var ids []present.ID
	for _, r := range s.Repairs {
		if s.in(f, r) {
			ids = append(ids, r.ID)
		}
	}
	return ids, s.broken()
}

// Rows implements present.Lists.
func (s *Shop) Rows(_ context.Context, ids []present.ID) ([]views.RepairRow, error) {
	var rows []views.RepairRow
	for _, id := range ids {
		for _, r := range s.Repairs {
			if r.ID == id {
				rows = append(rows, r.RepairRow)
			}
		}
	}
	return rows, s.broken()
}

// Counts implements present.Lists.
func (s *Shop) Counts(context.Context) (views.Counts, error) {
	c := views.Counts{All: len(s.Repairs), Review: len(s.Items)}
	for _, r := range s.Repairs {
		switch views.Scope(r.Status.Scope()) {
		case views.Open:
			c.Open++
		case views.Ready:
			c.Ready++
		default:
			c.Closed++
		}
	}
	return c, s.broken()
}

// Repair implements present.Files.
func (s *Shop) Repair(_ context.Context, id present.ID) (views.Repair, error) {
	for _, r := range s.Repairs {
		if r.ID == id {
			return r, s.broken()
		}
	}
	return views.Repair{}, fault.New(fault.NotFound, "id")
}

// Customer implements present.Files.
func (s *Shop) Customer(_ context.Context, id present.ID) (views.Customer, error) {
	for _, c := range slices.Concat(s.Customers, s.Cares.Asked, s.Cares.Erasing) {
		if c.ID == id {
			return c, nil
		}
	}
	return views.Customer{}, fault.New(fault.NotFound, "id")
}

// Letterhead implements present.Reception.
func (s *Shop) Letterhead(context.Context, string) (service.Letterhead, error) {
	return service.Letterhead{
		Site: "LIL", Colour: "#1f6f8b", Email: "atelier@exemple.fr", Legal: "SARL au capital de 8 000 €, RCS Lille 732 829 320", VAT: "FR 40 303 265 045",
		Terms: "2026-01", Diagnosis: &repair.DiagnosisFee{Cents: 3900, Deducted: true},
	}, s.broken()
}

// CustomersByPhone implements present.Reception.
func (s *Shop) CustomersByPhone(_ context.Context, phone string) ([]views.Customer, error) {
	var found []views.Customer
	digits := strings.TrimPrefix(strings.ReplaceAll(phone, " ", ""), "0")
	for _, c := range s.Customers {
		if c.Phone != "" && strings.HasSuffix(c.Phone, digits) {
			found = append(found, c)
		}
	}
	return found, nil
}

// SerialHistory implements present.Reception.
func (s *Shop) SerialHistory(_ context.Context, serial string) ([]views.RepairRow, error) {
	var rows []views.RepairRow
	for _, r := range s.Repairs {
		if product.Normalise(r.Serial) == serial {
			rows = append(rows, r.RepairRow)
		}
	}
	return rows, nil
}

// Search implements present.Searches.
func (s *Shop) Search(_ context.Context, query string, limit int) ([]views.Hit, error) {
	var hits []views.Hit
	for _, r := range s.Repairs {
		text := strings.ToLower(r.Number + " " + r.Product + " " + r.Customer)
		if strings.Contains(text, strings.ToLower(query)) && len(hits) < limit {
			hits = append(hits, views.Hit{RepairRow: r.RepairRow, Exact: r.Number == query})
		}
	}
	return hits, s.broken()
}

// Review implements present.Reviews.
func (s *Shop) Review(context.Context) ([]views.ReviewItem, error) { return s.Items, s.broken() }

// Staff implements present.Shop.
func (s *Shop) Staff(context.Context) ([]views.Staff, error) { return s.People, s.broken() }

// Place implements present.Shop.
func (s *Shop) Place() (site, device string) { return s.Device.Site, s.Device.Device }

// Outgoing implements present.Outboxes.
func (s *Shop) Outgoing(_ context.Context, limit int) (present.Outgoing, error) {
	out := present.Outgoing{Total: s.Link.Waiting, OldestMS: s.Link.OldestMS, First: s.Waiting}
	return out, s.broken()
}

// Drafts implements present.Drafts.
func (s *Shop) Drafts(context.Context) ([]present.Draft, error) { return s.Parked, nil }

// SaveDraft implements present.Drafts.
func (s *Shop) SaveDraft(context.Context, present.Draft) error { return nil }

// DropDraft implements present.Drafts.
func (s *Shop) DropDraft(context.Context, string) error { return nil }

// AtIntake implements present.Papers.
func (s *Shop) AtIntake() []present.Form { return s.Papers }

// Preferences implements present.Preferring.
func (s *Shop) Preferences() present.Preferences { return s.Likes }

// Facts implements present.Preferring.
func (s *Shop) Facts(context.Context) (present.DeviceFacts, error) { return s.Device, nil }

// Join implements present.Setup.
func (s *Shop) Join(context.Context, string, string) error { return fault.New("code_expired", "code") }

// OpenAlone implements present.Setup.
func (s *Shop) OpenAlone(context.Context, string, string, string) error { return nil }

// Prefer implements present.Preferring.
func (s *Shop) Prefer(_ context.Context, p present.Preferences) error {
	s.Likes = p
	return nil
}

// Print implements present.Papers.
func (s *Shop) Print(_ context.Context, _ present.ID, form present.Form) (string, error) {
	return "~/Documents/Établi", s.Said[form]
}

// Preview implements present.Papers.
func (s *Shop) Preview(ctx context.Context, _ present.ID, form present.Form) ([]byte, error) {
	if err := s.Said[form]; err != nil {
		return nil, err
	}
	return s.PrintPicture(ctx, 0)
}

// Attach implements present.Attaching.
func (s *Shop) Attach(_ context.Context, role string, _ io.Reader) (service.AttachmentInput, error) {
	return service.AttachmentInput{Role: role, Hash: "00", Size: 1, Type: "image/jpeg"}, nil
}

// Receive implements present.Reception.
func (s *Shop) Receive(_ context.Context, _ service.Call, _ *service.ReceiveInput) (service.Result, error) {
	return service.Result{Data: service.Received{ID: ID(99), Number: "LIL2-00432-R4T"}}, s.broken()
}

// Move implements present.Acts.
func (s *Shop) Move(context.Context, service.Call, *service.MoveInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// Edit implements present.Acts.
func (s *Shop) Edit(context.Context, service.Call, *service.EditInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// Note implements present.Acts.
func (s *Shop) Note(context.Context, service.Call, *service.NoteInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// StopMessages implements present.Acts.
func (s *Shop) StopMessages(context.Context, service.Call, *service.StopInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// StartMessages implements present.Acts.
func (s *Shop) StartMessages(context.Context, service.Call, *service.StartInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// Diagnose implements present.Acts.
func (s *Shop) Diagnose(context.Context, service.Call, *service.DiagnoseInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// HandBack implements present.Acts.
func (s *Shop) HandBack(context.Context, service.Call, *service.HandBackInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// AnswerQuote implements present.Quotes.
func (s *Shop) AnswerQuote(context.Context, service.Call, *service.AnswerInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// QuoteAmendment implements present.Quotes.
func (s *Shop) QuoteAmendment(_ context.Context, in *service.ByID) (service.Amendment, error) {
	if next, rises := s.Amends[in.ID]; rises {
		return next, s.broken()
	}
	return service.Amendment{}, fault.New(service.NoRise, "id")
}

// AmendQuote implements present.Quotes.
func (s *Shop) AmendQuote(context.Context, service.Call, *service.AmendInput) (service.Result, error) {
	return s.taken()
}

// AskToStart implements present.Quotes.
func (s *Shop) AskToStart(context.Context, service.Call, *service.WishInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// Settle implements present.Settling.
func (s *Shop) Settle(context.Context, service.Call, *service.SettleInput) (service.Result, error) {
	return service.Result{}, s.broken()
}
