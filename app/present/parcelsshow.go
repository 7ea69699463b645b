package present

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/views"
)

func (p *Parcels) parcelRow(one views.Parcel, why []parcel.Risk) Row {
	row := Row{
		ID: one.ID, Number: cmp.Or(one.Number, one.Tracking, one.CarrierName, one.Carrier), Product: p.addressee(one), Customer: p.contents(one),
		Chip: p.parcelChip(one), Waiting: one.Tentative, Review: one.Review > 0,
	}
	if at := cmp.Or(one.SightedMS, one.ClosedMS); at > 0 {
		row.When = p.shortWhen(at)
	}
	if len(why) > 0 {
		row.Chip = p.parcelRisk(why[0])
	}
	return row
}

// addressee is whom a parcel goes to or comes from.
func (e Env) addressee(one views.Parcel) string {
	return cmp.Or(one.CustomerName, one.Place.Name, e.Words.T(nobody(one.Erased)))
}

func (e Env) contents(one views.Parcel) string {
	var parts []string
	for _, l := range one.Lines {
		parts = append(parts, e.holds(l))
	}
	return cmp.Or(strings.Join(parts, ", "), e.Words.T("parcels.nothing"))
}

func (e Env) parcelChip(one views.Parcel) Chip {
	chip := Chip{Tone: Work, Icon: "truck", Text: e.Words.T("status." + one.Status.Word())}
	switch one.Status {
	case parcel.Open:
		chip.Icon = "package-open"
	case parcel.Collected, parcel.Delivered, parcel.Received:
		chip.Tone, chip.Icon = Good, "package-check"
	case parcel.NotFound, parcel.Lost, parcel.Damaged:
		chip.Tone, chip.Icon = Late, "triangle-alert"
	case parcel.SentBack:
		chip.Tone, chip.Icon = Watch, "undo-2"
	case parcel.Cancelled:
		chip.Tone, chip.Icon = Neutral, "x"
	}
	return chip
}

func (e Env) parcelRisk(r parcel.Risk) Chip {
	chip := Chip{Watch, "clock", e.Words.T("parceling.risk." + string(r))}
	if r == parcel.Unfound || r == parcel.MovedOften || r == parcel.Missing || r == parcel.Broken {
		chip.Tone, chip.Icon = Late, "triangle-alert"
	}
	return chip
}

// announced tells whether what is known of a parcel is only a carrier's word.
func announced(one views.Parcel) bool { return one.SightedMS > 0 && !one.Checked }

func (p *Parcels) showParcel(s *Detail, one sent) {
	w := p.Words
	s.Code, s.Title = one.Number, p.addressee(one.Parcel)
	s.Chips = []Chip{p.parcelChip(one.Parcel)}
	if announced(one.Parcel) {
		s.Chips = append(s.Chips, Chip{Watch, "circle-question-mark", w.T("claims.announced")})
	}
	for _, r := range one.why {
		s.Chips = append(s.Chips, p.parcelRisk(r))
	}
	if one.Tentative && !p.Desk.Alone {
		s.Chips = append(s.Chips, Chip{Icon: "circle-dashed", Text: w.T("timeline.waiting")})
	}
	s.Sub = cmp.Or(one.CarrierName, one.Carrier) + " · " + w.T(parcelTo(one.Parcel))
	s.Cards = slices.DeleteFunc([]DetailCard{
		p.talkCard(one), p.waysCard(), p.contentsCard(one.Parcel), p.whereCard(one.Parcel), p.toCard(one.Parcel), p.slotCard(one.Parcel),
	}, DetailCard.IsZero)
	s.Primary, s.Actions = p.parcelActions(one)
	s.Forms = []Action{p.paper(ParcelA5)}
	if len(one.Told) > 0 {
		s.Story = w.T("parcels.story")
	}
	for _, t := range slices.Backward(one.Told) {
		s.Events = append(s.Events, TimelineRow{When: p.shortWhen(t.AtMS), Title: w.T("parceling.told." + t.By), Text: oneLine(t.Words)})
	}
}

func parcelTo(one views.Parcel) string {
	switch {
	case one.Incoming:
		return "parcels.incoming"
	case one.Point:
		return "parcels.point"
	}
	return "parcels.home"
}

// talkCard leads to the message that stops the closing.
func (p *Parcels) talkCard(one sent) DetailCard {
	if one.talk.IsZero() {
		return DetailCard{}
	}
	w := p.Words
	return DetailCard{
		Title: w.T("parcels.unread"), Chip: Chip{Watch, "mail", w.T("inbox.unread")}, Text: w.T("parcels.unread.text"), Acts: []Action{p.parcelAct(parcelTalk)},
	}
}

// waysCard is how what came too late still reaches the customer.
func (p *Parcels) waysCard() DetailCard {
	w := p.Words
	card := DetailCard{Title: w.T("parcels.ways")}
	for _, way := range p.ways {
		line := DetailLine{Label: w.T("parceling.way." + way.How), Value: w.Money(way.Cents, euro)}
		if way.Ours {
			line.Value += " · " + w.T("parcels.ours")
		}
		card.Lines = append(card.Lines, line)
	}
	return card
}

