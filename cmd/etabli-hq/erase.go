package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"text/tabwriter"
	"time"

	"etabli/app/domain/erasure"
	"etabli/app/service"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

type eraseCmd struct {
	Customer string `arg:"" help:"Id of the customer."`
	Plan     bool   `help:"Only say what would go and what would stay."`
}

// Run erases a customer, in as many entries as it takes.
func (c *eraseCmd) Run(r *run) error {
	body, err := json.Marshal(map[string]string{"id": c.Customer})
	if err != nil {
		return err
	}
	var plan service.ErasurePlan
	if err := r.ask(http.MethodPost, "/ask?name=erasure.plan", body, &plan); err != nil {
		return err
	}
	for first := true; !c.Plan && (first || plan.Goes > 0); first = false {
		var done struct {
			Data service.ErasurePlan `json:"data"`
		}
		if err := r.ask(http.MethodPost, "/do?name=person.erase", body, &done); err != nil {
			return err
		}
		if plan = done.Data; first && plan.Goes == 0 {
			break
		}
	}
	return r.Answer(plan, func(w io.Writer) {
		for _, s := range plan.Stays {
			fmt.Fprintln(w, r.stays(s))
		}
		switch {
		case plan.Done:
			fmt.Fprintln(w, r.Words.T("hq.erase.done"))
		case c.Plan:
			fmt.Fprintln(w, r.Words.N("hq.erase.plan", plan.Goes))
		default:
			fmt.Fprintln(w, r.Words.T("hq.erase.rest"))
		}
	})
}

// stays says in words what stays, and why.
func (r *run) stays(s erasure.Stays) string {
	what := r.Words.N("erasure.what."+string(s.What), s.N)
	if s.Until == "" {
		return r.Words.T("erasure.stays", "what", what, "why", r.Words.T("erasure.why."+string(s.Why)))
	}
	return r.Words.T("erasure.stays_until", "what", what, "why", r.Words.T("erasure.why."+string(s.Why)), "until", r.Words.Date(s.Until))
}

// The states of an erasure on a device.
const (
	erasureWaiting = "waiting" // the device has not heard of it
	erasureGone    = "gone"    // nothing of it can be opened or found there any more
	erasureDone    = "done"    // and its store was copied under a new key since
)

var stateWords = map[string]string{
	erasureWaiting: "hq.erasure.waiting", erasureGone: "hq.erasure.gone", erasureDone: "hq.erasure.done",
}

// ErasureDevice is how an erasure stands on one device.
type ErasureDevice struct {
	Site     string `json:"site,omitempty"` // empty: HQ itself
	Code     string `json:"code,omitempty"`
	Name     string `json:"name,omitempty"`
	State    string `json:"state"`
	LastSeen string `json:"last_seen,omitempty"`
}

// ErasureState is how the erasure of one customer stands.
type ErasureState struct {
	Customer journal.EntityID `json:"customer"`
	AtMS     int64            `json:"at_ms,omitempty"`
	Whole    bool             `json:"whole"` // nothing is held back
	Stays    []erasure.Stays  `json:"stays,omitempty"`
	Devices  []ErasureDevice  `json:"devices"`
}

func (a *admin) erasures(r *http.Request) (any, error) {
	all, err := a.hq.app.ErasedSoFar(r.Context())
	out := make([]ErasureState, 0, len(all))
	for _, one := range all {
		if err != nil {
			break
		}
		var state ErasureState
		state, err = a.erasure(r, one)
		out = append(out, state)
	}
	return out, err
}

func (a *admin) erasure(r *http.Request, one service.ErasedCustomer) (ErasureState, error) {
	out := ErasureState{Customer: one.Customer.ID, Whole: one.Customer.Erased, Stays: one.Customer.Stays, Devices: []ErasureDevice{}}
	if len(one.Entries) == 0 {
		return out, nil
	}
	out.AtMS = one.Customer.ErasedMS
	var ids []journal.EntityID
	var position uint64
	for _, e := range one.Entries {
		position = max(position, e.Position)
		for _, entity := range e.Entities {
			ids = append(ids, entity.ID)
		}
	}
	homes, everywhere, err := a.hq.hub.Homes(r.Context(), ids)
	if err != nil {
		return out, err
	}
	_, cleared, err := device.Uncleared(r.Context(), a.hq.store)
	if err != nil {
		return out, err
	}
	out.Devices = append(out.Devices, ErasureDevice{State: stateAt(position, position, cleared.Position)})
	devices, err := a.hq.hub.Devices(r.Context())
	for _, d := range devices {
		if !d.Revoked.IsZero() || !everywhere && !slices.Contains(homes, d.Site) {
			continue
		}
		line := lineOf(d)
		out.Devices = append(out.Devices, ErasureDevice{
			Site: d.Site, Code: d.Code, Name: d.Name, State: stateAt(position, d.Applied, d.Cleared), LastSeen: line.LastSeen,
		})
	}
	return out, err
}

// stateAt compares where an erasure stands in HQ's log with how far somebody
// holds that log, and is cleared of what was erased.
func stateAt(position, applied, cleared uint64) string {
	switch {
	case cleared >= position:
		return erasureDone
	case applied >= position:
		return erasureGone
	}
	return erasureWaiting
}

type erasuresCmd struct{}

// Run shows how each erasure stands on each device.
func (c *erasuresCmd) Run(r *run) error {
	var list []ErasureState
	if err := r.ask(http.MethodGet, "/erasures", nil, &list); err != nil {
		return err
	}
	return r.Answer(list, func(w io.Writer) {
		for _, e := range list {
			key := "hq.erasure.rest"
			switch {
			case e.Whole:
				key = "hq.erasure.whole"
			case e.AtMS == 0:
				key = "hq.erasure.ordered"
			}
			fmt.Fprintln(w, r.Words.T(key, "id", e.Customer.String(), "at", r.Words.DateTime(e.AtMS, time.Local)))
			for _, s := range e.Stays {
				fmt.Fprintln(w, "  "+r.stays(s))
			}
			tw := tabwriter.NewWriter(w, 2, 4, 2, ' ', 0)
			for _, d := range e.Devices {
				name := d.Site + d.Code
				if name == "" {
					name = r.Words.T("hq.erasure.hq")
				}
				fmt.Fprintf(tw, "  %s\t%s\t%s\t%s\n", name, d.Name, r.Words.T(stateWords[d.State]), d.LastSeen)
			}
			_ = tw.Flush()
		}
	})
}

type clearCmd struct{}

// Run copies the store of the running server.
func (c *clearCmd) Run(r *run) error {
	var nothing struct{}
	return r.ask(http.MethodPost, "/clear", nil, &nothing)
}
