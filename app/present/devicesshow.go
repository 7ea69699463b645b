package present

import (
	"context"
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
)

// The acts on devices.
const (
	devicePair   = "devices.pair"
	deviceRevoke = "devices.revoke"
	deviceSends  = "devices.sends"
	deviceMove   = "devices.move"
)

var deviceIcons = map[string]string{devicePair: "qr-code", deviceRevoke: "ban", deviceSends: "cloud-upload", deviceMove: "arrow-right", stickUse: "arrow-left-right"}

func (d *Devices) showDevice(s *Detail, one device) {
	if one.own != nil {
		d.showOwn(s, *one.own, one.far)
		return
	}
	if one.far == nil {
		s.Title = d.Words.T("devices.gone")
		return
	}
	far, w := *one.far, d.Words
	s.Code, s.Title, s.Sub, s.Chips = far.Site+far.Code, far.Name, w.T("devices.role."+far.Role), []Chip{d.deviceChip(far)}
	s.Clocks = []ClockCard{
		{Label: w.T("devices.seen"), Value: d.agoOr(far.SeenMS), Share: -1, Sub: w.T("devices.seen.sub"), Tone: d.worryTone(far, "never", "silent")},
		{Label: w.T("devices.lag"), Value: w.Number(far.Lag), Share: -1, Sub: w.T("devices.lag.sub"), Tone: d.worryTone(far, "behind")},
		{Label: w.T("devices.waiting"), Value: w.Number(far.Waiting), Share: -1, Sub: w.T("devices.waiting.sub"), Tone: d.worryTone(far, "unsent")},
	}
	s.Cards = cardsOf(d.knownCard(far), d.awayCard(far))
	if far.Revoked || far.Moved {
		d.deeds(s, deviceIcons, devicePair)
		return
	}
	d.deeds(s, deviceIcons, devicePair, deviceRevoke)
}

func (d *Devices) worryTone(far FleetDevice, worries ...string) Tone {
	for _, w := range worries {
		if d.worry(far) == w {
			return Watch
		}
	}
	return Neutral
}

// agoOr is when something was, or that it never was.
func (d *Devices) agoOr(ms int64) string {
	if ms == 0 {
		return d.Words.T("devices.never")
	}
	return d.when(ms)
}

func (d *Devices) knownCard(far FleetDevice) DetailCard {
	w := d.Words
	card := DetailCard{Title: w.T("devices.known"), Lines: []DetailLine{
		{Label: w.T("devices.site"), Value: d.siteName(far.Site)}, {Label: w.T("devices.app"), Value: orDash(far.Version)},
		{Label: w.T("devices.clock"), Value: d.drift(far.DriftMS), Tone: d.worryTone(far, "clock")},
	}}
	if far.Waiting > 0 && far.OldestMS > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("devices.oldest"), Value: d.when(far.OldestMS)})
	}
	if far.MovesTo != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("devices.moves"), Value: d.siteName(far.MovesTo), Tone: Work})
	}
	return card
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// drift says how far a clock is off, in words that need no sign.
func (d *Devices) drift(ms int64) string {
	off := time.Duration(ms) * time.Millisecond
	key := "devices.clock.ahead"
	if off < 0 {
		off, key = -off, "devices.clock.behind"
	}
	switch {
	case off < time.Second:
		return d.Words.T("devices.clock.right")
	case off < time.Minute:
		return d.Words.T(key, "time", d.Words.T("span.seconds", "n", strconv.Itoa(int(off/time.Second))))
	}
	return d.Words.T(key, "time", d.span(off.Milliseconds()))
}

func (d *Devices) siteName(code string) string {
	for _, s := range d.sites {
		if s.Code == code && s.Name != "" && s.Name != code {
			return s.Name + " (" + code + ")"
		}
	}
	return code
}

