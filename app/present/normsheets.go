package present

import (
	"strings"

	"etabli/app/domain/bonus"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/service"
)

// The acts on what a shop goes by.
const (
	noticeSet   = "notice.set"
	noticeQuiet = "notice.quiet"
	carrierNew  = "carrier.new"
	carrierEdit = "carrier.edit"
	amountNew   = "amount.new"
)

var normIcons = map[string]string{noticeSet: "send", noticeQuiet: "moon", carrierNew: "plus", carrierEdit: "pencil", amountNew: "plus", headEdit: "pencil"}

// PrimaryPressed does the right next thing.
func (n *Norms) PrimaryPressed() { n.ActionPressed(n.primary()) }

// EmptyPressed adds what the part is about.
func (n *Norms) EmptyPressed() { n.ActionPressed(n.fresh) }

// ActionPressed begins an act.
func (n *Norms) ActionPressed(id string) {
	if n.open.busy {
		return
	}
	switch {
	case id == carrierNew:
		n.open.sheets.open(n.carrierSheet(parcel.Carrier{Countries: []string{"FR"}, Home: true}))
	case id == amountNew:
		n.open.sheets.open(n.amountSheet())
	case !n.read:
	case id == noticeSet && n.one.notice != nil:
		n.open.sheets.open(n.noticeSheet())
	case id == noticeQuiet && n.one.notice != nil:
		n.open.sheets.open(n.quietSheet())
	case id == headEdit && n.one.head != nil:
		n.logo = logoDesk{}
		n.open.sheets.open(n.headSheet(n.one.head.now))
	case id == carrierEdit && n.one.carrier != nil:
		n.open.sheets.open(n.carrierSheet(*n.one.carrier))
	}
}

// saidIn is what a template says, in both languages.
func (n *Norms) saidIn(t service.Template) (out []DetailCard) {
	for _, tag := range []string{"fr", "en"} {
		if t.Text[tag] != "" {
			out = append(out, DetailCard{Title: joined(n.Words.T("language."+tag), t.Subject[tag]), Text: t.Text[tag]})
		}
	}
	return out
}

func (n *Norms) noticeSheet() plan {
	w, one := n.Words, *n.one.notice
	state := "off"
	if one.On {
		state = "on"
	}
	by := string(one.By)
	if by == "" {
		by = string(message.SMS)
	}
	return plan{
		sheet: Sheet{Title: w.T(normsVerb + ".event." + string(one.Event)), Intro: w.T("norms.notice.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "on", Label: w.T("norms.told"), Kind: ChoiceInput, Value: state, Choices: n.choices(normsVerb+".tell.", "on", "off")},
			{Key: "by", Label: w.T("norms.way"), Kind: ChoiceInput, Value: by, Choices: n.choices("by.", "sms", "email")},
		}},
		prepare: func(v values) (job, error) {
			return doing(n.port.SetNotice, &service.NoticeInput{Event: one.Event, On: v["on"] == "on", By: message.Channel(v["by"])}), nil
		},
	}
}

func (n *Norms) quietSheet() plan {
	w, t := n.Words, n.one.table
	rest := ""
	if t.Rest {
		rest = "yes"
	}
	return plan{
		sheet: Sheet{Title: w.T("norms.quiet"), Intro: w.T("norms.quiet.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "from", Label: w.T("norms.quiet.from"), Kind: TextInput, Value: t.From, Hint: "20:00"},
			{Key: "to", Label: w.T("norms.quiet.to"), Kind: TextInput, Value: t.To, Hint: "08:00"},
			{Key: "rest", Label: w.T("norms.quiet.also"), Kind: TickInput, Value: rest, Choices: []Choice{{"yes", w.T("norms.quiet.rest")}}},
		}},
		prepare: func(v values) (job, error) {
			return doing(n.port.SetQuiet, &service.QuietInput{From: strings.TrimSpace(v["from"]), To: strings.TrimSpace(v["to"]), Rest: v["rest"] != ""}), nil
		},
	}
}