func (p *Parcels) contentsCard(one views.Parcel) DetailCard {
	w := p.Words
	card := DetailCard{Title: w.T("parcels.contents")}
	for _, l := range one.Lines {
		value := "–"
		if l.Cents > 0 {
			value = w.Money(l.Cents, euro)
		}
		if l.Paid != parcel.NothingToPay {
			value += " · " + w.T("parceling.paid."+string(l.Paid))
		}
		card.Lines = append(card.Lines, DetailLine{Label: p.holds(l), Value: value})
	}
	if one.Cents > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("parcels.carriage"), Value: w.Money(one.Cents, euro)})
	}
	due := DetailLine{Label: w.T("parcels.due"), Value: w.Money(one.DueCents, euro)}
	if one.DueCents > 0 {
		due.Tone = Watch
	}
	card.Lines = append(card.Lines, due)
	return card
}

// returnLines say under which number a customer may send a parcel, until when, and whether
// it was read when it came.
func (p *Parcels) returnLines(one views.Parcel) []DetailLine {
	if one.Return == "" {
		return nil
	}
	w := p.Words
	out := []DetailLine{{Label: w.T("parcels.return"), Value: one.Return}, {Label: w.T("parcels.return.until"), Value: w.Date(one.ReturnUntil)}}
	if one.Status != parcel.Received {
		return out
	}
	if one.Expired {
		out[1].Value, out[1].Tone = joined(out[1].Value, w.T("parcels.return.late")), Watch
	}
	read := DetailLine{Label: w.T("parcels.return.read"), Value: w.T("norms.yes"), Tone: Good}
	if !one.ReturnRead {
		read.Value, read.Tone = w.T("norms.no"), Watch
	}
	return append(out, read)
}

// whereCard says where a parcel is, who says so and when; a carrier's word is an
// announcement until somebody saw it.
func (p *Parcels) whereCard(one views.Parcel) DetailCard {
	w := p.Words
	card := DetailCard{Title: w.T("parcels.card.where"), Lines: p.returnLines(one)}
	if one.SightedMS > 0 {
		said := DetailLine{Label: w.T("parceling.by." + string(one.SaidBy)), Value: w.T("status."+one.Status.Word()) + ", " + p.when(one.SightedMS)}
		checked := DetailLine{Label: w.T("parcels.checked"), Value: w.T("parcels.checked.yes"), Tone: Good}
		if announced(one) {
			checked.Value, checked.Tone = w.T("claims.announced"), Watch
		}
		card.Lines = append(card.Lines, said, checked)
	}
	if one.UntilOn != "" {
		left, _ := dayDistance(p.today(), one.UntilOn)
		card.Lines = append(card.Lines, DetailLine{Label: w.T("parcels.until"), Value: w.Date(one.UntilOn), Tone: deadlineTone(left)})
	}
	if one.Tracking != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("parcels.tracking"), Value: one.Tracking})
	}
	if one.ClosedMS > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("parcels.closed"), Value: p.when(one.ClosedMS)})
	}
	if one.Unseen {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("parcels.unseen"), Value: w.T("parcels.unseen.since", "time", p.when(one.SeenMS)), Tone: Watch})
	}
	return card
}

func (p *Parcels) toCard(one views.Parcel) DetailCard {
	w := p.Words
	card := DetailCard{Title: w.T("parcels.card.to"), Text: oneLine(one.Place.Name + " · " + one.Place.Address)}
	if one.Place.Phone != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("intake.phone"), Value: maskedPhone(one.Place.Phone)})
	}
	if !one.Repair.IsZero() {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("inbox.file"), Value: one.Number, Open: parcelFile})
	}
	return card
}

func (p *Parcels) slotCard(one views.Parcel) DetailCard {
	w := p.Words
	card := DetailCard{Title: w.T("parcels.card.slot")}
	if (one.Slot != visit.Slot{}) {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("parcels.slot"), Value: p.slotWords(one.Slot)})
	}
	if one.Moves > 0 {
		line := DetailLine{Label: w.T("parcels.moves"), Value: w.Number(one.Moves)}
		if one.Alert {
			line.Tone = Late
		}
		card.Lines = append(card.Lines, line)
	}
	if one.LateTold {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("parcels.late_told"), Value: w.T("parcels.late_told.yes"), Tone: Late})
	}
	return card
}

// slotWords are the day and the hours of a slot.
func (e Env) slotWords(s visit.Slot) string {
	from, to := time.UnixMilli(s.FromMS).In(e.Zone), time.UnixMilli(s.ToMS).In(e.Zone)
	return e.Words.DateShort(from.Format(isoDate)) + ", " + from.Format(hourForm) + "–" + to.Format(hourForm)
}
