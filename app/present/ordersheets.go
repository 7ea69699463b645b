package present

import (
	"cmp"
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

// orderSheet orders the open part, for a file or for the shelf.
func (s *Stock) orderSheet() plan {
	w, part := s.Words, s.one.part
	n := int64(1)
	for _, at := range s.lists.low {
		if at.PartID == part.ID {
			n = max(1, at.Full-at.OnHand)
		}
	}
	return plan{
		sheet: Sheet{Title: w.T("stock.order.title", "part", part.Label), Submit: w.T("deed." + stockOrder), Fields: []SheetField{
			s.sellerField(part.Part),
			{Key: "lines.0.n", Label: w.T("stock.n"), Kind: TextInput, Value: itoa(int(n))},
			s.fileField(w.T("stock.for.file")),
			{Key: "lines.0.due_on", Label: w.T("stock.due"), Kind: DateInput, Hint: w.T("typed.date")},
			{Key: "number", Label: w.T("stock.order.number"), Kind: ScanInput},
		}},
		prepare: func(v values) (job, error) {
			line := service.OrderLineInput{Part: part.ID.String()}
			var err error
			if line.N, err = s.parseCount("lines.0.n", v["lines.0.n"]); err == nil {
				line.DueOn, err = s.parseDate("lines.0.due_on", v["lines.0.due_on"])
			}
			if err == nil {
				err = required("supplier", v["supplier"])
			}
			return func(ctx context.Context, call service.Call) error {
				if line.File, err = s.fileOf(ctx, v); err != nil {
					return err
				}
				_, err := s.ports.Acts.PlaceOrder(ctx, call, &service.PlaceOrderInput{
					Supplier: strings.TrimSpace(v["supplier"]), Number: strings.TrimSpace(v["number"]), Lines: []service.OrderLineInput{line},
				})
				return err
			}, err
		},
	}
}

// orderReceiveSheet takes in what came for an order: each line with what is still
// awaited of it.
func (s *Stock) orderReceiveSheet() plan {
	w, o := s.Words, s.one.order
	sheet := Sheet{Title: w.T("deed." + orderReceive), Intro: w.T("stock.receive.intro"), Submit: w.T("deed." + orderReceive)}
	var awaited []views.OrderLine
	for _, l := range o.Lines {
		if l.Arrived < l.Wanted && l.State != stock.LineGone {
			awaited = append(awaited, l)
			at := "lines." + itoa(len(awaited)-1) + "."
			sheet.Fields = append(sheet.Fields,
				SheetField{Key: at + "n", Label: cmp.Or(l.Label, l.Ref), Kind: TextInput, Value: itoa(int(l.Wanted - l.Arrived))},
				SheetField{Key: at + "serials", Label: w.T("stock.serials.if"), Kind: ScanInput})
		}
	}
	sheet.Fields = append(sheet.Fields, SheetField{Key: "slip", Label: w.T("stock.slip"), Kind: ScanInput})
	return plan{sheet: sheet, prepare: func(v values) (job, error) {
		in := &service.ReceiveStockInput{Order: &o.ID, Slip: strings.TrimSpace(v["slip"])}
		for i, l := range awaited {
			at := "lines." + itoa(i) + "."
			n, err := s.parseCount(at+"n", v[at+"n"])
			if err != nil {
				return nil, err
			}
			if n == 0 {
				continue
			}
			part := l.PartID
			if !l.InsteadID.IsZero() {
				part = l.InsteadID
			}
			in.Lines = append(in.Lines, service.ReceivedLineInput{
				OrderLine: l.Line, LineInput: service.LineInput{Part: part.String(), Place: l.Place, N: n, Serials: splitList(v[at+"serials"])},
			})
		}
		if len(in.Lines) == 0 {
			return nil, fault.New(fault.Missing, "lines.0.n")
		}
		return doing(s.ports.Acts.ReceiveStock, in), nil
	}}
}

// lineField chooses a line of an order; a single one is not asked for.
func (s *Stock) lineField(o *views.Order) []SheetField {
	if len(o.Lines) < 2 {
		return nil
	}
	var choices []Choice
	for _, l := range o.Lines {
		choices = append(choices, Choice{itoa(l.Line), s.count(l.N) + " × " + cmp.Or(l.Label, l.Ref)})
	}
	return []SheetField{{Key: "line", Label: s.Words.T("stock.line"), Kind: ChoiceInput, Value: choices[0].Value, Choices: choices}}
}

// lineOf is the line that was chosen.
func (s *Stock) lineOf(v values) (int, error) {
	if v["line"] == "" {
		return 1, nil
	}
	n, err := s.parseCount("line", v["line"])
	return int(n), err
}

// answerSheet records what the supplier said. It stays their word.
func (s *Stock) answerSheet() plan {
	w, o := s.Words, s.one.order
	return plan{
		sheet: Sheet{Title: w.T("deed." + orderAnswer), Intro: w.T("stock.answer.intro"), Submit: w.T("sheet.save"), Fields: append(s.lineField(o),
			SheetField{Key: "state", Label: w.T("stock.told"), Kind: ChoiceInput, Value: "acknowledged", Choices: s.choices("stocking.state.", "acknowledged", "partial", "late", "price_changed", "cancelled")},
			SheetField{Key: "due_on", Label: w.T("stock.due"), Kind: DateInput, Hint: w.T("typed.date")},
			SheetField{Key: "n", Label: w.T("stock.answer.n"), Kind: TextInput},
			SheetField{Key: "cost_cents", Label: w.T("stock.cost"), Kind: MoneyInput, Hint: "0,00 €"},
			SheetField{Key: "source", Label: w.T("answer.channel"), Kind: ChoiceInput, Value: "mail", Choices: s.choices("stocking.source.", "mail", "phone", "portal")})},
		prepare: func(v values) (job, error) {
			in := &service.AnswerOrderInput{ID: o.ID, State: stock.LineState(v["state"]), Source: v["source"]}
			var err error
			if in.Line, err = s.lineOf(v); err != nil {
				return nil, err
			}
			if in.DueOn, err = s.parseDate("due_on", v["due_on"]); err != nil {
				return nil, err
			}
			if in.CostCents, err = s.parseMoney("cost_cents", v["cost_cents"]); err == nil && v["n"] != "" {
				in.N, err = s.parseCount("n", v["n"])
			}
			return doing(s.ports.Acts.AnswerOrder, in), err
		},
	}
}

func (s *Stock) cancelSheet() plan {
	w, o := s.Words, s.one.order
	return plan{
		sheet: Sheet{Title: w.T("deed." + orderCancel), Intro: w.T("stock.cancel.intro"), Submit: w.T("deed." + orderCancel), Fields: []SheetField{
			{Key: "reason", Label: w.T("loans.reason"), Kind: ChoiceInput, Choices: s.choices("stocking.cancel.", "not_needed", "supplier", "mistake")},
		}},
		prepare: func(v values) (job, error) {
			return doing(s.ports.Acts.CancelOrder, &service.CancelOrderInput{ID: o.ID, Reason: v["reason"]}), required("reason", v["reason"])
		},
	}
}

// assignSheet says where a line of a delivery ends; line 0 is the first of which
// nobody said.
func (s *Stock) assignSheet(line int) plan {
	w, o := s.Words, s.one.order
	for _, l := range o.Lines {
		if line == 0 && l.For == stock.Unknown {
			line = l.Line
		}
	}
	title := w.T("deed." + orderAssign)
	if line >= 1 && line <= len(o.Lines) {
		title = s.count(o.Lines[line-1].N) + " × " + cmp.Or(o.Lines[line-1].Label, o.Lines[line-1].Ref)
	}
	return plan{
		sheet: Sheet{Title: title, Intro: w.T("stock.assign.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "for", Label: w.T("stock.for"), Kind: ChoiceInput, Choices: s.destinations(false)},
			s.fileField(w.T("stock.for.file")),
		}},
		prepare: func(v values) (job, error) {
			in := &service.AssignInput{ID: o.ID, Line: line, For: stock.Destination(v["for"])}
			return func(ctx context.Context, call service.Call) error {
				if in.For == stock.ForFile {
					var err error
					if in.File, err = s.fileOf(ctx, v); err != nil {
						return err
					}
				}
				_, err := s.ports.Acts.AssignReceipt(ctx, call, in)
				return err
			}, required("for", v["for"])
		},
	}
}

// sendSheet sends pieces to another shop.
func (s *Stock) sendSheet() plan {
	w, part, here := s.Words, s.one.part, s.ports.Shelves.SiteCode()
	var to []Choice
	for _, site := range s.lists.sites {
		if site.Code != here {
			to = append(to, Choice{string(stock.At(site.Code, stock.Shop)), cmp.Or(site.Name, site.Code)})
		}
	}
	fields := append([]SheetField{{Key: "to", Label: w.T("stock.to.site"), Kind: ChoiceInput, Choices: to}},
		s.piecesFields(w.T("stock.from"), s.places(true))...)
	var number string
	return plan{
		sheet: Sheet{Title: w.T("stock.send.title", "part", part.Label), Intro: w.T("stock.send.intro"), Submit: w.T("deed." + stockSend), Fields: append(fields,
			s.fileField(w.T("stock.for.file")), s.anywayField())},
		prepare: func(v values) (job, error) {
			line, err := s.line(v)
			if err == nil {
				err = required("to", v["to"])
			}
			in := &service.TransferInput{To: stock.Place(v["to"]), Lines: []service.LineInput{line}, Anyway: v["anyway"] != ""}
			return func(ctx context.Context, call service.Call) error {
				if in.File, err = s.fileOf(ctx, v); err != nil {
					return err
				}
				done, err := s.ports.Acts.SendTransfer(ctx, call, in)
				if out, ok := done.Data.(views.Transfer); ok {
					number = out.Number
				}
				return err
			}, err
		},
		then: func() {
			s.open.notice = Notice{Tone: Good, Text: w.T("stock.sent", "number", number), Next: w.T("stock.sent.next")}
			s.publish()
		},
	}
}

// arriveSheet takes in what arrived of a transfer.
func (s *Stock) arriveSheet() plan {
	w, t := s.Words, s.one.transfer
	sheet := Sheet{Title: w.T("deed." + transferArrive), Intro: w.T("stock.arrive.intro", "number", t.Number), Submit: w.T("deed." + transferArrive)}
	for i, l := range t.Lines {
		sheet.Fields = append(sheet.Fields, SheetField{
			Key: "lines." + itoa(i) + ".n", Label: cmp.Or(l.Label, l.Ref), Kind: TextInput, Value: itoa(int(max(0, l.Sent-l.Arrived))),
		})
	}
	return plan{sheet: sheet, prepare: func(v values) (job, error) {
		in := &service.ArriveInput{Number: t.Number}
		for i, l := range t.Lines {
			key := "lines." + itoa(i) + ".n"
			n, err := s.parseCount(key, v[key])
			if err != nil {
				return nil, err
			}
			if n > 0 {
				in.Lines = append(in.Lines, service.LineInput{Part: l.PartID.String(), N: n})
			}
		}
		if len(in.Lines) == 0 {
			return nil, fault.New(fault.Missing, "lines.0.n")
		}
		return doing(s.ports.Acts.ArriveTransfer, in), nil
	}}
}

// unheardSheet takes in a transfer of which nobody here has heard.
func (s *Stock) unheardSheet(number string) plan {
	w := s.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + transferArrive), Intro: w.T("stock.arrive.unheard"), Submit: w.T("deed." + transferArrive), Fields: []SheetField{
			{Key: "number", Label: w.T("stock.transfer.number"), Kind: ScanInput, Value: number},
			{Key: "lines.0.part", Label: w.T("stock.ref"), Kind: ScanInput},
			{Key: "lines.0.n", Label: w.T("stock.n"), Kind: TextInput, Value: "1"},
		}},
		prepare: func(v values) (job, error) {
			n, err := s.parseCount("lines.0.n", v["lines.0.n"])
			if err == nil {
				err = required("lines.0.part", v["lines.0.part"])
			}
			return doing(s.ports.Acts.ArriveTransfer, &service.ArriveInput{
				Number: strings.TrimSpace(v["number"]), Lines: []service.LineInput{{Part: strings.TrimSpace(v["lines.0.part"]), N: n}},
			}), err
		},
	}
}

func (s *Stock) closeSheet() plan {
	w, t := s.Words, s.one.transfer
	return plan{
		sheet: Sheet{Title: w.T("deed." + transferClose), Intro: w.T("stock.close.intro"), Submit: w.T("deed." + transferClose), Fields: []SheetField{
			{Key: "reason", Label: w.T("loans.reason"), Kind: ChoiceInput, Choices: s.choices("stocking.close.", "lost", "miscounted")},
		}},
		prepare: func(v values) (job, error) {
			return doing(s.ports.Acts.CloseTransfer, &service.CloseTransferInput{ID: t.ID, Reason: v["reason"]}), required("reason", v["reason"])
		},
	}
}
