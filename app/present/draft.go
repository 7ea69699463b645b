package present

import (
	"context"
	"encoding/json"

	"etabli/app/service"
	"etabli/storage/journal"
)

// Draft is an intake that is not finished. It is kept on this device only.
type Draft struct {
	ID      string
	Parked  bool // put aside by somebody; one that is not is gone on with by itself
	SavedMS int64
	Body    []byte
}

// Drafts keeps unfinished intakes over a crash and a change of staff.
type Drafts interface {
	Drafts(ctx context.Context) ([]Draft, error) // the latest saved first
	SaveDraft(ctx context.Context, d Draft) error
	DropDraft(ctx context.Context, id string) error
}

// draftBody is what was filled in. Its call is the id of the command that it
// becomes: a draft that is found again after a crash makes no second file.
type draftBody struct {
	Command  journal.CommandID `json:"command"`
	Fields   map[string]string `json:"fields"`
	Customer *ID               `json:"customer,omitempty"`
	TellBy   string            `json:"tell_by"`
	Battery  string            `json:"battery,omitempty"`

	Accessories []Tick                   `json:"accessories,omitempty"`
	Conditions  []Tick                   `json:"conditions,omitempty"`
	Photos      []picture                `json:"photos,omitempty"`
	Signature   *service.AttachmentInput `json:"signature,omitempty"`
}

// picture is a photo that was stored.
type picture struct {
	Name string                  `json:"name"`
	At   service.AttachmentInput `json:"at"`
}

// fieldKeys are the names of the fields in a draft and in a command's faults.
var fieldKeys = [intakeFields]string{
	PhoneField: "customer.phone", NameField: "customer.name", EmailField: "customer.email",
	OtherContactField: "other_contact", SerialField: "product.serial", ProductField: "product.label",
	BoughtField: "bought_on", FaultField: "fault", AccessoryField: "accessory", ConditionField: "remark",
	PromisedField: "promised_on", CeilingField: "ceiling_cents", DiagnosisField: "diagnosis.cents",
}

// body is what is kept of the form.
func (f *form) body() ([]byte, error) {
	b := draftBody{
		Command: f.call.ID, Fields: map[string]string{}, Customer: f.customer, TellBy: f.tellBy, Battery: f.battery,
		Accessories: f.accessories, Conditions: f.conditions, Photos: f.photos, Signature: f.signature,
	}
	for i, text := range f.text {
		if text != "" {
			b.Fields[fieldKeys[i]] = text
		}
	}
	return json.Marshal(b)
}

// restore fills the form with what was kept.
func (f *form) restore(raw []byte) error {
	var b draftBody
	if err := json.Unmarshal(raw, &b); err != nil {
		return err
	}
	for i, key := range fieldKeys {
		f.text[i] = b.Fields[key]
	}
	f.call.ID, f.customer, f.tellBy, f.battery = b.Command, b.Customer, b.TellBy, b.Battery
	f.accessories, f.conditions, f.photos, f.signature = b.Accessories, b.Conditions, b.Photos, b.Signature
	return nil
}

// draftLabel names a draft in the list of those that were put aside, empty
// when nothing in it can.
func draftLabel(d Draft) string {
	var b draftBody
	if json.Unmarshal(d.Body, &b) != nil {
		return ""
	}
	for _, field := range []IntakeField{NameField, PhoneField, ProductField, SerialField} {
		if text := b.Fields[fieldKeys[field]]; text != "" {
			return text
		}
	}
	return ""
}