// awayCard is who sent a device away, when and why, and what was left on it.
func (d *Devices) awayCard(far FleetDevice) DetailCard {
	w := d.Words
	if !far.Revoked || far.Moved {
		return DetailCard{}
	}
	card := DetailCard{Title: w.T("devices.away"), Lines: []DetailLine{{Label: w.T("devices.away.on"), Value: d.agoOr(far.RevokedMS)}}}
	if far.By != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("devices.away.by"), Value: far.By})
	}
	if far.Why != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("devices.away.why"), Value: far.Why})
	}
	if far.Waiting > 0 {
		card.Text = w.N("devices.away.unsent", far.Waiting)
	}
	return card
}

// scarce tells whether little is left on the disk before nothing can be recorded.
func (own OwnHealth) scarce() bool { return own.NoBallast || own.FreeBytes < 4*own.KeptBytes }

// diskLine is what is free on the disk, and whether there is room for closing down.
func (d *Devices) diskLine(own OwnHealth) DetailLine {
	key, tone := "devices.disk.free", Neutral
	if own.scarce() {
		tone = Late
	}
	if own.NoBallast {
		key = "devices.disk.spent"
	}
	return DetailLine{Label: d.Words.T("devices.disk"), Tone: tone,
		Value: d.Words.T(key, "free", d.Words.Room(own.FreeBytes), "kept", d.Words.Room(own.KeptBytes))}
}

// showOwn is this device: what it knows of itself, and what HQ adds.
func (d *Devices) showOwn(s *Detail, own OwnHealth, far *FleetDevice) {
	w, link := d.Words, d.port.Connection()
	s.Title, s.Sub, s.Chips = own.Device, joined(own.Site, w.T("devices.self.text")), []Chip{d.connectionChip(link.State)}
	s.Clocks = []ClockCard{
		{Label: w.T("devices.waiting"), Value: w.Number(own.Waiting), Share: -1, Sub: w.T("devices.waiting.own"), Tone: Neutral},
		{Label: w.T("devices.synced"), Value: d.agoOr(link.LastSyncMS), Share: -1, Sub: d.reasonOf(link)},
		{Label: w.T("devices.files"), Value: w.Number(own.Files), Share: -1, Sub: w.T("devices.files.sub")},
	}
	health := DetailCard{Title: w.T("devices.health"), Chip: Chip{Good, "check", w.T("devices.health.good")}}
	if own.FromOutbox > 0 {
		health.Chip = Chip{Work, "history", w.T("devices.health.mended")}
		health.Text = w.N("devices.health.outbox", own.FromOutbox)
	}
	health.Lines = []DetailLine{
		{Label: w.T("settings.version"), Value: orDash(own.Version)}, {Label: w.T("settings.store"), Value: own.Store},
		{Label: w.T("settings.protection"), Value: w.T(own.Protection)}, {Label: w.T("settings.hq"), Value: orDash(own.HQ)},
	}
	if own.FreeBytes > 0 {
		health.Lines = append(health.Lines, d.diskLine(own))
		if own.scarce() {
			health.Chip = Chip{Late, "triangle-alert", w.T("devices.disk.scarce")}
		}
	}
	if own.OldestMS > 0 {
		health.Lines = append(health.Lines, DetailLine{Label: w.T("devices.oldest"), Value: d.when(own.OldestMS)})
	}
	s.Cards = []DetailCard{health}
	if far != nil {
		s.Cards = append(s.Cards, DetailCard{Title: w.T("devices.by_hq"), Lines: []DetailLine{
			{Label: w.T("devices.lag"), Value: w.Number(far.Lag)}, {Label: w.T("devices.clock"), Value: d.drift(far.DriftMS), Tone: d.worryTone(*far, "clock")},
		}})
	}
	if link.State.apart() {
		return
	}
	s.Cards = append(s.Cards, d.exchangeCard(own))
	if d.movesTo() != "" {
		s.Cards = append([]DetailCard{d.moveCard(own)}, s.Cards...)
		d.deeds(s, deviceIcons, deviceMove, devicePair, deviceSends)
		return
	}
	d.deeds(s, deviceIcons, devicePair, deviceSends)
}

// reasonOf says why HQ refuses, when it does.
func (d *Devices) reasonOf(c Connection) string {
	if c.State == Refused {
		return d.reason(c)
	}
	return d.Words.T("devices.synced.sub")
}

// PrimaryPressed lets a device join.
func (d *Devices) PrimaryPressed() { d.ActionPressed(d.primary()) }

