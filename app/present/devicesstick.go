package present

import (
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
)

// The acts by which devices of a shop exchange without HQ.
const (
	stickUse = "devices.stick"
	meetNow  = "devices.meet"
	meetWith = "devices.with"
)

type (
	// Carried is what was written for the others of the shop.
	Carried struct {
		File                         string
		For                          []string
		Entries, Unsent, Attachments int
	}
	// Taken is what one of the others brought.
	Taken struct {
		From                     string
		MadeMS                   int64
		Entries, New, Out, Aside int
	}
	// Stick is a place outside this machine, with what other devices of the shop wrote there.
	Stick struct {
		Folder, Name string
		Files        []StickFile // the latest first
	}
	// StickFile is what one device wrote.
	StickFile struct {
		Path, From string
		AtMS       int64
	}
	// Met is a device of the shop that was reached over its network.
	Met struct {
		With string
		New  int
	}
)

// Exchanging is how devices of a shop exchange without HQ: by a file on a stick, or over
// the shop's own network.
type Exchanging interface {
	// Sticks are those that are plugged in.
	Sticks(ctx context.Context) ([]Stick, error)
	// StickAt is any folder, read as one.
	StickAt(ctx context.Context, folder string) (Stick, error)
	WriteStick(ctx context.Context, folder string) (Carried, error)
	ReadStick(ctx context.Context, file string) (Taken, error)
	MeetNeighbours(ctx context.Context) ([]Met, error)
	NameNeighbours(ctx context.Context, listen string, with []string) error
}

// exchangeCard is how this device exchanges without HQ.
func (d *Devices) exchangeCard(own OwnHealth) DetailCard {
	w := d.Words
	card := DetailCard{Title: w.T("devices.exchange"), Text: w.T("devices.exchange.text")}
	for i, address := range own.With {
		label := ""
		if i == 0 {
			label = w.T("devices.neighbours")
		}
		line := DetailLine{Label: label, Value: address}
		if ms := own.MetMS[address]; ms > 0 {
			line.Value, line.Tone = joined(address, w.T("devices.met", "time", d.when(ms))), Good
		}
		card.Lines = append(card.Lines, line)
	}
	if len(own.With) == 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("devices.neighbours"), Value: w.T("devices.neighbours.none")})
	}
	card.Lines = append(card.Lines, DetailLine{Label: w.T("devices.listen"), Value: orDash(own.Listen)})
	ids := []string{stickUse, meetWith}
	if len(own.With) > 0 {
		ids = append(ids, meetNow)
	}
	for _, id := range ids {
		card.Acts = append(card.Acts, d.deed(deviceIcons, id))
	}
	return card
}

// exchanges begins an act of the exchange; false when the id is none of them.
func (d *Devices) exchanges(id string) bool {
	if !d.read || d.one.own == nil {
		return false
	}
	if id == stickUse {
		d.beginStick()
		return true
	}
	begins := map[string]func() plan{meetWith: d.withSheet, meetNow: d.meetSheet}
	begin, known := begins[id]
	if known {
		d.open.sheets.open(begin())
	}
	return known
}

// saying is an act of a sheet that says at its end what it brought.
func (d *Devices) saying(do func(ctx context.Context) (Notice, error)) job {
	return func(ctx context.Context, _ service.Call) error {
		said, err := do(ctx)
		d.Post(func() { d.said = said })
		return err
	}
}

// say shows what an act brought.
func (d *Devices) say() {
	d.open.notice = d.said
	d.publish()
}

// withSheet names the others of the shop, an address a line.
func (d *Devices) withSheet() plan {
	w, own := d.Words, *d.one.own
	return plan{
		sheet: Sheet{Title: w.T("deed." + meetWith), Intro: w.T("devices.with.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "with", Label: w.T("devices.neighbours"), Kind: LongInput, Value: strings.Join(own.With, "\n"), Hint: "192.168.1.20:7446"},
			{Key: "listen", Label: w.T("devices.listen"), Kind: TextInput, Value: own.Listen, Hint: ":7446"},
		}},
		prepare: func(v values) (job, error) {
			with, listen := strings.Fields(v["with"]), strings.TrimSpace(v["listen"])
			for _, address := range with {
				if !reachable(address) {
					return nil, fault.New(fault.Malformed, "with", "expected", "192.168.1.20:7446")
				}
			}
			if listen != "" && !reachable(listen) {
				return nil, fault.New(fault.Malformed, "listen", "expected", ":7446")
			}
			return func(ctx context.Context, _ service.Call) error { return d.port.NameNeighbours(ctx, listen, with) }, nil
		},
	}
}

// reachable tells whether a text has a port at its end, as an address of a device does.
func reachable(address string) bool {
	at := strings.LastIndexByte(address, ':')
	return at >= 0 && at < len(address)-1 && digits(address[at+1:])
}

func (d *Devices) meetSheet() plan {
	w, own := d.Words, *d.one.own
	return plan{
		sheet: Sheet{Title: w.T("deed." + meetNow), Intro: w.T("devices.meet.intro", "devices", strings.Join(own.With, ", ")), Submit: w.T("deed." + meetNow)},
		prepare: func(values) (job, error) {
			return d.saying(func(ctx context.Context) (Notice, error) {
				list, err := d.port.MeetNeighbours(ctx)
				var names []string
				fresh := 0
				for _, m := range list {
					names, fresh = append(names, m.With), fresh+m.New
				}
				return Notice{Tone: Good, Text: w.N("devices.exchanged", fresh, "devices", strings.Join(names, ", "))}, err
			}), nil
		},
		then: d.say,
	}
}
