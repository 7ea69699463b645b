package service

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/coding"
	"etabli/app/domain/fault"
	"etabli/app/domain/ladder"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func careQuestions() []Question {
	return []Question{
		question("passcode.get", "The customer's passcode, for whoever works on the device.", (*App).Passcode),
		question("repair.repeat", "Whether a device comes back soon after a repair, and after which.", func(a *App, ctx context.Context, in *ByID) (*Repeat, error) {
			return a.RepeatOf(ctx, in.ID)
		}),
		question("unclaimed.list", "Devices nobody comes for: the ladder of each, what is due, and from when a court can be asked.", func(a *App, ctx context.Context, _ *Anything) ([]Unclaimed, error) {
			return a.Unclaimed(ctx)
		}),
		question("codes.list", "The fault codes that can be used.", func(a *App, ctx context.Context, _ *Anything) (CodeList, error) {
			return read(ctx, a, func(r storage.Reader) (CodeList, error) {
				table, err := a.views.CodeTable(r)
				own := map[coding.Column][]string{}
				for _, c := range coding.Columns() {
					own[c] = coding.Own(c)
				}
				return CodeList{Own: own, Read: table}, err
			})
		}),
		question("checklist.points", "What to look at on a kind of device.", func(_ *App, _ context.Context, in *ByKind) ([]string, error) {
			return repair.PointsOf(in.Kind), nil
		}),
	}
}

// ByKind names a kind of device.
type ByKind struct {
	Kind string `json:"kind,omitempty" doc:"smartphone, laptop, television, washing_machine, dishwasher or refrigerator"`
}

// CodeList is the codes that can be used.
type CodeList struct {
	Own  map[coding.Column][]string `json:"own"`
	Read coding.Table               `json:"read,omitempty"`
}

// PasscodeQuestion asks for a passcode.
type PasscodeQuestion struct {
	ID    journal.EntityID `json:"id"`
	Staff journal.EntityID `json:"staff" doc:"who works on the device"`
}

// PasscodeAnswer is a passcode.
type PasscodeAnswer struct {
	Code string `json:"code"`
}

// Passcode answers the passcode of a file to somebody of the bench.
func (a *App) Passcode(ctx context.Context, in *PasscodeQuestion) (PasscodeAnswer, error) {
	return read(ctx, a, func(r storage.Reader) (PasscodeAnswer, error) {
		file, err := a.views.Repair(r, in.ID)
		if err != nil {
			return PasscodeAnswer{}, err
		}
		if err := a.approver(r, in.Staff, "staff", file.Site, staff.Bench); err != nil {
			return PasscodeAnswer{}, err
		}
		code, kept, err := a.views.Passcode(r, in.ID)
		if err == nil && !kept {
			err = fault.New(repair.PasscodeGone, "id")
		}
		return PasscodeAnswer{Code: code}, err
	})
}

// RepeatOf tells whether a device came back soon after a repair; nil when not.
func (a *App) RepeatOf(ctx context.Context, id journal.EntityID) (*Repeat, error) {
	return read(ctx, a, func(r storage.Reader) (*Repeat, error) {
		file, err := a.views.Repair(r, id)
		if err != nil {
			return nil, err
		}
		return a.repeat(r, file)
	})
}

// Repeat is a device that comes back soon after a repair.
type Repeat struct {
	Of     journal.EntityID `json:"of"` // the repair before
	Number string           `json:"number"`
	First  string           `json:"first"`  // the repair that the chain begins with
	Days   int              `json:"days"`   // since it was handed back
	Window string           `json:"window"` // short, long
}

