package present

import (
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/sendout"
	"etabli/app/service"
	"etabli/app/views"
)

// subSheet adds a subcontractor.
func (t *Thirds) subSheet() plan {
	w := t.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + subNew), Submit: w.T("sheet.save"), Intro: w.T("thirds.sub.intro"), Fields: []SheetField{
			{Key: "name", Label: w.T("thirds.name"), Kind: TextInput},
			{Key: "code", Label: w.T("thirds.code"), Kind: TextInput},
			{Key: "days", Label: w.T("thirds.days"), Kind: TextInput, Hint: "10"},
			{Key: "cap_cents", Label: w.T("thirds.cap.each"), Kind: MoneyInput, Hint: "0,00 €"},
		}},
		prepare: func(v values) (job, error) {
			in := &sendout.SavedFacts{Code: strings.TrimSpace(v["code"]), Name: strings.TrimSpace(v["name"])}
			if err := fault.First(required("name", in.Name), required("code", in.Code)); err != nil {
				return nil, err
			}
			var err error
			if in.CapCents, err = t.parseMoney("cap_cents", v["cap_cents"]); err != nil {
				return nil, err
			}
			if v["days"] != "" {
				n, err := t.parseCount("days", v["days"])
				if err != nil {
					return nil, err
				}
				in.Days = int(n)
			}
			return doing(t.ports.Acts.SaveSubcontractor, in), nil
		},
	}
}

// sendoutSheet begins a batch with its first device.
func (t *Thirds) sendoutSheet(who []Choice) plan {
	w := t.Words
	var made views.Sendout
	return plan{
		sheet: Sheet{Title: w.T("deed." + sendoutNew), Submit: w.T("thirds.batch.do"), Intro: w.T("thirds.batch.intro"), Fields: []SheetField{
			{Key: "subcontractor", Label: w.T("thirds.subcontractor"), Kind: ChoiceInput, Value: who[0].Value, Choices: who},
			{Key: "files.0", Label: w.T("thirds.first_device"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
			{Key: "due_on", Label: w.T("thirds.back_on"), Kind: DateInput, Hint: w.T("typed.date")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.SendoutInput{Subcontractor: v["subcontractor"]}
			var err error
			if in.DueOn, err = t.parseDate("due_on", v["due_on"]); err != nil {
				return nil, err
			}
			return func(ctx context.Context, call service.Call) error {
				if v["files.0"] != "" {
					row, err := fileNamed(ctx, t.ports.Files, "files.0", v["files.0"])
					if err != nil {
						return err
					}
					in.Files = []ID{row.ID}
				}
				done, err := t.ports.Acts.OpenSendout(ctx, call, in)
				made, _ = done.Data.(views.Sendout)
				return err
			}, nil
		},
		then: func() { t.opened(made.ID) },
	}
}

// addSheet scans one more device into the batch.
func (t *Thirds) addSheet() plan {
	w, id := t.Words, t.one.batch.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + sendoutAdd), Submit: w.T("thirds.add.do"), Fields: []SheetField{
			{Key: "file", Label: w.T("loans.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
		}},
		prepare: func(v values) (job, error) {
			return func(ctx context.Context, call service.Call) error {
				row, err := fileNamed(ctx, t.ports.Files, "file", v["file"])
				if err == nil {
					_, err = t.ports.Acts.AddToSendout(ctx, call, &service.SendoutDevice{ID: id, File: row.ID, Scan: true})
				}
				return err
			}, required("file", v["file"])
		},
	}
}

func (t *Thirds) leaveSheet() plan {
	w, one := t.Words, t.one.batch
	return plan{
		sheet: Sheet{Title: w.T("deed." + sendoutLeave), Submit: w.T("deed." + sendoutLeave), Intro: w.N("thirds.leave.intro", len(one.Devices), "name", one.Name), Fields: []SheetField{
			{Key: "ref", Label: w.T("parcels.tracking"), Kind: ScanInput},
		}},
		prepare: func(v values) (job, error) {
			return doing(t.ports.Acts.LeaveSendout, &service.LeaveInput{ID: one.ID, Ref: strings.TrimSpace(v["ref"])}), nil
		},
	}
}

// numberOf is the number of a device of the batch.
func (t *Thirds) numberOf(file ID) string {
	for _, d := range t.one.batch.Devices {
		if d.Repair == file {
			return joined(d.Number, d.Product)
		}
	}
	return ""
}

func (t *Thirds) quoteSheet(file ID) plan {
	w, id := t.Words, t.one.batch.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + sendoutQuote), Submit: w.T("sheet.save"), Intro: t.numberOf(file), Fields: []SheetField{
			{Key: "cents", Label: w.T("thirds.price"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: "work", Label: w.T("thirds.work"), Kind: LongInput},
			{Key: "days", Label: w.T("thirds.days"), Kind: TextInput},
			{Key: "cannot", Label: w.T("thirds.or"), Kind: TickInput, Choices: []Choice{{"yes", w.T("thirds.cannot")}}},
		}},
		prepare: func(v values) (job, error) {
			in := &service.SendoutQuoteInput{ID: id, File: file, Work: strings.TrimSpace(v["work"]), Cannot: v["cannot"] != ""}
			var err error
			if in.Cents, err = t.parseMoney("cents", v["cents"]); err != nil {
				return nil, err
			}
			if v["days"] != "" {
				n, err := t.parseCount("days", v["days"])
				if err != nil {
					return nil, err
				}
				in.Days = int(n)
			}
			return doing(t.ports.Acts.QuoteSendout, in), nil
		},
	}
}

func (t *Thirds) decideSheet(file ID) plan {
	w, id := t.Words, t.one.batch.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + sendoutDecide), Submit: w.T("sheet.save"), Intro: t.numberOf(file), Fields: []SheetField{
			{Key: "go_on", Label: w.T("thirds.decide"), Kind: ChoiceInput, Value: "yes", Choices: t.choices(thirdsVerb+".go_on.", "yes", "no")},
			{Key: "cents", Label: w.T("thirds.upto"), Kind: MoneyInput, Hint: w.T("thirds.upto.hint")},
			t.reasonField(sendout.Reasons(), false),
		}},
		prepare: func(v values) (job, error) {
			in := &service.SendoutDecideInput{ID: id, File: file, GoOn: v["go_on"] == "yes", Reason: v["reason"]}
			var err error
			in.Cents, err = t.parseMoney("cents", v["cents"])
			return doing(t.ports.Acts.DecideSendout, in), err
		},
	}
}

