package present

import (
	"context"
	"strings"
	"time"

	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
)

// draftPause is how long typing must rest before the draft is kept.
const draftPause = 600 * time.Millisecond

// Reception is what an intake works with.
type Reception interface {
	Calls
	Attaching
	Foreseeing
	CustomersByPhone(ctx context.Context, phone string) ([]views.Customer, error)
	SerialHistory(ctx context.Context, serialNorm string) ([]views.RepairRow, error)
	Repair(ctx context.Context, id ID) (views.Repair, error)
	Customer(ctx context.Context, id ID) (views.Customer, error)
	Receive(ctx context.Context, call service.Call, in *service.ReceiveInput) (service.Result, error)
	Note(ctx context.Context, call service.Call, in *service.NoteInput) (service.Result, error)
	Letterhead(ctx context.Context, site string) (service.Letterhead, error)
}

// IntakePorts are what the intake's screen works with.
type IntakePorts struct {
	Reception Reception
	Drafts    Drafts
	Papers    Papers
}

// Intake presents the intake of a device.
type Intake struct {
	stay
	ports IntakePorts
	show  func(IntakeState)

	form     form
	known    []views.Customer
	history  []views.RepairRow
	byDevice bool                 // who is known was found by the device alone
	owed     service.Verdict      // what the law would give
	fee      *repair.DiagnosisFee // that the shop displays
	drafts   []Draft
	keptMS   int64
	ready    bool // the form may be typed in
	busy     bool
	notice   Notice
	done     IntakeDone

	phones   lane
	serials  lane
	loading  lane
	fees     lane
	laws     lane
	stopSave func()
}

// NewIntake makes the presenter of the intake.
func NewIntake(env Env, ports IntakePorts, show func(IntakeState)) *Intake {
	return &Intake{stay: stay{Env: env}, ports: ports, show: show, stopSave: func() {}}
}

// Enter goes on with the draft that is named, or with the one that was under
// way, or begins a new intake.
func (n *Intake) Enter(ctx context.Context, draft string) {
	n.enter(ctx)
	n.done, n.notice = IntakeDone{}, Notice{}
	if !n.ready {
		n.begin()
	}
	ask(&n.stay, &n.loading, n.ports.Drafts.Drafts, func(all []Draft, err error) {
		n.draftsFound(all, draft, err)
	})
	ask(&n.stay, &n.fees, func(ctx context.Context) (service.Letterhead, error) {
		return n.ports.Reception.Letterhead(ctx, "")
	}, func(head service.Letterhead, err error) {
		if err == nil { // the intake goes on: whatever is displayed can be typed
			n.fee = head.Diagnosis
			n.publish()
		}
	})
	n.foresee()
	n.publish()
}

// Leave keeps what was typed.
func (n *Intake) Leave() {
	n.keep()
	n.leave()
}

// begin empties the form. The intake has its command id from now on, so that
// saving it twice makes one file.
func (n *Intake) begin() {
	call, err := n.ports.Reception.NewCall(n.Desk.Staff)
	if err != nil {
		n.notice = n.Failure(err)
	}
	n.form = newForm(n.Words, call)
	n.known, n.byDevice, n.history, n.keptMS, n.ready = nil, false, nil, 0, true
	n.phones.drop()
	n.serials.drop()
}

func (n *Intake) draftsFound(all []Draft, wanted string, err error) {
	if err != nil {
		n.notice = n.Failure(err)
		n.publish()
		return
	}
	n.drafts = all
	for _, d := range all {
		mine := d.ID == wanted || wanted == "" && !d.Parked && !strings.HasPrefix(d.ID, quoteDrafts) && !strings.HasPrefix(d.ID, saleDrafts)
		if mine && n.form.untouched() && n.resume(d) {
			break
		}
	}
	n.publish()
}

