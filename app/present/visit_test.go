package present_test

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/visit"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// page shows a visit and settles; whoever signs draws a stroke.
func page(t *testing.T, b *bench, f *tour) (*present.Visit, *present.VisitState) {
	t.Helper()
	b.env.Desk.Staff = id(70)
	var state present.VisitState
	ports := present.VisitPorts{Visits: f, Owed: f, Acts: f, Sheets: f, Pictures: f, Papers: f, Links: f}
	sign := func(_ string, signed func([]byte)) {
		if state.Sheet.Open {
			t.Error("the signature is asked for below a sheet")
		}
		signed([]byte("stroke"))
	}
	v := present.NewVisit(b.env, ports, sign, func(next present.VisitState) { state = next })
	v.Enter(t.Context())
	t.Cleanup(v.Leave)
	v.Show(id(1))
	b.settle()
	return v, &state
}

// write writes the report of what was done.
func write(b *bench, v *present.Visit, done string) {
	v.ActionPressed("write")
	v.SheetTyped("done", done)
	v.SheetSubmitted()
	b.settle()
}

func TestAVisitLeadsFromSettingOutToTheReport(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := newTour(t, appointment(1, visit.Planned, 0))
		v, state := page(t, b, f)
		for _, want := range []string{"Partir", "Je suis sur place", "Compte rendu"} {
			if state.Primary.Label != want {
				t.Fatalf("the strong button reads %q, want %q", state.Primary.Label, want)
			}
			v.PrimaryPressed()
			b.pass(time.Second)
		}
		if !state.Sheet.Open {
			t.Fatal("the report is not asked for")
		}
		v.SheetTyped("done", "Pompe changée")
		v.SheetSubmitted()
		b.settle()
		if state.Primary.Label != "Faire signer" {
			t.Fatalf("after the report: %q", state.Primary.Label)
		}
		v.PrimaryPressed()
		b.settle()
		if f.report == nil || f.report.Done != "Pompe changée" || len(f.report.Attachments) != 1 || f.report.Attachments[0].Role != "signature" {
			t.Errorf("reported %+v", f.report)
		}
		if len(f.sheets) != 0 {
			t.Error("the worksheet is kept after it was recorded")
		}
	})
}

// Work that the customer may withdraw from is done at their risk only when they ask for
// it: that is said before they sign, and their wish goes into the report.
func TestWorkThatNobodyAskedToBeginIsToldBeforeItIsSigned(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := newTour(t, appointment(1, visit.OnSite, 0))
		f.van = []service.VanPart{pump(2)}
		last, _ := civil.Parse("on", "2000-01-15")
		f.terms = service.VisitTerms{Payable: visit.Payable{NowCents: 8900, WithdrawBy: last, RiskCents: 8900}}
		v, state := page(t, b, f)
		v.PartTaken("PUMP")
		write(b, v, "Pompe changée")
		if c := state.Charged; !c.AsksStart || !strings.Contains(c.Risk, "15 janv. 2000") || !strings.Contains(c.Risk, "89,00") {
			t.Errorf("it says %+v", state.Charged)
		}
		v.AskedChosen("yes")
		v.UrgentChosen("no")
		v.StartChosen("yes")
		v.Signed([]byte("png"))
		b.settle()
		if f.report == nil || !f.report.StartNow {
			t.Errorf("it reports %+v", f.report)
		}
	})
}

