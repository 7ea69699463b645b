package enrol_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"etabli/storage/memstore"
	"etabli/sync/enrol"
	"etabli/sync/fleettest"
	"etabli/sync/hlc"
	"etabli/sync/hub"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// hq is a real HQ on a clock that tests move.
type hq struct {
	*hub.Hub
	address string
	mu      sync.Mutex
	at      time.Time
}

func (h *hq) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}

func (h *hq) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = h.at.Add(d)
}

func newHQ(t *testing.T) *hq {
	t.Helper()
	h := &hq{at: time.Now()}
	clock, err := hlc.New(time.Now, &fleettest.ClockFile{})
	if err != nil {
		t.Fatal(err)
	}
	h.Hub, err = hub.Open(context.Background(), hub.Options{
		Store: memstore.New(), Folder: fleettest.NoViews{}, Clock: clock, Secrets: &fleettest.Secrets{}, Random: rand.Reader,
		Now: h.now, Log: slog.New(slog.DiscardHandler), PortalURL: "https://sav.example",
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.address = l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := errors.Join(<-ended, h.Close()); err != nil {
			t.Error(err)
		}
	})
	return h
}

func (h *hq) invite(t *testing.T) enrol.Invite {
	t.Helper()
	invite, _, err := h.Invite(t.Context(), h.address, "LIL", enrol.Counter)
	if err != nil {
		t.Fatal(err)
	}
	return invite
}

func join(t *testing.T, s enrol.Secrets, invite enrol.Invite) (*enrol.Member, error) {
	t.Helper()
	return enrol.Join(t.Context(), s, invite, "Comptoir", "1.0")
}

func TestADeviceJoinsAndStaysAMember(t *testing.T) {
	h := newHQ(t)
	s := &fleettest.Secrets{}
	if _, err := enrol.OpenMember(s); !errors.Is(err, enrol.ErrNotEnrolled) {
		t.Errorf("before: %v", err)
	}
	m, err := join(t, s, h.invite(t))
	if err != nil {
		t.Fatal(err)
	}
	id := m.Identity()
	if id.Site != "LIL" || id.Role != enrol.Counter || id.Code != "1" || id.Name != "Comptoir" || id.ID.IsZero() ||
		id.PortalURL != "https://sav.example" || id.Lineage.Counter != 1 || id.Address != h.address {
		t.Errorf("identity %+v", id)
	}
	again, err := enrol.OpenMember(s)
	if err != nil || again.Identity() != id {
		t.Errorf("opened as %+v, %v", again, err)
	}
	other, err := join(t, &fleettest.Secrets{}, h.invite(t))
	if err != nil || other.Identity().Code != "2" || other.Identity().ID == id.ID {
		t.Errorf("the second device: %+v, %v", other, err)
	}
}

func TestACodeServesOnceAndForFifteenMinutes(t *testing.T) {
	h := newHQ(t)
	used := h.invite(t)
	s := &fleettest.Secrets{}
	if _, err := join(t, s, used); err != nil {
		t.Fatal(err)
	}
	if _, err := join(t, &fleettest.Secrets{}, used); !errors.Is(err, enrol.ErrCodeUsed) {
		t.Errorf("a used code: %v", err)
	}
	late := h.invite(t)
	h.pass(enrol.CodeLife + time.Second)
	if _, err := join(t, &fleettest.Secrets{}, late); !errors.Is(err, enrol.ErrCodeExpired) {
		t.Errorf("an expired code: %v", err)
	}
	wrong := late
	wrong.Code[3] ^= 1
	if _, err := join(t, &fleettest.Secrets{}, wrong); !errors.Is(err, enrol.ErrWrongCode) {
		t.Errorf("a wrong code: %v", err)
	}
	nobody := late
	nobody.Address = "127.0.0.1:1"
	if _, err := join(t, &fleettest.Secrets{}, nobody); !errors.Is(err, enrol.ErrUnreachable) {
		t.Errorf("nobody there: %v", err)
	}
	if _, _, err := h.Invite(t.Context(), h.address, "Lille", enrol.Counter); !errors.Is(err, enrol.ErrBadRequest) {
		t.Errorf("a site that is none: %v", err)
	}
	if _, _, err := h.Invite(t.Context(), h.address, "LIL", "boss"); !errors.Is(err, enrol.ErrBadRequest) {
		t.Errorf("a role that is none: %v", err)
	}
}

func TestGuessingIsSlowedDown(t *testing.T) {
	h := newHQ(t)
	good := h.invite(t)
	wrong := good
	wrong.Code[0] ^= 1
	for range 5 {
		if _, err := join(t, &fleettest.Secrets{}, wrong); !errors.Is(err, enrol.ErrWrongCode) {
			t.Fatal(err)
		}
	}
	if _, err := join(t, &fleettest.Secrets{}, good); !errors.Is(err, enrol.ErrTooManyGuesses) {
		t.Errorf("right after: %v", err)
	}
	h.pass(15 * time.Second)
	if _, err := join(t, &fleettest.Secrets{}, good); err != nil {
		t.Errorf("a while later: %v", err)
	}
}

// meddler stands between a device and HQ with a certificate of its own.
type meddler struct {
	*httptest.Server
	bodies map[string][]byte // requests by path
	change func(path string, answer []byte) []byte
}

func newMeddler(t *testing.T, target string) *meddler {
	t.Helper()
	m := &meddler{bodies: map[string][]byte{}}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	m.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		m.bodies[r.URL.Path] = body
		answer, err := client.Post("https://"+target+r.URL.Path, "application/cbor", bytes.NewReader(body))
		if err != nil {
			t.Error(err)
			return
		}
		defer answer.Body.Close()
		raw, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Error(err)
		}
		if m.change != nil {
			raw = m.change(r.URL.Path, raw)
		}
		w.WriteHeader(answer.StatusCode)
		_, _ = w.Write(raw)
	}))
	m.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	t.Cleanup(m.Close)
	return m
}

