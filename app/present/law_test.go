package present_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// lawyer is what a fake shop answers about guarantees, and what it was told.
type lawyer struct {
	owed     service.Verdict
	device   views.Product
	foreseen []service.ForeseeInput
	sale     *service.TellSaleInput
	decision *service.DecideInput
	remedy   *service.RemedyInput
	changed  *service.ChangeInput
	frozen   int
	refuses  error
}

func (l *lawyer) Verdict(context.Context, present.ID) (service.Verdict, error) { return l.owed, nil }
func (l *lawyer) SaleOf(context.Context, present.ID) (views.Product, error)    { return l.device, nil }

func (l *lawyer) Foresee(_ context.Context, in *service.ForeseeInput) (service.Verdict, error) {
	l.foreseen = append(l.foreseen, *in)
	return l.owed, nil
}

func (l *lawyer) TellSale(_ context.Context, _ service.Call, in *service.TellSaleInput) (service.Result, error) {
	l.sale = in
	return service.Result{}, l.refuses
}

func (l *lawyer) Judge(context.Context, service.Call, *service.JudgeInput) (service.Result, error) {
	l.frozen++
	return service.Result{}, nil
}

func (l *lawyer) Decide(_ context.Context, _ service.Call, in *service.DecideInput) (service.Result, error) {
	l.decision = in
	return service.Result{}, l.refuses
}

func (l *lawyer) AskRemedy(_ context.Context, _ service.Call, in *service.RemedyInput) (service.Result, error) {
	l.remedy = in
	return service.Result{}, nil
}

func (l *lawyer) ChangeLayer(_ context.Context, _ service.Call, in *service.ChangeInput) (service.Result, error) {
	l.changed = in
	return service.Result{}, nil
}

func (l *lawyer) ContestLayer(context.Context, service.Call, *service.ContestInput) (service.Result, error) {
	return service.Result{}, nil
}

