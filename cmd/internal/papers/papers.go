// Package papers makes the paper of a file: it reads what a form needs through
// the use cases and hands it to the forms and the renderer. The window, the
// command line and HQ share it.
package papers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/site"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/printing/pdf"
	"etabli/printing/profile"
	"etabli/printing/texts"
	"etabli/storage/journal"
)

// NoPaperYet says that a file has not come to the point where a form makes
// sense; args: form.
const NoPaperYet fault.Code = "no_paper_yet"

// Form is the name of a form on the command line and in settings.
type Form string

// The forms.
const (
	DepositReceipt Form = "deposit-receipt"
	RepairOrder    Form = "repair-order"
	Quote          Form = "quote"
	HandBack       Form = "hand-back"
	Condition      Form = "condition-report"
)

// Forms lists all forms.
func Forms() []Form {
	return []Form{DepositReceipt, RepairOrder, Quote, HandBack, Condition, LoanAgreement, LoanReturn, DeviceLabel, AccessoryLabels}
}

// Source is where a form's content comes from.
type Source struct {
	App *service.App
	Now func() time.Time
	// Prove writes the proof of a deposit receipt; without it there is none.
	Prove func(number string, day civil.Date) string
	// Seal writes the proof that the address of a page carries on paper; without it
	// there is none.
	Seal func(token, number string, day civil.Date) string
	// Profiles are the printers and labels that formats may name; those of the
	// program when empty.
	Profiles profile.Set
}

// PDF makes one form of a file on a paper. The language is the customer's
// unless tag names one.
func (s Source) PDF(ctx context.Context, form Form, paper document.Paper, id journal.EntityID, tag string) ([]byte, error) {
	if !paper.Known() {
		return nil, fault.New(fault.UnknownName, "format", "name", string(paper))
	}
	m, err := s.subject(ctx, form, id, tag)
	if err != nil {
		return nil, err
	}
	doc, err := m.document(form, paper)
	if err != nil {
		return nil, err
	}
	created := time.UnixMilli(m.sheet.AtMS)
	out, err := pdf.Render(doc, pdf.Options{Created: created, Monochrome: paper.Narrow()})
	if err != nil {
		return nil, fmt.Errorf("render %s of %s: %w", form, m.file.Number, err)
	}
	return out, nil
}

// material is everything the forms of one file are made of.
type material struct {
	file      views.Repair
	customer  views.Customer
	words     *lang.Catalogue
	sheet     forms.Sheet
	link      string // of the customer's page, for a code
	plain     string // the same, to be typed
	sign      forms.Signature
	photos    []forms.Photo // read for the form that shows them
	lent      lent          // for the forms of a loan
	proof     string        // of the deposit receipt
	meanwhile []string      // what the customer has on loan, for the deposit receipt
}

func (s Source) material(ctx context.Context, id journal.EntityID, tag string) (material, error) {
	var m material
	var err error
	if m.file, err = s.App.Repair(ctx, id); err != nil {
		return m, err
	}
	if !m.file.CustomerID.IsZero() {
		if m.customer, err = s.App.Customer(ctx, m.file.CustomerID); err != nil {
			return m, err
		}
	}
	if tag == "" {
		tag = m.customer.Language
	}
	m.words = lang.For(tag)
	m.plain = s.App.Link(m.file.Token)
	m.sheet = forms.Sheet{Number: m.file.Number, AtMS: m.file.ReceivedMS, By: servedBy(m.file)}
	if err := s.shop(ctx, &m); err != nil {
		return m, err
	}
	m.link = s.signed(&m)
	if s.Prove != nil {
		m.proof = s.Prove(m.file.Number, civil.At(m.file.ReceivedMS, m.sheet.Zone))
	}
	m.sign, err = s.signature(ctx, m.file.Attachments)
	return m, err
}

// show reads what one form alone has: photos, or what was lent meanwhile.
func (s Source) show(ctx context.Context, form Form, m *material) (err error) {
	switch form {
	case Condition:
		m.photos, err = s.photos(ctx, m.file.Attachments)
	case DepositReceipt:
		m.meanwhile, err = s.lentMeanwhile(ctx, m.file.ID)
	}
	return err
}

func (s Source) shop(ctx context.Context, m *material) error {
	var err error
	if m.sheet.Texts, err = texts.Shipped(); err != nil {
		return err
	}
	sites, err := s.App.Sites(ctx)
	if err != nil {
		return err
	}
	m.sheet.Zone = site.Zone("")
	m.sheet.Shop = forms.Shop{Name: m.file.Site}
	for _, at := range sites {
		if at.Code != m.file.Site {
			continue
		}
		m.sheet.Zone = site.Zone(at.Zone)
		m.sheet.Shop = forms.Shop{Name: at.Name, Address: at.Address, Phone: at.Phone, SIRET: at.SIRET, Mediator: at.Mediator}
	}
	head, err := s.App.Letterhead(ctx, m.file.Site)
	if err != nil {
		return err
	}
	shop := &m.sheet.Shop
	shop.Logo, shop.Colour, shop.Email = head.Logo, head.Colour, head.Email
	shop.VATNumber, shop.Legal, shop.Terms = head.VAT, head.Legal, head.Terms
	return nil
}

