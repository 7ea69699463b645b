package mail_test

import (
	"context"
	"net"
	netmail "net/mail"
	"strconv"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/message"
	"etabli/app/post"
	"etabli/app/post/mail"
	"etabli/app/post/mail/mailtest"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

func out(t *testing.T, at *mailtest.Server, password string) *mail.Out {
	t.Helper()
	host, port, err := net.SplitHostPort(at.Address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	o, err := mail.NewOut(mail.Server{
		Host: host, Port: n, User: mailtest.User, Password: password, Roots: at.Roots,
		From: netmail.Address{Address: "sav@etabli.example"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func letter() service.Letter {
	return service.Letter{
		Outgoing: views.Outgoing{Ref: journal.Ref{Chain: journal.ChainID{1, 2}, Seq: 7}, Channel: message.Email, AtMS: 1_795_000_000_000},
		To:       "ana@exemple.fr", ToName: "Ana Roÿ", Shop: "Établi Lille", Language: "fr",
		Subject: "Votre appareil est prêt : œuvre à l’étage", Text: "Bonjour,\n\nC’est prêt — 12 € à régler.\n.\nÀ bientôt",
		Answers: "<abc@exemple.fr>",
	}
}

func send(t *testing.T, o *mail.Out, letters ...service.Letter) (all []message.CarriedFacts) {
	t.Helper()
	way, err := o.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer way.Close()
	for _, l := range letters {
		all = append(all, way.Carry(context.Background(), l))
	}
	return all
}

func TestALetterArrivesAsItWasWritten(t *testing.T) {
	at := mailtest.Start(t)
	l := letter()
	got := send(t, out(t, at, mailtest.Password), l)
	name := post.Name(l.Ref, "etabli.example")
	if got[0].State != message.Sent || got[0].Name != name {
		t.Fatalf("came of it: %+v", got[0])
	}
	taken := at.Taken()
	if len(taken) != 1 || taken[0].To != "ana@exemple.fr" || taken[0].From != "sav@etabli.example" {
		t.Fatalf("taken: %+v", taken)
	}
	for header, want := range map[string]string{
		"Subject": l.Subject, "From": "Établi Lille <sav@etabli.example>", "To": "Ana Roÿ <ana@exemple.fr>",
		"Message-ID": "<" + name + ">", "In-Reply-To": "<abc@exemple.fr>", "References": "<abc@exemple.fr>",
		"Content-Type": "text/plain; charset=UTF-8", "Auto-Submitted": "",
	} {
		if got := taken[0].Header(header); got != want {
			t.Errorf("%s is %q, want %q", header, got, want)
		}
	}
	if got := strings.TrimRight(taken[0].Text(), "\n"); got != l.Text {
		t.Errorf("the text is %q", got)
	}
	if ref, ok := post.Named("<" + name + ">"); !ok || ref != l.Ref {
		t.Errorf("the name says %v, %v", ref, ok)
	}
}

func TestNothingThatPeopleWriteBecomesAHeader(t *testing.T) {
	at := mailtest.Start(t)
	l := letter()
	l.Subject = "Prêt\r\nBcc: tous@exemple.fr\r\n\r\nAutre texte"
	l.ToName = "\"Ana\r\nBcc: x@exemple.fr\" <autre@exemple.fr>, "
	l.Shop = "Lille\nX-Evil: 1"
	l.Answers = "<a@b>\r\nX-Evil: 2"
	l.Text = "Bonjour\r\n.\r\nMAIL FROM:<x@y>\r\n"
	if got := send(t, out(t, at, mailtest.Password), l); got[0].State != message.Sent {
		t.Fatalf("came of it: %+v", got[0])
	}
	taken := at.Taken()
	if len(taken) != 1 || taken[0].To != "ana@exemple.fr" {
		t.Fatalf("taken: %+v", taken)
	}
	for _, name := range []string{"Bcc", "X-Evil", "In-Reply-To", "Cc"} {
		if v := taken[0].Headers()[name]; v != nil {
			t.Errorf("%s: %v", name, v)
		}
	}
	bad := letter()
	bad.To = "ana@exemple.fr>\r\nRCPT TO:<x@exemple.fr"
	if got := send(t, out(t, at, mailtest.Password), bad); got[0].State != message.GivenUp || got[0].Reason != message.NoAddress {
		t.Errorf("an address that is none: %+v", got[0])
	}
}

func TestTheServersAnswerDecides(t *testing.T) {
	at := mailtest.Start(t)
	for _, c := range []struct {
		mode   mailtest.Mode
		state  message.Carriage
		reason message.Reason
		code   int
	}{
		{mailtest.Busy, message.Failed, message.Busy, 451},
		{mailtest.Refuses, message.GivenUp, message.Refused, 550},
		{mailtest.Takes, message.Sent, "", 0},
	} {
		at.Be(c.mode)
		got := send(t, out(t, at, mailtest.Password), letter(), letter())
		for _, f := range got {
			if f.State != c.state || f.Reason != c.reason || f.Code != c.code {
				t.Errorf("mode %d: %+v", c.mode, f)
			}
		}
	}
	if n := len(at.Taken()); n != 2 {
		t.Errorf("%d letters were taken", n)
	}
}

func TestALineThatBreaksBeforeTheAnswerIsADoubt(t *testing.T) {
	at, stop, err := mailtest.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	at.Be(mailtest.Holds)
	way, err := out(t, at, mailtest.Password).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	came := make(chan message.CarriedFacts, 1)
	go func() { came <- way.Carry(context.Background(), letter()) }()
	for len(at.Taken()) == 0 {
		select {
		case f := <-came:
			t.Fatalf("it ended before it was taken: %+v", f)
		case <-time.After(5 * time.Millisecond):
		}
	}
	stop()
	if f := <-came; f.State != message.Doubtful || f.Reason != message.AnswerLost {
		t.Errorf("came of it: %+v", f)
	}
}

func TestNothingLeavesWithoutASecretOrACertificate(t *testing.T) {
	at := mailtest.Start(t)
	if _, err := out(t, at, "wrong").Open(t.Context()); err == nil {
		t.Error("a wrong password opens the way")
	}
	at.Roots = nil
	if _, err := out(t, at, mailtest.Password).Open(t.Context()); err == nil {
		t.Error("a certificate that nobody knows opens the way")
	}
	if len(at.Taken()) != 0 {
		t.Error("something left")
	}
}
