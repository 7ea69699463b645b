package service

import (
	"cmp"
	"context"
	"slices"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/erasure"
	"etabli/app/domain/message"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// PersonAsked asks for what is kept of a person.
type PersonAsked struct {
	ID    journal.EntityID `json:"id" doc:"of the customer"`
	Notes bool             `json:"notes,omitempty" doc:"words that were written for colleagues too: somebody must read them first, they may be about others"`
}

// PersonData is everything that is kept of one person, to be handed to them.
// Whoever else has to do with their files is left out: other people of the
// customer, parties, members of staff, who opens a door.
type PersonData struct {
	MadeOn   string            `json:"made_on"`
	Name     string            `json:"name"`
	Phone    string            `json:"phone,omitempty"`
	Email    string            `json:"email,omitempty"`
	Address  string            `json:"address,omitempty"`
	Language string            `json:"language,omitempty"`
	TellBy   string            `json:"told_by,omitempty"`
	Erased   bool              `json:"erased,omitempty"`
	Consents []PersonConsent   `json:"consents,omitempty"`
	Requests []PersonRequest   `json:"requests,omitempty"`
	Files    []PersonFile      `json:"files,omitempty"`
	Messages []PersonMessage   `json:"messages,omitempty"`
	Visits   []PersonVisit     `json:"visits,omitempty"`
	Kept     []PersonRetention `json:"kept,omitempty"` // what would stay after an erasure, and why
}

// PersonConsent is a yes or a no they gave.
type PersonConsent struct {
	To    string `json:"to"`
	Given bool   `json:"given"`
	At    string `json:"at"`
	Proof string `json:"proof,omitempty"`
}

// PersonRequest is something they asked for about their data.
type PersonRequest struct {
	For      string `json:"for"`
	At       string `json:"at"`
	By       string `json:"by"`
	AnswerBy string `json:"answer_by,omitempty"`
}

// PersonFile is one file of theirs.
type PersonFile struct {
	Number      string          `json:"number"`
	Device      string          `json:"device"`
	Serial      string          `json:"serial,omitempty"`
	Status      string          `json:"status"`
	Outcome     string          `json:"outcome,omitempty"`
	Fault       string          `json:"fault,omitempty"`
	Finding     string          `json:"finding,omitempty"`
	Accessories []string        `json:"accessories,omitempty"`
	Condition   []string        `json:"condition,omitempty"`
	ReceivedAt  string          `json:"received_at,omitempty"`
	ReadyAt     string          `json:"ready_at,omitempty"`
	ReturnedAt  string          `json:"returned_at,omitempty"`
	PromisedOn  string          `json:"promised_on,omitempty"`
	BoughtOn    string          `json:"bought_on,omitempty"`
	QuoteCents  int64           `json:"quote_cents,omitempty"`
	QuoteAnswer string          `json:"quote_answer,omitempty"`
	SoldCents   int64           `json:"sold_cents,omitempty"`
	PaidCents   int64           `json:"paid_cents,omitempty"`
	Receipts    []PersonReceipt `json:"receipts,omitempty"`
	Pictures    int             `json:"pictures,omitempty"` // of the device and signatures; handed over apart
	Loans       []PersonLoan    `json:"loans,omitempty"`
	Notes       []PersonNote    `json:"notes,omitempty"`
}

// PersonReceipt is a receipt of the till.
type PersonReceipt struct {
	Number string `json:"number"`
	At     string `json:"at"`
}

// PersonLoan is a device that was lent to them.
type PersonLoan struct {
	Device     string `json:"device"`
	Status     string `json:"status"`
	IssuedAt   string `json:"issued_at,omitempty"`
	ReturnedAt string `json:"returned_at,omitempty"`
}

// PersonNote is words about a file.
type PersonNote struct {
	At           string `json:"at"`
	Text         string `json:"text"`
	ForColleague bool   `json:"for_colleagues,omitempty"`
}

// PersonMessage is one thing that was said with them.
type PersonMessage struct {
	At      string `json:"at"`
	From    string `json:"from"` // you, we
	Channel string `json:"channel"`
	Text    string `json:"text,omitempty"`
}

// PersonVisit is a visit at their home.
type PersonVisit struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Status  string `json:"status"`
	Address string `json:"address,omitempty"`
	Done    string `json:"done,omitempty"`
}

// PersonRetention is what must be kept, and why.
type PersonRetention struct {
	What   erasure.What   `json:"what"`
	Number string         `json:"number,omitempty"`
	Why    erasure.Reason `json:"why"`
	Until  string         `json:"until,omitempty"`
	Source string         `json:"source,omitempty"`
}

// PersonData answers what is kept of a person.
func (a *App) PersonData(ctx context.Context, in *PersonAsked) (PersonData, error) {
	return read(ctx, a, func(r storage.Reader) (PersonData, error) {
		c, err := a.views.Customer(r, in.ID)
		if err != nil {
			return PersonData{}, err
		}
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return PersonData{}, err
		}
		p := &personReader{a: a, r: r, zone: at.zone, notes: in.Notes}
		p.out = PersonData{
			MadeOn: civil.At(a.now().UnixMilli(), at.zone).String(), Name: c.Name, Phone: c.Phone, Email: c.Email, Address: c.Address,
			Language: c.Language, TellBy: c.TellBy, Erased: c.Erased,
		}
		return p.out, p.all(c)
	})
}