func lawDay(t *testing.T, iso string) civil.Date {
	t.Helper()
	d, err := civil.Parse("day", iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// soldByUs is a device that the shop sold on 10 March 1999, in the time of a test.
func soldByUs(t *testing.T) service.Verdict {
	end := lawDay(t, "2001-03-21")
	return service.Verdict{
		Age: warranty.Provisional, Answer: warranty.Possible, Layer: warranty.LGC, Owes: warranty.Us, Proof: warranty.Presumed, Strength: "strong", Rules: "7",
		Evidence:  []service.Shown{{Kind: warranty.Invoice, Strength: "strong", On: lawDay(t, "1999-03-10"), Ref: "F-12"}},
		Legal:     &service.LegalTime{End: end, PresumptionEnd: end, Provisional: true},
		Limit:     &service.Limit{LastOn: lawDay(t, "2000-01-12"), DaysLeft: 11, Clock: warranty.Running},
		Standings: []service.Standing{{Layer: warranty.LGC, State: warranty.Open, End: end, Owes: warranty.Us}},
		Choices:   []warranty.Choice{warranty.ChooseRepair, warranty.ChooseReplacement},
		Duties:    []service.Duty{{Code: warranty.OweRemedy, By: lawDay(t, "2000-01-12")}},
		Reasons: []warranty.Reason{
			{Code: warranty.SoldByUsHere},
			{Code: warranty.DaysSuspended, Args: []warranty.Arg{{Name: "n", Kind: warranty.ANum, Value: "11"}, {Name: "from", Kind: warranty.ADate, Value: "1999-09-01"}, {Name: "to", Kind: warranty.ADate, Value: "1999-09-12"}}},
		},
		Advice: service.Advice{Layer: warranty.LGC, Answer: warranty.Possible},
	}
}

// owedFile is a file with a device of which the purchase is known.
func owedFile(t *testing.T) *shop {
	f := aFile(repair.Diag)
	f.ProductID = id(9)
	s := onFile(t, f)
	s.owed = soldByUs(t)
	s.device = views.Product{ID: id(9), Sale: warranty.SaleFacts{By: warranty.SoldByUs, DeliveredOn: "1999-03-10"}}
	return s
}

// answered is what stands in a field of a sheet.
func answered(s present.Sheet, key string) string {
	for _, f := range s.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// all is everything that the cards of a file say, in one text.
func all(cards []present.DetailCard) string {
	var b strings.Builder
	for _, c := range cards {
		b.WriteString("\n# " + c.Title + " [" + c.Chip.Text + "] " + c.Text)
		for _, l := range c.Lines {
			b.WriteString("\n" + l.Label + ": " + l.Value)
		}
	}
	return b.String()
}

func TestAFileShowsTheVerdictWithItsDatesProofChoicesAndDuties(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		_, state := opened(t, b, owedFile(t))
		if v := state.Verdict; v.Chip.Text != "Possible, sous réserve du diagnostic" || v.Lead != "Garantie légale de conformité, due par nous · jusqu’au 21 mars 2001" {
			t.Errorf("the verdict reads %+v", v)
		}
		if want := "Immobilisé 11 jours, du 1er sept. 1999 au 12 sept. 1999"; !strings.Contains(state.Verdict.Text, want) {
			t.Errorf("%q lacks %q", state.Verdict.Text, want)
		}
		if strings.Contains(state.Verdict.Text, "manque") {
			t.Errorf("a date that is known is said to be missing: %q", state.Verdict.Text)
		}
		for _, want := range []string{
			"Garantie légale de conformité: En cours · jusqu’au 21 mars 2001 · nous", "Fin de présomption: 21 mars 2001, provisoire",
			"À remettre en conformité avant le: 12 janv. 2000 · J-11", "# Preuve d’achat [Preuve solide]", "facture ou ticket: 10 mars 1999 · F-12 · Preuve solide",
			"Le client peut: Faire réparer, sans frais", "Nous devons: Remettre en conformité, au plus tard le 12 janv. 2000",
		} {
			if got := all(state.Law); !strings.Contains(got, want) {
				t.Errorf("the cards lack %q:%s", want, got)
			}
		}
	})
}

func TestAnOverriddenVerdictSaysWhoDecidedWhyAndAgainstWhat(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := owedFile(t)
		s.owed.Age, s.owed.Answer, s.owed.Layer = warranty.Final, warranty.Covered, warranty.GOOD
		s.owed.Advice = service.Advice{Answer: warranty.ToDecide}
		s.owed.Decision = &service.Decided{By: "Nadia B.", Why: "Défaut connu de la série", On: lawDay(t, "2000-01-01"), Overridden: true}
		_, state := opened(t, b, s)
		for _, want := range []string{"Décision de: Nadia B. · sam. 1er janv.", "Motif: Défaut connu de la série", "Avis du programme: À décider par une personne"} {
			if got := all(state.Law); !strings.Contains(got, want) {
				t.Errorf("the cards lack %q:%s", want, got)
			}
		}
	})
}

func TestASaleIsToldFromTheFileWithItsEvidence(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := owedFile(t)
		r, state := opened(t, b, s)
		r.ActionPressed("owed.sale")
		if got := answered(state.Sheet, "delivered_on"); got != "10/03/1999" {
			t.Errorf("what is known does not stand there: %q", got)
		}
		r.SheetTyped("by", "trader")
		r.SheetTyped("seller", "Bureautique du Nord")
		r.SheetTyped("evidence.0.kind", "order")
		r.SheetTyped("evidence.0.on", "quand ?")
		r.SheetSubmitted()
		if s.sale != nil {
			t.Fatal("a date that is none was told")
		}
		r.SheetTyped("evidence.0.on", "02/11/1999")
		r.SheetSubmitted()
		b.settle()
		if s.sale == nil || s.sale.Seller != "Bureautique du Nord" || s.sale.DeliveredOn != "1999-03-10" ||
			len(s.sale.Evidence) != 1 || s.sale.Evidence[0].On != "1999-11-02" || s.sale.Evidence[0].Kind != warranty.Order {
			t.Errorf("it tells %+v", s.sale)
		}
	})
}

