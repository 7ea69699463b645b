package present

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"etabli/app/domain/warranty"
	"etabli/app/service"
)

// WarrantyActs are the commands on what is owed.
type WarrantyActs interface {
	TellSale(ctx context.Context, call service.Call, in *service.TellSaleInput) (service.Result, error)
	Judge(ctx context.Context, call service.Call, in *service.JudgeInput) (service.Result, error)
	Decide(ctx context.Context, call service.Call, in *service.DecideInput) (service.Result, error)
	AskRemedy(ctx context.Context, call service.Call, in *service.RemedyInput) (service.Result, error)
	ChangeLayer(ctx context.Context, call service.Call, in *service.ChangeInput) (service.Result, error)
	ContestLayer(ctx context.Context, call service.Call, in *service.ContestInput) (service.Result, error)
}

// lawAct begins an act on what is owed; false when the id is none of them.
func (r *Repair) lawAct(id string) bool {
	begins := map[string]func() plan{actSale: r.saleSheet, actDecide: r.decideSheet, actWish: r.wishSheet, actContest: r.contestSheet, actChange: r.changeSheet}
	switch begin, known := begins[id]; {
	case known:
		r.sheets.open(begin())
	case id == actKeep:
		r.run(doing(r.ports.Warranty.Judge, &service.JudgeInput{ID: r.id}))
	default:
		return false
	}
	return true
}

// codesOf are codes as text.
func codesOf[C ~string](list ...C) (out []string) {
	for _, c := range list {
		out = append(out, string(c))
	}
	return out
}

// saleSheet asks when, from whom and as what the device was bought, and what shows it.
// What is known stands there; what stays as it is is not told again.
func (r *Repair) saleSheet() plan {
	w, id, was := r.Words, r.id, r.file.device.Sale
	fields := func(v values) []SheetField {
		list := []SheetField{
			{Key: "by", Label: w.T("owed.seller"), Kind: ChoiceInput, Value: string(was.By),
				Choices: r.choices("warranty.seller.", codesOf(warranty.SoldByUs, warranty.SoldByTrader, warranty.SoldByPrivate)...)},
		}
		if v["by"] == string(warranty.SoldByTrader) {
			list = append(list, SheetField{Key: "seller", Label: w.T("owed.seller.name"), Kind: TextInput, Value: was.Seller})
		}
		list = append(list,
			SheetField{Key: "delivered_on", Label: w.T("owed.delivered_on"), Kind: DateInput, Value: typedDate(was.DeliveredOn), Hint: w.T("typed.date")},
			SheetField{Key: "condition", Label: w.T("owed.condition"), Kind: ChoiceInput, Value: string(was.Condition),
				Choices: r.choices("warranty.condition.", codesOf(warranty.New, warranty.Used, warranty.Refurbished)...)},
			SheetField{Key: "buyer", Label: w.T("owed.buyer"), Kind: ChoiceInput, Value: string(was.Buyer),
				Choices: r.choices("warranty.buyer.", codesOf(warranty.Consumer, warranty.NonProfessional, warranty.Professional)...)},
			SheetField{Key: "evidence.0.kind", Label: w.T("owed.evidence"), Kind: ChoiceInput, Choices: r.choices("warranty.evidence.", codesOf(warranty.EvidenceKinds()...)...)})
		if v["evidence.0.kind"] != "" {
			list = append(list,
				SheetField{Key: "evidence.0.on", Label: w.T("owed.evidence.on"), Kind: DateInput, Hint: w.T("typed.date")},
				SheetField{Key: "evidence.0.ref", Label: w.T("owed.evidence.ref"), Kind: ScanInput})
		}
		return list
	}
	return plan{
		sheet:  Sheet{Title: w.T("deed.owed.sale"), Intro: w.T("owed.sale.intro"), Submit: w.T("sheet.save"), Fields: fields(values{"by": string(was.By)})},
		fields: fields,
		prepare: func(v values) (job, error) {
			in := &service.TellSaleInput{ID: id}
			var err error
			if in.DeliveredOn, err = r.parseDate("delivered_on", v["delivered_on"]); err != nil {
				return nil, err
			}
			in.By, in.Condition, in.Buyer = warranty.SoldBy(v["by"]), warranty.Condition(v["condition"]), warranty.Buyer(v["buyer"])
			if in.By == warranty.SoldByTrader {
				in.Seller = strings.TrimSpace(v["seller"])
			}
			if kind := v["evidence.0.kind"]; kind != "" {
				shown := service.EvidenceInput{Kind: warranty.EvidenceKind(kind), Ref: strings.TrimSpace(v["evidence.0.ref"])}
				if shown.On, err = r.parseDate("evidence.0.on", v["evidence.0.on"]); err != nil {
					return nil, err
				}
				in.Evidence = []service.EvidenceInput{shown}
			}
			return doing(r.ports.Warranty.TellSale, in), nil
		},
	}
}

