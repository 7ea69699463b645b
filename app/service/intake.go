package service

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func intakeCommands() []Command {
	return []Command{
		command("intake.park", "Put an intake aside; it has its number and is finished by repair.receive.", (*App).Park),
		command("intake.drop", "Give up an intake that was put aside.", (*App).DropParked),
		command("intake.refuse", "Refuse an intake at the counter, with a reason that is counted.", (*App).RefuseIntake),
		command("repair.express", "Work done while the customer waits: one entry, one paper.", (*App).Express),
	}
}

func intakeQuestions() []Question {
	return []Question{
		question("intake.parked", "Intakes that were put aside, by number, name or words.", (*App).ParkedIntakes),
		question("intake.refusals", "Why intakes were refused since a day, the most frequent first.", (*App).Refusals),
		question("corrections.list", "How each act is put right: by what, by whom, until when.", (*App).Corrections),
		question("deposit.get", "The files of one deposit.", func(a *App, ctx context.Context, in *ByID) ([]views.RepairRow, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.RepairRow, error) { return a.views.Deposit(r, in.ID) })
		}),
	}
}

// before is the file that an intake goes on with, nil for a new one.
func (in *ReceiveInput) before() *journal.EntityID {
	if in.Parked != nil {
		return in.Parked
	}
	return in.Announced
}

// sameDepositor fills in the customer of the deposit's first file.
func (a *App) sameDepositor(r storage.Reader, first journal.EntityID, who *CustomerInput) error {
	file, err := a.views.Repair(r, first)
	if err != nil {
		return fault.New(fault.NotFound, "deposit", "what", "repair").Because(err)
	}
	if !file.CustomerID.IsZero() {
		who.ID = &file.CustomerID
	}
	return nil
}

// parkedNumber is the number that a parked intake keeps.
func (a *App) parkedNumber(r storage.Reader, id journal.EntityID, facts *repair.ReceivedFacts) error {
	file, err := a.views.Repair(r, id)
	if err != nil {
		return fault.New(fault.NotFound, "parked", "what", "repair").Because(err)
	}
	if file.Status != repair.Draft {
		return fault.New(repair.NotParked, "parked")
	}
	facts.Number = file.Number
	return nil
}

// SlipID names an emergency slip: one slip makes one file, whoever enters it.
func SlipID(number string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("slip", repair.SlipNumber(number)))
}

// receivedMore ends the making of an intake, with its slip and its deposit.
func (a *App) receivedMore(r storage.Reader, d *draft, in *ReceiveInput, facts repair.ReceivedFacts) (*journal.Draft, error) {
	fee, err := a.announcedFee(r, in)
	if err != nil {
		return nil, err
	}
	if in.Slip == "" && in.Deposit == nil && in.Sale == nil && fee == nil {
		return d.with(facts)
	}
	d.Version = 2
	more := repair.IntakeFacts{ReceivedFacts: facts, Slip: repair.SlipNumber(in.Slip), Diagnosis: fee}
	if in.Deposit != nil {
		more.Deposit = in.Deposit[:]
	}
	if in.Sale != nil {
		sale, err := in.Sale.facts()
		if err != nil {
			return nil, within("sale", err)
		}
		more.Sale = &sale
	}
	if in.Slip != "" {
		if err := repair.CheckSlip(in.Slip); err != nil {
			return nil, err
		}
		if err := a.slipIsFree(r, in.Slip); err != nil {
			return nil, err
		}
		d.also(kind.Slip, SlipID(in.Slip))
	}
	return d.with(more)
}

// announcedFee is the fee of a diagnosis that an intake announces: what was said,
// else what the shop displays.
func (a *App) announcedFee(r storage.Reader, in *ReceiveInput) (*repair.DiagnosisFee, error) {
	if in.Diagnosis != nil {
		return in.Diagnosis, nil
	}
	f, err := a.views.Letterhead(r, a.place.Site)
	return f.Diagnosis, err
}

func (a *App) slipIsFree(r storage.Reader, slip string) error {
	used, err := a.views.SlipFile(r, SlipID(slip))
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	row, err := a.views.Row(r, used)
	if err != nil {
		return err
	}
	return fault.New(repair.SlipUsed, "slip", "slip", repair.SlipNumber(slip), "number", row.Number)
}

// Park puts an intake aside with whatever was typed so far.
func (a *App) Park(ctx context.Context, call Call, in *ReceiveInput) (Result, error) {
	if err := text.Line("product.label", in.Product.Label, repair.MaxLabel); err != nil {
		return Result{}, err
	}
	typed, err := json.Marshal(in)
	if err != nil {
		return Result{}, err
	}
	words := strings.TrimSpace(in.Customer.Name + "\n" + in.Fault)
	id := journal.NewEntityID(call.ID, 0)
	return begin(ctx, a, call, kind.IntakeParked, kind.Repair, a.parked, func(r storage.Reader, d *draft) (any, error) {
		number, err := a.nextNumber(r)
		if err != nil {
			return nil, err
		}
		f := repair.ParkedFacts{Number: number, Site: a.place.Site, Label: in.Product.Label, RequestedMS: a.now().UnixMilli()}
		if f.LegalRule, err = a.legalRule(r, f.Site, f.RequestedMS); err != nil {
			return nil, err
		}
		d.box(id, journal.File, repair.ParkedBox{Fault: words, Input: typed})
		return f, nil
	})
}

// ParkedIntake is an intake that was put aside, as it was typed.
type ParkedIntake struct {
	views.Parked
	Input json.RawMessage `json:"input,omitempty"`
}

