package present

import (
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/app/views"
)

// lineFields ask what goes into a parcel and how it is paid.
func (p *Parcels) lineFields() []SheetField {
	w := p.Words
	return []SheetField{
		{Key: "label", Label: w.T("parcels.what"), Kind: TextInput},
		{Key: "line_cents", Label: w.T("parcels.price"), Kind: MoneyInput, Hint: "0,00 €"},
		{Key: "paid", Label: w.T("parcels.paid"), Kind: ChoiceInput, Choices: append([]Choice{{"", w.T("parcels.paid.nothing")}},
			p.choices("parceling.paid.", codes([]parcel.Paying{parcel.PaidBefore, parcel.ByLink, parcel.AtPickUp})...)...)},
	}
}

func (p *Parcels) line(v values) (l parcel.Line, err error) {
	l = parcel.Line{Label: strings.TrimSpace(v["label"]), Paid: parcel.Paying(v["paid"])}
	l.Cents, err = p.parseMoney("line_cents", v["line_cents"])
	return l, err
}

// openSheet begins a parcel, by one of the ways that carriers offer.
func (p *Parcels) openSheet(about views.Repair, offers []parcel.Offer) plan {
	w := p.Words
	var ways []Choice
	for _, o := range offers {
		if o.Carrier != "" && o.Why == parcel.Takes {
			where := "parcels.home"
			if o.Way == parcel.ToPoint {
				where = "parcels.point"
			}
			ways = append(ways, Choice{way(o), o.Name + " · " + w.T(where) + " · " + w.Money(o.Cents, euro)})
		}
	}
	s := Sheet{Title: w.T("deed." + parcelNew), Submit: w.T("parcels.new.do"), Fields: []SheetField{
		{Key: "repair", Label: w.T("loans.file"), Kind: ScanInput, Value: about.Number, Hint: w.T("loans.file.hint")},
		{Key: "carrier", Label: w.T("parcels.way"), Kind: ChoiceInput, Choices: ways},
		{Key: "incoming", Label: w.T("parcels.who"), Kind: TickInput, Choices: []Choice{{"yes", w.T("parcels.incoming")}}},
		{Key: "address", Label: w.T("parcels.address"), Kind: LongInput, Hint: w.T("parcels.address.hint")},
		{Key: "value_cents", Label: w.T("parcels.value"), Kind: MoneyInput, Hint: "0,00 €"},
	}}
	s.Fields = append(s.Fields, p.lineFields()...)
	if len(ways) == 0 {
		s.Notice = Notice{Tone: Watch, Text: w.T("parcels.no_carrier"), Next: w.T("parcels.no_carrier.next")}
	} else {
		s.Fields[1].Value = ways[0].Value
	}
	var opened views.Parcel
	return plan{sheet: s, prepare: func(v values) (job, error) {
		code, point := strings.CutSuffix(v["carrier"], atPoint)
		in := &service.ParcelInput{Carrier: code, Point: point, Incoming: v["incoming"] != "", Address: strings.TrimSpace(v["address"])}
		l, err := p.line(v)
		if err != nil {
			return nil, err
		}
		if l.Label != "" {
			in.Lines = []parcel.Line{l}
		}
		if in.Value, err = p.parseMoney("value_cents", v["value_cents"]); err != nil {
			return nil, err
		}
		if err := required("repair", v["repair"]); err != nil {
			return nil, err
		}
		return func(ctx context.Context, call service.Call) error {
			id := about.ID
			if typed := strings.TrimSpace(v["repair"]); typed != about.Number {
				row, err := fileNamed(ctx, p.ports.Search, "repair", typed)
				if err != nil {
					return err
				}
				id = row.ID
			}
			in.Repair = &id
			done, err := p.ports.Acts.OpenParcel(ctx, call, in)
			opened, _ = done.Data.(views.Parcel)
			return err
		}, required("carrier", code)
	}, then: func() {
		if !opened.ID.IsZero() {
			p.Go(Route{Screen: ParcelsScreen, Open: opened.ID})
		}
	}}
}

// atPoint marks a way that ends at a pick-up point.
const atPoint = "|point"

func way(o parcel.Offer) string {
	if o.Way == parcel.ToPoint {
		return o.Carrier + atPoint
	}
	return o.Carrier
}

