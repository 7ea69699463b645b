package service

import (
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/staff"
	"etabli/app/domain/visit"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func visitCommands() []Command {
	return []Command{
		command("visit.plan", "Make an appointment at a customer's home.", (*App).PlanVisit),
		command("visit.move", "Give a visit another slot, technician or van; a new slot says why and tells the customer.", (*App).MoveVisit),
		command("visit.step", "Bring a visit to its next status.", (*App).StepVisit),
		command("visit.cancel", "Call a visit off, with its reason, words to the customer and what follows.", (*App).CancelVisit),
		command("visit.absent", "Note that the customer was not there, and what is proposed.", (*App).AbsentCustomer),
		command("visit.late", "Tell the customers who come next that a technician runs late.", (*App).RunLate),
		command("visit.move_day", "Move what is left of somebody's day in one act.", (*App).MoveDay),
		command("visit.check", "Answer a checklist, such as that of a commissioning.", (*App).CheckVisit),
		command("visit.take_device", "Take a device away in the van, for a file that was received.", (*App).TakeDevice),
		command("visit.report", "Report on a visit: what was done, the three questions, what is paid now and later.", (*App).ReportVisit),
	}
}

func (a *App) ofVisit(id journal.EntityID) about[views.Visit] {
	return about[views.Visit]{what: "visit", kind: kind.Visit, id: id, read: a.views.Visit}
}

// VisitInput is a new appointment.
type VisitInput struct {
	Customer *journal.EntityID `json:"customer,omitempty"`
	Repair   *journal.EntityID `json:"repair,omitempty" doc:"its customer goes with it"`
	For      visit.Aim         `json:"for" doc:"repair, commissioning, pick_up, delivery, upkeep or survey"`
	Slot     visit.Slot        `json:"slot"`
	To       *journal.EntityID `json:"to,omitempty" doc:"the technician"`
	Van      string            `json:"van,omitempty"`
	Skill    string            `json:"skill,omitempty" doc:"what the technician has to have, such as fluids"`
	Area     string            `json:"area,omitempty" doc:"postcode, or its beginning"`
	Minutes  int               `json:"minutes,omitempty" doc:"of work"`
	Parts    []visit.Part      `json:"parts,omitempty" doc:"to take along"`
	Under    visit.Under       `json:"under,omitempty" doc:"guarantee or contract, when one owes the visit"`
	Address  string            `json:"address,omitempty"`
	Who      string            `json:"who,omitempty" doc:"who opens, when it is not the customer"`
	Phone    string            `json:"phone,omitempty"`
	Note     string            `json:"note,omitempty"`
	Codes    string            `json:"codes,omitempty" doc:"door codes; kept apart, so that they can be destroyed"`
	Told     string            `json:"told,omitempty" doc:"sms, email, phone, letter or page: how the customer hears of it"`
	Words    string            `json:"words,omitempty" doc:"what the customer is told of it"`
	Absent   int64             `json:"absent_cents,omitempty" doc:"what it costs when nobody is there; the words say it, and without words it can never be asked for"`
	Late     bool              `json:"late,omitempty" doc:"it has taken place already and is noted afterwards: its slot may be over"`
}

// PlanVisit makes an appointment.
func (a *App) PlanVisit(ctx context.Context, call Call, in *VisitInput) (Result, error) {
	facts := visit.PlannedFacts{
		Site: a.place.Site, For: in.For, Slot: in.Slot, Staff: textOf(in.To), Van: in.Van, Skill: in.Skill, Area: in.Area,
		Minutes: in.Minutes, Parts: in.Parts, Under: in.Under, AbsentCents: in.Absent, Told: in.Told,
	}
	place, codes := visit.PlaceBox{Address: in.Address, Who: in.Who, Phone: in.Phone, Note: in.Note, Words: in.Words}, visit.CodeBox{Codes: in.Codes}
	if err := visit.CheckPlanned(facts, place, codes); err != nil {
		return Result{}, err
	}
	if err := a.slotAhead("slot", in.Slot); err != nil && !in.Late {
		return Result{}, err
	}
	if in.Customer == nil && in.Repair == nil {
		return Result{}, fault.New(fault.Missing, "customer")
	}
	return begin(ctx, a, call, kind.VisitPlanned, kind.Visit, a.views.Visit, func(r storage.Reader, d *draft) (any, error) {
		goes, err := a.saidTo(r, placeOf{customer: in.Customer, repair: in.Repair})
		if err != nil {
			return nil, err
		}
		id := d.Entities[0].ID
		if err := d.linked(goes); err != nil {
			return nil, err
		}
		if place.Words, err = a.announced(r, idOf(d, kind.Customer), in.Told, in.Words, in.Absent); err != nil {
			return nil, err
		}
		if in.To != nil {
			if err := a.available(r, *in.To, in.Skill, in.Slot, id); err != nil {
				return nil, err
			}
		}
		d.box(id, journal.File, place)
		if in.Codes != "" {
			d.box(id, journal.Passcode, codes)
		}
		if in.Late {
			return facts, nil
		}
		return facts, a.plannedAnew(r, d)
	})
}

// slotAhead refuses a slot that is over.
func (a *App) slotAhead(field string, s visit.Slot) error {
	return visit.CheckAhead(field, s, a.now().UnixMilli())
}

// available refuses a technician who has left, is not qualified, away, or
// elsewhere at the time.
func (a *App) available(r storage.Reader, id journal.EntityID, skill string, slot visit.Slot, except journal.EntityID, promised ...visit.Slot) error {
	who, err := a.colleague(r, id, "to")
	if err != nil {
		return err
	}
	zone, err := a.views.Zone(r, who.Site)
	if err != nil {
		return err
	}
	// a slot may go over several days, and ends before the moment it names
	for day, last := civil.At(slot.FromMS, zone), civil.At(max(slot.FromMS, slot.ToMS-1), zone); day <= last; day = day.AddDays(1) {
		if err := staff.Qualified(who.Display, skill, who.Qualifications(), day); err != nil {
			return err
		}
		if away, is := who.AwayOn(day); is {
			return fault.New(visit.StaffAway, "to", "name", who.Display, "until", away.To.String())
		}
	}
	others, err := a.views.VisitsOf(r, "staff/"+id.String(), slot.FromMS-dayMS, slot.ToMS)
	for _, v := range others {
		if v.ID != except && v.Status.Takes() {
			promised = append(promised, v.Slot)
		}
	}
	if err == nil && slices.ContainsFunc(promised, slot.Overlaps) {
		err = fault.New(visit.SlotTaken, "slot", "name", who.Display)
	}
	return err
}

const dayMS = 24 * 3600 * 1000

// MoveVisitInput gives a visit another place.
type MoveVisitInput struct {
	ID     journal.EntityID  `json:"id"`
	Slot   visit.Slot        `json:"slot,omitempty"`
	To     *journal.EntityID `json:"to,omitempty" doc:"the technician"`
	Van    string            `json:"van,omitempty"`
	Reason string            `json:"reason,omitempty" doc:"code, such as customer_asked or technician_ill; needed for a new slot"`
	Told   string            `json:"told,omitempty" doc:"sms, email, phone, letter or page; needed for a new slot"`
	Words  string            `json:"words,omitempty" doc:"what the customer is told; needed for a new slot"`
	Absent int64             `json:"absent_cents,omitempty" doc:"what the words say as well that it costs when nobody is there; as before when empty"`
}

// MoveVisit gives a visit another slot, technician or van.
func (a *App) MoveVisit(ctx context.Context, call Call, in *MoveVisitInput) (Result, error) {
	facts := visit.MovedFacts{Slot: in.Slot, Staff: textOf(in.To), Van: in.Van, Reason: in.Reason, Told: in.Told, AbsentCents: in.Absent}
	words := visit.WordsBox{Words: in.Words}
	if err := fault.First(visit.CheckMoved(facts, words), a.slotAhead("slot", in.Slot)); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.VisitMoved, a.ofVisit(in.ID), func(r storage.Reader, now views.Visit, d *draft) (any, error) {
		if !now.Status.Ahead() && !visit.CanMove(now.Status, visit.Planned) {
			return nil, fault.New(visit.NotAllowed, "id", "from", string(now.Status), "to", string(visit.Planned))
		}
		slot, who := now.Slot, now.Staff
		if in.Slot != (visit.Slot{}) {
			slot = in.Slot
			said, err := a.announced(r, now.Customer, in.Told, in.Words, in.Absent)
			if err := fault.First(err, a.standsAgain(r, d, in.ID)); err != nil {
				return nil, err
			}
			d.box(in.ID, journal.File, visit.WordsBox{Words: said})
		}
		if in.To != nil {
			who = *in.To
		}
		if !who.IsZero() {
			return facts, a.available(r, who, now.Skill, slot, in.ID)
		}
		return facts, nil
	})
}

