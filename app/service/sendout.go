package service

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/sendout"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func sendoutCommands() []Command {
	return []Command{
		command("subcontractor.save", "Add or change a subcontractor: name, days, and up to which price they go on without asking.", (*App).SaveSubcontractor),
		command("sendout.open", "Begin a batch of devices for a subcontractor.", (*App).OpenSendout),
		command("sendout.add", "Scan one more device into an open batch.", (*App).AddToSendout),
		command("sendout.take_out", "Take a device out of an open batch.", (*App).TakeOutOfSendout),
		command("sendout.leave", "Say that a batch has gone: its devices are at the subcontractor.", (*App).LeaveSendout),
		command("sendout.quote", "Record what they want for a device, or that they cannot repair it.", (*App).QuoteSendout),
		command("sendout.decide", "Let them go on, or have the device back as it is.", (*App).DecideSendout),
		command("sendout.came", "Scan a device in that came back, or say that it is missing.", (*App).CameFromSendout),
		command("sendout.invoice", "Record what they charge, by device.", (*App).InvoiceSendout),
	}
}

// SaveSubcontractor adds or changes a subcontractor.
func (a *App) SaveSubcontractor(ctx context.Context, call Call, in *sendout.SavedFacts) (Result, error) {
	if err := sendout.CheckSaved(*in); err != nil {
		return Result{}, err
	}
	id := views.SubcontractorID(in.Code)
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.SubcontractorSaved, entity(kind.Subcontractor, id)).with(*in)
	}, func(r storage.Reader) (any, error) { return a.views.Subcontractor(r, id) })
}

func (a *App) ofSendout(id journal.EntityID) about[views.Sendout] {
	return about[views.Sendout]{what: "sendout", kind: kind.Sendout, id: id, read: a.views.Sendout}
}

// SendoutInput is a new batch.
type SendoutInput struct {
	Subcontractor string             `json:"subcontractor" doc:"code, see subcontractor.list"`
	Files         []journal.EntityID `json:"files,omitempty" doc:"the devices; more can be scanned in until it leaves"`
	DueOn         string             `json:"due_on,omitempty" doc:"when it should be back; by the subcontractor's days when empty"`
	CapCents      *int64             `json:"cap_cents,omitempty" doc:"for a device, without tax; the subcontractor's when empty"`
}

// OpenSendout begins a batch.
func (a *App) OpenSendout(ctx context.Context, call Call, in *SendoutInput) (Result, error) {
	return begin(ctx, a, call, kind.SendoutOpened, kind.Sendout, a.views.Sendout, func(r storage.Reader, d *draft) (any, error) {
		who, err := a.views.Subcontractor(r, views.SubcontractorID(in.Subcontractor))
		if errors.Is(err, storage.ErrNotFound) || err == nil && who.Gone {
			return nil, fault.New(sendout.Unknown, "subcontractor", "code", in.Subcontractor)
		}
		if err != nil {
			return nil, err
		}
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		f := sendout.OpenedFacts{
			Site: a.place.Site, Subcontractor: who.Code, Name: who.Name, Number: "S-" + strings.ToUpper(call.ID.String()[:transferChars]),
			DueOn: in.DueOn, CapCents: who.CapCents,
		}
		if f.DueOn == "" && who.Days > 0 {
			f.DueOn = at.today.AddDays(who.Days).String()
		}
		if in.CapCents != nil {
			f.CapCents = *in.CapCents
		}
		for i, id := range in.Files {
			field := "files." + strconv.Itoa(i)
			if slices.Contains(in.Files[:i], id) {
				return nil, fault.New(fault.Malformed, field, "expected", "once")
			}
			if err := a.mayGoOut(r, field, id); err != nil {
				return nil, err
			}
			f.Files = append(f.Files, sendout.File{ID: id[:]})
			if len(d.Entities) < journal.MaxEntities {
				d.also(kind.Repair, id)
			}
		}
		return f, sendout.CheckOpened(f)
	})
}

