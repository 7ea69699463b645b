package api

import (
	"net/http"

	"etabli/app/domain/fault"
	"etabli/app/domain/site"
	"etabli/app/domain/text"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Repair is a file as programs see it: what happens to the device, and whose it
// is by an id alone.
type Repair struct {
	ID          string `json:"id"`
	Number      string `json:"number"`
	Site        string `json:"site"`
	Status      string `json:"status"`
	Outcome     string `json:"outcome,omitempty"`
	Product     string `json:"product"`
	ReceivedMS  int64  `json:"received_ms"`
	TouchedMS   int64  `json:"touched_ms"`
	PromisedOn  string `json:"promised_on,omitempty"`
	Brand       string `json:"brand,omitempty"`
	Model       string `json:"model,omitempty"`
	ReadyMS     int64  `json:"ready_ms,omitempty"`
	ReturnedMS  int64  `json:"returned_ms,omitempty"`
	CustomerID  string `json:"customer_id,omitempty"`
	QuoteCents  int64  `json:"quote_cents,omitempty"`
	QuoteAnswer string `json:"quote_answer,omitempty"`
	Currency    string `json:"currency,omitempty"`
}

// Repairs is a page of files; next asks for the one after it.
type Repairs struct {
	Repairs []Repair `json:"repairs"`
	Next    string   `json:"next,omitempty"`
}

// The sizes of a page.
const (
	usualPage = 50
	maxPage   = 200
)

func ofRow(row views.RepairRow) Repair {
	return Repair{
		ID: row.ID.String(), Number: row.Number, Site: row.Site, Status: string(row.Status), Outcome: string(row.Outcome),
		Product: row.Product, ReceivedMS: row.ReceivedMS, TouchedMS: row.TouchedMS, PromisedOn: row.PromisedOn,
	}
}

func (a *API) listRepairs(r *http.Request, _ Key) (any, error) {
	limit, err := number(r, "limit", usualPage, 1, maxPage)
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	scope := views.Scope(q.Get("scope"))
	if scope == "" {
		scope = views.All
	}
	if err := text.OneOf("scope", scope, views.Open, views.Ready, views.Closed, views.All); err != nil {
		return nil, err
	}
	if at := q.Get("site"); at != "" {
		if err := site.CheckCode(at); err != nil {
			return nil, fault.New(fault.Malformed, "site", "expected", "LIL").Because(err)
		}
	}
	page, err := a.Desk.List(r.Context(), views.Filter{Scope: scope, Site: q.Get("site")}, views.Cursor(q.Get("cursor")), int(limit))
	out := Repairs{Repairs: []Repair{}, Next: string(page.Next)}
	for _, row := range page.Rows {
		out.Repairs = append(out.Repairs, ofRow(row))
	}
	return out, err
}

func (a *API) getRepair(r *http.Request, _ Key) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	file, err := a.Desk.Repair(r.Context(), id)
	if err != nil {
		return nil, err
	}
	out := ofRow(file.RepairRow)
	out.Brand, out.Model, out.ReadyMS, out.ReturnedMS = file.Brand, file.Model, file.ReadyMS, file.ReturnedMS
	if !file.CustomerID.IsZero() {
		out.CustomerID = file.CustomerID.String()
	}
	if file.Quote != nil {
		out.QuoteCents, out.QuoteAnswer, out.Currency = file.Quote.TotalCents, file.Quote.Answer, file.Quote.Currency
	}
	return out, nil
}

// pathID reads the id of a path; what is none is not found.
func pathID(r *http.Request) (id journal.EntityID, err error) {
	if err := id.UnmarshalText([]byte(r.PathValue("id"))); err != nil {
		return id, fault.New(fault.NotFound, "id", "what", "id").Because(err)
	}
	return id, nil
}

// Announcement is a device that a customer will bring.
type Announcement struct {
	Site     string     `json:"site"`
	Product  string     `json:"product"`
	Brand    string     `json:"brand,omitempty"`
	Model    string     `json:"model,omitempty"`
	Serial   string     `json:"serial,omitempty"`
	Fault    string     `json:"fault,omitempty"`
	Customer *Announcer `json:"customer,omitempty"`
}

// Announcer is who will bring it.
type Announcer struct {
	Name     string `json:"name,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Email    string `json:"email,omitempty"`
	Language string `json:"language,omitempty"`
}

// Made is what an act made.
type Made struct {
	ID       string `json:"id"`
	Number   string `json:"number,omitempty"`
	Ticket   string `json:"ticket,omitempty"`
	Repeated bool   `json:"repeated"` // it was done before, under the same name
}

func (a *API) announce(r *http.Request, key Key) (any, error) {
	var in Announcement
	asks, err := once(r, key, &in)
	if err != nil {
		return nil, err
	}
	asked := &service.AnnounceInput{
		Site: in.Site, Fault: in.Fault, Channel: "api",
		Product: service.ProductInput{Label: in.Product, Brand: in.Brand, Model: in.Model, Serial: in.Serial},
	}
	if c := in.Customer; c != nil {
		asked.Customer = service.CustomerInput{Name: c.Name, Phone: c.Phone, Email: c.Email, Language: c.Language}
	}
	done, err := a.Desk.Announce(r.Context(), asks.Call, asked)
	if err == nil {
		err = a.Keys.stands(r.Context(), asks)
	}
	if err != nil {
		return nil, err
	}
	made, _ := done.Data.(service.Announced)
	return Made{ID: made.ID.String(), Number: made.Number, Ticket: made.Ticket, Repeated: done.Repeated}, nil
}