func (p *Parcels) fillSheet() plan {
	w, id := p.Words, p.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + parcelFill), Submit: w.T("sheet.save"), Fields: p.lineFields()},
		prepare: func(v values) (job, error) {
			l, err := p.line(v)
			if err == nil {
				err = required("label", l.Label)
			}
			return doing(p.ports.Acts.FillParcel, &service.FillInput{ID: id, Line: l}), err
		},
	}
}

func (p *Parcels) outSheet() plan {
	w, id := p.Words, p.one.ID
	field := SheetField{Key: "key", Label: w.T("parcels.what"), Kind: ChoiceInput}
	for _, l := range p.one.Lines {
		field.Choices = append(field.Choices, Choice{l.Key, p.holds(l)})
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + parcelOut), Submit: w.T("deed." + parcelOut), Fields: []SheetField{field}},
		prepare: func(v values) (job, error) {
			return doing(p.ports.Acts.TakeOutOfParcel, &service.TakeOutInput{ID: id, Key: v["key"]}), required("key", v["key"])
		},
	}
}

func (p *Parcels) closeSheet() plan {
	w, id := p.Words, p.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + parcelClose), Submit: w.T("deed." + parcelClose), Intro: w.T("parcels.close.intro"), Fields: []SheetField{
			{Key: "tracking", Label: w.T("parcels.tracking"), Kind: ScanInput},
		}},
		prepare: func(v values) (job, error) {
			return doing(p.ports.Acts.CloseParcel, &service.CloseParcelInput{ID: id, Tracking: strings.TrimSpace(v["tracking"])}), nil
		},
	}
}

func (p *Parcels) sources(by parcel.Source) SheetField {
	return SheetField{Key: "by", Label: p.Words.T("parcels.by"), Kind: ChoiceInput, Value: string(by),
		Choices: p.choices("parceling.by.", codes([]parcel.Source{parcel.ByUs, parcel.ByCarrier, parcel.ByCustomer})...)}
}

// seeSheet says where a parcel is, and who says so.
func (p *Parcels) seeSheet() plan {
	w, id := p.Words, p.one.ID
	sights := p.sights(p.one.Status)
	where, by := sights[0], parcel.ByCarrier
	if came := parcel.Received.Word(); p.one.Incoming && slices.Contains(sights, came) { // whoever opens this has it in their hands
		where, by = came, parcel.ByUs
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + parcelSee), Submit: w.T("sheet.save"), Intro: w.T("parcels.see.intro"), Fields: append([]SheetField{
			{Key: "to", Label: w.T("parcels.where"), Kind: ChoiceInput, Value: where, Choices: p.choices("status.", sights...)},
			p.sources(by),
			{Key: "scanned", Label: w.T("parcels.scan"), Kind: TickInput, Choices: []Choice{{"yes", w.T("parcels.scanned")}}},
			{Key: "until_on", Label: w.T("parcels.until"), Kind: DateInput, Hint: w.T("typed.date")},
		}, p.returnFields()...)},
		prepare: func(v values) (job, error) {
			until, err := p.parseDate("until_on", v["until_on"])
			return doing(p.ports.Acts.SeeParcel, &service.SeeParcelInput{
				ID: id, To: parcel.Status(strings.TrimPrefix(v["to"], "parcel_")), By: parcel.Source(v["by"]), Scanned: v["scanned"] != "", UntilOn: until, Return: strings.TrimSpace(v["return_number"]),
			}), err
		},
	}
}

// returnFields ask for the number that is read on a parcel that a customer sends.
func (p *Parcels) returnFields() []SheetField {
	if p.one.Return == "" {
		return nil
	}
	return []SheetField{{Key: "return_number", Label: p.Words.T("parcels.return.read"), Kind: ScanInput, Hint: p.one.Return}}
}

// toldFields ask why something changes and what the customer is told: nothing is
// moved or called off in silence.
func (p *Parcels) toldFields() []SheetField {
	w := p.Words
	return []SheetField{
		{Key: "reason", Label: w.T("claims.reason"), Kind: ChoiceInput, Value: parcel.Reasons()[0], Choices: p.choices("parceling.why.", parcel.Reasons()...)},
		{Key: "told", Label: w.T("claims.told"), Kind: ChoiceInput, Value: "sms", Choices: p.choices("parceling.told.", "sms", "email", "phone", "letter", "page")},
		{Key: "words", Label: w.T("claims.offer.words"), Kind: LongInput},
	}
}

