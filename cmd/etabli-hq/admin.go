package main

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/build"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/fleet"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/hub"
)

// admin answers the other subcommands over the local socket. Who may open the
// socket, the file system says.
type admin struct {
	hq      *hq
	dir     string
	address string // of the sync port, as devices reach it
}

func newAdmin(h *hq, dir, address string) http.Handler {
	a := &admin{hq: h, dir: dir, address: address}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", answer(a.status))
	mux.HandleFunc("GET /devices", answer(a.devices))
	mux.HandleFunc("GET /links", answer(a.links))
	mux.HandleFunc("POST /invite", answer(a.invite))
	mux.HandleFunc("POST /revoke", answer(a.revoke))
	mux.HandleFunc("POST /move", answer(a.move))
	mux.HandleFunc("POST /do", answer(a.do))
	mux.HandleFunc("GET /recovery", answer(a.recovery))
	mux.HandleFunc("POST /recovery/start", answer(a.startRecovery))
	mux.HandleFunc("POST /recovery/end", answer(a.endRecovery))
	mux.HandleFunc("POST /recovery/give-up", answer(a.giveUp))
	mux.HandleFunc("GET /held", answer(a.held))
	mux.HandleFunc("POST /release", answer(a.release))
	mux.HandleFunc("POST /hand-in", answer(a.handIn))
	mux.HandleFunc("GET /backup", a.backup)
	mux.HandleFunc("POST /stable", answer(a.settle))
	mux.HandleFunc("POST /ask", answer(a.ask))
	mux.HandleFunc("GET /api-keys", answer(a.apiKeys))
	mux.HandleFunc("POST /api-keys", answer(a.addAPIKey))
	mux.HandleFunc("GET /webhooks", answer(a.webhooks))
	mux.HandleFunc("POST /webhooks", answer(a.addWebhook))
	mux.HandleFunc("POST /webhooks/replay", answer(a.replayWebhook))
	mux.HandleFunc("POST /webhooks/remove", answer(a.removeWebhook))
	mux.HandleFunc("POST /api-keys/revoke", answer(a.revokeAPIKey))
	mux.HandleFunc("GET /erasures", answer(a.erasures))
	mux.HandleFunc("POST /clear", answer(func(r *http.Request) (any, error) { return struct{}{}, a.hq.clear(r.Context()) }))
	return mux
}

// answer turns a function into a handler: JSON out, faults spelled out.
func answer(fn func(r *http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		out, err := fn(r)
		if err != nil {
			w.WriteHeader(http.StatusUnprocessableEntity)
			out = cli.Spell(fault.Of(service.Explain(explain(err))))
		}
		_ = json.NewEncoder(w).Encode(out)
	}
}

// Status is how HQ stands.
type Status struct {
	Version     string       `json:"version"`
	Position    uint64       `json:"position"`
	Devices     int          `json:"devices"`
	Held        int          `json:"held"`
	Quarantined int          `json:"quarantined"`
	Counts      views.Counts `json:"counts"`
	Done        hub.Counters `json:"done"`
}

func (a *admin) status(r *http.Request) (any, error) {
	ctx := r.Context()
	s := Status{Version: build.Version, Done: a.hq.hub.Counters()}
	head, err := a.hq.hub.Head(ctx)
	if err != nil {
		return nil, err
	}
	s.Position = head.Position
	devices, err := a.hq.hub.Devices(ctx)
	if err != nil {
		return nil, err
	}
	s.Devices = len(devices)
	held, err := a.hq.hub.Held(ctx)
	if err != nil {
		return nil, err
	}
	aside, err := a.hq.hub.Quarantined(ctx)
	if err != nil {
		return nil, err
	}
	s.Held, s.Quarantined = len(held), len(aside)
	s.Counts, err = a.hq.app.Counts(ctx)
	return s, err
}

// DeviceLine is a device as the list shows it.
type DeviceLine struct {
	fleet.Device
	LastSeen string `json:"last_seen,omitempty"`
}

