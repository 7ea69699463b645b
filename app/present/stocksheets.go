package present

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

// places are where a part lies here: the shop first, then wherever this shop has
// some. What is to be used or sent is taken from where nobody has to look at it
// first.
func (s *Stock) places(fit bool) []Choice {
	here := s.ports.Shelves.SiteCode()
	list := []stock.Place{stock.At(here, stock.Shop)}
	for _, at := range s.ordered(s.one.part.Places) {
		if at.Place.Site() == here && at.Place.Spot() != stock.Supplier && (at.Place.Promisable() || !fit) && !slices.Contains(list, at.Place) {
			list = append(list, at.Place)
		}
	}
	return s.placeChoices(list...)
}

func (s *Stock) placeChoices(list ...stock.Place) []Choice {
	var out []Choice
	for _, p := range list {
		out = append(out, Choice{string(p), s.spot(p)})
	}
	return out
}

// piecesFields ask how many pieces, from where, and how they are told apart.
func (s *Stock) piecesFields(placeLabel string, places []Choice) []SheetField {
	w, part := s.Words, s.one.part
	fields := []SheetField{{Key: "lines.0.n", Label: w.T("stock.n"), Kind: TextInput, Value: "1"}}
	switch part.Tracking {
	case stock.BySerial:
		fields = []SheetField{{Key: "lines.0.serials", Label: w.T("stock.serials.scan"), Kind: LongInput, Hint: w.T("stock.serials.hint")}}
	case stock.ByLot:
		fields = append(fields, SheetField{Key: "lines.0.lot", Label: w.T("stock.lot"), Kind: ScanInput})
	}
	if len(places) > 1 {
		fields = append(fields, SheetField{Key: "lines.0.place", Label: placeLabel, Kind: ChoiceInput, Value: places[0].Value, Choices: places})
	}
	return fields
}

// line reads what the pieces' fields say.
func (s *Stock) line(v values) (service.LineInput, error) {
	in := service.LineInput{Part: s.one.part.ID.String(), Place: stock.Place(v["lines.0.place"]), Lot: strings.TrimSpace(v["lines.0.lot"])}
	if s.one.part.Tracking == stock.BySerial {
		in.Serials = serials(v["lines.0.serials"])
		if len(in.Serials) == 0 {
			return in, fault.New(stock.NoSerials, "lines.0.serials", "n", "1")
		}
		in.N = int64(len(in.Serials))
		return in, nil
	}
	var err error
	in.N, err = s.parseCount("lines.0.n", v["lines.0.n"])
	if err == nil && in.N < 1 {
		err = fault.New(fault.OutOfRange, "lines.0.n", "min", "1", "max", itoa(stock.MaxN))
	}
	return in, err
}

// serials reads numbers that stand a line each, or with commas.
func serials(text string) []string { return splitList(strings.ReplaceAll(text, "\n", ",")) }

// fileField asks for a repair.
func (s *Stock) fileField(label string) SheetField {
	return SheetField{Key: "file", Label: label, Kind: ScanInput, Hint: s.Words.T("loans.file.hint")}
}

// fileOf is the repair that was named; nil when none was.
func (s *Stock) fileOf(ctx context.Context, v values) (*ID, error) {
	if strings.TrimSpace(v["file"]) == "" {
		return nil, nil
	}
	row, err := fileNamed(ctx, s.ports.Files, "file", v["file"])
	return &row.ID, err
}

