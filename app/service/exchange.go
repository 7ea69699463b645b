package service

import (
	"cmp"
	"context"
	"errors"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func exchangeCommands() []Command {
	return []Command{
		command("exchange.make", "Exchange the customer's device for another one, as one act.", (*App).Exchange),
		command("exchange.core", "Settle the old device of an advance exchange.", (*App).SettleCore),
	}
}

// ExchangeInput is a standard exchange, or one in advance.
type ExchangeInput struct {
	File        journal.EntityID   `json:"file" doc:"the repair"`
	Part        string             `json:"part" doc:"article of the new device, reference or id"`
	NewSerial   string             `json:"new_serial"`
	Place       stock.Place        `json:"place,omitempty" doc:"where the new one is; LIL.swap when empty"`
	OldPart     string             `json:"old_part,omitempty" doc:"article of the old one; the same when empty"`
	OldSerial   string             `json:"old_serial,omitempty" doc:"that of the file when empty"`
	Advance     bool               `json:"advance,omitempty" doc:"the old one comes later"`
	Condition   warranty.Condition `json:"condition" doc:"of the new one: new, used or refurbished"`
	Asked       bool               `json:"asked,omitempty" doc:"the customer asked for a used or refurbished one"`
	Layer       warranty.Layer     `json:"layer,omitempty" doc:"guarantee it is under, such as lgc; that of the file when empty"`
	CoreCents   int64              `json:"core_cents,omitempty" doc:"owed until the old one is here"`
	CoreDueOn   string             `json:"core_due_on,omitempty"`
	Owner       bool               `json:"owner" doc:"agreed in writing that the old one is ours now"`
	DataLoss    bool               `json:"data_loss" doc:"agreed that its data are gone"`
	LockOff     bool               `json:"lock_off,omitempty" doc:"checked that no account is locked to the old one"`
	Attachments []AttachmentInput  `json:"attachments,omitempty" doc:"photos and signature"`
	Anyway      bool               `json:"anyway,omitempty" doc:"the new one is there, whatever the books say"`
}

// Exchange gives the customer another device and keeps theirs: both serial
// numbers, both moves of stock and the guarantee stand in one entry.
func (a *App) Exchange(ctx context.Context, call Call, in *ExchangeInput) (Result, error) {
	list := attachments(in.Attachments)
	shown, err := a.checkAttachments(ctx, list)
	if err != nil {
		return Result{}, err
	}
	return a.onRepairRead(ctx, call, kind.Exchanged, in.File, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		if err := a.mayExchange(r, file, in); err != nil {
			return nil, err
		}
		out, _, err := a.line(r, "", LineInput{
			Part: in.Part, Place: cmp.Or(in.Place, stock.At(a.place.Site, stock.Swap)), Serials: []string{in.NewSerial},
		})
		if err != nil {
			return nil, err
		}
		facts := stock.ExchangedFacts{
			OldSerial: cmp.Or(in.OldSerial, file.Serial), NewSerial: in.NewSerial, Out: out, Advance: in.Advance,
			Condition: in.Condition, Asked: in.Asked, CoreCents: in.CoreCents, CoreDueOn: in.CoreDueOn, Layer: in.Layer,
			Owner: in.Owner, DataLoss: in.DataLoss, LockOff: in.LockOff, Attachments: list,
		}
		if w := file.Care.Wipe; w != nil { // it may have been agreed before
			facts.DataLoss, facts.LockOff = in.DataLoss || w.DataLoss, in.LockOff || w.LockOff
		}
		if w := file.Warranty; w != nil && facts.Layer == warranty.NoLayer {
			facts.Layer = w.Layer
		}
		if in.CoreCents > 0 {
			facts.Currency = defaultCurrency
		}
		if facts.Label, err = a.partLabel(r, out.Part); err != nil {
			return nil, err
		}
		if err := cmp.Or(stock.CheckPlace("place", out.Place), stock.CheckExchanged(facts)); err != nil {
			return nil, err
		}
		if err := a.takeOut(r, d, "new_serial", out, in.Anyway); err != nil {
			return nil, err
		}
		if !in.Advance {
			if facts.In, err = a.oldDevice(r, d, cmp.Or(in.OldPart, in.Part), facts.OldSerial, ""); err != nil {
				return nil, err
			}
		}
		d.devices(call, file, facts)
		d.attach(in.File, shown)
		return facts, nil
	})
}