// mayGoOut refuses a device that is not here, that may not travel, whose customer
// wrote something nobody has read, or that is in another batch.
func (a *App) mayGoOut(r storage.Reader, field string, id journal.EntityID) error {
	file, err := a.views.Repair(r, id)
	if errors.Is(err, storage.ErrNotFound) {
		return fault.New(fault.NotFound, field, "what", "repair").Because(err)
	}
	if err != nil {
		return err
	}
	err = errors.Join(inCustody(file), mayTravel(file, repair.InTransit), allowed(file, repair.Subcontract), a.nothingUnread(r, id))
	if err != nil {
		f := *fault.Of(err)
		f.Field = field
		return &f
	}
	if file.Sendout.IsZero() {
		return nil
	}
	return fault.New(sendout.Twice, field, "number", file.Number)
}

// SendoutDevice names a device of a batch.
type SendoutDevice struct {
	ID   journal.EntityID `json:"id" doc:"the batch"`
	File journal.EntityID `json:"file" doc:"the repair"`
	Scan bool             `json:"scan,omitempty" doc:"its label was read"`
}

// AddToSendout puts a device into an open batch.
func (a *App) AddToSendout(ctx context.Context, call Call, in *SendoutDevice) (Result, error) {
	return a.fillSendout(ctx, call, in, false)
}

// TakeOutOfSendout takes a device out of an open batch.
func (a *App) TakeOutOfSendout(ctx context.Context, call Call, in *SendoutDevice) (Result, error) {
	return a.fillSendout(ctx, call, in, true)
}

func (a *App) fillSendout(ctx context.Context, call Call, in *SendoutDevice, out bool) (Result, error) {
	return on(ctx, a, call, kind.SendoutFilled, a.ofSendout(in.ID), func(r storage.Reader, now views.Sendout, d *draft) (any, error) {
		switch {
		case now.Status != sendout.Open:
			return nil, fault.New(sendout.Left, "id")
		case out:
			if _, err := inSendout(now, in.File); err != nil {
				return nil, err
			}
		case len(now.Devices) >= sendout.MaxFiles:
			return nil, fault.New(fault.TooLong, "files", "limit", itoa(sendout.MaxFiles))
		default:
			if err := a.mayGoOut(r, "file", in.File); err != nil {
				return nil, err
			}
		}
		d.also(kind.Repair, in.File)
		return sendout.FilledFacts{File: sendout.File{ID: in.File[:], Scan: in.Scan}, Out: out}, nil
	})
}

func inSendout(now views.Sendout, file journal.EntityID) (*views.SentDevice, error) {
	if d := now.Device(file); d != nil {
		return d, nil
	}
	return nil, fault.New(sendout.NotInIt, "file", "number", now.Number)
}

// LeaveInput says that a batch has gone.
type LeaveInput struct {
	ID  journal.EntityID `json:"id"`
	Ref string           `json:"ref,omitempty" doc:"the carrier's number"`
}

// LeaveSendout says that a batch has gone.
func (a *App) LeaveSendout(ctx context.Context, call Call, in *LeaveInput) (Result, error) {
	return on(ctx, a, call, kind.SendoutLeft, a.ofSendout(in.ID), func(r storage.Reader, now views.Sendout, d *draft) (any, error) {
		if now.Status != sendout.Open {
			return nil, fault.New(sendout.Left, "id")
		}
		if len(now.Devices) == 0 {
			return nil, fault.New(sendout.Empty, "id")
		}
		f := sendout.LeftFacts{Spot: now.Name, Ref: in.Ref}
		for _, one := range now.Devices {
			file, err := a.views.Repair(r, one.Repair)
			if err != nil {
				return nil, err
			}
			if err := errors.Join(allowed(file, repair.Subcontract), a.nothingUnread(r, one.Repair)); err != nil {
				return nil, err
			}
			f.Files = append(f.Files, one.Repair[:])
			d.also(kind.Repair, one.Repair)
		}
		return f, nil
	})
}

