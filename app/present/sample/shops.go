package sample

import (
	"strings"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// before is a moment before Now, in Unix milliseconds.
func before(d time.Duration) int64 { return Now.Add(-d).UnixMilli() }

const day = 24 * time.Hour

// in is a date days from today.
func in(days int) string { return Now.AddDate(0, 0, days).Format("2006-01-02") }

// Empty is a shop on its first morning.
func Empty() *Shop {
	return &Shop{
		People: people(), Device: device(), Papers: papers(), Likes: likes(),
		Link: present.Connection{State: present.Online, LastSyncMS: before(time.Minute)},
		Till: Till{Terms: tillTerms()},
	}
}

// Typical is a shop on a normal Saturday, without a network for half an hour.
func Typical() *Shop {
	s := Empty()
	s.Link = present.Connection{State: present.Offline, Waiting: 14, OldestMS: before(33 * time.Minute), LastSyncMS: before(33 * time.Minute)}
	s.Customers, s.Repairs = customers(), repairs()
	s.Till = tillOf()
	s.Items = items()
	s.Units, s.Lendings = units(), lendings()
	s.Talks = conversations()
	s.Disputed = disputes()
	s.Sent = parcels()
	s.Signed, s.Books, s.Others = contracts(), books(), others()
	s.Cares = cares()
	s.Declared = declarations()
	s.Shelved, s.Ordered, s.Moving = shelves(), orders(), transfers()
	s.Waiting = waiting(s.Repairs)
	return s
}

// School is a shop for practice.
func School() *Shop {
	s := Typical()
	s.Link = present.Connection{State: present.School}
	return s
}

// Called is the same shop with two members of staff, while a customer waits at
// the kiosk.
func Called() *Shop {
	s := Typical()
	s.People = append(s.People, views.Staff{ID: ID(71), Initials: "YL", Display: "Yann L.", Role: "technician", Site: "LIL", HasPIN: true})
	r := s.Repairs[3]
	s.Callers = []views.Call{{Entity: journal.Entity{Type: journal.EntityType(kind.Repair), ID: r.ID}, Number: r.Number, Product: r.Product, AtMS: before(2 * time.Minute)}}
	return s
}

// Overdue is the same shop when promises are past.
func Overdue() *Shop {
	s := Typical()
	for i := range s.Repairs {
		r := &s.Repairs[i]
		if r.Status.Scope() != repair.Open {
			continue
		}
		r.LegalOn, r.PromisedOn = in(-2-i), in(-9)
		r.Clocks.LegalOn, r.Clocks.LegalStartMS = r.LegalOn, before(time.Duration(32+i)*day)
	}
	s.Link = present.Connection{State: present.Refused, Waiting: 31, OldestMS: before(26 * time.Hour), LastSyncMS: before(26 * time.Hour), Reason: "revoked"}
	return s
}

// Dearer is the same shop when a part that was ordered for the second file costs more
// than its accepted quote counts.
func Dearer() *Shop {
	s := Typical()
	r := &s.Repairs[1]
	r.Status, r.Quote.Answer, r.Next = repair.QuoteOK, "accepted", []repair.Status{repair.PartWait, repair.Repairing}
	line := s.Ordered[0].Lines[0]
	line.Line, line.Ref, line.Label, line.PartID = 3, "CLA-T14", "Clavier ThinkPad T14 AZERTY", ID(104)
	line.FileID, line.Number, line.CostCents, line.DueOn, line.State = r.ID, r.Number, 6_100, in(6), stock.PriceChanged
	s.Ordered[0].Lines = append(s.Ordered[0].Lines, line)
	next := views.Quote{Version: 3, TotalCents: r.Quote.TotalCents + 1_900, Currency: "EUR", QuoteDetail: &views.QuoteDetail{Lines: []views.QuoteLine{
		{Label: line.Label, Quantity: quote.One, DueCents: 10_800}, {Label: "Pose et essai", Quantity: 1_500, DueCents: 9_000}, {Label: "Reprise à domicile", Quantity: quote.One, DueCents: 1_000},
	}}}
	s.Amends = map[present.ID]service.Amendment{r.ID: {Quote: next, RiseCents: 1_900, Dearer: []string{line.Ref}}}
	return s
}

// Amended is the same shop when the amendment was sent and waits for its answer.
func Amended() *Shop {
	s := Dearer()
	r := &s.Repairs[1]
	agreed := *r.Quote
	r.Agreed = &agreed
	sent := s.Amends[r.ID].Quote
	sent.QuoteDetail = &views.QuoteDetail{Amends: 2, Lines: sent.Lines, Facts: r.Quote.Facts}
	r.Quote, r.Status, r.Next = &sent, repair.QuoteSent, []repair.Status{repair.QuoteOK, repair.QuoteKO}
	return s
}

// Broken is the same shop when its store has stopped.
func Broken() *Shop {
	s := Typical()
	s.Broken = true
	return s
}

// Longest is a shop where everything that people typed is as long as it gets.
func Longest() *Shop {
	s := Typical()
	r := &s.Repairs[0]
	r.Number = "LIL2-1234567-X7K"
	r.OtherNumbers = []string{"LIL2-1234566-B2M", "ROU4-00118-H3N"}
	r.Product = "Lave-linge séchant encastrable Electrolux AEG Série 8000 ÖKOMix à pompe à chaleur, coloris blanc arctique, 60 cm"
	r.Serial = "WX-99887766554433221100-AZERTYUIOP-0123456789-FR-2026"
	r.Customer = "Société anonyme coopérative des établissements Vandenbroucke-Lefèbvre et descendants réunis"
	r.Fault = "S'arrête au milieu du cycle long avec un bruit de casserole, puis affiche un code que personne ne comprend ; la porte reste verrouillée pendant trois heures et l'eau stagne dans le fond du tambour malgré plusieurs vidanges."
	r.Accessories = []string{"Notice en allemand", "Tuyau d'arrivée d'eau renforcé", "Deux pieds réglables", "Clé de transport"}
	r.Condition = []string{"Rayure profonde sur toute la longueur du capot", "Poignée remplacée par une pièce imprimée en 3D"}
	r.CeilingCents, r.Currency = 99_999_999, "EUR"
	s.Customers[0].Name = r.Customer
	s.Customers[0].Phone = "+352621123456789"
	r.Timeline[0].Text = r.Fault
	s.People[0].Display = "Marie-Antoinette de la Rochefoucauld-Vandenbroucke"
	s.Device.Site = "Villeneuve-d'Ascq Grand Stade Nord"
	s.Link.Waiting = 1_234_567
	s.longestLoan()
	s.longestTalk()
	s.longestClaim()
	s.longestParcel()
	s.longestContract()
	s.longestBooks()
	s.longestThirds()
	s.longestCares()
	s.longestDeclared()
	s.Shelved[0].Label = r.Product + ", avec son faisceau, ses quatre vis et la notice de pose en neuf langues"
	s.Shelved[0].Ref = "WX-99887766554433221100-AZERTYUIOP-01234"
	return s
}

func people() []views.Staff {
	return []views.Staff{{ID: ID(70), Initials: "NB", Display: "Nadia B.", Role: "counter", Site: "LIL"}}
}

func device() present.DeviceFacts {
	return present.DeviceFacts{
		Site: "Lille", Device: "Comptoir 2", HQ: "siege.exemple.fr:8443", Store: "/home/comptoir/.local/share/etabli",
		Protection: "protection.keyring", Version: "0.1.0",
	}
}

func papers() []present.Form { return []present.Form{present.DepositA5, present.Deposit80mm} }

func likes() present.Preferences {
	return present.Preferences{Language: "fr", TextPercent: 100, PaperFolder: "/home/comptoir/Documents"}
}

func customers() []views.Customer {
	person := func(n byte, name, phone string, files int) views.Customer {
		return views.Customer{ID: ID(n), Name: name, Phone: phone, TellBy: "sms", Repairs: make([]journal.EntityID, files)}
	}
	business := person(52, "Société Ferrand et fils", "+33320998877", 12)
	business.Stopped = &views.Stopped{AtMS: before(12 * day), By: "email"}
	return []views.Customer{
		person(50, "Amélie Durand", "+33612345647", 3), person(51, "Karim Benali", "+33644102235", 3),
		business, person(53, "Jeanne Lopez", "", 1),
		person(54, "Paul Vasseur", "+33698123411", 1), person(55, "Inès Moreau", "+33677001122", 2),
	}
}

// one is a repair with its clocks begun ago days back.
func one(n byte, number, what, who string, status repair.Status, ago int, touched time.Duration) views.Repair {
	r := views.Repair{
		RepairRow: views.RepairRow{
			ID: ID(n), Number: number, Site: "LIL", Product: what, Customer: who, Status: status,
			ReceivedMS: before(time.Duration(ago) * day), TouchedMS: before(touched), LegalOn: in(30 - ago),
		},
		CustomerID: ID(49 + n), RequestedMS: before(time.Duration(ago) * day), Next: repair.Next(status),
	}
	r.Clocks.Request(r.RequestedMS, nil)
	r.Clocks.Step(repair.Received, r.ReceivedMS)
	r.Clocks.Step(status, r.TouchedMS)
	r.Clocks.LegalOn = r.LegalOn
	return r
}

// number is a number of the shop with two random characters.
func number(device string, counter int, random string) string {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	return repair.FormatNumber("LIL", device, counter,
		[2]byte{byte(strings.IndexByte(alphabet, random[0])), byte(strings.IndexByte(alphabet, random[1]))})
}

func repairs() []views.Repair {
	list := []views.Repair{
		one(1, number("2", 431, "X7"), "Lave-linge Bosch WAX32", "Amélie Durand", repair.Repairing, 28, 4*time.Minute),
		one(2, number("2", 430, "W3"), "ThinkPad T14", "Karim Benali", repair.QuoteSent, 6, 207*time.Minute),
		one(3, number("1", 912, "DQ"), "LaserJet M404 ×2", "Société Ferrand et fils", repair.Repairing, 9, 22*time.Hour),
		one(4, number("2", 428, "MB"), "Galaxy S24", "Jeanne Lopez", repair.Ready, 5, 25*time.Hour),
		one(5, number("2", 427, "C5"), "Dyson V11", "Paul Vasseur", repair.PartWait, 12, 3*day),
		one(6, number("1", 907, "T9"), "Canon EOS R6", "Inès Moreau", repair.Diag, 3, 4*day),
		one(7, number("1", 733, "B2"), "Galaxy S24", "Jeanne Lopez", repair.Returned, 240, 238*day),
	}
	list[0].Tentative, list[0].Review = true, 1
	list[3].Serial, list[6].Serial = "490154203237518", "490154203237518"
	list[6].Outcome, list[6].CustomerID = repair.Repaired, ID(53)
	fillFirst(&list[0])
	list[1].Quote = &views.Quote{Version: 2, TotalCents: 18_900, Currency: "EUR", Work: "Remplacement du clavier et de la batterie", ValidUntil: in(14)}
	quoted(&list[1])
	return list
}

// fillFirst gives the first repair all that a file can hold.
func fillFirst(r *views.Repair) {
	r.Serial, r.SerialKind = "704011320098", "serial"
	r.Fault = "Ne vidange plus, bruit de cailloux."
	r.Accessories, r.Condition = []string{"Notice", "Tuyau"}, []string{"Rayure capot gauche"}
	r.BoughtOn, r.PromisedOn = "2025-03-10", in(4)
	r.CeilingCents, r.Currency = 8_000, "EUR"
	r.Finding = "Pompe de vidange bloquée, défaut d’origine"
	r.Items = items()
	r.Timeline = []views.TimelineItem{
		{AtMS: r.ReceivedMS, What: "timeline.repair_received", Args: map[string]string{"number": r.Number}, AuthorName: "Nadia B.", Position: 1, Applied: true, Public: true},
		{AtMS: before(9 * day), What: "timeline.repair_diagnosed", Text: r.Finding, AuthorName: "Yann L.", Position: 2, Applied: true},
		{AtMS: before(26 * time.Hour), What: "timeline.repair_noted", Text: "Puis-je passer samedi ?", AuthorName: "Nadia B.", Position: 3, Applied: true, Public: true},
		{AtMS: before(4 * time.Minute), What: "timeline.repair_moved", Args: map[string]string{"to": "repair"}, AuthorName: "Yann L.", Applied: true, Public: true},
	}
}

func items() []views.ReviewItem {
	return []views.ReviewItem{
		{ID: "a1", Entity: journal.Entity{Type: journal.EntityType(kind.Repair), ID: ID(1)}, Number: number("2", 431, "X7"),
			Rule: "field_conflict", Field: "promised_on", AtMS: before(time.Hour), Sides: []views.ReviewSide{
				{Value: in(4), Choice: in(4), AtMS: before(time.Hour), AuthorName: "Nadia B.", Device: "LIL2", Shown: true},
				{Value: in(6), Choice: in(6), AtMS: before(70 * time.Minute), AuthorName: "Yann L.", Device: "LIL3"},
			}},
	}
}

func waiting(list []views.Repair) []present.Waiting {
	what := []string{"act.repair_moved", "act.repair_noted", "act.repair_received", "act.repair_edited"}
	var out []present.Waiting
	for i := range 14 {
		r := list[i%len(list)]
		out = append(out, present.Waiting{Repair: r.ID, Number: r.Number, What: what[i%len(what)], AtMS: before(time.Duration(33-i) * time.Minute)})
	}
	return out
}