// StepVisitInput brings a visit on.
type StepVisitInput struct {
	ID     journal.EntityID `json:"id"`
	To     visit.Status     `json:"to" doc:"planned, confirmed, en_route, on_site or no_access"`
	Reason string           `json:"reason,omitempty" doc:"code; needed for no_access, such as unsafe_place or minor_alone"`
}

// StepVisit brings a visit to its next status.
func (a *App) StepVisit(ctx context.Context, call Call, in *StepVisitInput) (Result, error) {
	facts := visit.SteppedFacts{To: in.To, Reason: in.Reason}
	if err := visit.CheckStepped(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.VisitStepped, a.ofVisit(in.ID), func(r storage.Reader, now views.Visit, d *draft) (any, error) {
		if err := mayStep(now, in.To); err != nil || in.To != visit.Planned {
			return facts, err
		}
		return facts, a.standsAgain(r, d, in.ID)
	})
}

func mayStep(now views.Visit, to visit.Status) error {
	if visit.CanMove(now.Status, to) {
		return nil
	}
	return fault.New(visit.NotAllowed, "to", "from", string(now.Status), "to", string(to))
}

// NextInput is what follows a visit that did not take place.
type NextInput struct {
	Slot     visit.Slot `json:"slot,omitempty"`
	CallOn   string     `json:"call_on,omitempty" doc:"the day of a call"`
	Declined bool       `json:"declined,omitempty" doc:"the customer wants nothing more"`
}