// cameSheet takes one device back.
func (t *Thirds) cameSheet(file ID) plan {
	p := t.backSheet(func(context.Context, values) (ID, error) { return file, nil })
	p.sheet.Intro, p.sheet.Fields = t.numberOf(file), p.sheet.Fields[1:]
	return p
}

// scanSheet takes back the device whose label is read.
func (t *Thirds) scanSheet() plan {
	return t.backSheet(func(ctx context.Context, v values) (ID, error) {
		row, err := fileNamed(ctx, t.ports.Files, "file", v["file"])
		return row.ID, err
	})
}

func (t *Thirds) backSheet(file func(context.Context, values) (ID, error)) plan {
	w, id := t.Words, t.one.batch.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + sendoutCame), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "file", Label: w.T("loans.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
			{Key: "state", Label: w.T("thirds.came"), Kind: ChoiceInput, Value: came[0], Choices: t.choices(thirdsVerb+".came.", came...)},
			{Key: "spot", Label: w.T("thirds.spot"), Kind: TextInput},
			{Key: "value_cents", Label: w.T("thirds.value"), Kind: MoneyInput, Hint: w.T("thirds.value.hint")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.SendoutCameInput{ID: id, State: sendout.Came(v["state"]), Spot: strings.TrimSpace(v["spot"])}
			var err error
			if in.Value, err = t.parseMoney("value_cents", v["value_cents"]); err != nil {
				return nil, err
			}
			return func(ctx context.Context, call service.Call) error {
				var err error
				if in.File, err = file(ctx, v); err != nil {
					return err
				}
				in.Scan = v["file"] != ""
				_, err = t.ports.Acts.CameFromSendout(ctx, call, in)
				return err
			}, nil
		},
	}
}

// chargeSheet records what they charge, device by device.
func (t *Thirds) chargeSheet() plan {
	w, one := t.Words, t.one.batch
	fields := []SheetField{
		{Key: "number", Label: w.T("thirds.invoice"), Kind: TextInput},
		t.dayField("on", typedDate(t.today())),
	}
	for _, d := range one.Devices {
		fields = append(fields, SheetField{Key: d.Repair.String(), Label: joined(d.Number, d.Product), Kind: MoneyInput, Hint: t.typedMoney(d.AgreedCents)})
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + sendoutInvoice), Submit: w.T("sheet.save"), Intro: w.T("thirds.charge.intro"), Fields: fields},
		prepare: func(v values) (job, error) {
			in := &service.SendoutInvoiceInput{ID: one.ID, Number: strings.TrimSpace(v["number"])}
			var err error
			if in.On, err = t.parseDate("on", v["on"]); err != nil {
				return nil, err
			}
			for _, d := range one.Devices {
				key := d.Repair.String()
				cents, err := t.parseMoney(key, v[key])
				if err != nil {
					return nil, err
				}
				if cents > 0 {
					in.Lines = append(in.Lines, service.SendoutChargeInput{File: d.Repair, Cents: cents})
				}
			}
			return doing(t.ports.Acts.InvoiceSendout, in), required("number", in.Number)
		},
	}
}