func (a *admin) devices(r *http.Request) (any, error) {
	list, err := a.hq.hub.Devices(r.Context())
	out := make([]DeviceLine, 0, len(list))
	for _, d := range list {
		out = append(out, lineOf(d))
	}
	return out, err
}

func lineOf(d hub.Device) DeviceLine {
	line := DeviceLine{Device: fleet.Of(d)}
	if !d.LastSeen.IsZero() {
		line.LastSeen = d.LastSeen.Format(time.RFC3339)
	}
	return line
}

// maxLinks bounds a list of links.
const maxLinks = 50

func (a *admin) links(r *http.Request) (any, error) {
	page, err := a.hq.app.List(r.Context(), views.Filter{Scope: views.Open}, "", maxLinks)
	out := []string{}
	for _, row := range page.Rows {
		file, err := a.hq.app.Repair(r.Context(), row.ID)
		if err != nil {
			return nil, err
		}
		if link := a.hq.app.Link(file.Token); link != "" {
			out = append(out, link)
		}
	}
	return out, err
}

func (a *admin) invite(r *http.Request) (any, error) {
	var in fleet.InviteRequest
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return nil, fault.New(fault.Malformed, "", "expected", "json").Because(err)
	}
	return a.hq.invite(r.Context(), in.Site, enrol.Role(in.Role))
}

// invite makes a pairing code for one device of a shop.
func (h *hq) invite(ctx context.Context, site string, role enrol.Role) (fleet.Invitation, error) {
	if !enrol.ValidSite(site) {
		return fleet.Invitation{}, fault.New(fault.Malformed, "site", "expected", "LIL")
	}
	if !role.Known() {
		return fleet.Invitation{}, fault.New(fault.Malformed, "role", "expected", "counter, field, kiosk, manager")
	}
	if err := h.nameSite(ctx, site); err != nil {
		return fleet.Invitation{}, err
	}
	invite, expires, err := h.hub.Invite(ctx, h.address, site, role)
	return fleet.Invitation{Code: invite.String(), QR: invite.QR(), ExpiresMS: expires.UnixMilli()}, err
}

// nameSite makes sure that a site has a record, by its code until somebody
// says more.
func (h *hq) nameSite(ctx context.Context, code string) error {
	sites, err := h.app.Sites(ctx)
	if err != nil {
		return err
	}
	for _, at := range sites {
		if at.Code == code {
			return nil
		}
	}
	call := service.Call{ID: journal.CommandIDFrom("first site", code)}
	_, err = h.app.SaveSite(ctx, call, &service.SiteInput{Code: code, Name: code})
	return err
}

func (a *admin) revoke(r *http.Request) (any, error) {
	var in struct {
		ID enrol.DeviceID `json:"id"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return nil, fault.New(fault.Malformed, "id", "expected", "identifier").Because(err)
	}
	return struct{}{}, a.hq.revoke(r.Context(), revocation{Device: in.ID})
}

// revoke sends a device away, and keeps who asked and why beside the store.
func (h *hq) revoke(ctx context.Context, r revocation) error {
	r.AtMS = time.Now().UnixMilli()
	if err := noteRevocation(h.dir, r); err != nil {
		return err
	}
	if err := h.hub.SendAway(ctx, r.Device, hub.SentAway{By: r.By, Why: r.Why}); err != nil {
		return fault.New(fault.NotFound, "id", "what", "device").Because(err)
	}
	return nil
}

func (a *admin) do(r *http.Request) (any, error) {
	raw, err := service.ReadInput(r.Body)
	if err != nil {
		return nil, err
	}
	return a.hq.app.Do(r.Context(), r.URL.Query().Get("name"), raw)
}

func (a *admin) ask(r *http.Request) (any, error) {
	raw, err := service.ReadInput(r.Body)
	if err != nil {
		return nil, err
	}
	return a.hq.app.Ask(r.Context(), r.URL.Query().Get("name"), raw)
}
