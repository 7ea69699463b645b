package post_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"etabli/app/domain/message"
	"etabli/app/post"
	"etabli/app/service"
	"etabli/app/views"
)

// told begins a thread with Ana by a message of ours.
func told(t testing.TB, app *service.App, channel string) views.Thread {
	t.Helper()
	file := do[views.Repair](t, app, "repair.receive", `{"customer":{"name":"Ana Roy","phone":"06 39 98 00 11","email":"Ana@Exemple.fr","language":"fr"},"product":{"label":"Galaxy"}}`)
	return do[views.Thread](t, app, "message.send", `{"repair":"`+file.ID.String()+`","channel":"`+channel+`","text":"C’est prêt"}`)
}

func TestAMessageLeavesOnceAndItsThreadSaysSo(t *testing.T) {
	now := noon
	app := shop(t, &now)
	thread := told(t, app, "email")
	by := &fake{channel: message.Email, answer: message.CarriedFacts{State: message.Sent, Name: "n1"}}
	for range 3 {
		carry(t, office(app, by, &now))
		now = now.Add(time.Hour)
	}
	if len(by.took) != 1 {
		t.Fatalf("it left %d times", len(by.took))
	}
	l := by.took[0]
	if l.To != "Ana@Exemple.fr" || l.ToName != "Ana Roy" || l.Text != "C’est prêt" || l.Subject == "" || l.Language != "fr" {
		t.Errorf("letter %+v", l)
	}
	if got := said(t, app, thread.ID).Carried; got == nil || got.State != message.Sent || got.Name != "n1" || got.Try != 1 {
		t.Errorf("the thread says %+v", got)
	}
	if status := do[views.Thread](t, app, "message.note", `{"id":"`+thread.ID.String()+`","text":"vu"}`).Status; status != message.Answered {
		t.Errorf("carrying it changed the thread to %s", status)
	}
}

// deaf is a desk that cannot record what came of a letter: the program dies first.
type deaf struct{ *service.App }

func (deaf) Carried(context.Context, service.Letter, message.CarriedFacts) error {
	return errors.New("killed")
}

func TestWhatWasBeingSentWhenTheProgramDiedIsADoubtAndNeverGoesAgainByItself(t *testing.T) {
	now := noon
	app := shop(t, &now)
	thread := told(t, app, "email")
	by := &fake{channel: message.Email, answer: message.CarriedFacts{State: message.Sent}}
	if _, err := office(deaf{app}, by, &now).Carry(t.Context()); err == nil {
		t.Fatal("what could not be recorded is no error")
	}
	for range 3 { // a new process each time
		carry(t, office(app, by, &now))
	}
	line := said(t, app, thread.ID)
	if len(by.took) != 1 || line.Carried.State != message.Doubtful || line.Carried.Reason != message.AnswerLost {
		t.Fatalf("it left %d times; the thread says %+v", len(by.took), line.Carried)
	}
	stuck, err := app.Threads(t.Context(), &service.ThreadsAsked{List: views.ThreadsStuck})
	if err != nil || len(stuck) != 1 {
		t.Fatalf("nobody is told: %v, %v", stuck, err)
	}
	settle := `{"thread":"` + thread.ID.String() + `","line":{"chain":"` + line.Ref.Chain.String() + `","seq":` + itoa(line.Ref.Seq) + `},"then":"again"}`
	do[views.Thread](t, app, "message.outcome", settle)
	carry(t, office(app, by, &now))
	if line := said(t, app, thread.ID); len(by.took) != 2 || line.Carried.State != message.Sent || line.Carried.Try != 2 {
		t.Errorf("it left %d times; the thread says %+v", len(by.took), line.Carried)
	}
	if _, err := app.Do(t.Context(), "message.outcome", []byte(settle)); err == nil {
		t.Error("what was sent is decided again")
	}
}

func TestACarrierThatKnowsOurNamesIsAskedAgainAfterACrash(t *testing.T) {
	now := noon
	app := shop(t, &now)
	thread := told(t, app, "sms")
	by := &fake{channel: message.SMS, knows: true, answer: message.CarriedFacts{State: message.Sent}}
	if _, err := office(deaf{app}, by, &now).Carry(t.Context()); err == nil {
		t.Fatal("what could not be recorded is no error")
	}
	o := office(app, by, &now)
	if next := carry(t, o); !next.Equal(now) {
		t.Errorf("it goes again at %s", next)
	}
	carry(t, o)
	if got := said(t, app, thread.ID).Carried; len(by.took) != 2 || got.State != message.Sent || by.took[0].Ref != by.took[1].Ref {
		t.Errorf("it was given %d times; the thread says %+v", len(by.took), got)
	}
}

func TestTwoProcessesCarryALetterOnce(t *testing.T) {
	now := noon
	app := shop(t, &now)
	thread := told(t, app, "email")
	letters, err := app.Letters(t.Context(), message.Email, 0)
	if err != nil || len(letters) != 1 {
		t.Fatalf("letters %v, %v", letters, err)
	}
	if err := app.GiveToCarrier(t.Context(), letters[0]); err != nil {
		t.Fatal(err)
	}
	if err := app.GiveToCarrier(t.Context(), letters[0]); !errors.Is(err, service.ErrCarriedElse) {
		t.Errorf("a second process took it: %v", err)
	}
	by := &fake{channel: message.Email}
	other := post.New(post.Options{Desk: app, Carrier: by, Now: func() time.Time { return now }})
	carry(t, other)
	if got := said(t, app, thread.ID).Carried.State; got != message.Trying || len(by.took) != 0 {
		t.Errorf("what another process carries is %s here, taken %d times", got, len(by.took))
	}
	now = now.Add(message.LostMS*time.Millisecond + time.Second)
	carry(t, other)
	if got := said(t, app, thread.ID).Carried.State; got != message.Doubtful {
		t.Errorf("what another process never ended is %s", got)
	}
}

