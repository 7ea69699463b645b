package present

import (
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/lang"
	"etabli/app/service"
)

// The answers to the question about the battery.
const (
	batterySafe    = "safe"
	batteryDanger  = "danger"
	batteryNone    = "none"
	batteryUnasked = ""
)

// form is what is filled in of an intake, as it was typed.
type form struct {
	call     service.Call
	text     [intakeFields]string
	errors   [intakeFields]string
	customer *ID // somebody who is known
	tellBy   string
	battery  string

	accessories []Tick
	conditions  []Tick
	photos      []picture
	signature   *service.AttachmentInput
}

// usual accessories and remarks are offered to be ticked.
var (
	usualAccessories = []string{"accessory.charger", "accessory.case", "accessory.sim"}
	usualConditions  = []string{"condition.screen_intact", "condition.scratches", "condition.screen_broken", "condition.traces_of_liquid"}
)

func newForm(words *lang.Catalogue, call service.Call) form {
	f := form{call: call, tellBy: "sms"}
	for _, key := range usualAccessories {
		f.accessories = append(f.accessories, Tick{Label: words.T(key)})
	}
	for _, key := range usualConditions {
		f.conditions = append(f.conditions, Tick{Label: words.T(key)})
	}
	return f
}

// untouched tells whether nothing was filled in yet.
func (f *form) untouched() bool {
	return f.text == [intakeFields]string{} && f.battery == batteryUnasked && len(f.photos) == 0 && f.signature == nil &&
		len(ticked(f.accessories)) == 0 && len(ticked(f.conditions)) == 0
}

func ticked(list []Tick) []string {
	var out []string
	for _, t := range list {
		if t.On {
			out = append(out, t.Label)
		}
	}
	return out
}

// add ticks a label, which may be new.
func add(list []Tick, label string) []Tick {
	label = strings.TrimSpace(label)
	if label == "" {
		return list
	}
	for i, t := range list {
		if strings.EqualFold(t.Label, label) {
			list = slices.Clone(list)
			list[i].On = true
			return list
		}
	}
	return append(slices.Clone(list), Tick{Label: label, On: true})
}

func toggle(list []Tick, i int) []Tick {
	if i < 0 || i >= len(list) {
		return list
	}
	list = slices.Clone(list)
	list[i].On = !list[i].On
	return list
}

// leavesPhone tells whether the device that is left is likely the telephone
// whose number was given: it has an IMEI, and messages go to it.
func (f *form) leavesPhone() bool {
	id := product.Classify(f.text[SerialField])
	isPhone := string(id.Kind) == "imei" || string(id.Kind) == "imeisv"
	return isPhone && f.text[PhoneField] != ""
}

// command checks the form and makes the intake of it. The fault names the
// field by the key that the command uses.
func (e Env) command(f *form) (*service.ReceiveInput, error) {
	text := func(field IntakeField) string { return strings.TrimSpace(f.text[field]) }
	if err := required(fieldKeys[ProductField], text(ProductField)); err != nil {
		return nil, err
	}
	bought, err := e.parseDate(fieldKeys[BoughtField], text(BoughtField))
	if err != nil {
		return nil, err
	}
	if bought > e.today() {
		return nil, fault.New(fault.OutOfRange, fieldKeys[BoughtField], "min", e.Words.Date("1970-01-01"), "max", e.Words.Date(e.today()))
	}
	promised, err := e.parseDate(fieldKeys[PromisedField], text(PromisedField))
	if err != nil {
		return nil, err
	}
	ceiling, err := e.parseMoney(fieldKeys[CeilingField], text(CeilingField))
	if err != nil {
		return nil, err
	}
	fee, err := e.announcedFee(text(DiagnosisField))
	if err != nil {
		return nil, err
	}
	in := &service.ReceiveInput{
		Diagnosis: fee,
		Customer:  f.contact(e.Words),
		Product:   service.ProductInput{Label: text(ProductField), Serial: text(SerialField)},
		Fault:     text(FaultField), Accessories: ticked(add(f.accessories, f.text[AccessoryField])),
		Condition: f.condition(e.Words), PromisedOn: promised, BoughtOn: bought, CeilingCents: ceiling,
	}
	for _, p := range f.photos {
		in.Attachments = append(in.Attachments, p.At)
	}
	if f.signature != nil {
		in.Attachments = append(in.Attachments, *f.signature)
	}
	return in, nil
}

func (f *form) contact(words *lang.Catalogue) service.CustomerInput {
	if f.customer != nil {
		return service.CustomerInput{ID: f.customer}
	}
	c := service.CustomerInput{
		Name: strings.TrimSpace(f.text[NameField]), Phone: strings.TrimSpace(f.text[PhoneField]),
		Email: strings.TrimSpace(f.text[EmailField]),
	}
	if c.Name != "" || c.Phone != "" || c.Email != "" {
		c.TellBy, c.Language = f.tellBy, words.Tag()
	}
	return c
}

// condition is what can be seen on the device, the battery included.
func (f *form) condition(words *lang.Catalogue) []string {
	list := ticked(add(f.conditions, f.text[ConditionField]))
	switch f.battery {
	case batterySafe:
		list = append(list, words.T("battery.safe.fact"))
	case batteryDanger:
		list = append(list, words.T("battery.danger.fact"))
	}
	return list
}

// refuse puts a fault under its field; it is false when the fault is about none.
func (f *form) refuse(e Env, err error) bool {
	field, text := e.fieldError(err)
	for i, key := range fieldKeys {
		if key == field || key == "product."+field || key == "customer."+field {
			f.errors[i] = text
			return true
		}
	}
	return false
}

// announcedFee is the fee that was typed; nil when none was, and the shop's holds.
func (e Env) announcedFee(text string) (*repair.DiagnosisFee, error) {
	if text == "" {
		return nil, nil
	}
	cents, err := e.parseMoney(fieldKeys[DiagnosisField], text)
	return &repair.DiagnosisFee{Cents: cents}, err
}
