package present_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

func intakeOf(b *bench, s *shop) (*present.Intake, *present.IntakeState) {
	var state present.IntakeState
	n := present.NewIntake(b.env, present.IntakePorts{Reception: s, Drafts: s, Papers: s},
		func(next present.IntakeState) { state = next })
	return n, &state
}

// receiving is a shop that knows nobody and takes everything in.
func receiving(t *testing.T) *shop {
	s := newShop(t)
	s.byPhone = func(string) ([]views.Customer, error) { return nil, nil }
	s.bySerial = func(string) ([]views.RepairRow, error) { return nil, nil }
	s.receive = func(service.Call, *service.ReceiveInput) (service.Received, error) {
		return service.Received{ID: id(9), Number: "LIL2-00432-R4T"}, nil
	}
	return s
}

func began(t *testing.T, b *bench, s *shop) (*present.Intake, *present.IntakeState) {
	n, state := intakeOf(b, s)
	n.Enter(t.Context(), "")
	t.Cleanup(n.Leave)
	b.settle()
	return n, state
}

const imei = "490154203237518"

func TestTheNumberOnTheDeviceIsJudgedAsItIsTyped(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		n, state := began(t, b, receiving(t))
		for text, want := range map[string]string{
			imei: "IMEI", "490154203237517": "IMEI inexact", "4006381333931": "code article", "SN-12": "", "": "",
		} {
			n.Typed(present.SerialField, text)
			if got := state.Fields[present.SerialField].Verdict.Text; got != want {
				t.Errorf("%q is judged %q, want %q", text, got, want)
			}
		}
	})
}

func TestAPhoneFindsItsPersonAndAnotherNameUnchoosesThem(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		s.byPhone = func(string) ([]views.Customer, error) {
			return []views.Customer{{ID: id(50), Name: "Karim Benali", TellBy: "email", Repairs: make([]present.ID, 3)}}, nil
		}
		var taken service.CustomerInput
		s.receive = func(_ service.Call, in *service.ReceiveInput) (service.Received, error) {
			taken = in.Customer
			return service.Received{ID: id(9)}, nil
		}
		n, state := began(t, b, s)
		n.Typed(present.PhoneField, "06 44 10 22 35")
		b.settle()
		if state.Fields[present.NameField].Value != "Karim Benali" || state.KnownChip.Tone != present.Good || state.TellByValue != "email" {
			t.Fatalf("the phone finds %+v %+v", state.Fields[present.NameField], state.KnownChip)
		}
		n.Typed(present.NameField, "Leïla Benali")
		if state.Known[0].Chosen {
			t.Error("somebody else with the same number is still taken for the first")
		}
		n.Typed(present.ProductField, "Galaxy S24")
		n.SavePressed()
		b.settle()
		if taken.ID != nil || taken.Name != "Leïla Benali" || taken.Phone != "06 44 10 22 35" {
			t.Errorf("taken in for %+v", taken)
		}
	})
}

func TestSeveralPeopleOfOneNumberAreNeverMerged(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		s.byPhone = func(string) ([]views.Customer, error) {
			return []views.Customer{{ID: id(50), Name: "Karim"}, {ID: id(51), Name: "Leïla"}}, nil
		}
		n, state := began(t, b, s)
		n.Typed(present.PhoneField, "06 44 10 22 35")
		b.settle()
		if state.Fields[present.NameField].Value != "" || len(state.Known) != 2 {
			t.Fatalf("two people share it, and %+v is filled in", state.Fields[present.NameField])
		}
		n.KnownChosen(1)
		if state.Fields[present.NameField].Value != "Leïla" || !state.Known[1].Chosen {
			t.Errorf("choosing the second gives %+v", state.Known)
		}
	})
}

func TestALateAnswerAboutAnotherNumberIsDropped(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		slow := make(chan struct{})
		s.byPhone = func(phone string) ([]views.Customer, error) {
			if strings.HasSuffix(phone, "35") {
				<-slow
				return []views.Customer{{ID: id(50), Name: "Too late"}}, nil
			}
			return nil, nil
		}
		n, state := began(t, b, s)
		n.Typed(present.PhoneField, "06 44 10 22 35")
		n.Typed(present.PhoneField, "06 44 10 22 36")
		b.settle()
		close(slow)
		b.settle()
		if len(state.Known) != 0 || state.Fields[present.NameField].Value != "" {
			t.Errorf("the late answer fills in %+v", state.Known)
		}
	})
}