func TestABusyCarrierIsAskedAgainLaterAndNotForEver(t *testing.T) {
	now := noon
	app := shop(t, &now)
	thread := told(t, app, "email")
	by := &fake{channel: message.Email, answer: message.CarriedFacts{State: message.Failed, Reason: message.Busy, Code: 451}}
	o := office(app, by, &now)
	if next := carry(t, o); !next.Equal(noon.Add(time.Minute)) {
		t.Errorf("the next try is at %s", next)
	}
	carry(t, o)
	if got := said(t, app, thread.ID).Carried; len(by.took) != 1 || got.State != message.Failed || got.Code != 451 || got.NextMS == 0 {
		t.Errorf("%d tries, the thread says %+v", len(by.took), got)
	}
	for range 200 {
		now = now.Add(20 * time.Minute)
		carry(t, o)
	}
	if got := said(t, app, thread.ID).Carried; len(by.took) < 5 || len(by.took) > 30 || got.State != message.GivenUp || got.Reason != message.TooLate {
		t.Errorf("%d tries, the thread says %+v", len(by.took), got)
	}
}

func TestACarrierThatIsAwayCostsTheLetterNothing(t *testing.T) {
	now := noon
	app := shop(t, &now)
	thread := told(t, app, "email")
	by := &fake{channel: message.Email, away: errors.New("no line"), answer: message.CarriedFacts{State: message.Sent}}
	o := office(app, by, &now)
	if _, err := o.Carry(t.Context()); err == nil || said(t, app, thread.ID).Carried != nil {
		t.Errorf("without a line the letter was touched: %v", err)
	}
	by.away = nil
	carry(t, o)
	if got := said(t, app, thread.ID).Carried; got == nil || got.State != message.Sent || got.Try != 1 {
		t.Errorf("the thread says %+v", got)
	}
}

func TestWhatWasSaidBeforeThePostBeganStaysAsItIs(t *testing.T) {
	now := noon.Add(-24 * time.Hour)
	app := shop(t, &now)
	before := told(t, app, "email")
	now = noon
	by := &fake{channel: message.Email, answer: message.CarriedFacts{State: message.Sent}}
	carry(t, office(app, by, &now))
	if said(t, app, before.ID).Carried != nil || len(by.took) != 0 {
		t.Error("an old message left")
	}
	// HQ was restored at noon: of what was said since the post began it is not sure
	restored := post.New(post.Options{
		Desk: app, Carrier: by, Alone: true, Now: func() time.Time { return now },
		Since: post.Since{FirstMS: noon.Add(-48 * time.Hour).UnixMilli(), SureMS: noon.UnixMilli()},
	})
	carry(t, restored)
	if got := said(t, app, before.ID).Carried; len(by.took) != 0 || got == nil || got.State != message.Doubtful || got.Reason != message.Restored {
		t.Errorf("it left %d times; the thread says %+v", len(by.took), got)
	}
}

func TestAnSMSWaitsForTheMorning(t *testing.T) {
	now := time.Date(2026, 11, 23, 21, 30, 0, 0, time.UTC)
	app := shop(t, &now)
	told(t, app, "sms")
	by := &fake{channel: message.SMS, answer: message.CarriedFacts{State: message.Sent, CostMicros: 45_000, Currency: "EUR"}}
	o := office(app, by, &now)
	morning := time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)
	if next := carry(t, o); len(by.took) != 0 || !next.Equal(morning) {
		t.Fatalf("it rang at night, or waits until %s", next)
	}
	now = morning
	carry(t, o)
	if len(by.took) != 1 || by.took[0].To != "+33639980011" {
		t.Errorf("taken: %+v", by.took)
	}
}

func TestNobodyIsWrittenToWithoutAnAddress(t *testing.T) {
	now := noon
	app := shop(t, &now)
	file := do[views.Repair](t, app, "repair.receive", `{"customer":{"name":"Ana Roy","phone":"06 39 98 00 11"},"product":{"label":"Galaxy"}}`)
	thread := do[views.Thread](t, app, "message.send", `{"repair":"`+file.ID.String()+`","channel":"email","text":"C’est prêt"}`)
	by := &fake{channel: message.Email}
	carry(t, office(app, by, &now))
	if got := said(t, app, thread.ID).Carried; len(by.took) != 0 || got == nil || got.State != message.GivenUp || got.Reason != message.NoAddress {
		t.Errorf("the thread says %+v", got)
	}
}

func TestAnAnswerGoesWhereTheCustomerWroteFrom(t *testing.T) {
	now := noon
	app := shop(t, &now)
	asked := do[views.Thread](t, app, "message.receive", `{"channel":"email","from":"ana@travail.example","subject":"Mon téléphone","text":"Où en est-il ?","source":"<q1@travail.example>"}`)
	do[views.Thread](t, app, "message.send", `{"thread":"`+asked.ID.String()+`","channel":"email","text":"De quel dossier s’agit-il ?"}`)
	by := &fake{channel: message.Email, answer: message.CarriedFacts{State: message.Sent}}
	carry(t, office(app, by, &now))
	if len(by.took) != 1 || by.took[0].To != "ana@travail.example" || by.took[0].Answers != "<q1@travail.example>" || by.took[0].Subject != "Re: Mon téléphone" {
		t.Errorf("taken: %+v", by.took)
	}
}
