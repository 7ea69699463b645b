package service

import (
	"context"

	"etabli/app/domain/coding"
	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/ladder"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func careCommands() []Command {
	return []Command{
		command("repair.place", "Say where a device is, by scan or by hand.", (*App).Put),
		command("repair.code", "Write the fault down in codes, ours or those of IRIS.", (*App).Code),
		command("repair.inspect", "Fill in a condition checklist: at intake, at the bench, at hand-back.", (*App).Inspect),
		command("repair.battery", "Answer the five questions about the battery before a device travels.", (*App).AskBattery),
		command("repair.remind", "Note that the owner of a device that is ready was reminded.", (*App).Remind),
		command("repair.agree_wipe", "Record that the customer agrees that the data of a device are lost, and that no account is locked to it.", (*App).AgreeWipe),
		command("passcode.keep", "Keep the customer's passcode, sealed apart, until the test is done.", (*App).KeepPasscode),
		command("passcode.erase", "Erase the customer's passcode everywhere.", (*App).ErasePasscode),
		command("codes.read", "Read a table of fault codes in, as CSV; a wrong line is named.", (*App).ReadCodes),
	}
}

// PlaceInput says where a device is.
type PlaceInput struct {
	ID    journal.EntityID `json:"id"`
	Place repair.Place     `json:"place" doc:"counter, shelf, bench, subcontractor, van or transit"`
	Spot  string           `json:"spot,omitempty" doc:"B12; the name of a van or of a subcontractor"`
	Scan  bool             `json:"scan,omitempty" doc:"its label was read there"`
}

// Put says where a device is.
func (a *App) Put(ctx context.Context, call Call, in *PlaceInput) (Result, error) {
	f := repair.PlacedFacts{Place: in.Place, Spot: in.Spot, Scan: in.Scan}
	if err := repair.CheckPlaced(f); err != nil {
		return Result{}, err
	}
	return a.onRepair(ctx, call, kind.RepairPlaced, in.ID, func(file views.Repair, _ *draft) (any, error) {
		return f, inCustody(file)
	})
}

// inCustody refuses what can only be done with a device that is here.
func inCustody(file views.Repair) error {
	switch file.Status {
	case repair.Draft, repair.Announced, repair.Returned, repair.Closed:
		return fault.New(custody.NotHere, "id", "number", file.Number)
	}
	return nil
}

// CodeInput is a fault in codes.
type CodeInput struct {
	ID journal.EntityID `json:"id"`
	coding.Facts
}

// Code writes a fault down in codes.
func (a *App) Code(ctx context.Context, call Call, in *CodeInput) (Result, error) {
	return a.onRepairRead(ctx, call, kind.RepairCoded, in.ID, func(r storage.Reader, _ views.Repair, _ *draft) (any, error) {
		table, err := a.views.CodeTable(r)
		if err != nil {
			return nil, err
		}
		return in.Facts, in.Facts.Check(table)
	})
}

// ReadCodesInput is a table of codes.
type ReadCodesInput struct {
	Name string `json:"name" doc:"of the table"`
	CSV  string `json:"csv" doc:"with a heading: column,code,fr,en,own"`
}

// CodesRead is what reading a table answers.
type CodesRead struct {
	Rows int `json:"rows"`
}

// ReadCodes reads a table of codes in; one of the same name takes its place.
func (a *App) ReadCodes(ctx context.Context, call Call, in *ReadCodesInput) (Result, error) {
	if err := repair.CheckText("name", in.Name); err != nil {
		return Result{}, err
	}
	table, err := coding.Read(in.CSV)
	if err != nil {
		return Result{}, within("csv", err)
	}
	id := journal.EntityID(journal.CommandIDFrom("codes", in.Name))
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.CodesRead, entity(kind.CodeTable, id)).with(coding.TableFacts{Name: in.Name, Rows: table})
	}, func(storage.Reader) (any, error) { return CodesRead{Rows: len(table)}, nil })
}

// InspectInput is a condition checklist.
type InspectInput struct {
	ID     journal.EntityID `json:"id"`
	When   string           `json:"when" doc:"in, bench or out"`
	Points []repair.Point   `json:"points" doc:"name, state (ok, worn, scratched, broken, missing, untested), note"`
}

// Inspect fills in a checklist.
func (a *App) Inspect(ctx context.Context, call Call, in *InspectInput) (Result, error) {
	f := repair.InspectedFacts{When: in.When, Points: in.Points}
	if err := repair.CheckInspected(f); err != nil {
		return Result{}, err
	}
	return a.onAnyRepair(ctx, call, kind.RepairInspected, in.ID, func(*draft) (any, error) { return f, nil })
}

