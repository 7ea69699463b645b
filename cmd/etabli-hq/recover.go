package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"etabli/app/domain/fault"
	"etabli/storage/journal"
	"etabli/sync/hub"
)

// The faults of a recovery.
const (
	RecoveryUnconfirmed fault.Code = "recovery_unconfirmed" // nobody has looked at the revocations yet
	NotHeld             fault.Code = "not_held"
)

type recoverCmd struct {
	Show   recoverShowCmd   `cmd:"" default:"1" help:"Say how the recovery stands: which devices came back, what they gave back, who is revoked."`
	Start  recoverStartCmd  `cmd:"" help:"Recover as after a restore, because devices refuse this HQ as an old copy."`
	End    recoverEndCmd    `cmd:"" help:"Give positions to what was given back and let everybody work again."`
	GiveUp recoverGiveUpCmd `cmd:"" help:"Place what was given back although something before it is lost for ever."`
}

// RecoveryStatus is how a restored HQ stands.
type RecoveryStatus struct {
	Active    bool         `json:"active"`
	Since     string       `json:"since,omitempty"`
	Backup    uint64       `json:"backup_position,omitempty"`
	GivenBack int          `json:"given_back"` // entries without a position yet
	Heard     []DeviceLine `json:"heard"`
	Awaited   []DeviceLine `json:"awaited"`
	Revoked   []DeviceLine `json:"revoked"`
}

func (a *admin) recovery(r *http.Request) (any, error) {
	state, err := a.hq.hub.Recovery(r.Context())
	if err != nil {
		return nil, err
	}
	out := RecoveryStatus{Active: state.Active, Backup: state.Backup, GivenBack: state.Waiting,
		Heard: []DeviceLine{}, Awaited: []DeviceLine{}, Revoked: []DeviceLine{}}
	if state.Active {
		out.Since = time.UnixMilli(state.SinceMS).Format(time.RFC3339)
	}
	devices, err := a.hq.hub.Devices(r.Context())
	for _, d := range devices {
		line := lineOf(d)
		switch {
		case line.Revoked:
			out.Revoked = append(out.Revoked, line)
		case d.Online || d.LastSeen.UnixMilli() >= state.SinceMS:
			out.Heard = append(out.Heard, line)
		default:
			out.Awaited = append(out.Awaited, line)
		}
	}
	return out, err
}

func (a *admin) startRecovery(r *http.Request) (any, error) {
	return struct{}{}, a.hq.hub.StartRecovery(r.Context())
}

func (a *admin) endRecovery(r *http.Request) (any, error) {
	return struct{}{}, a.hq.hub.EndRecovery(r.Context())
}

func (a *admin) giveUp(r *http.Request) (any, error) {
	return struct{}{}, a.hq.hub.GiveUp(r.Context())
}

type recoverShowCmd struct{}

// Run says how the recovery stands.
func (c *recoverShowCmd) Run(r *run) error {
	var s RecoveryStatus
	if err := r.ask(http.MethodGet, "/recovery", nil, &s); err != nil {
		return err
	}
	return r.Answer(s, nil)
}

type recoverStartCmd struct{}

// Run starts a recovery of the running HQ.
func (c *recoverStartCmd) Run(r *run) error {
	var none struct{}
	return r.ask(http.MethodPost, "/recovery/start", nil, &none)
}

type recoverEndCmd struct {
	Confirmed bool `help:"The list of revoked devices was looked at: see recover show."`
}

// Run ends the recovery.
func (c *recoverEndCmd) Run(r *run) error {
	if !c.Confirmed {
		return fault.New(RecoveryUnconfirmed, "confirmed")
	}
	var none struct{}
	return r.ask(http.MethodPost, "/recovery/end", nil, &none)
}

type recoverGiveUpCmd struct{}

// Run gives up what is lost.
func (c *recoverGiveUpCmd) Run(r *run) error {
	var none struct{}
	return r.ask(http.MethodPost, "/recovery/give-up", nil, &none)
}

// HeldLine is an entry that waits.
type HeldLine struct {
	Entry   string   `json:"entry"`
	Device  string   `json:"device"`
	Missing []string `json:"missing"` // empty: its predecessor
	Since   string   `json:"since"`
}

func (a *admin) held(r *http.Request) (any, error) {
	list, err := a.hq.hub.Held(r.Context())
	out := []HeldLine{}
	for _, h := range list {
		line := HeldLine{Entry: h.Ref.String(), Device: h.Device.String(), Missing: []string{}, Since: time.UnixMilli(h.SinceMS).Format(time.RFC3339)}
		for _, cause := range h.Missing {
			line.Missing = append(line.Missing, cause.String())
		}
		out = append(out, line)
	}
	return out, err
}

// release gives up the causes of every held entry that waits for one, or of the
// one that is named.
func (a *admin) release(r *http.Request) (any, error) {
	var in struct {
		Entry string `json:"entry"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return nil, fault.New(fault.Malformed, "entry", "expected", "entry").Because(err)
	}
	list, err := a.hq.hub.Held(r.Context())
	if err != nil {
		return nil, err
	}
	var freed []journal.Ref
	for _, h := range list {
		if len(h.Missing) == 0 || in.Entry != "" && in.Entry != h.Ref.String() {
			continue
		}
		if err := a.hq.hub.Release(r.Context(), h.Ref); err != nil && !errors.Is(err, hub.ErrNotHeld) {
			return nil, err
		}
		freed = append(freed, h.Ref)
	}
	if len(freed) == 0 {
		return nil, fault.New(NotHeld, "entry")
	}
	return map[string]int{"released": len(freed)}, nil
}

type heldCmd struct{}

// Run lists what is held.
func (c *heldCmd) Run(r *run) error {
	var list []HeldLine
	if err := r.ask(http.MethodGet, "/held", nil, &list); err != nil {
		return err
	}
	return r.Answer(list, func(w io.Writer) {
		for _, h := range list {
			fmt.Fprintln(w, h.Entry, h.Device, h.Since, h.Missing)
		}
	})
}

type releaseCmd struct {
	Entry string `arg:"" optional:"" help:"An entry as held lists it; all that wait for a cause when empty."`
}

// Run releases held entries.
func (c *releaseCmd) Run(r *run) error {
	body, err := json.Marshal(map[string]string{"entry": c.Entry})
	if err != nil {
		return err
	}
	var out map[string]int
	if err := r.ask(http.MethodPost, "/release", body, &out); err != nil {
		return err
	}
	return r.Answer(out, nil)
}
