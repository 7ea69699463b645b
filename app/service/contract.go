package service

import (
	"cmp"
	"context"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/contract"
	"etabli/app/domain/customer"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/staff"
	"etabli/app/domain/vat"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func contractCommands() []Command {
	return []Command{
		command("contract.sign", "Sign a maintenance contract or an extension.", (*App).SignContract),
		command("contract.cover", "Bring devices under a contract, or take them out of it.", (*App).CoverContract),
		command("contract.use", "Count a use of what a contract entitles to, or take one back.", (*App).UseContract),
		command("contract.notice", "Log that the letter before a renewal went out, within its window.", (*App).NoticeContract),
		command("contract.pay", "Log that a term was paid, or that money went back.", (*App).PayContract),
		command("contract.end", "End a contract: what was paid ahead goes back by days.", (*App).EndContract),
		command("contract.resume", "Take an end back: the contract goes on.", (*App).ResumeContract),
	}
}

func (a *App) ofContract(id journal.EntityID) about[views.Contract] {
	return about[views.Contract]{what: "contract", kind: kind.Contract, id: id, read: a.views.Contract}
}

// CoveredInput is a device for a contract: one that is known, or a new one.
type CoveredInput struct {
	Repair      *journal.EntityID  `json:"repair,omitempty" doc:"the device of this file"`
	Product     *journal.EntityID  `json:"product,omitempty"`
	Label       string             `json:"label,omitempty" doc:"of a new one: brand and model in one line"`
	Serial      string             `json:"serial,omitempty"`
	DeliveredOn string             `json:"delivered_on,omitempty" doc:"of a new one: when it was handed over to the customer"`
	By          warranty.SoldBy    `json:"by,omitempty" doc:"who sold it: us, trader or private"`
	Condition   warranty.Condition `json:"condition,omitempty" doc:"new, used or refurbished"`
}

// SignContractInput is a new contract.
type SignContractInput struct {
	Customer    journal.EntityID       `json:"customer"`
	Sort        contract.Sort          `json:"sort" doc:"maintenance or extension"`
	Plan        string                 `json:"plan" doc:"what it is called"`
	Buyer       warranty.Buyer         `json:"buyer,omitempty" doc:"consumer, non_professional or professional; consumer when empty"`
	Made        string                 `json:"made,omitempty" doc:"shop, home, phone or page; shop when empty"`
	SignedOn    string                 `json:"signed_on,omitempty" doc:"today when empty"`
	StartsOn    string                 `json:"starts_on,omitempty" doc:"the day of signing when empty"`
	Months      int                    `json:"months" doc:"of one term"`
	Renews      bool                   `json:"renews,omitempty" doc:"by itself, for another term"`
	Notice      int                    `json:"notice_months,omitempty" doc:"before its end by which it can be refused"`
	Cents       int64                  `json:"cents" doc:"of one term, with tax"`
	Rate        int                    `json:"rate_permille,omitempty" doc:"of VAT"`
	Covers      []warranty.Cause       `json:"covers,omitempty" doc:"causes it answers for; defects when empty"`
	Entitled    []contract.Entitlement `json:"entitled,omitempty" doc:"what each term gives"`
	ExitCents   int64                  `json:"exit_cents,omitempty" doc:"what leaving early costs, as the contract says"`
	Solicited   bool                   `json:"solicited,omitempty" doc:"we telephoned first: the customer must have agreed to such calls"`
	OverlapTold bool                   `json:"overlap_told,omitempty" doc:"the customer was told until when the legal guarantee gives this anyway"`
	Devices     []CoveredInput         `json:"devices"`
}

// SignContract signs a contract. An extension that would give what the legal
// guarantee gives anyway is not sold without saying so.
func (a *App) SignContract(ctx context.Context, call Call, in *SignContractInput) (Result, error) {
	return begin(ctx, a, call, kind.ContractSigned, kind.Contract, a.views.Contract, func(r storage.Reader, d *draft) (any, error) {
		who, err := a.views.Customer(r, in.Customer)
		if err != nil {
			return nil, fault.New(fault.NotFound, "customer", "what", "customer").Because(err)
		}
		if who.Erased {
			return nil, fault.New(erasure.PersonGone, "customer")
		}
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		f := contract.SignedFacts{
			Site: a.place.Site, Number: contractNumber(a.place.Site, call.ID), Sort: in.Sort, Plan: in.Plan,
			Buyer: cmp.Or(in.Buyer, warranty.Consumer), Made: cmp.Or(in.Made, "shop"), SignedOn: cmp.Or(in.SignedOn, at.today.String()),
			Months: in.Months, Renews: in.Renews, Notice: in.Notice, Cents: in.Cents, Rate: in.Rate, Covers: in.Covers,
			Entitled: in.Entitled, ExitCents: in.ExitCents, Solicited: in.Solicited,
		}
		f.StartsOn = cmp.Or(in.StartsOn, f.SignedOn)
		if err := contract.CheckSigned(f); err != nil {
			return nil, err
		}
		d.also(kind.Customer, in.Customer)
		if f.New, err = a.coverDevices(r, call, in.Devices, d); err != nil {
			return nil, err
		}
		set, t, err := a.contractTerms(at, f.SignedOn)
		if err != nil {
			return nil, err
		}
		if f.Solicited && t.Asked {
			if err := a.agreedToCalls(r, who, at.today, t); err != nil {
				return nil, err
			}
		}
		if err := vat.CheckRate("rate_permille", f.Rate, vat.RatesOf(set)); err != nil {
			return nil, err
		}
		f.Rules = t.Version
		f.Overlap, err = a.overlap(r, f, d.Entities, set, at, in.OverlapTold)
		return f, err
	})
}

// contractNumber names a contract for people; it follows from its command.
func contractNumber(site string, id journal.CommandID) string {
	secret := journal.CommandIDFrom("number of a contract", id.String()).String()
	return "CT-" + site + "-" + strings.ToUpper(secret[:7])
}

// contractTerms are the rules of a contract that was signed on a day.
func (a *App) contractTerms(at law, signedOn string) (rules.Set, contract.Terms, error) {
	set, err := at.rules(rules.Dates{Contract: dateOr(signedOn, at.today)})
	if err != nil {
		return set, contract.Terms{}, err
	}
	t, err := contract.TermsOf(set, at.region)
	return set, t, err
}

// termsOf are the rules of a contract, and the day at its shop.
func (a *App) termsOf(r storage.Reader, c views.Contract) (contract.Terms, law, error) {
	at, err := a.lawAt(r, c.Site)
	if err != nil {
		return contract.Terms{}, at, err
	}
	_, t, err := a.contractTerms(at.since(c.BegunMS), c.SignedOn)
	return t, at, err
}

// agreedToCalls refuses a contract that was sold by a call nobody agreed to. A
// call that serves a contract in force needs no agreement.
func (a *App) agreedToCalls(r storage.Reader, who views.Customer, today civil.Date, t contract.Terms) error {
	for _, c := range who.Consents {
		if c.To == customer.PhoneMarketing && c.Given {
			return nil
		}
	}
	list, err := a.views.ContractsOf(r, who.ID)
	if err != nil {
		return err
	}
	for _, c := range list {
		if c.Facts().Covers(today, t) {
			return nil
		}
	}
	return fault.New(contract.Unasked, "solicited")
}

// coverDevices makes the entry about devices, each once, and answers the new ones.
func (a *App) coverDevices(r storage.Reader, call Call, list []CoveredInput, d *draft) (contract.Devices, error) {
	if len(list) == 0 {
		return nil, fault.New(fault.Missing, "devices")
	}
	if len(list) > contract.MaxDevices {
		return nil, fault.New(fault.TooLong, "devices", "limit", itoa(contract.MaxDevices))
	}
	fresh := contract.Devices{}
	for i, in := range list {
		field := "devices." + itoa(i) + "."
		id, device, err := a.coverDevice(r, call, field, i, in)
		if err != nil {
			return nil, err
		}
		if device != nil {
			fresh[id.String()] = *device
		}
		d.also(kind.Product, id)
	}
	return fresh, nil
}

func (a *App) coverDevice(r storage.Reader, call Call, field string, i int, in CoveredInput) (journal.EntityID, *contract.Device, error) {
	switch {
	case in.Repair != nil:
		file, err := a.views.Repair(r, *in.Repair)
		if err != nil {
			return journal.EntityID{}, nil, fault.New(fault.NotFound, field+"repair", "what", "repair").Because(err)
		}
		if file.ProductID.IsZero() {
			return journal.EntityID{}, nil, fault.New(NoProduct, field+"repair")
		}
		return file.ProductID, nil, nil
	case in.Product != nil:
		if _, err := a.views.Product(r, *in.Product); err != nil {
			return journal.EntityID{}, nil, fault.New(fault.NotFound, field+"product", "what", "product").Because(err)
		}
		return *in.Product, nil, nil
	}
	p := ProductInput{Label: in.Label, Serial: in.Serial}.facts()
	if err := repair.CheckProduct(field, p); err != nil {
		return journal.EntityID{}, nil, err
	}
	sale := warranty.SaleFacts{DeliveredOn: in.DeliveredOn, By: in.By, Condition: in.Condition}
	if err := sale.Check(); err != nil && (in.DeliveredOn != "" || in.By != "" || in.Condition != "") {
		return journal.EntityID{}, nil, within(strings.TrimSuffix(field, "."), err)
	}
	id := productID(call, p)
	if p.SerialNorm == "" {
		id = journal.NewEntityID(call.ID, i+10) // several without a number are several
	}
	return id, &contract.Device{Product: p, Sale: sale}, nil
}

// overlap is the last day on which the legal guarantee gives a consumer what an
// extension gives: it has to be told before it is sold.
func (a *App) overlap(r storage.Reader, f contract.SignedFacts, about []journal.Entity, set rules.Set, at law, told bool) (string, error) {
	if f.Sort != contract.Extension || f.Buyer == warranty.Professional {
		return "", nil
	}
	last := civil.None
	for _, e := range about {
		if uint8(e.Type) != kind.Product {
			continue
		}
		delivered := f.New[e.ID.String()].Sale.DeliveredOn
		if known, err := a.views.Product(r, e.ID); delivered == "" && err == nil {
			delivered = cmp.Or(known.Sale.DeliveredOn, known.Sale.SoldOn)
		}
		if on := dateOr(delivered, civil.None); on.Known() {
			end, err := set.After("lgc_months", on, at.region)
			if err != nil {
				return "", err
			}
			last = civil.Later(last, end)
		}
	}
	if !last.Known() || dateOr(f.StartsOn, civil.None) > last {
		return "", nil
	}
	if !told {
		return "", fault.New(contract.Overlaps, "starts_on", "until", last.String())
	}
	return last.String(), nil
}

// CoverContractInput brings devices under a contract.
type CoverContractInput struct {
	ID      journal.EntityID `json:"id"`
	Devices []CoveredInput   `json:"devices"`
	On      string           `json:"on,omitempty" doc:"since when; today when empty"`
	Out     bool             `json:"out,omitempty" doc:"they leave it"`
}

// CoverContract brings devices under a contract, or takes them out of it.
func (a *App) CoverContract(ctx context.Context, call Call, in *CoverContractInput) (Result, error) {
	return on(ctx, a, call, kind.ContractCovered, a.ofContract(in.ID), func(r storage.Reader, now views.Contract, d *draft) (any, error) {
		if now.Status != contract.Running {
			return nil, fault.New(contract.NotRunning, "id")
		}
		_, at, err := a.termsOf(r, now)
		if err != nil {
			return nil, err
		}
		f := contract.CoveredFacts{On: cmp.Or(in.On, at.today.String()), Out: in.Out}
		if _, err := civil.Parse("on", f.On); err != nil {
			return nil, err
		}
		f.New, err = a.coverDevices(r, call, in.Devices, d)
		return f, err
	})
}

// mayOverride is who allowed to go past a rule, as text; empty when nobody is named.
func (a *App) mayOverride(r storage.Reader, by *journal.EntityID, site string) (string, error) {
	if by == nil {
		return "", nil
	}
	return textOf(by), a.approver(r, *by, "approved_by", site, staff.Override)
}
