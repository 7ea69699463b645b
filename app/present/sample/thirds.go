package sample

import (
	"context"
	"strings"
	"time"

	"etabli/app/domain/bonus"
	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/quote"
	"etabli/app/domain/sendout"
	"etabli/app/domain/stock"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// Others are what third parties owe the shop, or have of it.
type Others struct {
	Claims  []service.RiskyRecourse
	Batches []service.RiskySendout
	Back    []views.Order
	Bonuses []views.Bonus
	Cores   []service.Core
	Owes    []service.OwedBack
}

func others() Others {
	return Others{Claims: recourses(), Batches: batches(), Back: goingBack(), Bonuses: bonuses(), Cores: cores(), Owes: owing()}
}

// recourses are one that was taken in part, one that waits for an authorisation, and
// one that is paid.
func recourses() []service.RiskyRecourse {
	one := func(n byte, name string, sort guarantor.Sort, status guarantor.Status, cents int64) service.RiskyRecourse {
		return service.RiskyRecourse{Recourse: views.Recourse{
			ID: ID(n), Status: status, Site: "LIL", Guarantor: strings.ToLower(name), Name: name, Sort: sort, Repair: ID(1), Number: number("2", 431, "X7"),
			CustomerName: "Amélie Durand", ClaimedCents: cents, BegunMS: before(20 * day), SinceMS: before(4 * day),
			Lines: []guarantor.Line{{Label: "Pompe de vidange 00145787", Cents: cents - 4_500}, {Label: "Main-d’œuvre, 45 min", Cents: 4_500}},
		}}
	}
	list := []service.RiskyRecourse{
		one(190, "BSH", guarantor.Maker, guarantor.Partly, 11_400), one(191, "Assurance Nord", guarantor.Insurer, guarantor.Asked, 24_900), one(192, "SEB", guarantor.Maker, guarantor.Paid, 8_200),
	}
	list[0].Risks = []guarantor.Risk{guarantor.ResubmitSoon}
	list[0].AcceptedCents, list[0].LossCents = 6_900, 4_500
	list[0].Authorised = &guarantor.AuthorisedFacts{Granted: true, Number: "RMA-55120", CapCents: 12_000, UntilOn: on(3).String()}
	list[0].Tries = []views.Try{{
		SubmittedFacts: guarantor.SubmittedFacts{N: 1, On: on(-16).String(), Ref: "SAV-20931", Lines: list[0].Lines, DueOn: on(-2).String()},
		Answer:         &guarantor.AnsweredFacts{N: 1, On: on(-4).String(), Cents: 6_900, Reason: "price", Note: "La main-d’œuvre dépasse le barème.", ResubmitBy: on(6).String(), Claimed: 11_400},
	}}
	list[1].Repair, list[1].Number, list[1].CustomerName, list[1].OwnCents, list[1].Policy = ID(2), number("2", 430, "W3"), "Karim Benali", 5_000, "PX-99120-B"
	list[2].PaidCents, list[2].AcceptedCents = 8_200, 8_200
	return list
}

// batches are one away with a device that waits for our answer, and one being packed.
func batches() []service.RiskySendout {
	away := views.Sendout{
		ID: ID(195), Status: sendout.OnTheGo, Number: "ST-LIL-0007", Site: "LIL", Subcontractor: "micro", Name: "Micro-soudure Lens", DueOn: on(-1).String(), CapCents: 4_000,
		LeftMS: before(9 * day), Ref: "6A12345678901", BegunMS: before(10 * day), Devices: []views.SentDevice{
			{Repair: ID(2), Number: number("2", 430, "W3"), Product: "ThinkPad T14", Serial: "PF2K8X1Q", Stage: sendout.Asked, Quoted: &sendout.QuotedFacts{Cents: 9_500, Days: 4, Work: "Remplacer le circuit d’alimentation"}},
			{Repair: ID(4), Number: number("2", 428, "MB"), Product: "Galaxy S24", Serial: "490154203237518", Stage: sendout.Back, Came: sendout.Repaired, AgreedCents: 4_000},
		},
	}
	open := views.Sendout{ID: ID(196), Status: sendout.Open, Number: "ST-LIL-0008", Site: "LIL", Subcontractor: "optique", Name: "Optique 59", DueOn: on(12).String(), CapCents: 6_000, BegunMS: before(time.Hour),
		Devices: []views.SentDevice{{Repair: ID(6), Number: number("1", 907, "T9"), Product: "Canon EOS R6", Stage: sendout.Packed, Scan: true}}}
	return []service.RiskySendout{{Sendout: away, Risks: []service.SendoutRisk{service.BatchLate, service.BatchAsks}}, {Sendout: open}}
}

func goingBack() []views.Order {
	return []views.Order{{
		ID: ID(198), Status: stock.GoingBack, Supplier: "SOS Accessoire", BegunMS: before(12 * day), Lines: []views.OrderLine{{Ref: "00145787", Label: "Pompe de vidange", N: 2}},
		Back: &views.Back{Reason: "dead_on_arrival", Number: "RET-4471", ByOn: on(5).String(), CreditCents: 5_880, State: "awaited"},
	}}
}

func bonuses() []views.Bonus {
	return []views.Bonus{
		{ID: ID(200), Status: bonus.Invoiced, Site: "LIL", Body: "Ecosystem", Category: "washing_machine", Repair: ID(1), Number: number("2", 431, "X7"), CustomerName: "Amélie Durand", Cents: 5_000, How: "signature", On: on(-3).String(),
			Receipt: "LIL2-2026-000431", InvoicedOn: on(-1).String(), InvoiceCents: 18_900, Missing: []string{"email", "plate"}, BegunMS: before(3 * day)},
		{ID: ID(201), Status: bonus.Submitted, Site: "LIL", Body: "Ecosystem", Category: "smartphone", Repair: ID(4), Number: number("2", 428, "MB"), CustomerName: "Jeanne Lopez", Cents: 2_500, How: "sms", On: on(-40).String(), Ref: "ECO-77120",
			SubmittedOn: on(-38).String(), DueOn: on(-8).String(), BegunMS: before(40 * day)},
	}
}

// cores are old devices that customers owe: one late, one due in some days.
func cores() []service.Core {
	one := func(n byte, number, label, old, given string, cents int64, due int) service.Core {
		return service.Core{Exchange: views.Exchange{
			File: ID(n), Number: number, Label: label, OldSerial: old, NewSerial: given, Advance: true, Core: "open", CoreCents: cents, CoreDueOn: on(due).String(), AtMS: before(18 * day),
		}, DaysLate: max(0, -due)}
	}
	list := []service.Core{
		one(8, number("2", 398, "R4"), "Galaxy S24 256 Go", "490154203237518", "356938035643809", 24_000, -4),
		one(9, number("2", 411, "M2"), "Aspirateur Rowenta X-Pert", "RH-7781-2207", "RH-7781-3390", 6_500, 6),
	}
	list[0].Customer, list[1].Customer = "Hélène Cœur-d’Acier", "Paul Vasseur"
	return list
}

// owing is what suppliers owe for what went back.
func owing() []service.OwedBack {
	return []service.OwedBack{
		{Supplier: "SEB", N: 6, Cents: 31_240, Cores: 4, CoreCents: 18_000, AgeCents: []int64{9_200, 7_040, 6_000, 9_000}, Late: 1},
		{Supplier: "SOS Accessoire", N: 1, Cents: 5_880, AgeCents: []int64{5_880, 0, 0, 0}},
	}
}

// Cores implements present.Owing.
func (s *Shop) Cores(context.Context, *service.SiteAsked) ([]service.Core, error) {
	return s.Others.Cores, s.broken()
}

// ReturnsAgeing implements present.Owing.
func (s *Shop) ReturnsAgeing(context.Context, *service.Anything) ([]service.OwedBack, error) {
	return s.Others.Owes, s.broken()
}

// longestThirds make everything about a claim against a guarantor as long as it gets.
func (s *Shop) longestThirds() {
	c := &s.Others.Claims[0]
	s.Others.Cores[0].Label, s.Others.Cores[0].Customer = s.Repairs[0].Product, s.Repairs[0].Customer
	s.Others.Owes[0].Supplier = "Compagnie générale des pièces détachées d’électroménager et d’électronique du Nord"
	c.Name, c.CustomerName = "Compagnie générale d’assurance des appareils électroménagers et électroniques du Nord", s.Repairs[0].Customer
	c.Lines[0].Label = strings.Repeat("Pompe de vidange avec son joint ", 6)
	c.Tries[0].Answer.Note = strings.Repeat("La main-d’œuvre dépasse le barème en vigueur. ", 8)
}

func (s *Shop) lost(what string) error {
	if err := s.broken(); err != nil {
		return err
	}
	return fault.New(fault.NotFound, "id", "what", what)
}

// Recourses implements present.Thirding.
func (s *Shop) Recourses(_ context.Context, in *service.RecoursesAsked) (out []service.RiskyRecourse, err error) {
	for _, c := range s.Others.Claims {
		if c.Status.Over() == (in.List == views.RecoursesOver) {
			out = append(out, c)
		}
	}
	return out, s.broken()
}

// Recourse implements present.Thirding.
func (s *Shop) Recourse(_ context.Context, in *service.ByID) (service.RiskyRecourse, error) {
	for _, c := range s.Others.Claims {
		if c.ID == in.ID {
			return c, s.broken()
		}
	}
	return service.RiskyRecourse{}, s.lost("recourse")
}

// Guarantors implements present.Thirding.
func (s *Shop) Guarantors(context.Context, *service.Anything) ([]guarantor.SavedFacts, error) {
	return []guarantor.SavedFacts{{Code: "bsh", Name: "BSH", Sort: guarantor.Maker}, {Code: "nord", Name: "Assurance Nord", Sort: guarantor.Insurer, Asks: true}}, s.broken()
}

// Sendouts implements present.Thirding.
func (s *Shop) Sendouts(_ context.Context, in *service.SendoutsAsked) (out []service.RiskySendout, err error) {
	want := map[string]sendout.Status{"": sendout.OnTheGo, views.SendoutsOpen: sendout.Open, views.SendoutsOver: sendout.Closed}[in.List]
	for _, b := range s.Others.Batches {
		if b.Status == want {
			out = append(out, b)
		}
	}
	return out, s.broken()
}

// SendoutNow implements present.Thirding.
func (s *Shop) SendoutNow(_ context.Context, in *service.ByID) (service.RiskySendout, error) {
	for _, b := range s.Others.Batches {
		if b.ID == in.ID {
			return b, s.broken()
		}
	}
	return service.RiskySendout{}, s.lost("sendout")
}

// Subcontractors implements present.Thirding.
func (s *Shop) Subcontractors(context.Context, *service.Anything) ([]sendout.SavedFacts, error) {
	return []sendout.SavedFacts{{Code: "micro", Name: "Micro-soudure Lens", Days: 8, CapCents: 4_000}, {Code: "optique", Name: "Optique 59"}}, s.broken()
}

// GoingBack implements present.Thirding.
func (s *Shop) GoingBack(context.Context, *service.Anything) ([]views.Order, error) {
	return s.Others.Back, s.broken()
}

// Bonuses implements present.Thirding.
func (s *Shop) Bonuses(_ context.Context, in *service.RecoursesAsked) (out []views.Bonus, err error) {
	if in.List != views.BonusesOver {
		out = s.Others.Bonuses
	}
	return out, s.broken()
}

// BonusFileOf implements present.Thirding.
func (s *Shop) BonusFileOf(ctx context.Context, in *service.ByID) (service.BonusFile, error) {
	b, err := s.BonusByID(ctx, in.ID)
	if err != nil {
		return service.BonusFile{}, err
	}
	file := service.BonusFile{
		Claim: b, Site: b.Site, RepairedOn: on(-3).String(), Fault: "113", FaultText: "Ne s’allume plus", Invoice: service.BonusInvoice{Number: b.Receipt, On: b.InvoicedOn},
		Consumer: service.BonusConsumer{Name: b.CustomerName, Email: "client@exemple.fr", Phone: "+33 6 39 98 00 12", Address: "14 rue Nationale", Postcode: "59000", Town: "Lille"},
		Device:   service.BonusDevice{Label: "Lave-linge Serie 6", Brand: "Bosch", Category: b.Category, Serial: "FD9801 200345"},
		Lines: []service.BonusLine{
			{Kind: quote.Part, Label: "Pompe de vidange", NetCents: 7_450, Origin: quote.UsedPart}, {Kind: quote.Labour, Label: "Main-d’œuvre", NetCents: 9_000},
		},
	}
	if b.Receipt != "" {
		i := &file.Invoice
		i.TotalCents, i.NetCents, i.TaxCents, i.Labour, i.Parts = b.InvoiceCents, b.InvoiceCents*5/6, b.InvoiceCents-b.InvoiceCents*5/6, 9_000, 7_450
	}
	return file, nil
}

// BonusByID implements present.Thirding.
func (s *Shop) BonusByID(_ context.Context, id present.ID) (views.Bonus, error) {
	for _, b := range s.Others.Bonuses {
		if b.ID == id {
			return b, s.broken()
		}
	}
	return views.Bonus{}, s.lost("bonus")
}
