package service

import (
	"cmp"
	"context"
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func filesCommands() []Command {
	return []Command{
		command("deposit.hand_back", "Hand several devices of one deposit back; the rest stays.", (*App).HandBackTogether),
		command("repair.batch", "Move several files at once: status, place or both.", (*App).MoveBatch),
		command("repair.batch_undo", "Put back the files of a batch that nobody has touched since.", (*App).UndoBatch),
		command("repair.merge", "Make one file of two of the same device, or two again; both numbers keep working.", (*App).Merge),
		command("repair.split", "Make a second file for what came in with the first.", (*App).Split),
		command("repair.reassign", "Give a file to the customer it really belongs to.", (*App).Reassign),
		command("repair.send", "Send a device to another shop.", (*App).Send),
		command("repair.arrive", "Say that a device has arrived from another shop: the file is at home here.", (*App).Arrive),
	}
}

// BatchInput moves several files.
type BatchInput struct {
	IDs     []journal.EntityID `json:"ids"`
	To      repair.Status      `json:"to,omitempty"`
	Outcome repair.Outcome     `json:"outcome,omitempty"`
	Place   repair.Place       `json:"place,omitempty"`
	Spot    string             `json:"spot,omitempty"`
	Others  bool               `json:"others,omitempty" doc:"move the others when some may not, and say of those why not; otherwise none moves"`
}

// BatchAnswer is what a batch answers.
type BatchAnswer struct {
	views.Batch
	Files   []views.RepairRow `json:"files"`
	Refused []BatchRefusal    `json:"refused,omitempty"` // that did not move
}

// BatchRefusal is a file of a batch that may not move, and why.
type BatchRefusal struct {
	ID     journal.EntityID  `json:"id"`
	Number string            `json:"number"`
	Code   fault.Code        `json:"code"`
	Args   map[string]string `json:"args,omitempty"`
}

func (a *App) batch(r storage.Reader, id journal.EntityID) (BatchAnswer, error) {
	b, err := a.views.Batch(r, id)
	out := BatchAnswer{Batch: b}
	for _, one := range b.Facts.From {
		row, err := a.views.Row(r, journal.EntityID(one.ID))
		if err != nil {
			return out, err
		}
		out.Files = append(out.Files, row)
	}
	return out, err
}

// MoveBatch moves several files as one act. The fault of one that may not names its
// place in the list; where the others are to move all the same, the answer names it.
func (a *App) MoveBatch(ctx context.Context, call Call, in *BatchInput) (Result, error) {
	var refused []BatchRefusal
	answer := func(r storage.Reader, id journal.EntityID) (BatchAnswer, error) {
		out, err := a.batch(r, id)
		out.Refused = refused
		return out, err
	}
	return begin(ctx, a, call, kind.BatchMoved, kind.Batch, answer, func(r storage.Reader, d *draft) (any, error) {
		refused = nil // the plan may be made again
		var first *fault.Error
		f := repair.BatchFacts{To: in.To, Outcome: in.Outcome, Place: in.Place, Spot: in.Spot}
		for i, id := range in.IDs {
			at := "ids." + itoa(i)
			if slices.Contains(in.IDs[:i], id) {
				return nil, fault.New(fault.Malformed, at, "expected", "once")
			}
			file, err := a.views.Repair(r, id)
			if err != nil {
				return nil, fault.New(fault.NotFound, at, "what", "repair").Because(err)
			}
			if err := a.mayBatch(r, call, file, in.To, in.Outcome); err != nil {
				why := *fault.Of(err)
				if why.Code == fault.Internal {
					return nil, err
				}
				why.Field = at
				first = cmp.Or(first, &why)
				refused = append(refused, BatchRefusal{ID: id, Number: file.Number, Code: why.Code, Args: why.Args})
				continue
			}
			f.From = append(f.From, repair.BatchOne{ID: id[:], Status: file.Status, Outcome: file.Outcome, Place: file.Care.Place, Spot: file.Care.Spot})
			d.also(kind.Repair, id)
			if in.To != "" && in.To.Scope() == repair.Ended {
				if err := a.keepNoLonger(r, d, id); err != nil {
					return nil, err
				}
			}
		}
		if len(d.Entities) > journal.MaxEntities {
			return nil, fault.New(fault.TooLong, "ids", "limit", itoa(len(f.From)-(len(d.Entities)-journal.MaxEntities)))
		}
		if first != nil && (!in.Others || len(f.From) == 0) {
			return nil, first
		}
		return f, repair.CheckBatch(f)
	})
}

func (a *App) mayBatch(r storage.Reader, call Call, file views.Repair, to repair.Status, end repair.Outcome) error {
	if err := a.stillItsOwn(r, "ids", file); err != nil {
		return err
	}
	if to == "" {
		return inCustody(file)
	}
	if err := a.nothingUnread(r, file.ID); err != nil {
		return err
	}
	if err := fault.First(a.mayMove(r, call, file, to), a.endsAsExchanged(r, file, end)); err != nil {
		return err
	}
	_, err := a.mayBegin(r, call, file, to, "")
	return err
}

// UndoInput names a batch.
type UndoInput struct {
	ID journal.EntityID `json:"id" doc:"of the batch"`
}

// UndoBatch puts back, as one act, every file of a batch that still stands as
// the batch left it.
func (a *App) UndoBatch(ctx context.Context, call Call, in *UndoInput) (Result, error) {
	it := about[BatchAnswer]{"batch", kind.Batch, in.ID, a.batch}
	return on(ctx, a, call, kind.BatchUndone, it, func(r storage.Reader, b BatchAnswer, d *draft) (any, error) {
		if b.Undone {
			return nil, fault.New(repair.BatchIsUndone, "id")
		}
		f := repair.BatchUndoneFacts{Placed: b.Facts.Place != ""}
		for _, one := range b.Facts.From {
			id := journal.EntityID(one.ID)
			file, err := a.views.Repair(r, id)
			if err != nil {
				return nil, err
			}
			if !stillAs(file, b.Facts) {
				continue
			}
			if b.Facts.To == "" {
				one.Status = ""
			}
			if !f.Placed { // wherever it was put since
				one.Place, one.Spot = "", ""
			}
			f.Back = append(f.Back, one)
			d.also(kind.Repair, id)
		}
		return f, nil
	})
}

// stillAs tells whether a file stands as a batch left it.
func stillAs(file views.Repair, b repair.BatchFacts) bool {
	return (b.To == "" || file.Status == b.To) && (b.Place == "" || file.Care.Place == b.Place && file.Care.Spot == b.Spot)
}

// MergeInput makes one file of two.
type MergeInput struct {
	ID   journal.EntityID `json:"id" doc:"the file that goes on"`
	With journal.EntityID `json:"with" doc:"the file that ends"`
	// Reason says why two files are one that differ in serial number or customer.
	Reason string `json:"reason,omitempty" doc:"a code: why they are one although serial numbers or customers differ"`
	Apart  bool   `json:"apart,omitempty" doc:"they are two again"`
}

// Merge makes one file of two of the same device, or two again.
func (a *App) Merge(ctx context.Context, call Call, in *MergeInput) (Result, error) {
	return a.onRepairRead(ctx, call, kind.RepairsMerged, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		other, err := a.views.Repair(r, in.With)
		switch {
		case err != nil:
			return nil, fault.New(fault.NotFound, "with", "what", "repair").Because(err)
		case in.With == in.ID:
			return nil, fault.New(fault.Malformed, "with", "expected", "another_one")
		}
		d.also(kind.Repair, in.With)
		if in.Apart {
			return parted(file, other)
		}
		for field, f := range map[string]views.Repair{"id": file, "with": other} {
			if err := a.stillItsOwn(r, field, f); err != nil {
				return nil, err
			}
		}
		if err := repair.CheckMerge(alike(file), alike(other), in.Reason); err != nil {
			return nil, err
		}
		return repair.MergedFacts{Into: in.ID[:], Was: other.Status, Outcome: other.Outcome, Reason: in.Reason}, nil
	})
}

