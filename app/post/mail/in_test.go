package mail_test

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/post/mail"
	"etabli/app/post/mail/mailtest"
	"etabli/app/service"
)

// desk takes what comes in, once for each id.
type desk struct {
	taken []service.ReceiveMessageInput
	calls map[string]bool
	fails error
}

func (d *desk) ReceiveMessage(_ context.Context, call service.Call, in *service.ReceiveMessageInput) (service.Result, error) {
	if d.fails != nil {
		return service.Result{}, d.fails
	}
	if !d.calls[call.ID.String()] {
		d.calls[call.ID.String()] = true
		d.taken = append(d.taken, *in)
	}
	return service.Result{}, nil
}

func (d *desk) Attach(_ context.Context, role string, content io.Reader) (service.AttachmentInput, error) {
	raw, err := io.ReadAll(content)
	if err == nil && !strings.HasPrefix(string(raw), "\xff\xd8\xff") {
		err = fault.New(service.NotAPicture, "attachments")
	}
	return service.AttachmentInput{Role: role, Hash: "h", Size: int64(len(raw))}, err
}

func reads(t *testing.T) (*mailtest.Box, *desk, *mail.In) {
	t.Helper()
	box, stop, err := mailtest.OpenBox()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	host, port, err := net.SplitHostPort(box.Address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{calls: map[string]bool{}}
	return box, d, &mail.In{
		Mailbox: mail.Mailbox{Host: host, Port: n, User: mailtest.User, Password: mailtest.Password, Security: mail.StartTLS, Roots: box.Roots},
		Desk:    d, Log: slog.New(slog.DiscardHandler),
	}
}

func put(t *testing.T, box *mailtest.Box, letters ...string) {
	t.Helper()
	for _, l := range letters {
		if err := box.Put(l); err != nil {
			t.Fatal(err)
		}
	}
}

const plain = "From: =?utf-8?q?Zo=C3=AB?= <zoe@exemple.fr>\nTo: sav@etabli.example\nMessage-ID: <1@exemple.fr>\n" +
	"In-Reply-To: <etabli.k9wv36ce84tcg.7@etabli.example>\nSubject: =?iso-8859-1?q?Re:_r=E9paration?=\n" +
	"Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n" +
	"Oui, c=92est d=92accord.\n\nLe lun. 23 nov. 2026 =E0 10:00, SAV <sav@etabli.example> a =E9crit :\n> Un devis vous attend\n"

func TestALetterIsTakenInOnceAndMarked(t *testing.T) {
	box, d, in := reads(t)
	put(t, box, plain)
	for range 2 {
		if _, err := in.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(d.taken) != 1 {
		t.Fatalf("taken %d times", len(d.taken))
	}
	got := d.taken[0]
	if got.From != "zoe@exemple.fr" || got.Subject != "Re: réparation" || got.Text != "Oui, c’est d’accord." || got.Source != "<1@exemple.fr>" || got.Channel != message.Email {
		t.Errorf("taken %+v", got)
	}
	if got.Answers == nil || got.Answers.Seq != 7 || got.ReceivedMS == 0 {
		t.Errorf("what it answers is lost: %+v", got)
	}
	if n, err := box.Unseen(); n != 0 || err != nil {
		t.Errorf("%d are not seen, %v", n, err)
	}
}

func TestALetterWaitsInItsMailboxWhileNobodyCanTakeIt(t *testing.T) {
	box, d, in := reads(t)
	put(t, box, plain)
	d.fails = errors.New("the store is away")
	if _, err := in.Read(t.Context()); err == nil {
		t.Error("a letter that was not taken is no fault")
	}
	if n, err := box.Unseen(); n != 1 || err != nil {
		t.Errorf("%d wait, %v", n, err)
	}
	d.fails = nil
	if n, err := in.Read(t.Context()); n != 1 || err != nil || len(d.taken) != 1 {
		t.Errorf("later: %d, %v", n, err)
	}
	in.Mailbox.Password = "wrong"
	if _, err := in.Read(t.Context()); err == nil {
		t.Error("a wrong password opens")
	}
	in.Mailbox.Password, in.Mailbox.Roots = mailtest.Password, nil
	if _, err := in.Read(t.Context()); err == nil {
		t.Error("a certificate that nobody knows is believed")
	}
}

func TestAttachmentsAreMadeAnewOrNamed(t *testing.T) {
	box, d, in := reads(t)
	part := func(kind, name, content string) string {
		return "--b\nContent-Type: " + kind + "; name=\"" + name + "\"\nContent-Disposition: attachment; filename=\"" + name + "\"\nContent-Transfer-Encoding: base64\n\n" +
			base64.StdEncoding.EncodeToString([]byte(content)) + "\n"
	}
	put(t, box, "From: a@b.fr\nSubject: photos\nMessage-ID: <2@b>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"+
		"--b\nContent-Type: text/html\n\n<html><head><title>x</title><style>p{}</style></head><body><p>Bonjour,</p><p>voici <b>la</b> panne</p><script>alert(1)</script></body></html>\n"+
		part("image/jpeg", "../../etc/panne.jpg", "\xff\xd8\xffjpeg")+part("image/png", "faux.png", "no picture")+
		part("application/x-msdownload", "facture.exe", "MZ")+"--b--\n")
	if _, err := in.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := d.taken[0]
	if got.Text != "Bonjour, \n\nvoici la panne" && strings.Join(strings.Fields(got.Text), " ") != "Bonjour, voici la panne" {
		t.Errorf("text %q", got.Text)
	}
	if len(got.Pictures) != 1 || strings.Join(got.Left, "|") != "facture.exe|faux.png" {
		t.Errorf("pictures %v, left %q", got.Pictures, got.Left)
	}
}

func TestWhatAMachineWroteSaysSo(t *testing.T) {
	box, d, in := reads(t)
	put(t, box,
		"From: a@b.fr\nSubject: Absence\nAuto-Submitted: auto-replied\nMessage-ID: <3@b>\n\nJe suis absent",
		"From: a@b.fr\nSubject: Lettre\nPrecedence: bulk\nMessage-ID: <4@b>\n\nPromo",
		"From: a@b.fr\nSubject: Gagnez\nX-Spam-Flag: YES\nMessage-ID: <5@b>\n\nCliquez",
		"From: a@b.fr\nSubject: copie\nMessage-ID: <etabli.k9wv36ce84tcg.7@etabli.example>\n\nla nôtre",
	)
	if _, err := in.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	var weights []string
	for _, m := range d.taken {
		weights = append(weights, string(m.Weight))
	}
	if got := strings.Join(weights, " "); got != "automatic automatic spam" {
		t.Errorf("weights %q", got)
	}
}

// Nobody keeps another letter out by using its name first, and what is no letter
// at all stops nothing.
func TestHostileLettersStopNothing(t *testing.T) {
	box, d, in := reads(t)
	deep := "From: a@b.fr\nContent-Type: multipart/mixed; boundary=b0\n\n"
	for i := range 60 {
		deep += "--b" + strconv.Itoa(i) + "\nContent-Type: multipart/mixed; boundary=b" + strconv.Itoa(i+1) + "\n\n"
	}
	put(t, box,
		"From: eve@b.fr\nSubject: x\nMessage-ID: <1@exemple.fr>\n\nje prends la place",
		plain,
		"\x00\x01\x02", "", "From: <<<>>>\nSubject: =?utf-8?b?////?=\n\n", deep,
		"From: a@b.fr\nSubject: a\n b\rBcc: x@y\nContent-Type: text/plain; charset=nonsense\n\n\x1b[31mrouge\x07",
		"From: a@b.fr\nSubject: long\n\n"+strings.Repeat("é", 20_000),
	)
	n, err := in.Read(t.Context())
	if err != nil || n != 8 {
		t.Fatalf("%d letters, %v", n, err)
	}
	if left, err := box.Unseen(); left != 0 || err != nil {
		t.Errorf("%d stay, %v", left, err)
	}
	found := false
	for _, m := range d.taken {
		found = found || m.Text == "Oui, c’est d’accord."
		if strings.ContainsAny(m.Text, "\x1b\x07") || strings.ContainsAny(m.Subject, "\r\n") || len([]rune(m.Text)) > message.MaxText {
			t.Errorf("taken %.80q %q", m.Text, m.Subject)
		}
	}
	if !found {
		t.Error("a letter was kept out by another with its name")
	}
}
