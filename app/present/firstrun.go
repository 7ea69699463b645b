package present

import (
	"context"
	"strings"
)

// SetupWay is how a device begins.
type SetupWay string

// The ways to begin.
const (
	NoWay    SetupWay = ""
	JoinWay  SetupWay = "join"  // an HQ, with a pairing code
	AloneWay SetupWay = "alone" // a shop without HQ
)

// The fields of the first run, as faults name them.
const (
	codeField   = "code"
	deviceField = "device"
	siteField   = "site"
	shopField   = "name"
	personField = "staff"
)

// FirstRunState is the first thing that a new device shows.
type FirstRunState struct {
	Way    SetupWay
	Title  string
	Text   string
	Fields []SheetField
	Submit string
	Busy   bool
	Notice Notice
}

// Setup prepares a device.
type Setup interface {
	// Join enrols with HQ by a pairing code, as typed or as scanned.
	Join(ctx context.Context, code, device string) error
	// OpenAlone sets up a shop without HQ: its three letters, its name, and
	// who works there first, which may be empty.
	OpenAlone(ctx context.Context, site, name, person string) error
}

// FirstRun presents the set-up of a device.
type FirstRun struct {
	stay
	port Setup
	done func() // the device works now
	show func(FirstRunState)

	way    SetupWay
	fields []SheetField
	busy   bool
	notice Notice
}

// NewFirstRun makes the presenter of the set-up.
func NewFirstRun(env Env, port Setup, done func(), show func(FirstRunState)) *FirstRun {
	return &FirstRun{stay: stay{Env: env}, port: port, done: done, show: show}
}

// Enter asks how to begin.
func (f *FirstRun) Enter(ctx context.Context) {
	f.enter(ctx)
	f.publish()
}

// Leave ends it.
func (f *FirstRun) Leave() { f.leave() }

// WayChosen asks what one of the ways needs; NoWay goes back.
func (f *FirstRun) WayChosen(way SetupWay) {
	if f.busy {
		return
	}
	f.way, f.notice, f.fields = way, Notice{}, nil
	w := f.Words
	switch way {
	case JoinWay:
		f.fields = []SheetField{
			{Key: codeField, Label: w.T("first.code"), Kind: TextInput, Hint: w.T("first.code.hint")},
			{Key: deviceField, Label: w.T("first.device"), Kind: TextInput, Hint: w.T("first.device.hint")},
		}
	case AloneWay:
		f.fields = []SheetField{
			{Key: siteField, Label: w.T("first.site"), Kind: TextInput, Hint: w.T("first.site.hint")},
			{Key: shopField, Label: w.T("first.name"), Kind: TextInput, Hint: w.T("first.name.hint")},
			{Key: personField, Label: w.T("first.person"), Kind: TextInput, Hint: w.T("first.person.hint")},
		}
	}
	f.publish()
}

// Typed takes what a field holds now.
func (f *FirstRun) Typed(key, value string) {
	fields := append([]SheetField(nil), f.fields...)
	for i := range fields {
		if fields[i].Key == key && fields[i].Value != value {
			fields[i].Value, fields[i].Error = value, ""
			f.fields = fields
			f.publish()
		}
	}
}

// pairingPrefix begins the QR of a pairing code.
const pairingPrefix = "ETABLI1:"

// Scanned takes a pairing code from a reader, on any page, and joins. It is
// false for any other code, which stays where it was typed.
func (f *FirstRun) Scanned(code string) bool {
	code = strings.TrimSpace(code)
	if f.busy || !strings.HasPrefix(strings.ToUpper(code), pairingPrefix) && !strings.Contains(code, "/") {
		return false
	}
	f.WayChosen(JoinWay)
	f.Typed(codeField, code)
	f.SubmitPressed()
	return true
}

// SubmitPressed sets the device up.
func (f *FirstRun) SubmitPressed() {
	if f.busy || f.way == NoWay {
		return
	}
	v := values{}
	for _, field := range f.fields {
		v[field.Key] = strings.TrimSpace(field.Value)
	}
	needed := []string{codeField}
	if f.way == AloneWay {
		needed = []string{siteField, shopField}
	}
	for _, key := range needed {
		if err := required(key, v[key]); err != nil {
			f.refused(err)
			return
		}
	}
	way := f.way
	f.busy, f.notice = true, Notice{}
	f.publish()
	act(&f.stay, func(ctx context.Context) (struct{}, error) {
		if way == JoinWay {
			return struct{}{}, f.port.Join(ctx, v[codeField], v[deviceField])
		}
		return struct{}{}, f.port.OpenAlone(ctx, strings.ToUpper(v[siteField]), v[shopField], v[personField])
	}, func(_ struct{}, err error) {
		f.busy = false
		if err != nil {
			f.refused(err)
			return
		}
		f.done()
	})
}

func (f *FirstRun) refused(err error) {
	name, text := f.fieldError(err)
	fields := append([]SheetField(nil), f.fields...)
	for i := range fields {
		if fields[i].Key == name {
			fields[i].Error = text
			f.fields = fields
			f.publish()
			return
		}
	}
	f.notice = f.Failure(err)
	f.publish()
}

func (f *FirstRun) publish() {
	w := f.Words
	s := FirstRunState{Way: f.way, Fields: f.fields, Busy: f.busy, Notice: f.notice}
	switch f.way {
	case JoinWay:
		s.Title, s.Text, s.Submit = w.T("first.join"), w.T("first.join.text"), w.T("first.join.go")
	case AloneWay:
		s.Title, s.Text, s.Submit = w.T("first.alone"), w.T("first.alone.text"), w.T("first.alone.go")
	default:
		s.Title, s.Text = w.T("first.title"), w.T("first.text")
	}
	f.show(s)
}
