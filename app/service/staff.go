package service

import (
	"context"
	"io"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func staffCommands() []Command {
	return []Command{
		command("staff.save", "Add or change a member of staff.", (*App).SaveStaff),
		command("staff.set_pin", "Set somebody's PIN, or clear it.", (*App).SetPIN),
		command("staff.set_rights", "Give rights and sites beside a role, or take rights away.", (*App).SetRights),
		command("staff.qualify", "Record a skill or a qualification with its last day.", (*App).Qualify),
		command("staff.be_away", "Note an absence, with who stands in; or that somebody is back.", (*App).BeAway),
	}
}

// member is who a command of staff is about.
func (a *App) member(id journal.EntityID) about[views.Staff] {
	return about[views.Staff]{what: "staff", kind: kind.Staff, id: id, read: a.views.Member}
}

// colleague is somebody who is asked to do something: nobody who has left.
func (a *App) colleague(r storage.Reader, id journal.EntityID, field string) (views.Staff, error) {
	who, err := a.views.Member(r, id)
	if err != nil {
		return who, fault.New(fault.NotFound, field, "what", "staff").Because(err)
	}
	if who.Gone {
		return who, fault.New(staff.LeftUs, field, "name", who.Display)
	}
	return who, nil
}

// SetPINInput sets a PIN.
type SetPINInput struct {
	ID  journal.EntityID `json:"id"`
	PIN string           `json:"pin,omitempty" doc:"four to eight digits; empty clears it"`
}

// SetPIN sets the PIN by which somebody signs in. Only what checks it is kept.
func (a *App) SetPIN(ctx context.Context, call Call, in *SetPINInput) (Result, error) {
	var box staff.PINBox
	if in.PIN != "" {
		salt := make([]byte, staff.PINSaltBytes)
		if _, err := io.ReadFull(a.random, salt); err != nil {
			return Result{}, err
		}
		var err error
		if box, err = staff.SealPIN(in.PIN, salt); err != nil {
			return Result{}, err
		}
		if err := a.pinFree(ctx, in.ID, in.PIN); err != nil {
			return Result{}, err
		}
	}
	return on(ctx, a, call, kind.PINSet, a.member(in.ID), func(_ storage.Reader, _ views.Staff, d *draft) (any, error) {
		if in.PIN != "" {
			d.box(in.ID, journal.Contact, box)
		}
		return staff.PINFacts{Cleared: in.PIN == ""}, nil
	})
}

// VerifyPIN tells whether a PIN is somebody's own. Wrong tries in a row make the
// next one wait, for as long as this program runs. Faults: pin_wrong, pin_none,
// pin_locked, staff_gone, not_found.
func (a *App) VerifyPIN(ctx context.Context, id journal.EntityID, pin string) error {
	if wait := a.tries.wait(id, a.now()); wait > 0 {
		return fault.New(staff.LockedPIN, "pin", "seconds", strconv.Itoa(wait))
	}
	box, err := read(ctx, a, func(r storage.Reader) (staff.PINBox, error) {
		if _, err := a.colleague(r, id, "id"); err != nil {
			return staff.PINBox{}, err
		}
		return a.views.PIN(r, id)
	})
	switch {
	case err != nil:
		return err
	case len(box.Hash) == 0:
		return fault.New(staff.NoPIN, "pin")
	case !box.Opens(pin):
		a.tries.wrong(id, a.now())
		return fault.New(staff.WrongPIN, "pin")
	}
	a.tries.right(id)
	return nil
}

// RightsInput says what somebody may do beside, or against, their role.
type RightsInput struct {
	ID    journal.EntityID `json:"id"`
	Give  []staff.Right    `json:"give,omitempty" doc:"front, bench, answer, plan, stock, cash, override, merge, manage, figures"`
	Take  []staff.Right    `json:"take,omitempty"`
	Sites []string         `json:"sites,omitempty" doc:"other sites where they work"`
}

// SetRights sets them as a whole.
func (a *App) SetRights(ctx context.Context, call Call, in *RightsInput) (Result, error) {
	facts := staff.RightsFacts{Give: in.Give, Take: in.Take, Sites: in.Sites}
	if err := staff.CheckRights(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.RightsSet, a.member(in.ID), func(storage.Reader, views.Staff, *draft) (any, error) {
		return facts, nil
	})
}

// QualifyInput is a skill or a qualification.
type QualifyInput struct {
	ID    journal.EntityID `json:"id"`
	Code  string           `json:"code" doc:"electrical, fluids, gas, maker, label, or a skill of the shop's own naming"`
	Until string           `json:"until,omitempty" doc:"last day; for ever when empty"`
	Gone  bool             `json:"gone,omitempty" doc:"it was taken away"`
}

// Qualify records a skill or a qualification.
func (a *App) Qualify(ctx context.Context, call Call, in *QualifyInput) (Result, error) {
	facts := staff.QualifiedFacts{Code: in.Code, Until: in.Until, Gone: in.Gone}
	if err := staff.CheckQualified(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.Qualified, a.member(in.ID), func(storage.Reader, views.Staff, *draft) (any, error) {
		return facts, nil
	})
}

// AwayInput is an absence.
type AwayInput struct {
	ID         journal.EntityID  `json:"id"`
	From       string            `json:"from" doc:"first day"`
	To         string            `json:"to" doc:"last day"`
	Reason     string            `json:"reason" doc:"leave, sick, training or other"`
	Substitute *journal.EntityID `json:"substitute,omitempty" doc:"who stands in"`
	Back       bool              `json:"back,omitempty" doc:"takes back the absence of that first day"`
}

// BeAway notes an absence.
func (a *App) BeAway(ctx context.Context, call Call, in *AwayInput) (Result, error) {
	facts := staff.AbsentFacts{From: in.From, To: in.To, Reason: in.Reason, Back: in.Back}
	if in.Substitute != nil {
		facts.Substitute = in.Substitute.String()
	}
	if err := staff.CheckAbsent(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.Away, a.member(in.ID), func(r storage.Reader, _ views.Staff, _ *draft) (any, error) {
		if in.Substitute != nil {
			if _, err := a.colleague(r, *in.Substitute, "substitute"); err != nil {
				return nil, err
			}
		}
		return facts, nil
	})
}

// PINTry is somebody who signs in.
type PINTry struct {
	ID  journal.EntityID `json:"id"`
	PIN string           `json:"pin"`
}

// Expiring is a qualification that ends soon, or has ended.
type Expiring struct {
	Staff views.Staff `json:"staff"`
	Code  string      `json:"code"`
	Until civil.Date  `json:"until"`
	Ended bool        `json:"ended,omitempty"`
}

func staffQuestions() []Question {
	return []Question{
		question("staff.list", "The members of staff.", func(a *App, ctx context.Context, _ *Anything) ([]views.Staff, error) {
			return a.Staff(ctx)
		}),
		question("staff.find", "The members of staff, gone ones too, whose names hold these words.", func(a *App, ctx context.Context, in *ByWords) ([]views.Staff, error) {
			return a.FindStaff(ctx, in.Words)
		}),
		question("staff.verify_pin", "Whether a PIN is somebody's own; answers who they are.", func(a *App, ctx context.Context, in *PINTry) (views.Staff, error) {
			if err := a.VerifyPIN(ctx, in.ID, in.PIN); err != nil {
				return views.Staff{}, err
			}
			return a.Member(ctx, in.ID)
		}),
		question("staff.expiring", "The qualifications that end soon or have ended.", func(a *App, ctx context.Context, _ *Anything) ([]Expiring, error) {
			return a.Expiring(ctx)
		}),
	}
}

// FindStaff are the members of staff, gone ones too, whose names hold some words.
func (a *App) FindStaff(ctx context.Context, words string) ([]views.Staff, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Staff, error) { return a.views.FindStaff(r, words) })
}

// Member is one member of staff, gone ones too.
func (a *App) Member(ctx context.Context, id journal.EntityID) (views.Staff, error) {
	return read(ctx, a, func(r storage.Reader) (views.Staff, error) { return a.views.Member(r, id) })
}

// Expiring are the qualifications that somebody has to see to.
func (a *App) Expiring(ctx context.Context) ([]Expiring, error) {
	return read(ctx, a, func(r storage.Reader) ([]Expiring, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		team, err := a.views.Staff(r)
		out := []Expiring{}
		for _, who := range team {
			for _, q := range who.Qualifications() {
				if q.EndsSoon(at.today) {
					out = append(out, Expiring{who, q.Code, q.Until, !q.Holds(at.today)})
				}
			}
		}
		return out, err
	})
}

// Permits refuses who may not do something at a shop.
func (a *App) Permits(ctx context.Context, who journal.EntityID, site string, right staff.Right) error {
	_, err := read(ctx, a, func(r storage.Reader) (struct{}, error) { return struct{}{}, a.approver(r, who, "staff", site, right) })
	return err
}