// CancelVisitInput calls a visit off.
type CancelVisitInput struct {
	ID     journal.EntityID `json:"id"`
	Reason string           `json:"reason" doc:"code"`
	By     string           `json:"by" doc:"us or customer"`
	Told   string           `json:"told" doc:"sms, email, phone, letter, page or self"`
	Words  string           `json:"words" doc:"what the customer is told"`
	Next   NextInput        `json:"next" doc:"a slot, a call, or the customer's refusal"`
}

// CancelVisit calls a visit off; never in silence.
func (a *App) CancelVisit(ctx context.Context, call Call, in *CancelVisitInput) (Result, error) {
	facts := visit.CancelledFacts{Reason: in.Reason, By: in.By, Told: in.Told, Next: visit.Next(in.Next)}
	words := visit.WordsBox{Words: in.Words}
	if err := fault.First(visit.CheckCancelled(facts, words), a.slotAhead("next.slot", in.Next.Slot)); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.VisitCancelled, a.ofVisit(in.ID), func(r storage.Reader, now views.Visit, d *draft) (_ any, err error) {
		d.box(in.ID, journal.File, words)
		if err := a.mayTell(r, now.Customer, in.Told); err != nil {
			return nil, err
		}
		if err := mayStep(now, visit.Cancelled); err != nil {
			return nil, err
		}
		facts.Follow, err = a.followUp(r, call, d, now, facts.Next, visit.WhyCancelled)
		return facts, err
	})
}

// AbsentInput is a customer who was not there.
type AbsentInput struct {
	ID          journal.EntityID  `json:"id"`
	Tries       int               `json:"tries" doc:"calls that were tried"`
	Slip        string            `json:"slip" doc:"printed or sent"`
	Note        string            `json:"note,omitempty"`
	FeeCents    int64             `json:"fee_cents,omitempty" doc:"no more than the customer was told with the appointment"`
	Next        NextInput         `json:"next"`
	Attachments []AttachmentInput `json:"attachments,omitempty" doc:"photo of the door, from attach"`
}

// AbsentCustomer notes that the customer was not there.
func (a *App) AbsentCustomer(ctx context.Context, call Call, in *AbsentInput) (Result, error) {
	photos := attachments(in.Attachments)
	shown, err := a.checkAttachments(ctx, photos)
	if err != nil {
		return Result{}, err
	}
	facts := visit.AbsentFacts{Tries: in.Tries, Slip: in.Slip, FeeCents: in.FeeCents, Photos: len(photos), Next: visit.Next(in.Next)}
	for _, p := range photos {
		facts.Pictures = append(facts.Pictures, p.Hash)
	}
	if err := fault.First(visit.CheckAbsent(facts), a.slotAhead("next.slot", in.Next.Slot)); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.VisitAbsent, a.ofVisit(in.ID), func(r storage.Reader, now views.Visit, d *draft) (_ any, err error) {
		d.box(in.ID, journal.File, visit.WordsBox{Note: in.Note})
		d.attach(in.ID, shown)
		if err := fault.First(mayStep(now, visit.Absent), visit.CheckAsked(in.FeeCents, now.AnnouncedCents)); err != nil {
			return nil, err
		}
		facts.Follow, err = a.followUp(r, call, d, now, facts.Next, visit.WhyAbsent)
		return facts, err
	})
}