// servedBy is who took the device in.
func servedBy(file views.Repair) string {
	if len(file.Timeline) == 0 {
		return ""
	}
	return file.Timeline[0].AuthorName
}

// signature reads what somebody signed, when it is on this device.
func (s Source) signature(ctx context.Context, list []repair.Attachment) (forms.Signature, error) {
	for _, at := range list {
		if at.Role == "signature" {
			data, err := s.picture(ctx, at)
			return forms.Signature{Data: data}, err
		}
	}
	return forms.Signature{}, nil
}

// picture reads a picture; nothing when it has not come to this device.
func (s Source) picture(ctx context.Context, at repair.Attachment) ([]byte, error) {
	rc, err := s.App.OpenAttachment(ctx, at)
	if code := fault.Of(err).Code; code == fault.NotFound || code == service.BlobAway {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(rc)
	return data, errors.Join(err, rc.Close())
}

func (m material) document(form Form, paper document.Paper) (document.Document, error) {
	switch form {
	case DepositReceipt:
		return forms.DepositReceipt(m.deposit(), m.words, paper), nil
	case RepairOrder:
		return forms.RepairOrder(m.order(), m.words, paper), nil
	case Quote:
		if m.file.Quote == nil {
			return document.Document{}, fault.New(NoPaperYet, "form", "form", string(form))
		}
		return forms.QuoteForm(m.quote(), m.words, paper), nil
	case HandBack:
		if m.file.ReturnedMS == 0 {
			return document.Document{}, fault.New(NoPaperYet, "form", "form", string(form))
		}
		return forms.HandBackSlip(m.handBack(), m.words, paper), nil
	case Condition:
		return forms.ConditionReport(m.condition(), m.words, paper), nil
	case LoanAgreement:
		return m.loanAgreement(paper), nil
	case LoanReturn:
		return m.loanReturn(paper), nil
	}
	return document.Document{}, fault.New(fault.UnknownName, "form", "name", string(form))
}

func (m material) person() forms.Person {
	if m.customer.Erased {
		return forms.Person{Name: m.words.T("row.erased_customer")}
	}
	return forms.Person{Name: m.customer.Name, Phone: m.customer.Phone, Email: m.customer.Email, Address: m.customer.Address}
}

func (m material) product() forms.Product {
	return forms.Product{Label: m.file.Product, Category: m.file.Category, Serial: m.file.Serial, SerialKind: m.file.SerialKind}
}

func (m material) deposit() forms.Deposit {
	return forms.Deposit{
		Sheet: m.sheet, Place: m.left(), Customer: m.person(), Product: m.product(),
		Fault: m.file.Fault, Accessories: m.file.Accessories, Condition: m.file.Condition,
		Photos: countRole(m.file.Attachments, "photo"), PromisedOn: m.file.PromisedOn,
		CeilingCents: m.file.CeilingCents, Currency: cmp.Or(m.file.Currency, "EUR"), Diagnosis: m.announced(),
		Claim: m.claimed(), Backup: m.backup(), Loaner: strings.Join(m.meanwhile, ", "),
		PageURL: m.link, PageTyped: m.plain, Proof: m.proof, Signature: m.sign,
	}
}

// left is where the device was left with us: at the customer's when it went away
// in a van.
func (m material) left() string {
	for _, item := range m.file.Timeline {
		if item.What == "timeline.visit_took_device" {
			return string(quote.AtHome)
		}
	}
	return string(quote.AtShop)
}

func countRole(list []repair.Attachment, role string) int {
	n := 0
	for _, at := range list {
		if at.Role == role {
			n++
		}
	}
	return n
}

func (m material) order() forms.Order {
	return forms.Order{
		Sheet: m.sheet, Initials: forms.Initials(m.customer.Name), Product: m.product(), Fault: m.file.Fault,
		Accessories: m.file.Accessories, Condition: m.file.Condition, PromisedOn: m.file.PromisedOn,
		CeilingCents: m.file.CeilingCents, Currency: m.file.Currency, Finding: m.file.Finding,
	}
}

// timeOf is when the newest entry of a kind was made.
func (m material) timeOf(what string) int64 {
	for i := len(m.file.Timeline) - 1; i >= 0; i-- {
		if m.file.Timeline[i].What == what {
			return m.file.Timeline[i].AtMS
		}
	}
	return m.file.ReceivedMS
}

func (m material) handBack() forms.HandBack {
	sheet := m.sheet
	sheet.AtMS = m.file.ReturnedMS
	var items []forms.ReturnedItem
	for _, at := range m.file.Returned {
		items = append(items, forms.ReturnedItem{Name: at.Name, State: at.State})
	}
	return forms.HandBack{
		Sheet: sheet, Customer: m.person(), Product: m.product(),
		ReceivedOn:  time.UnixMilli(m.file.ReceivedMS).In(m.sheet.Zone).Format(time.DateOnly),
		Outcome:     string(m.file.Outcome),
		Accessories: items, PageURL: m.link,
	}
}