func (p *Parcels) slotSheet() plan {
	w, s := p.Words, p.one
	by := SheetField{Key: "on", Label: w.T("inbox.promise.on"), Kind: DateInput, Hint: w.T("typed.date")}
	sheet := Sheet{Title: w.T("deed." + parcelSlot), Submit: w.T("sheet.save"), Fields: []SheetField{
		by,
		{Key: "from", Label: w.T("parcels.from"), Kind: TextInput, Hint: "08:00"},
		{Key: "to", Label: w.T("parcels.to"), Kind: TextInput, Hint: "12:00"},
		p.sources(parcel.ByCarrier),
	}}
	if moved(s) {
		sheet.Intro = w.T("parcels.slot.moves", "slot", p.slotWords(s.Slot))
		sheet.Fields = append(sheet.Fields, p.toldFields()...)
	}
	return plan{sheet: sheet, prepare: func(v values) (job, error) {
		in := &service.SlotParcelInput{ID: s.ID, By: parcel.Source(v["by"]), Reason: v["reason"], Told: v["told"], Words: strings.TrimSpace(v["words"])}
		for field, into := range map[string]*int64{"from": &in.Slot.FromMS, "to": &in.Slot.ToMS} {
			at, err := p.typedMoment(v["on"], field, v[field])
			if err != nil {
				return nil, err
			}
			*into = at.UnixMilli()
		}
		if moved(s) {
			return doing(p.ports.Acts.SlotParcel, in), required("words", in.Words)
		}
		return doing(p.ports.Acts.SlotParcel, in), nil
	}}
}

// typedMoment reads the hour of a day that was typed as "on".
func (e Env) typedMoment(on, field, hour string) (time.Time, error) {
	if err := required("on", on); err != nil {
		return time.Time{}, err
	}
	day, err := e.parseDate("on", on)
	if err != nil {
		return time.Time{}, err
	}
	at, err := time.ParseInLocation(isoDate+" "+hourForm, day+" "+strings.ReplaceAll(strings.TrimSpace(hour), "h", ":"), e.Zone)
	if err != nil {
		return at, fault.New(fault.Malformed, field, "expected", "17:00").Because(err)
	}
	return at, nil
}

// lateSheet prices the ways that are left for what was asked for too late.
func (p *Parcels) lateSheet() plan {
	w, s := p.Words, p.one
	var ways []parcel.Way
	return plan{
		sheet: Sheet{Title: w.T("deed." + parcelLate), Submit: w.T("parcels.late.do"), Intro: w.T("parcels.late.intro"), Fields: []SheetField{
			{Key: "cents", Label: w.T("parcels.price"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: "before", Label: w.T("parcels.late.when"), Kind: ChoiceInput, Value: "after", Choices: p.choices("parceling.asked.", "before", "after")},
		}},
		prepare: func(v values) (job, error) {
			cents, err := p.parseMoney("cents", v["cents"])
			if err != nil {
				return nil, err
			}
			in := &service.WaysAsked{ID: s.ID, Cents: cents}
			if v["before"] == "before" {
				in.AskedMS = s.ClosedMS - 1
			}
			return func(ctx context.Context, _ service.Call) (err error) {
				ways, err = p.ports.Posting.ParcelWays(ctx, in)
				return err
			}, required("cents", v["cents"])
		},
		then: func() {
			p.ways = ways
			p.publish()
		},
	}
}

func (p *Parcels) cancelSheet() plan {
	w, id := p.Words, p.one.ID
	fields := append([]SheetField{p.sources(parcel.ByUs)}, p.toldFields()...)
	fields = append(fields,
		SheetField{Key: "next", Label: w.T("parcels.next"), Kind: ChoiceInput, Value: "call", Choices: p.choices("parceling.next.", "call", "declined")},
		SheetField{Key: "call_on", Label: w.T("parcels.call_on"), Kind: DateInput, Value: typedDate(p.today())})
	return plan{
		sheet: Sheet{Title: w.T("deed." + parcelCancel), Submit: w.T("deed." + parcelCancel), Intro: w.T("parcels.cancel.intro"), Fields: fields},
		prepare: func(v values) (job, error) {
			in := &service.CancelParcelInput{ID: id, Reason: v["reason"], By: parcel.Source(v["by"]), Told: v["told"], Words: strings.TrimSpace(v["words"])}
			next := visit.Next{Declined: v["next"] == "declined"}
			if !next.Declined {
				var err error
				if next.CallOn, err = p.parseDate("call_on", v["call_on"]); err != nil {
					return nil, err
				}
			}
			in.Next = service.NextInput(next)
			return doing(p.ports.Acts.CancelParcel, in), required("words", in.Words)
		},
	}
}
