package main

import (
	"context"
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
	"etabli/cmd/internal/fleet"
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

// ErasureState is how the erasure of one customer stands.
type ErasureState struct {
	Customer journal.EntityID      `json:"customer"`
	AtMS     int64                 `json:"at_ms,omitempty"`
	Whole    bool                  `json:"whole"` // nothing is held back
	Stays    []erasure.Stays       `json:"stays,omitempty"`
	Devices  []fleet.ErasureDevice `json:"devices"`
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

func (a *admin) erasure(r *http.Request, one service.ErasedCustomer) (out ErasureState, err error) {
	out = ErasureState{Customer: one.Customer.ID, Whole: one.Customer.Erased, Stays: one.Customer.Stays, Devices: []fleet.ErasureDevice{}}
	if len(one.Entries) == 0 {
		return out, nil
	}
	out.AtMS = one.Customer.ErasedMS
	out.Devices, err = a.hq.erasedWhere(r.Context(), one)
	return out, err
}

// erasedWhere tells how an erasure stands at HQ and on each device that may hold something
// of whom it is about.
func (h *hq) erasedWhere(ctx context.Context, one service.ErasedCustomer) (out []fleet.ErasureDevice, err error) {
	var ids []journal.EntityID
	var position uint64
	for _, e := range one.Entries {
		position = max(position, e.Position)
		for _, entity := range e.Entities {
			ids = append(ids, entity.ID)
		}
	}
	homes, everywhere, err := h.hub.Homes(ctx, ids)
	if err != nil {
		return nil, err
	}
	_, cleared, err := device.Uncleared(ctx, h.store)
	if err != nil {
		return nil, err
	}
	out = append(out, fleet.ErasureDevice{State: fleet.ErasureAt(position, position, cleared.Position)})
	devices, err := h.hub.Devices(ctx)
	for _, d := range devices {
		if !d.Revoked.IsZero() || !everywhere && !slices.Contains(homes, d.Site) {
			continue
		}
		line := lineOf(d)
		at := fleet.ErasureDevice{
			Site: d.Site, Code: d.Code, Name: d.Name, State: fleet.ErasureAt(position, d.Applied, d.Cleared), LastSeen: line.LastSeen,
		}
		if !d.LastSeen.IsZero() {
			at.SeenMS = d.LastSeen.UnixMilli()
		}
		out = append(out, at)
	}
	return out, err
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
				fmt.Fprintf(tw, "  %s\t%s\t%s\t%s\n", name, d.Name, r.Words.T(fleet.ErasureWords[d.State]), d.LastSeen)
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
