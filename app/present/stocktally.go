package present

import (
	"context"
	"errors"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

// tally is a count by scan that is under way, in the shop. It is kept while other
// screens are shown.
type tally struct {
	lines   []tallied
	unknown []string // codes that name no part
}

// tallied is what was found of one part, beside what the books say.
type tallied struct {
	part    views.PartLine
	counted int64
	books   int64
	serial  bool
}

// counted adds one piece of what a code names.
func (s *Stock) counted(code string) {
	var each lane // scans come faster than answers, and every one counts
	ask(&s.stay, &each, func(ctx context.Context) (tallied, error) {
		return s.lookUp(ctx, code)
	}, func(found tallied, err error) {
		if errors.Is(err, fault.New(fault.NotFound, "")) {
			s.tally.unknown = append(slices.Clone(s.tally.unknown), code)
			s.redraw()
			return
		}
		if err != nil {
			s.open.refused(err)
			return
		}
		i := slices.IndexFunc(s.tally.lines, func(t tallied) bool { return t.part.ID == found.part.ID })
		switch {
		case i < 0 && len(s.tally.lines) == stock.MaxLines:
			s.open.refused(fault.New(fault.TooLong, "lines", "limit", itoa(stock.MaxLines)))
			return
		case i < 0:
			found.counted = 1
			s.tally.lines = append([]tallied{found}, s.tally.lines...)
		default: // what was counted last stands on top
			one := s.tally.lines[i]
			one.counted++
			s.tally.lines = append([]tallied{one}, slices.Delete(slices.Clone(s.tally.lines), i, i+1)...)
		}
		s.redraw()
	})
}

// lookUp finds the part that a code names, with the books of the shop.
func (s *Stock) lookUp(ctx context.Context, code string) (out tallied, err error) {
	ids, err := s.ports.Shelves.PartIDs(ctx, code)
	if err != nil {
		return out, err
	}
	if len(ids) != 1 {
		return out, fault.New(fault.NotFound, "part", "what", "part")
	}
	part, err := s.ports.Shelves.Stock(ctx, ids[0].String())
	if err != nil {
		return out, err
	}
	out.part, out.serial = views.PartLine{ID: part.ID, Ref: part.Ref, Label: part.Label}, part.Tracking == stock.BySerial
	for _, at := range part.Places {
		if at.Place == stock.At(s.ports.Shelves.SiteCode(), stock.Shop) {
			out.books = at.OnHand
		}
	}
	return out, nil
}

func (s *Stock) tallyRow(t tallied) Row {
	row := Row{
		ID: t.part.ID, Number: t.part.Ref, Product: t.part.Label, When: s.pieces(t.counted),
		Customer: s.Words.T("stock.books.say", "n", s.count(t.books)), Chip: Chip{Good, "check", s.Words.T("stock.tally.even")},
	}
	if d := t.counted - t.books; d != 0 {
		row.Chip = Chip{Watch, "triangle-alert", s.signed(d)}
	}
	return row
}

func (s *Stock) showTally(d *Detail) {
	w := s.Words
	d.Open, d.Title = true, w.T("stock.tally")
	d.Sub = s.placeName(stock.At(s.ports.Shelves.SiteCode(), stock.Shop))
	odd := 0
	for _, t := range s.tally.lines {
		if t.counted != t.books {
			odd++
		}
	}
	d.Cards = []DetailCard{{Title: w.T("stock.tally.how"), Text: w.T("stock.tally.text")}}
	if len(s.tally.unknown) > 0 {
		d.Cards = append(d.Cards, DetailCard{
			Title: w.T("stock.tally.unknown"), Chip: Chip{Watch, "triangle-alert", w.Number(len(s.tally.unknown))},
			Text: strings.Join(s.tally.unknown, ", "),
		})
	}
	if len(s.tally.lines) == 0 {
		return
	}
	d.Clocks = []ClockCard{
		{Label: w.T("stock.tally.parts"), Value: w.Number(len(s.tally.lines)), Share: -1},
		{Label: w.T("stock.tally.odd"), Value: w.Number(odd), Share: -1},
	}
	if odd > 0 {
		d.Clocks[1].Tone = Watch
	}
	d.Primary, d.Actions = s.stockActs(countSave, countDrop)
}

// tallySheet corrects a line of the count.
func (s *Stock) tallySheet(i int) plan {
	w, t := s.Words, s.tally.lines[i]
	field := SheetField{Key: "n", Label: w.T("stock.tally.n"), Kind: TextInput, Value: itoa(int(t.counted))}
	return plan{
		sheet: Sheet{Title: t.part.Label, Intro: w.T("stock.books.say", "n", s.count(t.books)), Submit: w.T("sheet.save"), Fields: []SheetField{field}},
		prepare: func(v values) (job, error) {
			n, err := s.parseCount("n", v["n"])
			if err == nil && n < 0 {
				err = fault.New(fault.OutOfRange, "n", "min", "0", "max", itoa(stock.MaxN))
			}
			if err == nil {
				s.tally.lines[i].counted = n
			}
			return func(context.Context, service.Call) error { return nil }, err
		},
		then: s.redraw,
	}
}

// saveTally records the count; what differs from the books is given a reason
// first, and pieces with serial numbers their numbers.
func (s *Stock) saveTally() {
	if len(s.tally.lines) == 0 {
		return
	}
	w := s.Words
	lines := slices.Clone(s.tally.lines)
	sheet := Sheet{Title: w.T("deed." + countSave), Intro: w.T("stock.tally.save"), Submit: w.T("deed." + countSave)}
	reasons := s.choices("stocking.reason.", "lost", "broken", "found", "mistake", "sold", "scrapped")
	for i, t := range lines {
		at := "lines." + itoa(i) + "."
		if t.serial {
			sheet.Fields = append(sheet.Fields, SheetField{Key: at + "serials", Label: t.part.Label + " · " + w.T("stock.serials.scan"), Kind: LongInput, Hint: w.T("stock.serials.hint")})
		}
		if t.counted != t.books {
			label := w.T("stock.tally.why", "part", t.part.Label, "counted", s.count(t.counted), "books", s.count(t.books))
			sheet.Fields = append(sheet.Fields, SheetField{Key: at + "reason", Label: label, Kind: ChoiceInput, Choices: reasons})
		}
	}
	s.open.sheets.open(plan{sheet: sheet, prepare: func(v values) (job, error) {
		in := &service.CountStockInput{}
		for i, t := range lines {
			at := "lines." + itoa(i) + "."
			line := service.CountLineInput{Part: t.part.ID.String(), Counted: t.counted, Reason: v[at+"reason"], Serials: serials(v[at+"serials"])}
			if t.counted != t.books && line.Reason == "" {
				return nil, fault.New(stock.NoReason, at+"reason", "books", itoa(int(t.books)), "counted", itoa(int(t.counted)))
			}
			in.Lines = append(in.Lines, line)
		}
		return doing(s.ports.Acts.CountStock, in), nil
	}, then: func() {
		s.tally = tally{}
		s.open.notice = Notice{Tone: Good, Text: w.T("stock.tally.done")}
		s.redraw()
	}})
}