// useSheet uses pieces on a repair; a promise for that repair is kept by it.
func (s *Stock) useSheet() plan {
	w, part := s.Words, s.one.part
	sheet := Sheet{Title: w.T("stock.use.title", "part", part.Label), Submit: w.T("deed." + stockUse), Fields: append(
		[]SheetField{s.fileField(w.T("loans.file"))},
		append(s.piecesFields(w.T("stock.from"), s.places(true)),
			SheetField{Key: "old", Label: w.T("stock.old"), Kind: TickInput, Choices: []Choice{{"old", w.T("stock.old.keep")}}},
			s.anywayField())...,
	)}
	return plan{sheet: sheet, prepare: func(v values) (job, error) {
		line, err := s.line(v)
		if err == nil {
			err = required("file", v["file"])
		}
		in := &service.UseStockInput{Lines: []service.LineInput{line}, Anyway: v["anyway"] != ""}
		if v["old"] != "" {
			in.Old = []service.LineInput{{Part: line.Part, N: line.N}}
		}
		return func(ctx context.Context, call service.Call) error {
			file, err := s.fileOf(ctx, v)
			if err != nil {
				return err
			}
			in.File, in.Promise = *file, promiseOf(part.Promises, *file, line)
			_, err = s.ports.Acts.UseStock(ctx, call, in)
			return err
		}, err
	}}
}

// promiseOf is the promise that pieces are taken for, if there is just that one.
func promiseOf(list []views.Promise, file ID, line service.LineInput) *ID {
	for _, p := range list {
		if p.FileID == file && p.N == line.N && (line.Place == "" || line.Place == p.Place) {
			return &p.ID
		}
	}
	return nil
}

// anywayField lets pieces be taken that the books do not have.
func (s *Stock) anywayField() SheetField {
	return SheetField{Key: "anyway", Label: s.Words.T("stock.books"), Kind: TickInput, Choices: []Choice{{"anyway", s.Words.T("stock.anyway")}}}
}

// receiveSheet takes pieces in; each delivery ends in a file, on a shelf or goes
// back, or is a risk until somebody says.
func (s *Stock) receiveSheet() plan {
	w, part := s.Words, s.one.part
	fields := append(s.piecesFields(w.T("stock.to"), s.places(false)),
		SheetField{Key: "lines.0.for", Label: w.T("stock.for"), Kind: ChoiceInput, Value: "shelf", Choices: s.destinations(true)},
		s.fileField(w.T("stock.for.file")),
		SheetField{Key: "slip", Label: w.T("stock.slip"), Kind: ScanInput},
		SheetField{Key: "lines.0.cost_cents", Label: w.T("stock.cost"), Kind: MoneyInput, Hint: "0,00 €"})
	return plan{
		sheet: Sheet{Title: w.T("stock.receive.title", "part", part.Label), Submit: w.T("deed." + stockReceive), Fields: fields},
		prepare: func(v values) (job, error) {
			line, err := s.line(v)
			if err != nil {
				return nil, err
			}
			in := service.ReceivedLineInput{LineInput: line, For: destination(v["lines.0.for"])}
			if in.CostCents, err = s.parseMoney("lines.0.cost_cents", v["lines.0.cost_cents"]); err != nil {
				return nil, err
			}
			return func(ctx context.Context, call service.Call) error {
				if in.For == stock.ForFile {
					if in.File, err = s.fileOf(ctx, v); err != nil {
						return err
					}
				}
				_, err := s.ports.Acts.ReceiveStock(ctx, call, &service.ReceiveStockInput{
					Slip: strings.TrimSpace(v["slip"]), Supplier: part.Supplier, Lines: []service.ReceivedLineInput{in},
				})
				return err
			}, nil
		},
	}
}

// undecided stands for a delivery of which nobody knows yet where it ends.
const undecided = "unknown"

func (s *Stock) destinations(open bool) []Choice {
	codes := []string{string(stock.ForShelf), string(stock.ForFile), string(stock.ForBack)}
	if open {
		codes = append(codes, undecided)
	}
	return s.choices("stocking.for.", codes...)
}

func destination(code string) stock.Destination {
	if code == undecided {
		return stock.Unknown
	}
	return stock.Destination(code)
}