func TestAPhoneLeftForRepairAsksForAnotherContact(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		var note string
		s.note = func(_ service.Call, in *service.NoteInput) error { note = in.Text; return nil }
		n, state := began(t, b, s)
		n.Typed(present.SerialField, imei)
		if state.OwnPhone {
			t.Error("asked before any number was given")
		}
		n.Typed(present.PhoneField, "0644102235")
		if !state.OwnPhone || state.OwnNotice.Text == "" {
			t.Fatalf("not asked: %+v", state.OwnNotice)
		}
		n.Typed(present.OtherContactField, "03 20 00 00 00")
		n.Typed(present.ProductField, "Galaxy S24")
		n.SavePressed()
		b.settle()
		if !strings.Contains(note, "03 20 00 00 00") {
			t.Errorf("the other contact is noted as %q", note)
		}
	})
}

func TestNeitherPhoneNorMailIsFine(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		var taken *service.ReceiveInput
		s.receive = func(_ service.Call, in *service.ReceiveInput) (service.Received, error) {
			taken = in
			return service.Received{ID: id(9), Number: "LIL2-00432-R4T"}, nil
		}
		n, state := began(t, b, s)
		n.Typed(present.ProductField, "Dyson V11")
		n.SavePressed()
		b.settle()
		if taken == nil || taken.Customer != (service.CustomerInput{}) {
			t.Fatalf("taken in as %+v", taken)
		}
		if !state.Done.Shown || state.Done.Number != "LIL2-00432-R4T" {
			t.Errorf("the end shows %+v", state.Done)
		}
	})
}

func TestErrorsStandUnderTheirFields(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		n, state := began(t, b, s)
		wrong := func(field present.IntakeField, text string) {
			t.Helper()
			n.Typed(field, text)
			n.SavePressed()
			b.settle()
			if state.Fields[field].Error == "" || state.Done.Shown {
				t.Errorf("field %d takes %q", field, text)
			}
			n.Typed(field, "")
		}
		n.SavePressed()
		if state.Fields[present.ProductField].Error == "" {
			t.Error("a device without a name is taken in")
		}
		n.Typed(present.ProductField, "Dyson V11")
		wrong(present.BoughtField, "32/13/2024")
		wrong(present.BoughtField, "01/01/2031")
		wrong(present.PromisedField, "demain")
		wrong(present.CeilingField, "12,345")
		wrong(present.DiagnosisField, "beaucoup")
		s.receive = func(service.Call, *service.ReceiveInput) (service.Received, error) {
			return service.Received{}, fault.New(fault.Malformed, "email", "expected", "nom@exemple.fr")
		}
		wrong(present.EmailField, "karim@")
	})
}

func TestADraftIsKeptAfterAPauseAndFoundAgainAfterACrash(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		n, state := began(t, b, s)
		n.Typed(present.NameField, "Kari")
		b.pass(100 * time.Millisecond)
		n.Typed(present.NameField, "Karim")
		n.AccessoryToggled(0)
		b.pass(500 * time.Millisecond)
		if s.draftsSaved != 0 {
			t.Error("the draft is written while somebody types")
		}
		b.pass(time.Second)
		if s.draftsSaved != 1 || state.Kept == "" {
			t.Fatalf("after a pause %d drafts were written, %q", s.draftsSaved, state.Kept)
		}

		again, restored := intakeOf(b, s)
		again.Enter(t.Context(), "")
		defer again.Leave()
		b.settle()
		if restored.Fields[present.NameField].Value != "Karim" || !restored.Accessories[0].On {
			t.Errorf("after a crash: %+v", restored.Fields[present.NameField])
		}
		var call service.Call
		s.receive = func(c service.Call, _ *service.ReceiveInput) (service.Received, error) {
			call = c
			return service.Received{ID: id(9)}, nil
		}
		again.Typed(present.ProductField, "Dyson V11")
		again.SavePressed()
		b.settle()
		if call.ID[0] != 1 {
			t.Errorf("the restored draft runs under another id: %v", call.ID)
		}
		if len(s.drafts) != 0 {
			t.Errorf("the draft stays after the intake was saved: %v", s.drafts)
		}
	})
}

