package present

import (
	"slices"
	"strings"

	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/views"
)

// fieldLabels are the names of the fields, with what stands in them while they
// are empty.
var fieldLabels = [intakeFields]struct{ label, hint string }{
	PhoneField:        {"intake.phone", "intake.phone.hint"},
	NameField:         {"intake.name", "intake.name.hint"},
	EmailField:        {"intake.email", "intake.email.hint"},
	OtherContactField: {"intake.other", "intake.other.hint"},
	SerialField:       {"intake.serial", "intake.serial.hint"},
	ProductField:      {"intake.product", "intake.product.hint"},
	BoughtField:       {"intake.bought", "typed.date"},
	FaultField:        {"intake.fault", "intake.fault.hint"},
	AccessoryField:    {"intake.accessory", "intake.accessory"},
	ConditionField:    {"intake.remark", "intake.remark"},
	PromisedField:     {"intake.promised", "typed.date"},
	CeilingField:      {"intake.ceiling", "intake.ceiling.hint"},
	DiagnosisField:    {"intake.diagnosis", "intake.diagnosis.hint"},
}

var tellings = []struct{ code, key string }{
	{"sms", "tell.sms"}, {"email", "tell.email"}, {"phone", "tell.phone"}, {"letter", "tell.letter"}, {"none", "tell.none"},
}

// maxSeen is how many earlier files of a device are listed.
const maxSeen = 3

func (n *Intake) publish() {
	f := &n.form
	s := IntakeState{
		TellByValue: f.tellBy, BatteryAt: f.battery, Accessories: f.accessories, Conditions: f.conditions,
		Busy: n.busy, Notice: n.notice, Done: n.done, Signed: f.signature != nil,
	}
	for i := range s.Fields {
		s.Fields[i] = FieldState{
			Label: n.Words.T(fieldLabels[i].label), Hint: n.Words.T(fieldLabels[i].hint), Value: f.text[i], Error: f.errors[i],
		}
	}
	s.Fields[SerialField].Verdict = n.serialVerdict()
	if n.fee != nil {
		s.Fields[DiagnosisField].Hint = n.Words.T("intake.diagnosis.displayed", "amount", n.diagnosisSum(n.fee.Cents))
	}
	for _, t := range tellings {
		s.TellBy = append(s.TellBy, Choice{t.code, n.Words.T(t.key)})
	}
	s.SignedWord = n.Words.T("intake.unsigned")
	if s.Signed {
		s.SignedWord = n.Words.T("intake.signed")
	}
	n.showCustomer(&s)
	n.showDevice(&s)
	n.showDrafts(&s)
	s.Law, s.Prints = n.lawCard(n.owed), n.printList()
	n.show(s)
}

// diagnosisSum is a fee in words, which may be nothing.
func (e Env) diagnosisSum(cents int64) string {
	if cents == 0 {
		return e.Words.T("diagnosis.free")
	}
	return e.Words.Money(cents, "EUR")
}

// serialVerdict says what the number on the device is, as soon as it can.
func (n *Intake) serialVerdict() Chip {
	id := product.Classify(n.form.text[SerialField])
	good := func(text string) Chip { return Chip{Tone: Good, Icon: "check", Text: text} }
	if slices.ContainsFunc(n.history, func(r views.RepairRow) bool { return r.Status.Scope() != repair.Ended }) {
		return Chip{Tone: Watch, Icon: "triangle-alert", Text: n.Words.T("serial.here")}
	}
	switch id.Kind {
	case product.IMEI:
		return good(n.Words.T("serial.imei"))
	case product.IMEISV:
		return good(n.Words.T("serial.imeisv"))
	case product.MEID:
		return good(n.Words.T("serial.meid"))
	case product.GTIN:
		return Chip{Tone: Watch, Icon: "barcode", Text: n.Words.T("serial.gtin")}
	}
	if len(id.Normalised) == imeiDigits && digits(id.Normalised) {
		return Chip{Tone: Watch, Icon: "triangle-alert", Text: n.Words.T("serial.imei_wrong")}
	}
	return Chip{}
}

const imeiDigits = 15

func (n *Intake) showCustomer(s *IntakeState) {
	f := &n.form
	for _, c := range n.known {
		known := KnownCustomer{ID: c.ID, Name: c.Name, Detail: n.Words.N("counter.files", len(c.Repairs))}
		known.Chosen = f.customer != nil && *f.customer == c.ID
		if known.Name == "" {
			known.Name = n.Words.T(nobody(c.Erased))
		}
		s.Known = append(s.Known, known)
		if known.Chosen {
			s.KnownChip = Chip{Tone: Good, Icon: "check", Text: n.Words.T("intake.found")}
			if n.byDevice {
				s.KnownChip.Text = n.Words.T("intake.found.device")
			}
			s.SeenChip = n.Words.N("intake.seen", len(c.Repairs))
		}
	}
	switch {
	case n.byDevice && s.KnownChip.IsZero():
		s.KnownChip = Chip{Tone: Work, Icon: "user", Text: n.Words.T("intake.brought")}
		s.Known[0].Key = "F4"
	case len(s.Known) > 0 && s.KnownChip.IsZero():
		s.KnownChip = Chip{Tone: Work, Icon: "users", Text: n.Words.N("intake.sharing", len(s.Known))}
	}
	if f.leavesPhone() {
		s.OwnPhone = true
		s.OwnNotice = Notice{Tone: Watch, Text: n.Words.T("intake.own_phone"), Next: n.Words.T("intake.own_phone.next")}
	}
}

func (n *Intake) showDevice(s *IntakeState) {
	for _, p := range n.form.photos {
		s.Photos = append(s.Photos, p.Name)
	}
	s.Battery = []Choice{
		{batterySafe, n.Words.T("battery.safe")}, {batteryDanger, n.Words.T("battery.danger")}, {batteryNone, n.Words.T("battery.none")},
	}
	if n.form.battery == batteryDanger {
		s.BatterySays = Notice{Tone: Late, Text: n.Words.T("battery.danger.text"), Next: n.Words.T("battery.danger.next")}
	}
	for i, row := range n.history {
		if i == maxSeen {
			break
		}
		text := n.Words.T("status." + string(row.Status))
		if row.Outcome != "" {
			text = n.Words.T("outcome." + string(row.Outcome))
		}
		s.Seen = append(s.Seen, SeenRow{ID: row.ID, Number: row.Number, When: n.when(row.TouchedMS), Text: text})
	}
}

func (n *Intake) showDrafts(s *IntakeState) {
	if n.keptMS > 0 && !s.Done.Shown {
		s.Kept = n.Words.T("intake.kept", "time", n.Words.Clock(n.keptMS, n.Zone))
	}
	for _, d := range n.drafts {
		if d.ID == n.form.call.ID.String() || !d.Parked {
			continue
		}
		label := draftLabel(d)
		if label == "" {
			label = n.Words.T("intake.parked.unnamed")
		}
		s.Parked = append(s.Parked, ParkedRow{ID: d.ID, Label: label, When: n.when(d.SavedMS)})
	}
}

func (n *Intake) printList() string {
	var names []string
	for _, form := range n.ports.Papers.AtIntake() {
		names = append(names, n.formName(form))
	}
	if len(names) == 0 {
		return n.Words.T("intake.prints.none")
	}
	return strings.Join(names, " · ")
}
