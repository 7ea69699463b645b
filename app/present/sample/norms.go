package sample

import (
	"context"
	"slices"

	"etabli/app/domain/bonus"
	"etabli/app/domain/civil"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/domain/rules"
	"etabli/app/domain/task"
	"etabli/app/service"
	"etabli/app/views"
)

// Reminded is a shop in which the hour of a task has come.
func Reminded() *Shop {
	s := Busy(Typical)()
	s.Todo[1].When = task.Hour
	return s
}

// Notices implements present.Norming.
func (s *Shop) Notices(context.Context, *service.AtSite) (service.NoticeTable, error) {
	out := service.NoticeTable{Site: "LIL", From: "20:00", To: "08:00", Rest: true}
	for i, e := range message.Events() {
		row := service.NoticeRow{Event: e, Template: service.Template{
			Code: string(e), Subject: map[string]string{"fr": "Votre appareil est prêt", "en": "Your device is ready"},
			Text: map[string]string{"fr": "Bonjour, {product} ({number}) est prêt. Suivi : {link}", "en": "Hello, {product} ({number}) is ready. Follow it: {link}"},
		}}
		if i != 2 {
			row.On, row.By, row.SinceMS = true, message.SMS, before(40*day)
		}
		out.Events = append(out.Events, row)
	}
	return out, s.broken()
}

// SaveLetterhead implements present.Letterheads.
func (s *Shop) SaveLetterhead(_ context.Context, _ service.Call, in *service.Letterhead) (service.Result, error) {
	return service.Result{Data: *in}, s.broken()
}

// LetterheadLook implements present.Letterheads.
func (s *Shop) LetterheadLook(ctx context.Context) ([]byte, error) { return s.PrintPicture(ctx, 0) }

// Carriers implements present.Norming.
func (s *Shop) Carriers(context.Context, *service.SiteAsked) ([]parcel.Carrier, error) {
	if len(s.Sent) == 0 {
		return nil, s.broken()
	}
	return []parcel.Carrier{
		{Code: "colissimo", Name: "Colissimo", Countries: []string{"FR", "BE", "LU"}, Home: true, MaxGrams: 30_000, MaxCents: 500_000, Cents: 890, Lithium: true},
		{Code: "relais", Name: "Point Relais", Countries: []string{"FR"}, Point: true, MaxGrams: 25_000, Cents: 490},
	}, s.broken()
}

// BonusAmounts implements present.Norming.
func (s *Shop) BonusAmounts(context.Context, *service.Anything) ([]bonus.AmountFacts, error) {
	return []bonus.AmountFacts{
		{Body: "ecosystem", Category: "washing_machine", FromOn: "2025-01-01", Cents: 5_000, Threshold: 18_000, Circular: 200, Source: "Barème de l’éco-organisme, janvier 2025"},
		{Body: "ecosystem", Category: "smartphone", FromOn: "2025-01-01", ToOn: "2026-12-31", Cents: 2_500},
	}, s.broken()
}

// Rules implements present.Norming.
func (s *Shop) Rules(context.Context, *service.Anything) ([]rules.Row, error) {
	row := func(id string, value int, unit rules.Unit, from civil.Date, source string) rules.Row {
		return rules.Row{ID: id, Country: "FR", ValidFrom: from, AppliesOn: rules.ByContract, Value: value, Unit: unit, Source: source, VerifiedOn: on(0), Status: rules.InForce, Certainty: rules.ReadInText}
	}
	list := []rules.Row{
		row("lgc_months", 24, rules.Months, civil.Of(2022, 1, 1), "C. conso. L217-3"), row("remedy_days", 30, rules.Days, civil.Of(2022, 1, 1), "C. conso. L217-10"),
		row("vat_standard", 200, rules.Permille, civil.Of(2014, 1, 1), "CGI art. 278"), row("repair_ext_months", 12, rules.Months, civil.Of(2026, 7, 31), "Directive (UE) 2024/1799"),
	}
	list[3].Status, list[3].Certainty = rules.NotTransposed, rules.ReadOfText
	return list, s.broken()
}

// SetNotice implements present.Norming.
func (s *Shop) SetNotice(context.Context, service.Call, *service.NoticeInput) (service.Result, error) {
	return s.forgotten()
}

// SetQuiet implements present.Norming.
func (s *Shop) SetQuiet(context.Context, service.Call, *service.QuietInput) (service.Result, error) {
	return s.forgotten()
}

// SaveCarrier implements present.Norming.
func (s *Shop) SaveCarrier(context.Context, service.Call, *service.CarrierInput) (service.Result, error) {
	return s.forgotten()
}

// SaveBonusAmount implements present.Norming.
func (s *Shop) SaveBonusAmount(context.Context, service.Call, *bonus.AmountFacts) (service.Result, error) {
	return s.forgotten()
}

// CustodyExpected implements present.Keeping.
func (s *Shop) CustodyExpected(context.Context, *service.CustodyAsked) (out []views.RepairRow, err error) {
	for _, r := range s.Repairs {
		if len(out) < 5 {
			out = append(out, r.RepairRow)
		}
	}
	return out, s.broken()
}

// CustodyScan implements present.Keeping.
func (s *Shop) CustodyScan(_ context.Context, in *service.CustodyScanned) (service.CustodySeen, error) {
	i := slices.IndexFunc(s.Repairs, func(r views.Repair) bool { return r.Number == in.Scan || r.Serial == in.Scan })
	if i < 0 {
		return service.CustodySeen{}, s.broken()
	}
	return service.CustodySeen{File: &s.Repairs[i].RepairRow, Here: i < 5}, s.broken()
}

// CountCustody implements present.Keeping.
func (s *Shop) CountCustody(_ context.Context, _ service.Call, in *service.CustodyInput) (service.Result, error) {
	seen := views.Count{AtMS: Now.UnixMilli(), Site: "LIL", Seen: in.Scans, Missing: []string{s.Repairs[3].Number}, Unknown: []string{"356938035643809"}}
	return service.Result{Data: seen}, s.broken()
}
