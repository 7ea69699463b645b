package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/storage/journal"
)

// maxParked is how many intakes may wait at one device.
const maxParked = 20

// TooManyParked says that no more intakes can be put aside.
const TooManyParked fault.Code = "too_many_drafts"

// draft is the form as it is kept.
func (n *Intake) draft(parked bool) (Draft, error) {
	body, err := n.form.body()
	return Draft{ID: n.form.call.ID.String(), Parked: parked, SavedMS: n.nowMS(), Body: body}, err
}

// keep saves the draft, so that a crash loses less than a second of typing.
func (n *Intake) keep() {
	n.stopSave()
	if !n.here() || !n.ready || n.busy || n.done.Shown || n.form.untouched() {
		return
	}
	d, err := n.draft(false)
	if err != nil {
		n.notice = n.Failure(err)
		n.publish()
		return
	}
	n.store(d, func() {
		n.keptMS = d.SavedMS
		n.publish()
	})
}

func (n *Intake) store(d Draft, then func()) {
	act(&n.stay, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, n.ports.Drafts.SaveDraft(ctx, d)
	}, func(_ struct{}, err error) {
		if err != nil {
			n.notice = n.Failure(err)
			n.publish()
			return
		}
		then()
	})
}

// ParkPressed puts the intake aside and begins another.
func (n *Intake) ParkPressed() {
	if !n.ready || n.busy || n.form.untouched() {
		return
	}
	waiting := 0
	for _, d := range n.drafts {
		if d.Parked {
			waiting++
		}
	}
	if waiting >= maxParked {
		n.notice = n.Failure(fault.New(TooManyParked, "", "limit", n.Words.Number(maxParked)))
		n.publish()
		return
	}
	d, err := n.draft(true)
	if err != nil {
		n.notice = n.Failure(err)
		n.publish()
		return
	}
	n.stopSave()
	n.store(d, func() {
		n.setDraft(d)
		n.begin()
		n.publish()
	})
}

func (n *Intake) setDraft(d Draft) {
	n.dropDraft(d.ID)
	n.drafts = slices.Insert(n.drafts, 0, d)
}

func (n *Intake) dropDraft(id string) {
	n.drafts = slices.DeleteFunc(slices.Clone(n.drafts), func(have Draft) bool { return have.ID == id })
}

// ParkedChosen goes on with an intake that was put aside; the one under way is
// put aside in its place.
func (n *Intake) ParkedChosen(id string) {
	i := slices.IndexFunc(n.drafts, func(d Draft) bool { return d.ID == id })
	if i < 0 || n.busy {
		return
	}
	wanted := n.drafts[i]
	swap := func() {
		n.begin()
		n.resume(wanted)
		n.publish()
	}
	if n.form.untouched() || n.done.Shown {
		n.done = IntakeDone{}
		swap()
		return
	}
	current, err := n.draft(true)
	if err != nil {
		n.notice = n.Failure(err)
		n.publish()
		return
	}
	n.stopSave()
	n.store(current, func() {
		n.setDraft(current)
		swap()
	})
}

// DiscardPressed throws the intake away.
func (n *Intake) DiscardPressed() {
	id := n.form.call.ID.String()
	n.stopSave()
	n.dropDraft(id)
	act(&n.stay, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, n.ports.Drafts.DropDraft(ctx, id)
	}, func(_ struct{}, err error) {
		if err != nil {
			n.notice = n.Failure(err)
		}
		n.publish()
	})
	n.begin()
	n.publish()
}

// SavePressed saves the intake and prints what goes with it.
func (n *Intake) SavePressed() {
	if !n.ready || n.busy || n.done.Shown {
		return
	}
	in, err := n.command(&n.form)
	if err != nil {
		n.refused(err)
		return
	}
	if in.Diagnosis != nil && n.fee != nil {
		in.Diagnosis.Deducted = n.fee.Deducted
	}
	n.stopSave()
	n.busy, n.notice = true, Notice{}
	n.publish()
	call := n.form.call
	call.Staff = n.Desk.Staff // somebody else may have taken over
	draft, other := n.form.call.ID.String(), strings.TrimSpace(n.form.text[OtherContactField])
	if !n.form.leavesPhone() {
		other = ""
	}
	act(&n.stay, func(ctx context.Context) (service.Received, error) {
		return n.receive(ctx, call, in, draft, other)
	}, n.received)
}

// receive saves the intake, then the contact for the meantime, and only then
// lets the draft go: a crash in between finds the draft, and its id the file.
func (n *Intake) receive(ctx context.Context, call service.Call, in *service.ReceiveInput, draft, other string) (service.Received, error) {
	result, err := n.ports.Reception.Receive(ctx, call, in)
	if err != nil {
		return service.Received{}, err
	}
	made, ok := result.Data.(service.Received)
	if !ok {
		return service.Received{}, fault.New(fault.Internal, "")
	}
	if other != "" {
		note := service.Call{ID: journal.CommandIDFrom("other contact", call.ID.String()), Staff: call.Staff}
		text := n.Words.T("intake.other.note", "contact", other)
		if _, err := n.ports.Reception.Note(ctx, note, &service.NoteInput{ID: made.ID, Text: text}); err != nil {
			return made, err
		}
	}
	return made, n.ports.Drafts.DropDraft(ctx, draft)
}

// received shows the number. An error after the intake was saved is said
// beside it, and does not ask to save again.

func (n *Intake) received(made service.Received, err error) {
	n.busy = false
	if made.ID.IsZero() {
		n.refused(err)
		return
	}
	n.dropDraft(n.form.call.ID.String())
	n.done = IntakeDone{Shown: true, ID: made.ID, Number: made.Number, Text: n.Words.T("intake.done.text")}
	n.ready = false
	if err != nil {
		n.done.Prints = []Notice{n.Failure(err)}
	}
	n.publish()
	n.print(made.ID)
}

// print prints what an intake gives, one form after the other; a printer that
// fails is said and stops nobody.
func (n *Intake) print(id ID) {
	for _, form := range n.ports.Papers.AtIntake() {
		act(&n.stay, func(ctx context.Context) (string, error) {
			return n.ports.Papers.Print(ctx, id, form)
		}, func(where string, err error) {
			said := Notice{Tone: Good, Text: n.Words.T("print.done", "form", n.formName(form), "where", where)}
			if err != nil {
				said = n.Failure(err)
				said.Tone, said.Text = Watch, n.Words.T("print.failed", "form", n.formName(form), "reason", said.Text)
			}
			n.done.Prints = append(slices.Clone(n.done.Prints), said)
			n.publish()
		})
	}
}

func (n *Intake) refused(err error) {
	if !n.form.refuse(n.Env, err) {
		n.notice = n.Failure(err)
	} else {
		n.notice = Notice{Tone: Late, Text: n.Words.T("intake.check")}
	}
	n.publish()
}

// AgainPressed begins the next intake: after one was saved, or in the middle of
// one, which is put aside.
func (n *Intake) AgainPressed() {
	if !n.done.Shown {
		n.ParkPressed()
		return
	}
	n.done, n.notice = IntakeDone{}, Notice{}
	n.begin()
	n.publish()
}

// OpenPressed shows the file that was made.
func (n *Intake) OpenPressed() {
	n.Go(Route{Screen: CounterScreen, Repair: n.done.ID})
}

// SeenPressed shows an earlier file of the same device.
func (n *Intake) SeenPressed(id ID) { n.Go(Route{Screen: CounterScreen, Repair: id}) }