// keepSheet keeps pieces for somebody. The answer says whether they are.
func (s *Stock) keepSheet() plan {
	w, part, sum := s.Words, s.one.part, s.mine(*s.one.part)
	intro := w.T("stock.keep.yes", "n", s.count(min(sum.Rights, max(0, sum.OnHand))))
	if sum.Rights <= 0 {
		intro = w.T("stock.keep.no")
	}
	return plan{
		sheet: Sheet{Title: w.T("stock.keep.title", "part", part.Label), Intro: intro, Submit: w.T("deed." + stockKeep), Fields: []SheetField{
			s.fileField(w.T("loans.file")),
			{Key: "n", Label: w.T("stock.n"), Kind: TextInput, Value: "1"},
			{Key: "needed_on", Label: w.T("loans.needed_on"), Kind: DateInput, Hint: w.T("typed.date")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.PromiseInput{Part: part.ID.String(), Channel: "counter"}
			var err error
			if in.N, err = s.parseCount("n", v["n"]); err != nil {
				return nil, err
			}
			if in.NeededOn, err = s.parseDate("needed_on", v["needed_on"]); err != nil {
				return nil, err
			}
			return func(ctx context.Context, call service.Call) error {
				if in.File, err = s.fileOf(ctx, v); err != nil {
					return err
				}
				_, err := s.ports.Acts.MakePromise(ctx, call, in)
				return err
			}, required("file", v["file"])
		},
	}
}

func (s *Stock) promiseSheet(p views.Promise) plan {
	w := s.Words
	return plan{
		sheet: Sheet{
			Title: w.T("status.promise." + string(p.Status)), Submit: w.T("stock.promise.end"),
			Intro: w.T("stock.promise.text", "n", s.count(p.N), "part", p.Label, "number", cmp.Or(p.Number, "–")),
		},
		prepare: func(values) (job, error) {
			return doing(s.ports.Acts.EndPromise, &service.EndPromiseInput{ID: p.ID, Reason: "counter"}), nil
		},
	}
}

func (s *Stock) moveSheet() plan {
	w, part, here := s.Words, s.one.part, s.ports.Shelves.SiteCode()
	var to []Choice
	for _, spot := range []string{stock.Quarantine, stock.Swap, stock.OldParts, stock.Shop} {
		to = append(to, s.placeChoices(stock.At(here, spot))...)
	}
	fields := append(s.piecesFields(w.T("stock.from"), s.places(false)),
		SheetField{Key: "to", Label: w.T("stock.to"), Kind: ChoiceInput, Choices: to},
		SheetField{Key: "van", Label: w.T("stock.van"), Kind: ScanInput, Hint: w.T("stock.van.hint")}, s.anywayField())
	return plan{
		sheet: Sheet{Title: w.T("stock.move.title", "part", part.Label), Submit: w.T("deed." + stockMove), Fields: fields},
		prepare: func(v values) (job, error) {
			line, err := s.line(v)
			if err != nil {
				return nil, err
			}
			in := &service.MoveStockInput{Lines: []service.LineInput{line}, To: stock.Place(v["to"]), Anyway: v["anyway"] != ""}
			if van := strings.ToLower(strings.TrimSpace(v["van"])); van != "" {
				in.To = stock.At(here, "van"+strings.TrimPrefix(van, "van"))
			}
			return doing(s.ports.Acts.MoveStock, in), required("to", string(in.To))
		},
	}
}

func (s *Stock) adjustSheet() plan {
	w, part := s.Words, s.one.part
	fields := []SheetField{{Key: "n", Label: w.T("stock.adjust.n"), Kind: TextInput, Hint: "-1"}}
	if places := s.places(false); len(places) > 1 {
		fields = append(fields, SheetField{Key: "place", Label: w.T("stock.place"), Kind: ChoiceInput, Value: places[0].Value, Choices: places})
	}
	if part.Tracking == stock.BySerial {
		fields = append(fields, SheetField{Key: "serials", Label: w.T("stock.serials.scan"), Kind: LongInput, Hint: w.T("stock.serials.hint")})
	}
	if part.Tracking == stock.ByLot {
		fields = append(fields, SheetField{Key: "lot", Label: w.T("stock.lot"), Kind: ScanInput})
	}
	fields = append(fields, SheetField{
		Key: "reason", Label: w.T("loans.reason"), Kind: ChoiceInput, Choices: s.choices("stocking.reason.", "lost", "broken", "found", "mistake", "sold", "scrapped"),
	})
	return plan{
		sheet: Sheet{Title: w.T("stock.adjust.title", "part", part.Label), Intro: w.T("stock.adjust.intro"), Submit: w.T("sheet.save"), Fields: fields},
		prepare: func(v values) (job, error) {
			n, err := s.parseCount("n", v["n"])
			if err == nil {
				err = required("reason", v["reason"])
			}
			return doing(s.ports.Acts.AdjustStock, &service.AdjustStockInput{
				Part: part.ID.String(), Place: stock.Place(v["place"]), N: n, Serials: serials(v["serials"]), Lot: strings.TrimSpace(v["lot"]), Reason: v["reason"],
			}), err
		},
	}
}

func (s *Stock) reorderSheet() plan {
	w, part := s.Words, s.one.part
	least, full := "", ""
	for _, at := range part.Places {
		if at.Place == stock.At(s.ports.Shelves.SiteCode(), stock.Shop) && at.Least > 0 {
			least, full = s.count(at.Least), s.count(at.Full)
		}
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + stockReorder), Intro: w.T("stock.reorder.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "least", Label: w.T("stock.reorder.least"), Kind: TextInput, Value: least},
			{Key: "full", Label: w.T("stock.reorder.full"), Kind: TextInput, Value: full},
		}},
		prepare: func(v values) (job, error) {
			in := &service.ReorderInput{Part: part.ID.String()}
			var err error
			if in.Least, err = s.parseCount("least", v["least"]); err == nil && strings.TrimSpace(v["full"]) != "" {
				in.Full, err = s.parseCount("full", v["full"])
			}
			return doing(s.ports.Acts.SayReorder, in), err
		},
	}
}