// EmptyPressed lets a device join.
func (d *Devices) EmptyPressed() { d.ActionPressed(devicePair) }

// ActionPressed begins an act.
func (d *Devices) ActionPressed(id string) {
	switch {
	case d.open.busy || d.exchanges(id):
	case id == devicePair:
		d.open.sheets.open(d.pairSheet())
	case id == deviceRevoke && d.read && d.one.far != nil:
		d.open.sheets.open(d.revokeSheet(*d.one.far))
	case id == deviceMove && d.movesTo() != "":
		d.open.sheets.open(d.moveSheet())
	case id == deviceSends:
		d.Go(Route{Screen: OutboxScreen})
	}
}

// pairSheet asks what the new device is for; its code follows on a sheet of its own.
func (d *Devices) pairSheet() plan {
	w := d.Words
	var sites []Choice
	for _, s := range d.sites {
		sites = append(sites, Choice{s.Code, d.siteName(s.Code)})
	}
	first := ""
	if len(sites) > 0 {
		first = sites[0].Value
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + devicePair), Intro: w.T("devices.pair.intro"), Submit: w.T("devices.pair.do"), Fields: []SheetField{
			{Key: "site", Label: w.T("devices.site"), Kind: ChoiceInput, Value: first, Choices: sites},
			{Key: "role", Label: w.T("devices.for"), Kind: ChoiceInput, Value: "counter", Choices: d.choices("devices.role.", "counter", "field", "kiosk", "manager")},
		}},
		prepare: func(v values) (job, error) {
			site, role := v["site"], v["role"]
			return func(ctx context.Context, call service.Call) error {
				made, err := d.port.PairDevice(ctx, call.Staff, site, role)
				d.Post(func() { d.paired = made })
				return err
			}, required("site", site)
		},
		then: func() { d.open.sheets.open(d.codeSheet(d.paired)) },
	}
}

// codeSheet shows the code to scan, and the same to type. It is worth nothing after its
// time, and is not kept.
func (d *Devices) codeSheet(p Pairing) plan {
	w := d.Words
	return plan{
		sheet: Sheet{Title: w.T("devices.code"), Intro: w.T("devices.code.intro", "time", w.Clock(p.ExpiresMS, d.Zone)), Page: p.Picture, Submit: w.T("devices.code.done"),
			Lines: []Line{{w.T("devices.code.type"), p.Code}}},
		prepare: func(values) (job, error) { return func(context.Context, service.Call) error { return nil }, nil },
	}
}

// revokeSheet says what sending a device away means, and asks for a reason and a yes.
func (d *Devices) revokeSheet(far FleetDevice) plan {
	w := d.Words
	name := joined(far.Site+far.Code, far.Name)
	sheet := Sheet{Title: w.T("deed." + deviceRevoke), Intro: w.T("devices.revoke.intro"), Submit: w.T("deed." + deviceRevoke),
		Lines: []Line{{w.T("devices.device"), name}, {w.T("devices.seen"), d.agoOr(far.SeenMS)}, {w.T("devices.waiting"), w.Number(far.Waiting)}},
		Fields: []SheetField{
			{Key: "why", Label: w.T("devices.away.why"), Kind: TextInput, Hint: w.T("devices.revoke.hint")},
			{Key: "sure", Label: w.T("devices.revoke.sure"), Kind: TickInput, Choices: []Choice{{yes, w.T("devices.revoke.yes", "name", name)}}},
		}}
	if far.Waiting > 0 {
		sheet.Notice = Notice{Tone: Watch, Text: w.N("devices.away.unsent", far.Waiting), Next: w.T("devices.revoke.unsent")}
	}
	return plan{sheet: sheet, prepare: func(v values) (job, error) {
		why := strings.TrimSpace(v["why"])
		if err := required("why", why); err != nil {
			return nil, err
		}
		if v["sure"] == "" {
			return nil, fault.New(fault.Missing, "sure")
		}
		return func(ctx context.Context, call service.Call) error {
			return d.port.RevokeFleetDevice(ctx, call.Staff, far.Key, why)
		}, nil
	}}
}
