package service

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"io"
	"time"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// tokenBytes is the length of a portal token: 128 bits cannot be guessed.
const tokenBytes = 16

// tokenText is Crockford's base 32: upper case and digits only, so that a
// scanner on any keyboard layout types it right.
var tokenText = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// ReceiveInput is an intake. A customer is named by id when known; otherwise
// the contact fields make a new one. Neither telephone nor e-mail is required.
type ReceiveInput struct {
	Announced    *journal.EntityID `json:"announced,omitempty" doc:"of a device that was announced: its file goes on under its number"`
	Parked       *journal.EntityID `json:"parked,omitempty" doc:"of an intake that was put aside: its file goes on under its number"`
	Slip         string            `json:"slip,omitempty" doc:"number of the emergency slip it was noted on; give its date as requested_ms and received_ms"`
	Deposit      *journal.EntityID `json:"deposit,omitempty" doc:"the first file of a deposit of several devices"`
	Sale         *SaleInput        `json:"sale,omitempty" doc:"what is known of the purchase: a first verdict follows from it"`
	Customer     CustomerInput     `json:"customer,omitempty"`
	Product      ProductInput      `json:"product"`
	Fault        string            `json:"fault,omitempty" doc:"in the customer's words"`
	Accessories  []string          `json:"accessories,omitempty"`
	Condition    []string          `json:"condition,omitempty" doc:"what can be seen on the device"`
	PromisedOn   string            `json:"promised_on,omitempty" doc:"date, 2006-01-02"`
	BoughtOn     string            `json:"bought_on,omitempty" doc:"date, 2006-01-02"`
	CeilingCents int64             `json:"ceiling_cents,omitempty" doc:"may be spent without asking"`
	Currency     string            `json:"currency,omitempty" doc:"ISO 4217, EUR when empty"`
	// Diagnosis is nil when nobody said anything: then the shop's own is announced.
	Diagnosis   *repair.DiagnosisFee `json:"diagnosis,omitempty" doc:"fee of a diagnosis that was announced; that of the shop's letterhead when empty"`
	RequestedMS int64                `json:"requested_ms,omitempty" doc:"when the customer asked, Unix ms; now when empty"`
	ReceivedMS  int64                `json:"received_ms,omitempty" doc:"when the device was left, Unix ms: the date of an emergency slip; now when empty"`
	Attachments []AttachmentInput    `json:"attachments,omitempty" doc:"photos and signature, from attach"`
}

// CustomerInput is who brings the device.
type CustomerInput struct {
	ID       *journal.EntityID `json:"id,omitempty" doc:"of a known customer"`
	Name     string            `json:"name,omitempty"`
	Phone    string            `json:"phone,omitempty"`
	Email    string            `json:"email,omitempty"`
	Address  string            `json:"address,omitempty"`
	Language string            `json:"language,omitempty" doc:"fr or en"`
	TellBy   string            `json:"tell_by,omitempty" doc:"sms, email, phone, letter or none"`
}

// ProductInput is the device.
type ProductInput struct {
	Label    string `json:"label" doc:"brand and model in one line"`
	Brand    string `json:"brand,omitempty"`
	Model    string `json:"model,omitempty"`
	Serial   string `json:"serial,omitempty" doc:"serial number or IMEI, as read"`
	Category string `json:"category,omitempty"`
}

// Received is what an intake answers.
type Received struct {
	ID     journal.EntityID `json:"id"`
	Number string           `json:"number"`
	Link   string           `json:"link,omitempty"` // the customer's page, when its address is known
}