// away commits an entry about a device that is at a subcontractor.
func (a *App) away(ctx context.Context, call Call, k kind.Kind, id, file journal.EntityID, decide func(storage.Reader, views.Sendout, *views.SentDevice, *draft) (any, error)) (Result, error) {
	return on(ctx, a, call, k, a.ofSendout(id), func(r storage.Reader, now views.Sendout, d *draft) (any, error) {
		one, err := inSendout(now, file)
		switch {
		case err != nil:
			return nil, err
		case one.Stage == sendout.Packed:
			return nil, fault.New(sendout.NotLeft, "id")
		case one.Stage == sendout.Back:
			return nil, fault.New(sendout.IsBack, "file", "number", one.Number)
		}
		d.also(kind.Repair, file)
		return decide(r, now, one, d)
	})
}

// SendoutQuoteInput is what they want for a device.
type SendoutQuoteInput struct {
	ID     journal.EntityID `json:"id" doc:"the batch"`
	File   journal.EntityID `json:"file" doc:"the repair"`
	Cents  int64            `json:"cents,omitempty" doc:"without tax"`
	Days   int              `json:"days,omitempty"`
	Work   string           `json:"work,omitempty" doc:"what they want to do"`
	Cannot bool             `json:"cannot,omitempty" doc:"they cannot repair it"`
}

// QuoteSendout records what they want for a device.
func (a *App) QuoteSendout(ctx context.Context, call Call, in *SendoutQuoteInput) (Result, error) {
	f := sendout.QuotedFacts{File: in.File[:], Cents: in.Cents, Days: in.Days, Work: in.Work, Cannot: in.Cannot}
	if err := sendout.CheckQuoted(f); err != nil {
		return Result{}, err
	}
	return a.away(ctx, call, kind.SendoutQuoted, in.ID, in.File, func(storage.Reader, views.Sendout, *views.SentDevice, *draft) (any, error) {
		return f, nil
	})
}

// SendoutDecideInput is what we answer.
type SendoutDecideInput struct {
	ID     journal.EntityID `json:"id" doc:"the batch"`
	File   journal.EntityID `json:"file" doc:"the repair"`
	GoOn   bool             `json:"go_on" doc:"false: the device comes back as it is"`
	Cents  int64            `json:"cents,omitempty" doc:"up to which; what they want when empty"`
	Reason string           `json:"reason,omitempty" doc:"code, when it comes back as it is"`
	Anyway bool             `json:"anyway,omitempty" doc:"above the ceiling and without the customer's yes: by somebody who may go past rules"`
}

// DecideSendout answers a subcontractor. Above the ceiling nothing goes on before
// our own quote is accepted: the customer pays what they said yes to.
func (a *App) DecideSendout(ctx context.Context, call Call, in *SendoutDecideInput) (Result, error) {
	return a.away(ctx, call, kind.SendoutDecided, in.ID, in.File, func(r storage.Reader, now views.Sendout, one *views.SentDevice, _ *draft) (any, error) {
		f := sendout.DecidedFacts{File: in.File[:], GoOn: in.GoOn, Cents: in.Cents, Reason: in.Reason}
		if in.GoOn {
			if one.Quoted == nil || one.Quoted.Cannot {
				return nil, fault.New(sendout.NotQuoted, "file", "number", one.Number)
			}
			f.Cents = cmp.Or(f.Cents, one.Quoted.Cents)
			var err error
			if f.Anyway, err = a.aboveCap(r, call, now, in, f.Cents); err != nil {
				return nil, err
			}
		}
		return f, sendout.CheckDecided(f)
	})
}

// aboveCap tells whether somebody goes past the ceiling by name; nobody else does
// without the customer's yes.
func (a *App) aboveCap(r storage.Reader, call Call, now views.Sendout, in *SendoutDecideInput, cents int64) (bool, error) {
	if cents <= now.CapCents {
		return false, nil
	}
	file, err := a.views.Repair(r, in.File)
	if err != nil {
		return false, err
	}
	if file.Binding() != nil {
		return false, nil
	}
	if in.Anyway {
		return true, a.approver(r, call.Staff, "staff", now.Site, staff.Override)
	}
	return false, fault.New(sendout.AboveCap, "cents", "sum_cents", itoa64(cents), "cap_cents", itoa64(now.CapCents))
}

