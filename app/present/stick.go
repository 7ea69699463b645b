package present

import (
	"context"
	"strings"
)

// What is done with a stick.
const (
	stickBoth  = "both"
	stickTake  = "take"
	stickGive  = "give"
	stickOther = "other" // a folder that is typed
)

// beginStick looks which sticks are plugged in, then asks what is done with one.
func (d *Devices) beginStick() {
	ask(&d.stay, &d.sticks, func(ctx context.Context) ([]Stick, error) { return d.port.Sticks(ctx) }, func(found []Stick, err error) {
		if err != nil {
			d.Tell(d.Failure(err))
			return
		}
		d.open.sheets.open(d.stickSheet(found))
	})
}

// stickSheet chooses a stick, or a folder, and reads what others wrote there, writes
// what they may lack, or both in this order.
func (d *Devices) stickSheet(found []Stick) plan {
	w := d.Words
	var places []Choice
	for _, s := range found {
		places = append(places, Choice{s.Folder, joined(s.Name, w.N("devices.stick.files", len(s.Files)))})
	}
	places = append(places, Choice{stickOther, w.T("devices.stick.other")})
	usual := places[0].Value
	fields := func(v values) []SheetField {
		var list []SheetField
		if len(found) > 0 {
			list = append(list, SheetField{Key: "place", Label: w.T("devices.stick.which"), Kind: ChoiceInput, Value: usual, Choices: places})
		}
		if len(found) == 0 || v["place"] == stickOther {
			list = append(list, SheetField{Key: "folder", Label: w.T("devices.folder"), Kind: TextInput, Hint: w.T("devices.folder.hint")})
		}
		return append(list, SheetField{Key: "way", Label: w.T("devices.stick.way"), Kind: ChoiceInput, Value: stickBoth, Choices: d.choices("devices.stick.", stickBoth, stickTake, stickGive)})
	}
	intro := w.T("devices.stick.intro")
	if len(found) == 0 {
		intro = w.T("devices.stick.none") + " " + intro
	}
	return plan{
		fields: fields,
		sheet:  Sheet{Title: w.T("deed." + stickUse), Intro: intro, Submit: w.T("devices.stick.do"), Fields: fields(values{"place": usual})},
		prepare: func(v values) (job, error) {
			folder, way := v["place"], v["way"]
			var err error
			if folder == "" || folder == stickOther {
				folder = strings.TrimSpace(v["folder"])
				err = required("folder", folder)
			}
			return d.saying(func(ctx context.Context) (Notice, error) { return d.exchange(ctx, folder, way) }), err
		},
		then: d.say,
	}
}

// exchange reads and writes a stick, and says what it brought.
func (d *Devices) exchange(ctx context.Context, folder, way string) (said Notice, err error) {
	said.Tone = Good
	if way != stickGive {
		if err := d.take(ctx, folder, &said); err != nil {
			return said, err
		}
	}
	if way == stickTake {
		return said, nil
	}
	w := d.Words
	out, err := d.port.WriteStick(ctx, folder)
	if err != nil {
		return said, err
	}
	said.Text = spaced(said.Text, w.N("devices.written", out.Entries, "file", out.File))
	said.Next = spaced(said.Next, w.T("devices.written.for", "devices", strings.Join(out.For, ", "), "unsent", w.Number(out.Unsent)))
	return said, nil
}

// take reads what every other device wrote into a folder.
func (d *Devices) take(ctx context.Context, folder string, said *Notice) error {
	w := d.Words
	at, err := d.port.StickAt(ctx, folder)
	if err != nil {
		return err
	}
	for _, file := range at.Files {
		out, err := d.port.ReadStick(ctx, file.Path)
		if err != nil {
			return err
		}
		said.Text = spaced(said.Text, w.N("devices.taken", out.New, "from", out.From))
		if out.Aside > 0 || out.Out > 0 {
			said.Tone = Watch
			said.Next = spaced(said.Next, w.T("devices.taken.less", "aside", w.Number(out.Aside), "out", w.Number(out.Out)))
		}
	}
	if len(at.Files) == 0 {
		said.Text = w.T("devices.stick.nothing")
	}
	return nil
}

// spaced puts a sentence behind another.
func spaced(one, two string) string {
	if one == "" || two == "" {
		return one + two
	}
	return one + " " + two
}