// Receive takes a repair in.
func (a *App) Receive(ctx context.Context, call Call, in *ReceiveInput) (Result, error) {
	id := journal.NewEntityID(call.ID, 0)
	if before := in.before(); before != nil {
		id = *before
	}
	token, err := a.newToken()
	if err != nil {
		return Result{}, err
	}
	facts := a.receivedFacts(in, token)
	contact, err := in.Customer.contact()
	if err != nil {
		return Result{}, within("customer", err)
	}
	if err := repair.CheckDiagnosis(in.Diagnosis); err != nil {
		return Result{}, err
	}
	if err := repair.CheckReceived(facts, repair.FileBox{Fault: in.Fault}); err != nil {
		return Result{}, err
	}
	if err := fault.First(a.notAhead("requested_ms", facts.RequestedMS), a.notAhead("received_ms", facts.ReceivedMS)); err != nil {
		return Result{}, err
	}
	shown, err := a.checkAttachments(ctx, facts.Attachments)
	if err != nil {
		return Result{}, err
	}
	plan := func(r storage.Reader) (_ *journal.Draft, err error) {
		who, words := in.Customer, in.Fault
		if err := a.number(r, in, &facts, &who, &words); err != nil {
			return nil, err
		}
		if facts.LegalRule, err = a.legalRule(r, facts.Site, facts.RequestedMS); err != nil {
			return nil, err
		}
		draft := newDraft(call, kind.RepairReceived, entity(kind.Repair, id))
		if err := draft.addCustomer(a, r, call, who, contact); err != nil {
			return nil, err
		}
		draft.Entities = append(draft.Entities, entity(kind.Product, productID(call, facts.Product)))
		draft.attach(id, shown)
		draft.box(id, journal.File, repair.FileBox{Fault: words, Token: tokenText.EncodeToString(token)})
		return a.receivedMore(r, draft, in, facts)
	}
	return a.commitMade(ctx, call, plan, func(r storage.Reader, receipt journal.Receipt) (any, error) {
		if !receipt.Repeated && in.before() == nil { // this call gave number and token
			return Received{ID: id, Number: facts.Number, Link: a.Link(tokenText.EncodeToString(token))}, nil
		}
		file, err := a.views.Repair(r, id)
		if err != nil {
			return nil, err
		}
		return Received{ID: id, Number: file.Number, Link: a.Link(file.Token)}, nil
	})
}

// aheadMS is how far the clocks of two devices may lie apart.
const aheadMS = int64(time.Hour / time.Millisecond)

// notAhead refuses a moment that has not come yet: of an intake, the legal clock would
// begin before anybody asked.
func (a *App) notAhead(field string, ms int64) error {
	if ms > a.now().UnixMilli()+aheadMS {
		return fault.New(fault.Malformed, field, "expected", "a_time_that_passed")
	}
	return nil
}

func (a *App) receivedFacts(in *ReceiveInput, token []byte) repair.ReceivedFacts {
	nowMS := a.now().UnixMilli()
	hash := sha256.Sum256(token)
	f := repair.ReceivedFacts{
		Site:        a.place.Site,
		Product:     in.Product.facts(),
		Accessories: in.Accessories, Condition: in.Condition,
		PromisedOn: in.PromisedOn, BoughtOn: in.BoughtOn,
		RequestedMS: in.RequestedMS, ReceivedMS: in.ReceivedMS,
		TokenHash:    hash[:],
		Attachments:  attachments(in.Attachments),
		CeilingCents: in.CeilingCents, Currency: in.Currency,
		Category: in.Product.Category,
	}
	if in.Customer.ID == nil {
		f.Language, f.TellBy = in.Customer.Language, in.Customer.TellBy
	}
	if f.ReceivedMS == 0 {
		f.ReceivedMS = nowMS
	}
	if f.RequestedMS == 0 {
		f.RequestedMS = f.ReceivedMS
	}
	if f.CeilingCents != 0 && f.Currency == "" {
		f.Currency = defaultCurrency
	}
	return f
}

func (in ProductInput) facts() repair.ProductFacts {
	id := product.Classify(in.Serial)
	return repair.ProductFacts{
		Label: in.Label, Brand: in.Brand, Model: in.Model,
		Serial: in.Serial, SerialNorm: id.Normalised, SerialKind: string(id.Kind),
	}
}

// contact checks what was typed of a customer; the zero box means that
// nothing was typed.
func (in CustomerInput) contact() (customer.ContactBox, error) {
	box := customer.ContactBox{
		Name: in.Name, PhoneRaw: in.Phone, Phone: customer.NormalisePhone(in.Phone),
		Email: in.Email, Address: in.Address,
	}
	saved := customer.SavedFacts{Language: in.Language, TellBy: in.TellBy}
	return box, customer.Check(box, saved)
}

func (a *App) newToken() ([]byte, error) {
	token := make([]byte, tokenBytes)
	_, err := io.ReadFull(a.random, token)
	return token, err
}

// Link is the address of the customer's page for a token, empty when this
// place does not know where the portal is.
func (a *App) Link(token string) string {
	if token == "" || a.place.PortalURL == "" {
		return ""
	}
	return a.place.PortalURL + "/r/" + token
}

// productID names a device by its serial number, so that two counters that
// see the same device offline meet in one entity. Without a number that names
// one device (an article number names a model) it is new.
func productID(call Call, p repair.ProductFacts) journal.EntityID {
	if !product.Classify(p.Serial).Unique() {
		return journal.NewEntityID(call.ID, 2)
	}
	return journal.EntityID(journal.CommandIDFrom("product", p.SerialNorm))
}