func (a *App) parked(r storage.Reader, id journal.EntityID) (ParkedIntake, error) {
	list, err := a.views.Parked(r)
	for _, p := range list {
		if p.ID == id {
			return ParkedIntake{p, p.Input}, nil
		}
	}
	return ParkedIntake{}, err
}

// ParkedIntakes lists them; words choose among number, label, name and fault.
func (a *App) ParkedIntakes(ctx context.Context, in *SomeWords) ([]ParkedIntake, error) {
	return read(ctx, a, func(r storage.Reader) ([]ParkedIntake, error) {
		list, err := a.views.Parked(r)
		out := []ParkedIntake{}
		for _, p := range list {
			said := strings.ToLower(p.Number + " " + p.Label + " " + p.Private)
			if strings.Contains(said, strings.ToLower(in.Words)) {
				out = append(out, ParkedIntake{p, p.Input})
			}
		}
		return out, err
	})
}

// DropParked gives a parked intake up.
func (a *App) DropParked(ctx context.Context, call Call, in *ByFile) (Result, error) {
	return a.onRepair(ctx, call, kind.ParkingEnded, in.ID, func(file views.Repair, _ *draft) (any, error) {
		if file.Status != repair.Draft {
			return nil, fault.New(repair.NotParked, "id")
		}
		return struct{}{}, nil
	})
}

// RefuseInput is an intake that is refused.
type RefuseInput struct {
	Reason   string `json:"reason" doc:"no_part, too_dear, no_skill, brand, area, delay, insects, liquid, counterfeit, locked, out_of_scope, dangerous or other"`
	Label    string `json:"label,omitempty" doc:"brand and model in one line"`
	Category string `json:"category,omitempty"`
	Slip     bool   `json:"slip,omitempty" doc:"a slip with the reason was given"`
}

// RefuseIntake records that an intake was refused.
func (a *App) RefuseIntake(ctx context.Context, call Call, in *RefuseInput) (Result, error) {
	f := repair.RefusedFacts{Site: a.place.Site, Reason: in.Reason, Label: in.Label, Category: in.Category, Slip: in.Slip}
	if err := repair.CheckRefused(f); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.IntakeRefused, entity(kind.Refusal, journal.NewEntityID(call.ID, 0))).with(f)
	}, func(storage.Reader) (any, error) { return in, nil })
}

// SinceDay asks for what happened from a day on.
type SinceDay struct {
	Since string `json:"since,omitempty" doc:"date, 2006-01-02; everything when empty"`
}

// Refusals counts the intakes that were refused.
func (a *App) Refusals(ctx context.Context, in *SinceDay) ([]views.Refused, error) {
	since, err := civil.Parse("since", in.Since)
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]views.Refused, error) {
		zone, err := a.views.Zone(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		from := time.UnixMilli(0)
		if since.Known() {
			from = since.Clock(0, zone)
		}
		return a.views.Refusals(r, from.UnixMilli())
	})
}

// ExpressInput is work done while the customer waits.
type ExpressInput struct {
	Product  ProductInput  `json:"product"`
	Work     string        `json:"work"`
	Cents    int64         `json:"cents,omitempty" doc:"VAT included"`
	Rate     *int          `json:"rate,omitempty" doc:"of VAT in thousandths; the standard rate when empty"`
	Customer CustomerInput `json:"customer,omitempty"`
	Objects  bool          `json:"objects,omitempty" doc:"the customer does not want to be named on the note"`
}

// Express records work that was done while the customer waited.
func (a *App) Express(ctx context.Context, call Call, in *ExpressInput) (Result, error) {
	id := journal.NewEntityID(call.ID, 0)
	token, err := a.newToken()
	if err != nil {
		return Result{}, err
	}
	contact, err := in.Customer.contact()
	if err != nil {
		return Result{}, within("customer", err)
	}
	hash := sha256.Sum256(token)
	f := repair.ExpressFacts{
		Site: a.place.Site, Product: in.Product.facts(), Category: in.Product.Category, Work: in.Work, Cents: in.Cents,
		Currency: defaultCurrency, DoneMS: a.now().UnixMilli(), Objects: in.Objects, TokenHash: hash[:],
	}
	plan := func(r storage.Reader) (*journal.Draft, error) {
		if err := a.expressRules(r, in, &f, contact.Name != "" || in.Customer.ID != nil); err != nil {
			return nil, err
		}
		d := newDraft(call, kind.ExpressDone, entity(kind.Repair, id))
		if err := d.addCustomer(a, r, call, in.Customer, contact); err != nil {
			return nil, err
		}
		d.also(kind.Product, productID(call, f.Product))
		d.box(id, journal.File, repair.FileBox{Token: tokenText.EncodeToString(token)})
		var err error
		if f.Number, err = a.nextNumber(r); err != nil {
			return nil, err
		}
		return d.with(f)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Repair(r, id) })
}

// expressRules checks express work by the rules of the day.
func (a *App) expressRules(r storage.Reader, in *ExpressInput, f *repair.ExpressFacts, named bool) error {
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return err
	}
	limit, err := set.Number("service_note_cents")
	if err != nil {
		return err
	}
	terms, err := at.quoteTerms()
	if err != nil {
		return err
	}
	f.Rate = terms.StandardRate()
	if in.Rate != nil {
		f.Rate = *in.Rate
	}
	if err := terms.CheckRate("rate", f.Rate); err != nil {
		return err
	}
	return repair.CheckExpress(*f, named, int64(limit))
}