// mayExchange refuses an exchange for a file that is over, or whose device is not here
// unless it comes later, and a second device for one file: only the one that was given
// can be taken back for another.
func (a *App) mayExchange(r storage.Reader, file views.Repair, in *ExchangeInput) error {
	if !in.Advance || file.Status.Scope() == repair.Ended {
		if inCustody(file) != nil {
			return fault.New(custody.NotHere, "file", "number", file.Number)
		}
	}
	swap, err := a.views.Exchange(r, file.ID)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return nil
	case err != nil:
		return err
	case in.OldSerial != swap.NewSerial || swap.Core == "open":
		return fault.New(stock.Exchanged, "file", "serial", swap.NewSerial)
	}
	return nil
}

// endsAsExchanged refuses to say that a device was repaired, or went back as it was,
// whose customer has another one.
func (a *App) endsAsExchanged(r storage.Reader, file views.Repair, end repair.Outcome) error {
	switch end {
	case repair.Repaired, repair.NoFault, repair.Unrepaired, repair.BeyondRepair:
	default:
		return nil
	}
	swap, err := a.views.Exchange(r, file.ID)
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.New(stock.EndedSo, "outcome", "serial", swap.NewSerial)
}

func (a *App) partLabel(r storage.Reader, id stock.ID) (string, error) {
	part, err := a.views.Part(r, journal.EntityID(id), a.own())
	return part.Label, err
}

// oldDevice takes the customer's old device into quarantine.
func (a *App) oldDevice(r storage.Reader, d *draft, part, serial string, at stock.Place) (stock.Line, error) {
	line, _, err := a.line(r, "old_", LineInput{
		Part: part, Place: cmp.Or(at, stock.At(a.place.Site, stock.Quarantine)), Serials: []string{serial},
	})
	if err != nil {
		return line, err
	}
	d.alsoAccount(line)
	a.goodsIn(d, accountOf(line), 1, line.Place.Promisable())
	return line, stock.CheckPlace("place", line.Place)
}

// devices makes the entry about both devices too, the old one first.
func (d *draft) devices(call Call, file views.Repair, facts stock.ExchangedFacts) {
	old := file.ProductID
	if old.IsZero() {
		old = productID(call, repair.ProductFacts{Serial: facts.OldSerial, SerialNorm: product.Classify(facts.OldSerial).Normalised})
	}
	next := journal.NewEntityID(call.ID, 3)
	if norm := product.Classify(facts.NewSerial); norm.Unique() {
		next = journal.EntityID(journal.CommandIDFrom("product", norm.Normalised))
	}
	if old != next {
		d.also(kind.Product, old)
		d.also(kind.Product, next)
	}
}

// CoreInput settles the old device of an advance exchange.
type CoreInput struct {
	File  journal.EntityID `json:"file" doc:"the repair"`
	State string           `json:"state" doc:"received, invoiced or waived"`
	Here  bool             `json:"here,omitempty" doc:"of one that is billed: it came all the same, but incomplete or locked"`
	Place stock.Place      `json:"place,omitempty" doc:"where it is put; LIL.quarantine when empty"`
}

// SettleCore settles the old device of an advance exchange.
func (a *App) SettleCore(ctx context.Context, call Call, in *CoreInput) (Result, error) {
	return a.onRepairRead(ctx, call, kind.CoreSettled, in.File, func(r storage.Reader, _ views.Repair, d *draft) (any, error) {
		swap, err := a.views.Exchange(r, in.File)
		if err != nil {
			return nil, fault.New(stock.CoreNotOpen, "file").Because(err)
		}
		facts := stock.CoreFacts{State: in.State}
		if err := stock.CheckCore(facts, swap.Core == "open", swap.CoreCents); err != nil {
			return nil, err
		}
		if in.State == "received" || in.Here {
			facts.Line, err = a.oldDevice(r, d, swap.PartID.String(), swap.OldSerial, in.Place)
		}
		return facts, err
	})
}