// resume fills the form from a draft; one that cannot be read is left alone.
func (n *Intake) resume(d Draft) bool {
	if err := n.form.restore(d.Body); err != nil {
		n.notice = n.Failure(err)
		return false
	}
	n.keptMS = d.SavedMS
	n.lookUpPhone()
	n.lookUpSerial()
	n.foresee()
	return true
}

// Typed takes what a field holds now.
func (n *Intake) Typed(field IntakeField, text string) {
	if !n.ready || n.form.text[field] == text {
		return
	}
	n.form.text[field], n.form.errors[field] = text, ""
	switch field {
	case PhoneField:
		if n.meant(text) {
			return
		}
		n.lookUpPhone()
	case NameField:
		n.unchoose()
	case SerialField:
		n.lookUpSerial()
		n.foresee()
	case BoughtField:
		n.foresee()
	}
	n.touched()
}

// Scanned takes what a reader read as the number of the device, wherever the
// focus is, when its check digit proves it. It is false for any other text: the
// code of a receipt is looked for, and what a fast typist wrote stays.
func (n *Intake) Scanned(code string) bool {
	code = strings.TrimSpace(code)
	id := product.Classify(code)
	certain := id.Kind == product.IMEI || id.Kind == product.GTIN || id.Kind == product.MEID
	if !certain || !n.ready {
		return false
	}
	n.Typed(SerialField, code)
	return true
}

// meant moves what proves to be the number of a device to where it belongs: a
// reader whose signs came too slowly to be told from typing writes into the field
// that has the focus, which is that of the telephone.
func (n *Intake) meant(text string) bool {
	if product.Classify(strings.TrimSpace(text)).Kind != product.IMEI {
		return false
	}
	n.form.text[PhoneField], n.form.text[SerialField], n.form.errors[SerialField] = "", text, ""
	n.phones.drop() // whoever has what was typed so far is not meant
	n.lookUpSerial()
	n.foresee()
	n.touched()
	return true
}

// unchoose makes somebody with another name a new customer: a number alone
// never says who it is.
func (n *Intake) unchoose() {
	for _, c := range n.known {
		if n.form.customer != nil && c.ID == *n.form.customer && c.Name != strings.TrimSpace(n.form.text[NameField]) {
			n.form.customer = nil
		}
	}
}

// touched keeps the draft after a pause, and shows what changed.
func (n *Intake) touched() {
	n.notice = Notice{}
	n.stopSave()
	n.stopSave = n.Clock.After(draftPause, func() { n.Post(n.keep) })
	n.publish()
}

// minPhone is how many signs are worth looking up.
const minPhone = 6

func (n *Intake) lookUpPhone() {
	typed := strings.TrimSpace(n.form.text[PhoneField])
	n.phones.drop()
	n.known, n.byDevice = nil, false
	if len(typed) < minPhone {
		return
	}
	ask(&n.stay, &n.phones, func(ctx context.Context) ([]views.Customer, error) {
		return n.ports.Reception.CustomersByPhone(ctx, typed)
	}, func(found []views.Customer, err error) {
		if err != nil {
			return // the intake goes on: whoever it is can be typed
		}
		n.known = found
		if len(found) == 1 && strings.TrimSpace(n.form.text[NameField]) == "" {
			n.choose(found[0])
		}
		n.publish()
	})
}

func (n *Intake) lookUpSerial() {
	id := product.Classify(n.form.text[SerialField])
	n.serials.drop()
	n.history = nil
	if id.Normalised == "" {
		return
	}
	ask(&n.stay, &n.serials, func(ctx context.Context) (deviceSeen, error) {
		return n.readSeen(ctx, id.Normalised)
	}, func(found deviceSeen, err error) {
		if err != nil {
			return // history helps, and its absence stops nobody
		}
		n.history = found.files
		if len(found.files) > 0 && strings.TrimSpace(n.form.text[ProductField]) == "" {
			n.form.text[ProductField] = found.files[0].Product
		}
		if !found.by.ID.IsZero() && n.nobodyYet() {
			n.known, n.byDevice = []views.Customer{found.by}, true
		}
		n.publish()
	})
}