// SendoutCameInput says as what a device came back.
type SendoutCameInput struct {
	ID    journal.EntityID `json:"id" doc:"the batch"`
	File  journal.EntityID `json:"file" doc:"the repair"`
	State sendout.Came     `json:"state" doc:"repaired, unrepaired or missing"`
	Scan  bool             `json:"scan,omitempty" doc:"its label was read"`
	Spot  string           `json:"spot,omitempty" doc:"the shelf it is put on"`
	Value int64            `json:"value_cents,omitempty" doc:"of a missing device"`
}

// CameFromSendout takes a device back: to be tested when it was repaired, to the
// bench when it was not. One that is missing begins an incident with its clock.
func (a *App) CameFromSendout(ctx context.Context, call Call, in *SendoutCameInput) (Result, error) {
	return a.away(ctx, call, kind.SendoutCame, in.ID, in.File, func(r storage.Reader, now views.Sendout, one *views.SentDevice, d *draft) (any, error) {
		f := sendout.CameFacts{File: in.File[:], State: in.State, Scan: in.Scan, Spot: in.Spot, ValueCents: in.Value}
		if err := sendout.CheckCame(f); err != nil {
			return nil, err
		}
		switch {
		case in.State == sendout.Missing:
			var err error
			f.Site, f.Name = now.Site, one.Product
			f.TellBy, err = a.tellBy(r, custody.Lost)
			d.also(kind.Incident, journal.NewEntityID(call.ID, 0))
			return f, err
		case one.Status != repair.Subcontract:
		case in.State == sendout.Repaired:
			f.To = string(repair.Test)
		default:
			f.To = string(repair.Diag)
		}
		return f, nil
	})
}

// SendoutInvoiceInput is what they charge.
type SendoutInvoiceInput struct {
	ID     journal.EntityID     `json:"id" doc:"the batch"`
	Number string               `json:"number" doc:"of their invoice"`
	On     string               `json:"on,omitempty" doc:"today when empty"`
	Lines  []SendoutChargeInput `json:"lines"`
	Anyway bool                 `json:"anyway,omitempty" doc:"more than was agreed: by somebody who may go past rules"`
}

// SendoutChargeInput is what they charge for a device.
type SendoutChargeInput struct {
	File  journal.EntityID `json:"file"`
	Cents int64            `json:"cents" doc:"without tax"`
}

// InvoiceSendout records what they charge. More than was agreed for a device is
// refused unless somebody takes it by name.
func (a *App) InvoiceSendout(ctx context.Context, call Call, in *SendoutInvoiceInput) (Result, error) {
	return on(ctx, a, call, kind.SendoutInvoiced, a.ofSendout(in.ID), func(r storage.Reader, now views.Sendout, d *draft) (any, error) {
		at, err := a.lawAt(r, now.Site)
		if err != nil {
			return nil, err
		}
		if slices.Contains(now.Invoices, in.Number) {
			return nil, fault.New(fault.Malformed, "number", "expected", "once")
		}
		f := sendout.InvoicedFacts{Number: in.Number, On: cmp.Or(in.On, at.today.String())}
		over := false
		for i, l := range in.Lines {
			field := "lines." + strconv.Itoa(i)
			one := now.Device(l.File)
			if one == nil {
				return nil, fault.New(sendout.NotInIt, field+".file", "number", now.Number)
			}
			if sum := one.ChargedCents + l.Cents; sum > one.AgreedCents {
				over = true
				if !in.Anyway {
					return nil, fault.New(sendout.OverAgreed, field+".cents", "number", one.Number, "sum_cents", itoa64(sum), "cap_cents", itoa64(one.AgreedCents))
				}
			}
			one.ChargedCents += l.Cents
			f.Lines = append(f.Lines, sendout.Charge{File: l.File[:], Cents: l.Cents})
			d.alsoOnce(kind.Repair, l.File)
		}
		if over {
			if err := a.approver(r, call.Staff, "staff", now.Site, staff.Override); err != nil {
				return nil, err
			}
		}
		return f, sendout.CheckInvoiced(f)
	})
}