// BatteryInput are the five answers.
type BatteryInput struct {
	ID       journal.EntityID `json:"id"`
	Swollen  *bool            `json:"swollen" doc:"or the case is bent by it"`
	Leaking  *bool            `json:"leaking" doc:"or smells"`
	Hot      *bool            `json:"hot" doc:"smokes, sparks or heats by itself"`
	Struck   *bool            `json:"struck" doc:"fell, was pierced, bent or wet"`
	Recalled *bool            `json:"recalled" doc:"by its maker, for safety"`
}

// AskBattery records the answers about a battery. A question that nobody answered is
// no answer: the battery would pass for a good one.
func (a *App) AskBattery(ctx context.Context, call Call, in *BatteryInput) (Result, error) {
	var f repair.BatteryFacts
	for _, q := range []struct {
		field  string
		answer *bool
		into   *bool
	}{
		{"swollen", in.Swollen, &f.Swollen}, {"leaking", in.Leaking, &f.Leaking}, {"hot", in.Hot, &f.Hot},
		{"struck", in.Struck, &f.Struck}, {"recalled", in.Recalled, &f.Recalled},
	} {
		if q.answer == nil {
			return Result{}, fault.New(fault.Missing, q.field)
		}
		*q.into = *q.answer
	}
	return a.onAnyRepair(ctx, call, kind.BatteryAsked, in.ID, func(*draft) (any, error) { return f, nil })
}

// mayTravel refuses to send a device whose battery must not, or was not asked
// about although such devices have one.
func mayTravel(file views.Repair, to repair.Status) error {
	if to != repair.InTransit || file.Care.Battery.Travels() {
		return nil
	}
	if file.Care.Battery == repair.BatteryUnasked && !hasBattery(file) {
		return nil
	}
	return fault.New(repair.BatteryBlocks, "to", "battery", string(file.Care.Battery))
}

func hasBattery(file views.Repair) bool {
	switch quote.CategoryOf(file.Category, file.Product) {
	case "smartphone", "laptop":
		return true
	}
	return false
}

// PasscodeInput is a passcode.
type PasscodeInput struct {
	ID   journal.EntityID `json:"id"`
	Kind string           `json:"kind" doc:"pin, pattern or password"`
	Code string           `json:"code"`
}

// KeepPasscode seals the customer's passcode in a box of its own.
func (a *App) KeepPasscode(ctx context.Context, call Call, in *PasscodeInput) (Result, error) {
	f, box := repair.PasscodeFacts{Kind: in.Kind}, repair.PasscodeBox{Code: in.Code}
	if err := repair.CheckPasscode(f, box); err != nil {
		return Result{}, err
	}
	return a.onRepair(ctx, call, kind.PasscodeKept, in.ID, func(file views.Repair, d *draft) (any, error) {
		if !file.Status.KeepsPasscode() {
			return nil, fault.New(NotAllowed, "id", "from", string(file.Status), "to", "passcode")
		}
		d.box(in.ID, journal.Passcode, box)
		return f, nil
	})
}

// ByFile names a file.
type ByFile struct {
	ID journal.EntityID `json:"id"`
}

// ErasePasscode forgets the customer's passcode: its keys go on every device.
func (a *App) ErasePasscode(ctx context.Context, call Call, in *ByFile) (Result, error) {
	return a.onAnyRepair(ctx, call, kind.PasscodeErased, in.ID, func(*draft) (any, error) { return repair.PasscodeErasedFacts{}, nil })
}

// RemindInput is a step of the ladder for what nobody comes for.
type RemindInput struct {
	ID      journal.EntityID `json:"id"`
	Step    ladder.Step      `json:"step" doc:"first, second, third, letter, registered or petition"`
	Channel string           `json:"channel" doc:"sms, email, phone, letter, registered or file"`
	Ref     string           `json:"ref,omitempty" doc:"number of a registered letter"`
}

// Remind notes a step of the ladder.
func (a *App) Remind(ctx context.Context, call Call, in *RemindInput) (Result, error) {
	f := ladder.RemindedFacts{Step: in.Step, Channel: in.Channel, Ref: in.Ref}
	if err := f.Check(); err != nil {
		return Result{}, err
	}
	return a.onRepairRead(ctx, call, kind.OwnerReminded, in.ID, func(r storage.Reader, file views.Repair, _ *draft) (any, error) {
		if file.Status != repair.Ready {
			return nil, fault.New(ladder.NotReady, "id")
		}
		ways, err := a.unclaimedTerms(r, file)
		if err != nil {
			return nil, err
		}
		return f, ways.May(f.Step, ways.received, ways.noticed, ways.today, ways.done)
	})
}