func alike(file views.Repair) repair.Alike {
	out := repair.Alike{Status: file.Status, Customer: file.CustomerID.String()}
	if file.Serial != "" {
		out.Serial = product.Alike(product.Normalise(file.Serial))
	}
	return out
}

// parted takes a merge back: the other file is again what it was.
func parted(file, other views.Repair) (any, error) {
	if other.Links.MergedInto != file.ID {
		return nil, fault.New(repair.NotMerged, "with")
	}
	was, outcome, _ := strings.Cut(other.Links.Was, " ")
	return repair.MergedFacts{
		Into: file.ID[:], Apart: true, Was: cmp.Or(repair.Status(was), repair.Received), Outcome: repair.Outcome(outcome),
	}, nil
}

// SplitInput makes a second file.
type SplitInput struct {
	ID          journal.EntityID `json:"id" doc:"the file that keeps the rest"`
	Product     ProductInput     `json:"product" doc:"what goes into the new file"`
	Fault       string           `json:"fault,omitempty" doc:"in the customer's words"`
	Accessories []string         `json:"accessories,omitempty" doc:"that go with it"`
}

// Split makes a second file for what came in with the first: same customer,
// same day, a number of its own.
func (a *App) Split(ctx context.Context, call Call, in *SplitInput) (Result, error) {
	id := journal.NewEntityID(call.ID, 0)
	token, err := a.newToken()
	if err != nil {
		return Result{}, err
	}
	hash := sha256.Sum256(token)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		from, err := a.views.Repair(r, in.ID)
		if err != nil {
			return nil, fault.New(fault.NotFound, "id", "what", "repair").Because(err)
		}
		f := repair.SplitFacts{From: in.ID[:]}
		f.ReceivedFacts = repair.ReceivedFacts{
			Site: from.Site, Product: in.Product.facts(), Category: in.Product.Category, Accessories: in.Accessories,
			RequestedMS: from.RequestedMS, ReceivedMS: from.ReceivedMS, TokenHash: hash[:], PromisedOn: from.PromisedOn,
			LegalRule: from.Clocks.LegalRule,
		}
		if err := repair.CheckReceived(f.ReceivedFacts, repair.FileBox{Fault: in.Fault}); err != nil {
			return nil, err
		}
		for i, name := range in.Accessories {
			if !contains(from.Accessories, name) {
				return nil, fault.New(fault.NotFound, "accessories."+strconv.Itoa(i), "what", "accessory")
			}
		}
		for _, name := range from.Accessories {
			if !contains(in.Accessories, name) {
				f.Left = append(f.Left, name)
			}
		}
		if f.Number, err = a.nextNumber(r); err != nil {
			return nil, err
		}
		d := newDraft(call, kind.RepairSplit, entity(kind.Repair, id))
		d.also(kind.Repair, in.ID)
		if !from.CustomerID.IsZero() {
			d.also(kind.Customer, from.CustomerID)
		}
		d.also(kind.Product, productID(call, f.Product))
		d.box(id, journal.File, repair.FileBox{Fault: in.Fault, Token: tokenText.EncodeToString(token)})
		return d.with(f)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Repair(r, id) })
}