func TestADecisionNeedsAReasonAndALayer(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := owedFile(t)
		r, state := opened(t, b, s)
		r.ActionPressed("owed.decide")
		if !strings.Contains(state.Sheet.Intro, "Possible, sous réserve du diagnostic") {
			t.Errorf("the advice is not said: %q", state.Sheet.Intro)
		}
		r.SheetSubmitted()
		if s.decision != nil || state.Sheet.Fields[2].Error == "" {
			t.Fatalf("a decision without a reason is taken: %+v", state.Sheet.Fields)
		}
		r.SheetTyped("layer", "good")
		r.SheetTyped("why", "Geste")
		s.refuses = fault.New("not_permitted", "staff")
		r.SheetSubmitted()
		b.settle()
		if !state.Sheet.Open || state.Sheet.Notice.IsZero() {
			t.Errorf("a refusal is not said: %+v", state.Sheet)
		}
		s.refuses = nil
		r.SheetSubmitted()
		b.settle()
		if s.decision == nil || s.decision.Layer != warranty.GOOD || s.decision.Answer != warranty.Covered || s.decision.Why != "Geste" || state.Sheet.Open {
			t.Errorf("it decides %+v", s.decision)
		}
	})
}

// Liquid is found under the guarantee: pictures, reason and quote are one act, and
// what is missing is said in its field.
func TestWhoPaysChangesWithPicturesReasonAndQuoteInOneAct(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := aFile(repair.Diag)
		f.ProductID, f.Warranty = id(9), &views.RepairWarranty{Layer: warranty.LGC}
		s := onFile(t, f)
		s.owed, s.device = soldByUs(t), views.Product{ID: id(9)}
		s.attach = func(role string) (service.AttachmentInput, error) { return service.AttachmentInput{Role: role}, nil }
		r, state := opened(t, b, s)
		r.ActionPressed("owed.change")
		if !state.Sheet.Open {
			t.Fatal("the act is not offered")
		}
		r.SheetTyped("why", "Oxydation de la carte")
		r.SheetTyped("quote.work", "Nettoyage")
		r.SheetTyped("quote.lines.0.unit_cents", "90")
		r.SheetSubmitted()
		b.settle()
		if s.changed != nil {
			t.Fatal("it changes without a picture")
		}
		r.SheetPhoto("photos", "carte.jpg", io.NopCloser(bytes.NewReader([]byte("x"))))
		b.settle()
		r.SheetTyped("answer", "agreed")
		r.SheetTyped("channel", "phone")
		r.SheetSubmitted()
		b.settle()
		in := s.changed
		if in == nil || in.To != "" || in.Why != "Oxydation de la carte" || len(in.Attachments) != 1 || in.Answer != warranty.Agreed || in.Channel != "phone" ||
			in.Quote == nil || in.Quote.Work != "Nettoyage" || in.Quote.Lines[0].UnitCents != 9000 {
			t.Errorf("it changes %+v", in)
		}
	})
}

func TestWhatTheCustomerChoseIsNotedAndTheVerdictIsKept(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := owedFile(t)
		r, _ := opened(t, b, s)
		r.ActionPressed("owed.wish")
		r.SheetTyped("chose", "replacement")
		r.SheetTyped("by", "phone")
		r.SheetTyped("said", "persists\nserious")
		r.SheetSubmitted()
		b.settle()
		if s.remedy == nil || s.remedy.Chose != warranty.ByReplacement || s.remedy.By != "phone" || !s.remedy.Persists || !s.remedy.Serious || s.remedy.Refused {
			t.Errorf("it notes %+v", s.remedy)
		}
		r.ActionPressed("owed.keep")
		b.settle()
		if s.frozen != 1 {
			t.Errorf("the verdict was kept %d times", s.frozen)
		}
	})
}

func TestTheIntakeAsksWhatIsOwedWheneverSerialOrDateSayMore(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		s.owed = soldByUs(t)
		n, state := began(t, b, s)
		n.Typed(present.SerialField, "WM-1")
		b.settle()
		n.Typed(present.BoughtField, "10/03/1999")
		b.settle()
		last := s.foreseen[len(s.foreseen)-1]
		if last.Serial != "WM-1" || last.BoughtOn != "1999-03-10" {
			t.Errorf("it asks about %+v", last)
		}
		if law := state.Law; law.Title != "Garantie légale de conformité, due par nous" || len(law.Lines) < 4 || law.Lines[1].Value != "12 janv. 2000" {
			t.Errorf("the card reads %+v", law)
		}
		asked := len(s.foreseen)
		n.Typed(present.BoughtField, "hier")
		b.settle()
		if len(s.foreseen) != asked {
			t.Errorf("a day that is none is asked about: %+v", s.foreseen[asked:])
		}
	})
}