// decideSheet asks a person what is owed and why; the advice of the program stands
// over it and is kept beside the decision.
func (r *Repair) decideSheet() plan {
	w, id, d := r.Words, r.id, r.file.owed
	advised := joined(w.T("warranty.answer."+string(d.Advice.Answer)), r.advisedLayer(d.Advice))
	first := values{"answer": string(warranty.Covered)}
	if d.Answer == warranty.Refused {
		first["answer"] = string(warranty.Refused)
	}
	fields := func(v values) []SheetField {
		list := []SheetField{{Key: "answer", Label: w.T("owed.answer"), Kind: ChoiceInput, Value: first["answer"],
			Choices: r.choices("warranty.answer.", codesOf(warranty.Covered, warranty.Refused)...)}}
		if v["answer"] == string(warranty.Covered) {
			list = append(list, SheetField{Key: "layer", Label: w.T("owed.under"), Kind: ChoiceInput, Value: string(d.Layer), Choices: r.layerChoices(d)})
		}
		return append(list, SheetField{Key: "why", Label: w.T("owed.why"), Kind: LongInput, Hint: w.T("owed.why.hint")})
	}
	return plan{
		sheet:  Sheet{Title: w.T("deed.owed.decide"), Intro: w.T("owed.decide.intro", "advice", advised), Submit: w.T("deed.owed.decide"), Fields: fields(first)},
		fields: fields,
		prepare: func(v values) (job, error) {
			in := &service.DecideInput{ID: id, Answer: warranty.Answer(v["answer"]), Why: strings.TrimSpace(v["why"])}
			if in.Answer == warranty.Covered {
				in.Layer = warranty.Layer(v["layer"])
				if err := required("layer", v["layer"]); err != nil {
					return nil, err
				}
			}
			return doing(r.ports.Warranty.Decide, in), required("why", in.Why)
		},
	}
}

// layerChoices are the guarantees that are open, and the gesture that always is.
func (e Env) layerChoices(d service.Verdict) []Choice {
	var open []string
	for _, l := range warranty.Layers() {
		at := slices.IndexFunc(d.Standings, func(s service.Standing) bool { return s.Layer == l && s.State == warranty.Open })
		if at >= 0 || l == warranty.GOOD || l == d.Layer {
			open = append(open, string(l))
		}
	}
	return e.choices("warranty.layer.", open...)
}

// wishSheet asks what the customer chose, and what makes them free to want money.
func (r *Repair) wishSheet() plan {
	w, id, was := r.Words, r.id, remedyOf(r.file.repair)
	ticks := map[string]bool{"persists": was.Persists, "refused": was.Refused, "serious": was.Serious, "inconvenient": was.Inconvenient, "minor": was.Minor}
	var said []string
	for _, t := range remedyTicks {
		if ticks[t] {
			said = append(said, t)
		}
	}
	return plan{
		sheet: Sheet{Title: w.T("deed.owed.wish"), Intro: w.T("owed.wish.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "chose", Label: w.T("owed.chose"), Kind: ChoiceInput, Value: string(was.Chose),
				Choices: r.choices("warranty.choice.", codesOf(warranty.ByRepair, warranty.ByReplacement, warranty.PriceReduction, warranty.Rescission)...)},
			{Key: "by", Label: w.T("silence.by"), Kind: ChoiceInput, Value: cmp.Or(was.By, "counter"), Choices: r.choices("repair.stopped.", saidBy(was.By)...)},
			{Key: "appeared_on", Label: w.T("owed.appeared_on"), Kind: DateInput, Value: typedDate(was.AppearedOn), Hint: w.T("typed.date")},
			{Key: "said", Label: w.T("owed.said"), Kind: TickInput, Value: strings.Join(said, "\n"), Choices: r.choices("warranty.said.", remedyTicks...)},
			{Key: "returned_on", Label: w.T("owed.returned_on"), Kind: DateInput, Value: typedDate(was.ReturnedOn), Hint: w.T("typed.date")},
		}},
		prepare: func(v values) (job, error) {
			is := func(tick string) bool { return slices.Contains(strings.Split(v["said"], "\n"), tick) }
			in := &service.RemedyInput{ID: id, Chose: warranty.Remedy(v["chose"]), By: v["by"], Persists: is("persists"), Refused: is("refused"),
				Serious: is("serious"), Inconvenient: is("inconvenient"), Minor: is("minor"),
				DiscoveredOn: was.DiscoveredOn, Expertise: was.Expertise, SameFault: was.SameFault}
			var err error
			if in.AppearedOn, err = r.parseDate("appeared_on", v["appeared_on"]); err != nil {
				return nil, err
			}
			in.ReturnedOn, err = r.parseDate("returned_on", v["returned_on"])
			return doing(r.ports.Warranty.AskRemedy, in), err
		},
	}
}

// saidBy are the ways in which a customer says something to staff, with the one that was
// noted before.
func saidBy(was string) []string {
	ways := []string{"counter", "phone", "sms", "email", "letter"}
	if was != "" && !slices.Contains(ways, was) {
		ways = append(ways, was)
	}
	return ways
}

// remedyTicks are what makes a customer free to want money instead of a repair.
var remedyTicks = []string{"persists", "refused", "serious", "inconvenient", "minor"}

// contestSheet records that the customer does not agree to a change of layer.
func (r *Repair) contestSheet() plan {
	w, id := r.Words, r.id
	return plan{
		sheet: Sheet{Title: w.T("deed.owed.contest"), Intro: w.T("owed.contest.intro"), Submit: w.T("deed.owed.contest"), Fields: []SheetField{
			{Key: "why", Label: w.T("owed.contest.words"), Kind: LongInput},
		}},
		prepare: func(v values) (job, error) {
			return doing(r.ports.Warranty.ContestLayer, &service.ContestInput{ID: id, Why: strings.TrimSpace(v["why"])}), nil
		},
	}
}