// personReader gathers what is kept of one person.
type personReader struct {
	a     *App
	r     storage.Reader
	zone  *time.Location
	notes bool
	out   PersonData
}

// at writes a moment as ISO 8601, empty for none.
func (p *personReader) at(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).In(p.zone).Format(time.RFC3339)
}

func (p *personReader) all(c views.Customer) error {
	for _, yes := range c.Consents {
		p.out.Consents = append(p.out.Consents, PersonConsent{To: string(yes.To), Given: yes.Given, At: p.at(yes.AtMS), Proof: yes.Proof})
	}
	for _, q := range c.Asked {
		p.out.Requests = append(p.out.Requests, PersonRequest{For: string(q.For), At: p.at(q.AtMS), By: q.By, AnswerBy: q.AnswerBy})
	}
	for _, id := range c.Repairs {
		if err := p.file(id); err != nil {
			return err
		}
	}
	slices.SortFunc(p.out.Files, func(x, y PersonFile) int {
		return cmp.Or(cmp.Compare(x.ReceivedAt, y.ReceivedAt), cmp.Compare(x.Number, y.Number))
	})
	for _, id := range append([]journal.EntityID{c.ID}, c.Same...) {
		if err := p.visits(id); err != nil {
			return err
		}
	}
	if err := p.messages(c.ID); err != nil {
		return err
	}
	return p.kept(c.ID)
}

func (p *personReader) file(id journal.EntityID) error {
	f, err := p.a.views.Repair(p.r, id)
	if err != nil {
		return err
	}
	out := PersonFile{
		Number: f.Number, Device: f.Product, Serial: f.Serial, Status: string(f.Status), Outcome: string(f.Outcome),
		Fault: f.Fault, Finding: f.Finding, Accessories: f.Accessories, Condition: f.Condition,
		ReceivedAt: p.at(f.ReceivedMS), ReadyAt: p.at(f.ReadyMS), ReturnedAt: p.at(f.ReturnedMS),
		PromisedOn: f.PromisedOn, BoughtOn: f.BoughtOn, Pictures: len(f.Attachments),
	}
	if f.Quote != nil {
		out.QuoteCents, out.QuoteAnswer = f.Quote.TotalCents, f.Quote.Answer
	}
	if f.Money != nil {
		out.SoldCents, out.PaidCents = f.Money.SoldCents, f.Money.PaidCents
	}
	for _, t := range f.Timeline {
		if t.Text != "" && (t.Public || p.notes) {
			out.Notes = append(out.Notes, PersonNote{At: p.at(t.AtMS), Text: t.Text, ForColleague: !t.Public})
		}
	}
	receipts, err := p.a.views.ReceiptsOf(p.r, id)
	for _, one := range receipts {
		out.Receipts = append(out.Receipts, PersonReceipt{Number: one.Number, At: p.at(one.AtMS)})
	}
	if err != nil {
		return err
	}
	loans, err := p.a.views.EverLoans(p.r, id)
	for _, l := range loans {
		out.Loans = append(out.Loans, PersonLoan{Device: l.Unit, Status: string(l.Status), IssuedAt: p.at(l.IssuedMS), ReturnedAt: p.at(l.ReturnedMS)})
	}
	p.out.Files = append(p.out.Files, out)
	return err
}

// visits leaves out who opens and by which number, when that is somebody else.
func (p *personReader) visits(id journal.EntityID) error {
	list, err := p.a.views.EveryVisit(p.r, views.OfCustomer, id)
	for _, v := range list {
		p.out.Visits = append(p.out.Visits, PersonVisit{
			From: p.at(v.Slot.FromMS), To: p.at(v.Slot.ToMS), Status: string(v.Status), Address: v.Place.Address, Done: v.Done,
		})
	}
	return err
}

// messages are those of the person's own threads, without what colleagues said
// among themselves.
func (p *personReader) messages(id journal.EntityID) error {
	threads, err := p.a.views.ThreadsOf(p.r, id)
	for _, about := range threads {
		if err != nil {
			return err
		}
		var t views.Thread
		t, err = p.a.views.Thread(p.r, about.ID)
		for _, l := range t.Lines {
			from := "we"
			if l.Inbound {
				from = "you"
			}
			if l.Weight != message.Spam {
				p.out.Messages = append(p.out.Messages, PersonMessage{At: p.at(l.AtMS), From: from, Channel: string(l.Channel), Text: l.Text})
			}
		}
	}
	slices.SortStableFunc(p.out.Messages, func(x, y PersonMessage) int { return cmp.Compare(x.At, y.At) })
	return err
}

func (p *personReader) kept(id journal.EntityID) error {
	plan, err := p.a.erasurePlan(p.r, id)
	for _, l := range plan.Lines {
		if !l.Goes {
			p.out.Kept = append(p.out.Kept, PersonRetention{What: l.What, Number: l.Label, Why: l.Why, Until: l.Until.String(), Source: l.Source})
		}
	}
	return err
}