func TestWhatIsChargedAtHomeIsNotSignedBeforeTheQuestions(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := newTour(t, appointment(1, visit.OnSite, 0))
		f.van = []service.VanPart{pump(2)}
		later, _ := civil.Parse("on", "2000-01-09")
		f.terms = service.VisitTerms{Payable: visit.Payable{LaterCents: 8900, LaterOn: later}, Wording: []string{"contract.home", "contract.no_payment"}}
		v, state := page(t, b, f)
		v.PartTaken("PUMP")
		write(b, v, "Pompe changée")
		if state.Charged.Later != "Plus tard : 89,00\u00a0€." && !strings.Contains(state.Charged.Later, "89,00") || !strings.Contains(state.Charged.LaterDue, "9 janv. 2000") {
			t.Errorf("it says %q %q", state.Charged.Later, state.Charged.LaterDue)
		}
		if len(state.Charged.Wording) != 2 {
			t.Errorf("the wording is %q", state.Charged.Wording)
		}
		v.SignPressed()
		b.settle()
		if f.report != nil || !state.Sheet.Open {
			t.Fatal("it was signed before the questions were put")
		}
		v.SheetTyped("asked", "yes")
		v.SheetTyped("urgent", "yes")
		v.SheetSubmitted()
		b.settle()
		v.LinePressed(0)
		b.settle()
		if last := f.asked[len(f.asked)-1]; !last.Asked || !last.Urgent || !last.Lines[0].Necessary {
			t.Errorf("asked %+v", last)
		}
		v.SignPressed()
		b.settle()
		if f.report == nil || !f.report.Asked || !f.report.Urgent || f.report.Lines[0].Cents != 8900 || f.report.Used[0].N != 1 {
			t.Errorf("reported %+v", f.report)
		}
	})
}

func TestAGuaranteeChargesNothingAndAsksNothing(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		at := appointment(1, visit.OnSite, 0)
		at.Under = visit.Guarantee
		f := newTour(t, at)
		f.van = []service.VanPart{pump(2)}
		v, state := page(t, b, f)
		v.PartTaken("PUMP")
		write(b, v, "Pompe changée")
		if state.Charged.Asks || state.Charged.Free == "" || len(state.Charged.Rows) != 0 || state.Primary.Label != "Faire signer" {
			t.Errorf("it shows %+v, then %q", state.Charged, state.Primary.Label)
		}
	})
}

func TestASigningThatWasCutShortIsDoneOnce(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		at := appointment(1, visit.OnSite, 0)
		at.Repair, at.Under = id(9), visit.Contract
		f := newTour(t, at)
		f.van = []service.VanPart{pump(0)}
		v, state := page(t, b, f)
		v.PartTaken("PUMP")
		v.PointPressed("leak")
		write(b, v, "Pompe changée")
		if state.Used[0].Chip.IsZero() {
			t.Error("nobody is told that the books have fewer")
		}
		f.fail["report"] = errDisk
		v.SignPressed()
		b.settle()
		if state.Notice.IsZero() || state.Busy {
			t.Fatalf("the failure shows %+v", state.Notice)
		}
		f.fail["report"] = nil
		v.SignPressed()
		b.settle()
		if got := strings.Join(f.did, " "); got != "use check report check report" {
			t.Errorf("done: %s", got)
		}
		if len(f.reports) != 1 {
			t.Errorf("the report had %d ids", len(f.reports))
		}
		if !f.used.Anyway || f.used.Lines[0].Place != "LIL.van4" {
			t.Errorf("used %+v", f.used)
		}
	})
}

func TestWhatWasNotedIsThereAfterACrash(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := newTour(t, appointment(1, visit.OnSite, 0))
		v, _ := page(t, b, f)
		write(b, v, "Joint changé")
		v.PhotoChosen("porte.jpg", io.NopCloser(strings.NewReader("x")))
		b.settle()
		_, state := page(t, b, f)
		if len(state.Photos) != 1 || len(state.Report) < 2 || state.Report[1].Value != "Joint changé" {
			t.Errorf("it shows %q and %+v", state.Photos, state.Report)
		}
	})
}

func TestAPartIsTakenByItsCodeAndPutBack(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := newTour(t, appointment(1, visit.OnSite, 0))
		f.van = []service.VanPart{pump(2)}
		v, state := page(t, b, f)
		if !v.Scanned("3400000000017") || v.Scanned("4006381333931") {
			t.Fatal("the code of the van's part is the one that counts")
		}
		b.settle()
		if len(state.Used) != 1 || state.Used[0].Left != "reste 1" || len(state.Charged.Rows) != 1 {
			t.Errorf("used %+v, charged %+v", state.Used, state.Charged.Rows)
		}
		v.PartBack("PUMP")
		b.settle()
		if len(state.Used) != 0 || len(state.Charged.Rows) != 0 {
			t.Errorf("after it was put back: %+v, %+v", state.Used, state.Charged.Rows)
		}
	})
}