// foresee asks what would be owed on the device. A day that is not typed to its end is
// no day yet.
func (n *Intake) foresee() {
	bought, err := n.parseDate("bought_on", n.form.text[BoughtField])
	if err != nil {
		return
	}
	in := &service.ForeseeInput{Serial: strings.TrimSpace(n.form.text[SerialField]), BoughtOn: bought}
	ask(&n.stay, &n.laws, func(ctx context.Context) (service.Verdict, error) {
		return n.ports.Reception.Foresee(ctx, in)
	}, func(owed service.Verdict, err error) {
		if err == nil { // the intake goes on: the file says what is owed
			n.owed = owed
			n.publish()
		}
	})
}

// deviceSeen are the earlier files of a device, and who brought it last.
type deviceSeen struct {
	files []views.RepairRow
	by    views.Customer
}

func (n *Intake) readSeen(ctx context.Context, serial string) (out deviceSeen, err error) {
	if out.files, err = n.ports.Reception.SerialHistory(ctx, serial); err != nil || len(out.files) == 0 {
		return out, err
	}
	last, err := n.ports.Reception.Repair(ctx, out.files[0].ID)
	if err != nil || last.CustomerID.IsZero() {
		return out, nil // who it was helps, and stops nobody
	}
	if by, err := n.ports.Reception.Customer(ctx, last.CustomerID); err == nil && !by.Erased {
		out.by = by
	}
	return out, nil
}

// nobodyYet tells whether nothing was said of the customer.
func (n *Intake) nobodyYet() bool {
	return n.form.customer == nil && strings.TrimSpace(n.form.text[PhoneField]+n.form.text[NameField]) == ""
}

// PrimaryPressed says that it is who brought the device the last time. It is false
// when nobody is asked about.
func (n *Intake) PrimaryPressed() bool {
	asked := n.ready && n.byDevice && n.form.customer == nil
	if asked {
		n.KnownChosen(0)
	}
	return asked
}

func (n *Intake) choose(c views.Customer) {
	id := c.ID
	n.form.customer = &id
	n.form.text[NameField] = c.Name
	n.form.text[EmailField] = c.Email
	if c.TellBy != "" {
		n.form.tellBy = c.TellBy
	}
}

// KnownChosen says which of the people with this number it is.
func (n *Intake) KnownChosen(i int) {
	if i >= 0 && i < len(n.known) {
		n.choose(n.known[i])
		if n.byDevice {
			n.form.text[PhoneField] = n.known[i].Phone
		}
		n.touched()
	}
}

// TellByChosen says how the customer wishes to be told.
func (n *Intake) TellByChosen(value string) {
	n.form.tellBy = value
	n.touched()
}

// AccessoryToggled ticks an accessory or takes the tick away.
func (n *Intake) AccessoryToggled(i int) {
	n.form.accessories = toggle(n.form.accessories, i)
	n.touched()
}

// AccessoryAdded ticks the accessory that was typed.
func (n *Intake) AccessoryAdded() {
	n.form.accessories = add(n.form.accessories, n.form.text[AccessoryField])
	n.form.text[AccessoryField] = ""
	n.touched()
}

// ConditionToggled ticks a remark on the state or takes the tick away.
func (n *Intake) ConditionToggled(i int) {
	n.form.conditions = toggle(n.form.conditions, i)
	n.touched()
}

// ConditionAdded ticks the remark that was typed.
func (n *Intake) ConditionAdded() {
	n.form.conditions = add(n.form.conditions, n.form.text[ConditionField])
	n.form.text[ConditionField] = ""
	n.touched()
}

// BatteryChosen answers the question about the battery; the same answer again
// takes it back.
func (n *Intake) BatteryChosen(value string) {
	if n.form.battery == value {
		value = batteryUnasked
	}
	n.form.battery = value
	n.touched()
}