// carrierSheet says where a carrier goes, what it takes and what it costs.
func (n *Norms) carrierSheet(now parcel.Carrier) plan {
	w := n.Words
	title, weight := carrierEdit, ""
	if now.Code == "" {
		title = carrierNew
	}
	if now.MaxGrams > 0 {
		weight = itoa(now.MaxGrams / 1000)
	}
	var does []string
	for _, a := range []struct {
		code string
		is   bool
	}{{"home", now.Home}, {"point", now.Point}, {"lithium", now.Lithium}, {"gone", now.Gone}} {
		if a.is {
			does = append(does, a.code)
		}
	}
	typed := func(cents int64) string {
		if cents == 0 {
			return ""
		}
		return n.typedMoney(cents)
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + title), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "name", Label: w.T("thirds.name"), Kind: TextInput, Value: now.Name, Hint: "Colissimo"},
			{Key: "code", Label: w.T("thirds.code"), Kind: TextInput, Value: now.Code, Hint: "colissimo"},
			{Key: "countries", Label: w.T("norms.carrier.countries"), Kind: TextInput, Value: strings.Join(now.Countries, " "), Hint: "FR BE"},
			{Key: "does", Label: w.T("norms.carrier.takes"), Kind: TickInput, Value: strings.Join(does, "\n"), Choices: n.choices(normsVerb+".does.", "home", "point", "lithium", "gone")},
			{Key: "cents", Label: w.T("norms.carrier.price"), Kind: MoneyInput, Value: typed(now.Cents), Hint: "0,00 €"},
			{Key: "max_grams", Label: w.T("norms.carrier.kilos"), Kind: TextInput, Value: weight, Hint: w.T("norms.unbounded")},
			{Key: "max_value_cents", Label: w.T("norms.carrier.insured"), Kind: MoneyInput, Value: typed(now.MaxCents), Hint: w.T("norms.unbounded")},
		}},
		prepare: func(v values) (job, error) {
			has := func(code string) bool { return strings.Contains("\n"+v["does"]+"\n", "\n"+code+"\n") }
			in := &service.CarrierInput{Carrier: parcel.Carrier{
				Code: strings.TrimSpace(v["code"]), Name: strings.TrimSpace(v["name"]), Countries: strings.Fields(strings.ToUpper(v["countries"])),
				Home: has("home"), Point: has("point"), Lithium: has("lithium"), Gone: has("gone"),
			}}
			var err error
			if in.Cents, err = n.parseMoney("cents", v["cents"]); err != nil {
				return nil, err
			}
			if in.MaxCents, err = n.parseMoney("max_value_cents", v["max_value_cents"]); err != nil {
				return nil, err
			}
			if v["max_grams"] != "" {
				kilos, err := n.parseCount("max_grams", v["max_grams"])
				if err != nil {
					return nil, err
				}
				in.MaxGrams = int(kilos) * 1000
			}
			return doing(n.port.SaveCarrier, in), nil
		},
	}
}

// amountSheet adds a row to a table of the repair bonus; the row before ends by it.
func (n *Norms) amountSheet() plan {
	w := n.Words
	body, category := "", ""
	if a := n.one.amount; n.read && a != nil {
		body, category = a.Body, a.Category
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + amountNew), Submit: w.T("sheet.save"), Intro: w.T("norms.amount.intro"), Fields: []SheetField{
			{Key: "body", Label: w.T("norms.body"), Kind: TextInput, Value: body, Hint: "ecosystem"},
			{Key: "category", Label: w.T("norms.category"), Kind: TextInput, Value: category, Hint: "washing_machine"},
			{Key: "from_on", Label: w.T("norms.from"), Kind: DateInput, Value: typedDate(n.today()), Hint: w.T("typed.date")},
			{Key: "to_on", Label: w.T("norms.to"), Kind: DateInput, Hint: w.T("norms.still")},
			{Key: "cents", Label: w.T("norms.sum"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: "threshold_cents", Label: w.T("norms.threshold"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: "source", Label: w.T("norms.source"), Kind: TextInput},
		}},
		prepare: func(v values) (job, error) {
			in := &bonus.AmountFacts{Body: strings.TrimSpace(v["body"]), Category: strings.TrimSpace(v["category"]), Source: strings.TrimSpace(v["source"])}
			var err error
			if in.FromOn, err = n.parseDate("from_on", v["from_on"]); err != nil {
				return nil, err
			}
			if in.ToOn, err = n.parseDate("to_on", v["to_on"]); err != nil {
				return nil, err
			}
			if in.Cents, err = n.parseMoney("cents", v["cents"]); err != nil {
				return nil, err
			}
			in.Threshold, err = n.parseMoney("threshold_cents", v["threshold_cents"])
			return doing(n.port.SaveBonusAmount, in), err
		},
	}
}