func TestCallRouteAndCodes(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		at := appointment(1, visit.Confirmed, 0)
		at.Place = visit.PlaceBox{Address: "12 rue de l'Épée\n59000 Lille", Phone: "+33612345678"}
		at.Codes, at.Where = "B1234", at.Place.Address
		f := newTour(t, at)
		v, state := page(t, b, f)
		v.CallPressed()
		v.RoutePressed()
		if want := []string{"tel:+33612345678", "geo:0,0?q=12%20rue%20de%20l%27%C3%89p%C3%A9e%2C%2059000%20Lille"}; !slices.Equal(f.links, want) {
			t.Errorf("opened %q", f.links)
		}
		if state.Access.Codes != "" || state.Access.Reveal == "" {
			t.Errorf("the codes lie open: %+v", state.Access)
		}
		v.CodesPressed()
		if state.Access.Codes != "B1234" {
			t.Errorf("asked for, it shows %+v", state.Access)
		}
		f.fail["link"] = errDisk
		v.CallPressed()
		if state.Notice.IsZero() {
			t.Error("nobody is told that nothing can call")
		}
	})
}

func TestAnAbsentCustomerIsOfferedAnotherTimeWithTheirPhotos(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := newTour(t, appointment(1, visit.EnRoute, 0))
		v, state := page(t, b, f)
		v.PhotoChosen("porte.jpg", io.NopCloser(strings.NewReader("x")))
		b.settle()
		v.ActionPressed("absent")
		v.SheetTyped("next", "slot")
		v.SheetSubmitted()
		b.settle()
		if f.absent != nil || !state.Sheet.Open {
			t.Fatal("it went without a proposal")
		}
		v.SheetTyped("on", "03/01/2000")
		v.SheetTyped("hours", "14h-16h")
		v.SheetTyped("tries", "2")
		v.SheetSubmitted()
		b.settle()
		from := time.Date(2000, 1, 3, 14, 0, 0, 0, time.UTC).UnixMilli()
		if f.absent == nil || f.absent.Tries != 2 || f.absent.Next.Slot != (visit.Slot{FromMS: from, ToMS: from + 7_200_000}) || len(f.absent.Attachments) != 1 {
			t.Errorf("absent %+v", f.absent)
		}
	})
}

// Who was told what an absence costs may be asked for it; of who was not, nothing is asked.
func TestTheFeeOfAnAbsenceIsAskedForWhenTheCustomerWasTold(t *testing.T) {
	for _, told := range []int64{0, 3500} {
		onBench(t, func(t *testing.T, b *bench) {
			at := appointment(1, visit.EnRoute, 0)
			at.AnnouncedCents = told
			f := newTour(t, at)
			v, state := page(t, b, f)
			v.ActionPressed("absent")
			asks := slices.ContainsFunc(state.Sheet.Fields, func(f present.SheetField) bool { return f.Key == "fee_cents" })
			if asks != (told > 0) || strings.Contains(state.Sheet.Intro, "aucun frais") != (told == 0) {
				t.Errorf("told of %d: %q, asks %v", told, state.Sheet.Intro, asks)
			}
		})
	}
}

func TestANewSlotIsToldInTheWordsThatGoOut(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := newTour(t, appointment(1, visit.Absent, 0))
		v, state := page(t, b, f)
		v.PrimaryPressed()
		v.SheetTyped("on", "03/01/2000")
		v.SheetTyped("hours", "9")
		v.SheetSubmitted()
		b.settle()
		if f.slot == nil || !strings.Contains(f.slot.Words, "09:00 – 11:00") || f.slot.Reason == "" {
			t.Errorf("moved %+v, sheet %+v", f.slot, state.Sheet.Notice)
		}
	})
}