// repeat finds the repair of the same device that a file comes soon after; nil
// when there is none.
func (a *App) repeat(r storage.Reader, file views.Repair) (*Repeat, error) {
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return nil, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return nil, err
	}
	short, err := set.Span("repeat_short_days")
	if err != nil {
		return nil, err
	}
	long, err := set.Span("repeat_long_days")
	if err != nil {
		return nil, err
	}
	var found *Repeat
	for file, n := file, 0; n < maxChain; n++ {
		before, err := a.repairBefore(r, file)
		if err != nil || before == nil {
			return found, err
		}
		back, again := civil.At(before.ReturnedMS, at.zone), civil.At(file.ReceivedMS, at.zone)
		if again > long.After(back, at.region) {
			return found, nil
		}
		if found == nil {
			found = &Repeat{Of: before.ID, Number: before.Number, Days: back.DaysUntil(again), Window: "long"}
			if again <= short.After(back, at.region) {
				found.Window = "short"
			}
		}
		found.First, file = before.Number, *before
	}
	return found, nil
}

// maxChain bounds how far back repeats are followed.
const maxChain = 32

// repairBefore is the last file of the same device that was handed back before
// another one came in.
func (a *App) repairBefore(r storage.Reader, file views.Repair) (*views.Repair, error) {
	if file.ProductID.IsZero() {
		return nil, nil
	}
	device, err := a.views.Product(r, file.ProductID)
	if err != nil {
		return nil, err
	}
	var last *views.Repair
	for _, id := range device.Repairs {
		if id == file.ID {
			continue
		}
		other, err := a.views.Repair(r, id)
		if err != nil {
			return nil, err
		}
		if other.ReturnedMS != 0 && other.ReturnedMS <= file.ReceivedMS && (last == nil || other.ReturnedMS > last.ReturnedMS) {
			last = &other
		}
	}
	return last, nil
}

// Unclaimed is one device that nobody has come for.
type Unclaimed struct {
	views.RepairRow
	NoticedOn civil.Date    `json:"noticed_on,omitzero"`
	Ladder    []ladder.Rung `json:"ladder"`
	Due       ladder.Step   `json:"due,omitempty"`
	SaleFrom  civil.Date    `json:"sale_from,omitzero"` // a court can be asked from then on
}

// Unclaimed lists the devices that are ready and were not fetched.
func (a *App) Unclaimed(ctx context.Context) ([]Unclaimed, error) {
	return read(ctx, a, func(r storage.Reader) ([]Unclaimed, error) {
		var out []Unclaimed
		err := a.eachOpen(r, func(row views.RepairRow) error {
			if row.Status != repair.Ready {
				return nil
			}
			u, err := a.unclaimed(r, row)
			if err == nil && len(u.Ladder) > 0 && (u.Due != "" || u.Ladder[0].Done) {
				out = append(out, u)
			}
			return err
		})
		return out, err
	})
}

// uncollected is the ladder of one file: its terms, its days and the steps that were taken.
type uncollected struct {
	ladder.Terms
	received, noticed, today civil.Date
	done                     []ladder.Step
}

func (a *App) unclaimedTerms(r storage.Reader, file views.Repair) (w uncollected, err error) {
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return w, err
	}
	w.received, w.today = civil.At(file.ReceivedMS, at.zone), at.today
	set, err := at.since(file.ReceivedMS).rules(rules.Dates{Request: w.received})
	if err != nil {
		return w, err
	}
	w.Terms, err = ladder.TermsOf(set, at.region)
	if file.ReadyMS != 0 {
		w.noticed = civil.At(file.ReadyMS, at.zone)
	}
	w.done = file.Care.Steps(file.ReadyMS)
	return w, err
}

func (a *App) unclaimed(r storage.Reader, row views.RepairRow) (Unclaimed, error) {
	u := Unclaimed{RepairRow: row}
	file, err := a.views.Repair(r, row.ID)
	if err != nil {
		return u, err
	}
	w, err := a.unclaimedTerms(r, file)
	if err != nil {
		return u, err
	}
	u.NoticedOn = w.noticed
	u.Ladder, u.SaleFrom = w.Ladder(w.noticed, w.today, w.done), w.SaleFrom(w.received, w.noticed)
	for _, rung := range u.Ladder {
		if rung.Due {
			u.Due = rung.Step
		}
	}
	return u, nil
}