func TestAnIntakePutAsideIsGoneOnWith(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		n, state := began(t, b, receiving(t))
		n.Typed(present.NameField, "Karim")
		n.ParkPressed()
		b.settle()
		if state.Fields[present.NameField].Value != "" || len(state.Parked) != 1 || state.Parked[0].Label != "Karim" {
			t.Fatalf("after putting aside: %+v %+v", state.Fields[present.NameField], state.Parked)
		}
		n.Typed(present.NameField, "Leïla")
		n.ParkedChosen(state.Parked[0].ID)
		b.settle()
		if state.Fields[present.NameField].Value != "Karim" || len(state.Parked) != 1 || state.Parked[0].Label != "Leïla" {
			t.Errorf("after going on: %+v %+v", state.Fields[present.NameField], state.Parked)
		}
	})
}

func TestAPrinterThatFailsStopsNobody(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		s.atIntake = []present.Form{present.DepositA5, present.Deposit80mm}
		s.print = func(f present.Form) (string, error) {
			if f == present.Deposit80mm {
				return "", fault.New("printer_failed", "")
			}
			return "/docs", nil
		}
		n, state := began(t, b, s)
		n.Typed(present.ProductField, "Dyson V11")
		n.SavePressed()
		b.settle()
		if !state.Done.Shown || len(state.Done.Prints) != 2 {
			t.Fatalf("the end shows %+v", state.Done)
		}
		tones := map[present.Tone]bool{}
		for _, p := range state.Done.Prints {
			tones[p.Tone] = true
		}
		if !tones[present.Good] || !tones[present.Watch] {
			t.Errorf("printing said %+v", state.Done.Prints)
		}
	})
}

func TestPhotosAndSignatureGoWithTheIntake(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		s.attach = func(role string) (service.AttachmentInput, error) {
			return service.AttachmentInput{Role: role, Hash: "00", Size: 1, Type: "image/jpeg"}, nil
		}
		var taken []service.AttachmentInput
		s.receive = func(_ service.Call, in *service.ReceiveInput) (service.Received, error) {
			taken = in.Attachments
			return service.Received{ID: id(9)}, nil
		}
		n, state := began(t, b, s)
		n.PhotoChosen("rayure.jpg", io.NopCloser(bytes.NewReader([]byte("photo"))))
		n.Signed([]byte("png"))
		b.settle()
		if len(state.Photos) != 1 || !state.Signed {
			t.Fatalf("shown: %v, signed %v", state.Photos, state.Signed)
		}
		n.Typed(present.ProductField, "Dyson V11")
		n.SavePressed()
		b.settle()
		if len(taken) != 2 || taken[0].Role != "photo" || taken[1].Role != "signature" {
			t.Errorf("taken in with %+v", taken)
		}
	})
}

func TestTheBatteryThatIsDangerousIsSaidAtOnce(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		n, state := began(t, b, receiving(t))
		n.BatteryChosen("danger")
		if state.BatterySays.Tone != present.Late {
			t.Errorf("it says %+v", state.BatterySays)
		}
		n.BatteryChosen("danger")
		if state.BatteryAt != "" {
			t.Error("pressing it again does not take it back")
		}
	})
}

func TestADeviceThatCameBeforeIsShownAndNamed(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		s.bySerial = func(norm string) ([]views.RepairRow, error) {
			return []views.RepairRow{{ID: id(3), Number: "LIL1-00733-B2M", Product: "Galaxy S24", Outcome: "repaired"}}, nil
		}
		s.repair = func(context.Context, present.ID) (views.Repair, error) { return views.Repair{}, nil }
		n, state := began(t, b, s)
		n.Typed(present.SerialField, "sn 1")
		b.settle()
		if len(state.Seen) != 1 || state.Seen[0].Text != "Réparé" || state.Fields[present.ProductField].Value != "Galaxy S24" {
			t.Errorf("seen before: %+v, named %+v", state.Seen, state.Fields[present.ProductField])
		}
	})
}