func TestADeviceIsTakenAwayWithItsReceipt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		at := appointment(1, visit.OnSite, 0)
		at.Customer = id(50)
		f := newTour(t, at)
		var printed []present.Form
		f.print = func(form present.Form) (string, error) { printed = append(printed, form); return "papers", nil }
		f.receive = func(_ service.Call, in *service.ReceiveInput) (service.Received, error) {
			if in.Product.Label != "Four Bosch" || in.Customer.ID == nil || *in.Customer.ID != id(50) {
				t.Errorf("received %+v", in)
			}
			return service.Received{ID: id(9)}, nil
		}
		v, state := page(t, b, f)
		v.ActionPressed("take")
		v.SheetTyped("product.label", "Four Bosch")
		v.SheetSubmitted()
		b.settle()
		if f.took == nil || f.took.Repair != id(9) || !slices.Equal(printed, []present.Form{present.DepositA5}) {
			t.Errorf("took %+v, printed %v", f.took, printed)
		}
		if state.Notice.Tone != present.Good {
			t.Errorf("it says %+v", state.Notice)
		}
	})
}

func TestAQuoteIsAcceptedAtHomeWithASignature(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		at := appointment(1, visit.OnSite, 0)
		at.Repair = id(9)
		f := newTour(t, at)
		file := aFile("quote_sent")
		var printed []present.Form
		f.print = func(form present.Form) (string, error) { printed = append(printed, form); return "papers", nil }
		f.bySerial = func(string) ([]views.RepairRow, error) { return nil, nil }
		file.ID, file.Quote = id(9), &views.Quote{Version: 2, TotalCents: 18900, Currency: "EUR"}
		f.shop.repair = onFile(t, file).repair
		v, state := page(t, b, f)
		v.ActionPressed("yes_at")
		v.SheetSubmitted()
		b.settle()
		if f.answered != nil || !state.Sheet.Open {
			t.Fatal("it was accepted before the questions were put")
		}
		for key, said := range map[string]string{"asked": "yes", "urgent": "no", "start": "yes"} {
			v.SheetTyped(key, said)
		}
		v.SheetSubmitted()
		b.settle()
		if !slices.Equal(printed, []present.Form{present.QuoteA4}) {
			t.Errorf("printed %v: the customer has no copy", printed)
		}
		if a := f.answered; a == nil || a.Channel != "home" || a.Version != 2 || !a.StartNow || a.Urgent || len(a.Attachments) != 1 {
			t.Errorf("answered %+v", a)
		}
	})
}

func TestTheReportGoesToTheCustomerInTheirThreadAndByThisDevice(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		at := appointment(1, visit.Signed, 0)
		at.Done, at.Report = "Pompe changée.", &views.Report{Result: visit.Done, Signed: true}
		f := newTour(t, at)
		v, state := page(t, b, f)
		v.ActionPressed("send")
		v.SheetSubmitted()
		b.settle()
		if f.sent == nil || f.sent.Channel != "sms" || !strings.Contains(f.sent.Text, "Pompe changée") || *f.sent.Customer != id(50) {
			t.Fatalf("sent %+v, %+v", f.sent, state.Sheet)
		}
		if len(f.links) != 1 || !strings.HasPrefix(f.links[0], "sms:+33639980011?body=Bonjour") {
			t.Errorf("opened %q", f.links)
		}
	})
}

func TestWhatNobodySignsIsNotEndedBeforeTheQuestions(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := newTour(t, appointment(1, visit.OnSite, 0))
		f.van = []service.VanPart{pump(2)}
		v, state := page(t, b, f)
		v.PartTaken("PUMP")
		write(b, v, "Pompe changée")
		end := func() {
			v.ActionPressed("unsigned")
			v.SheetTyped("why", "refused")
			v.SheetSubmitted()
			b.settle()
		}
		end()
		if f.report != nil || !state.Sheet.Open || len(state.Sheet.Fields) != 2 {
			t.Fatalf("reported %+v, the sheet %+v", f.report, state.Sheet)
		}
		v.SheetTyped("asked", "no")
		v.SheetTyped("urgent", "no")
		v.SheetSubmitted()
		b.settle()
		end()
		if f.report == nil || f.report.Unsigned != "refused" || len(f.report.Attachments) != 0 {
			t.Errorf("reported %+v", f.report)
		}
	})
}