// ReassignInput names the real customer.
type ReassignInput struct {
	ID       journal.EntityID `json:"id"`
	Customer journal.EntityID `json:"customer"`
}

// Reassign gives a file to the customer it really belongs to.
func (a *App) Reassign(ctx context.Context, call Call, in *ReassignInput) (Result, error) {
	return a.onRepairRead(ctx, call, kind.RepairReassigned, in.ID, func(r storage.Reader, _ views.Repair, d *draft) (any, error) {
		if _, err := a.views.Customer(r, in.Customer); err != nil {
			return nil, fault.New(fault.NotFound, "customer", "what", "customer").Because(err)
		}
		d.also(kind.Customer, in.Customer)
		return repair.ReassignedFacts{Customer: in.Customer[:]}, nil
	})
}

// SendRepairInput sends a device to another shop.
type SendRepairInput struct {
	ID journal.EntityID `json:"id"`
	To string           `json:"to" doc:"code of the shop"`
}

// Send sends a device to another shop.
func (a *App) Send(ctx context.Context, call Call, in *SendRepairInput) (Result, error) {
	if !repair.SiteCode(in.To) {
		return Result{}, fault.New(fault.Malformed, "to", "expected", "LIL")
	}
	return a.onRepair(ctx, call, kind.RepairSent, in.ID, func(file views.Repair, _ *draft) (any, error) {
		if err := mayTravel(file, repair.InTransit); err != nil {
			return nil, err
		}
		if file.Site == in.To {
			return nil, fault.New(fault.Malformed, "to", "expected", "another_one")
		}
		return repair.SentFacts{From: file.Site, To: in.To}, inCustody(file)
	})
}

// Arrive says that a device has arrived here.
func (a *App) Arrive(ctx context.Context, call Call, in *ByFile) (Result, error) {
	return a.onRepair(ctx, call, kind.RepairSent, in.ID, func(file views.Repair, _ *draft) (any, error) {
		return repair.SentFacts{From: file.Site, To: a.place.Site, Arrived: true}, inCustody(file)
	})
}