// partSheet adds a part to the catalogue, or changes one.
func (s *Stock) partSheet(p views.Part) plan {
	w := s.Words
	title, price, cost := w.T("deed."+stockEdit), "", ""
	if p.ID.IsZero() {
		title = w.T("stock.add")
	}
	if p.Price > 0 {
		price = s.typedMoney(p.Price)
	}
	if p.CostCents > 0 {
		cost = s.typedMoney(p.CostCents)
	}
	return plan{
		sheet: Sheet{Title: title, Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "ref", Label: w.T("stock.ref"), Kind: ScanInput, Value: p.Ref},
			{Key: "label", Label: w.T("stock.label"), Kind: TextInput, Value: p.Label},
			{Key: "gtin", Label: w.T("stock.gtin"), Kind: ScanInput, Value: p.GTIN},
			{Key: "tracking", Label: w.T("stock.tracking"), Kind: ChoiceInput, Value: cmp.Or(string(p.Tracking), "number"), Choices: s.choices("stocking.tracking.", "number", "serial", "lot")},
			{Key: "price_cents", Label: w.T("stock.price"), Kind: MoneyInput, Value: price, Hint: "0,00 €"},
			{Key: "cost_cents", Label: w.T("stock.cost"), Kind: MoneyInput, Value: cost, Hint: "0,00 €"},
			{Key: "fits", Label: w.T("stock.fits"), Kind: TextInput, Value: strings.Join(p.Fits, ", "), Hint: w.T("edit.list")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.PartInput{
				Ref: strings.TrimSpace(v["ref"]), Label: strings.TrimSpace(v["label"]), GTIN: strings.TrimSpace(v["gtin"]), Brand: p.Brand, Category: p.Category,
				Supplier: p.Supplier, Currency: cmp.Or(p.Currency, euro), Fits: splitList(v["fits"]), Retired: p.Retired,
			}
			if v["tracking"] != "number" {
				in.Tracking = stock.Tracking(v["tracking"])
			}
			var err error
			if in.Price, err = s.parseMoney("price_cents", v["price_cents"]); err == nil {
				in.CostCents, err = s.parseMoney("cost_cents", v["cost_cents"])
			}
			if err == nil {
				err = required("ref", in.Ref)
			}
			if err == nil {
				err = required("label", in.Label)
			}
			return doing(s.ports.Acts.SavePart, in), err
		},
	}
}