// Goal: whoever stands in between can neither put his authority in HQ's place
// nor read along and take the code.
func TestAManInTheMiddleGetsNowhere(t *testing.T) {
	real, false_ := newHQ(t), newHQ(t)
	invite := real.invite(t)
	foreign := authorities(t, false_.address)

	// He terminates TLS with a certificate of his own and passes all on.
	m := newMeddler(t, real.address)
	m.StartTLS()
	via := invite
	via.Address = strings.TrimPrefix(m.URL, "https://")
	if _, err := join(t, &fleettest.Secrets{}, via); !errors.Is(err, enrol.ErrForeignCertificate) {
		t.Errorf("with HQ's authorities and his own certificate: %v", err)
	}

	// He also swaps the authorities, and shows a certificate of his own HQ.
	m = newMeddler(t, real.address)
	m.change = func(path string, answer []byte) []byte {
		if path == enrol.PathBegin {
			return swapAuthorities(t, answer, foreign)
		}
		return answer
	}
	m.TLS = serverConfigOf(t, false_)
	m.StartTLS()
	via.Address = strings.TrimPrefix(m.URL, "https://")
	if _, err := join(t, &fleettest.Secrets{}, via); !errors.Is(err, enrol.ErrImpostor) {
		t.Errorf("with swapped authorities: %v", err)
	}

	// What he read along is worth nothing.
	answer := postRaw(t, real.address, enrol.PathFinish, m.bodies[enrol.PathFinish])
	if !strings.Contains(answer, "403") {
		t.Errorf("the request sent again: %s", answer)
	}
	// The real device still gets in.
	if _, err := join(t, &fleettest.Secrets{}, invite); err != nil {
		t.Errorf("then directly: %v", err)
	}
}

func TestAnAnswerThatIsChangedOnTheWayIsNotBelieved(t *testing.T) {
	h := newHQ(t)
	m := newMeddler(t, h.address)
	m.TLS = serverConfigOf(t, h) // he has even stolen HQ's key
	m.change = func(path string, answer []byte) []byte {
		if path == enrol.PathFinish {
			answer = bytes.Replace(answer, []byte("sav.example"), []byte("bad.example"), 1)
		}
		return answer
	}
	m.StartTLS()
	invite := h.invite(t)
	invite.Address = strings.TrimPrefix(m.URL, "https://")
	s := &fleettest.Secrets{}
	if _, err := join(t, s, invite); !errors.Is(err, enrol.ErrImpostor) {
		t.Errorf("got %v", err)
	}
	// The code is used, but by this very device: asked again, HQ answers again.
	m.change = nil
	again, err := join(t, s, invite)
	if err != nil || again.Identity().Code != "1" {
		t.Errorf("asked again: %+v, %v", again, err)
	}
}

func TestARequestThatIsReplayedIsRefused(t *testing.T) {
	h := newHQ(t)
	m := newMeddler(t, h.address)
	m.TLS = serverConfigOf(t, h)
	m.StartTLS()
	invite := h.invite(t)
	invite.Address = strings.TrimPrefix(m.URL, "https://")
	if _, err := join(t, &fleettest.Secrets{}, invite); err != nil {
		t.Fatal(err)
	}
	answer := postRaw(t, h.address, enrol.PathFinish, m.bodies[enrol.PathFinish])
	if want := string([]byte{0xa1, 1, 4}); !strings.HasSuffix(answer, want) {
		t.Errorf("got %q, want the number of a replay", answer)
	}
}

func TestAMemberRenewsEvenWithAnExpiredCertificate(t *testing.T) {
	h := newHQ(t)
	s := &fleettest.Secrets{}
	m, err := join(t, s, h.invite(t))
	if err != nil {
		t.Fatal(err)
	}
	before := m.Identity()
	if m.Due(time.Now()) || !m.Due(time.Now().Add(200*24*time.Hour)) {
		t.Error("renewal is due at the wrong time")
	}
	h.pass(3 * 365 * 24 * time.Hour)
	if err := m.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := m.Identity()
	if !after.Expires.After(before.Expires) || after.Device != before.Device || after.Name != before.Name {
		t.Errorf("renewed to %+v", after)
	}
	if again, err := enrol.OpenMember(s); err != nil || again.Identity() != after {
		t.Errorf("opened as %+v, %v", again, err)
	}
}

func TestMalformedRequestsAreRefused(t *testing.T) {
	h := newHQ(t)
	for _, path := range []string{enrol.PathBegin, enrol.PathFinish, enrol.PathRenew} {
		for name, body := range map[string][]byte{
			"nothing": nil, "text": []byte("hello"), "an unknown field": {0xa1, 9, 1},
			"too much": make([]byte, 64<<10+1), "an endless map": {0xbf},
		} {
			if answer := postRaw(t, h.address, path, body); !strings.Contains(answer, "40") {
				t.Errorf("%s, %s: %q", path, name, answer)
			}
		}
	}
}

func TestADamagedIdentityIsFound(t *testing.T) {
	h := newHQ(t)
	s := &fleettest.Secrets{}
	if _, err := join(t, s, h.invite(t)); err != nil {
		t.Fatal(err)
	}
	other := &fleettest.Secrets{}
	if _, err := join(t, other, h.invite(t)); err != nil {
		t.Fatal(err)
	}
	good, err := s.Load("member")
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"cut": good[:len(good)/2], "empty": {}, "text": []byte("hello"),
	} {
		if err := s.Save("member", bad); err != nil {
			t.Fatal(err)
		}
		if _, err := enrol.OpenMember(s); err == nil || errors.Is(err, enrol.ErrNotEnrolled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