func TestAReaderGivesTheDevicesNumberWhereverTheFocusIs(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		n, state := began(t, b, receiving(t))
		if !n.Scanned(imei) || state.Fields[present.SerialField].Value != imei {
			t.Errorf("the number becomes %+v", state.Fields[present.SerialField])
		}
		if n.Scanned("https://hq.example/r/TOKEN") {
			t.Error("a receipt is taken for a device")
		}
	})
}

func TestADeviceNamesWhoBroughtItLastAndAPersonSaysWhetherItIsThem(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		s.bySerial = func(string) ([]views.RepairRow, error) {
			return []views.RepairRow{{ID: id(3), Product: "Galaxy S24"}}, nil
		}
		s.repair = func(context.Context, present.ID) (views.Repair, error) {
			return views.Repair{RepairRow: views.RepairRow{ID: id(3)}, CustomerID: id(50)}, nil
		}
		s.customer = func(present.ID) (views.Customer, error) {
			return views.Customer{ID: id(50), Name: "Karim Benali", Phone: "06 44 10 22 35", TellBy: "email"}, nil
		}
		n, state := began(t, b, s)
		n.Scanned(imei)
		b.settle()
		if len(state.Known) != 1 || state.Known[0].Chosen || state.Fields[present.NameField].Value != "" {
			t.Fatalf("before somebody says so: %+v, named %+v", state.Known, state.Fields[present.NameField])
		}
		n.PrimaryPressed()
		if !state.Known[0].Chosen || state.Fields[present.NameField].Value != "Karim Benali" || state.Fields[present.PhoneField].Value == "" || state.TellByValue != "email" {
			t.Errorf("afterwards %+v %+v", state.Known, state.Fields)
		}
	})
}

func TestANumberOfADeviceInTheFieldOfTheTelephoneGoesWhereItBelongs(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		n, state := began(t, b, receiving(t))
		n.Typed(present.PhoneField, imei)
		b.settle()
		if state.Fields[present.PhoneField].Value != "" || state.Fields[present.SerialField].Value != imei {
			t.Errorf("telephone %+v, device %+v", state.Fields[present.PhoneField], state.Fields[present.SerialField])
		}
	})
}

func TestTheAuthorIsWhoSavesAnIntake(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		var author present.ID
		s.receive = func(call service.Call, _ *service.ReceiveInput) (service.Received, error) {
			author = call.Staff
			return service.Received{ID: id(9), Number: "LIL2-00432-R4T"}, nil
		}
		b.env.Desk.Staff = id(7)
		n, _ := began(t, b, s)
		n.Typed(present.ProductField, "Dyson V11")
		b.env.Desk.Staff = id(8)
		n.SavePressed()
		b.settle()
		if author != id(8) {
			t.Errorf("the author is %v", author)
		}
	})
}

func TestTheFeeOfADiagnosisIsTheShopsUnlessAnotherIsTyped(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := receiving(t)
		var announced *repair.DiagnosisFee
		s.receive = func(_ service.Call, in *service.ReceiveInput) (service.Received, error) {
			announced = in.Diagnosis
			return service.Received{ID: id(9)}, nil
		}
		n, state := began(t, b, s)
		if hint := state.Fields[present.DiagnosisField].Hint; !strings.Contains(hint, "39,00") {
			t.Errorf("what is displayed is not in the field: %q", hint)
		}
		n.Typed(present.ProductField, "Dyson V11")
		n.SavePressed()
		b.settle()
		if announced != nil {
			t.Errorf("nothing was typed, and %+v is announced instead of the shop's", announced)
		}
		n.AgainPressed()
		n.Typed(present.ProductField, "Dyson V11")
		n.Typed(present.DiagnosisField, "25")
		n.SavePressed()
		b.settle()
		if announced == nil || *announced != (repair.DiagnosisFee{Cents: 2500, Deducted: true}) {
			t.Errorf("25 € were typed, and %+v is announced", announced)
		}
	})
}
