package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"text/tabwriter"
	"time"

	"etabli/app/api"
	"etabli/app/domain/fault"
)

func (h *hq) hooks() api.Hooks { return api.Hooks{Store: h.store, Random: rand.Reader} }

// hookTeller tells other programs what changed.
func (h *hq) hookTeller() *api.Teller {
	return &api.Teller{Hooks: h.hooks(), Feed: changes{h}, Watch: h.hub.Watch, Now: time.Now, Log: h.log}
}

type webhookCmd struct {
	Add    webhookAddCmd    `cmd:"" help:"Tell a program what changes, by signed requests; its secret is shown once."`
	List   webhookListCmd   `cmd:"" help:"List the programs that are told, and how far."`
	Replay webhookReplayCmd `cmd:"" help:"Tell a program again what came after a position."`
	Remove webhookRemoveCmd `cmd:"" help:"Tell a program no more."`
}

type webhookAddCmd struct {
	URL   string `arg:"" help:"https://…; http only on this machine."`
	After uint64 `help:"Position after which to begin; from the first entry when 0."`
}

// hookMade is a hook with its secret.
type hookMade struct {
	api.Hook
	Secret string `json:"secret,omitempty"`
}

// Run adds a program.
func (c *webhookAddCmd) Run(r *run) error {
	body, err := json.Marshal(api.Hook{URL: c.URL, Position: c.After})
	if err != nil {
		return err
	}
	var made hookMade
	if err := r.ask(http.MethodPost, "/webhooks", body, &made); err != nil {
		return err
	}
	return r.Answer(made, func(w io.Writer) { fmt.Fprintf(w, "%s\n%s\n", made.ID, made.Secret) })
}

type webhookListCmd struct{}

// Run lists the programs.
func (c *webhookListCmd) Run(r *run) error {
	var list []api.Hook
	if err := r.ask(http.MethodGet, "/webhooks", nil, &list); err != nil {
		return err
	}
	return r.Answer(list, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
		for _, h := range list {
			fmt.Fprintf(tw, "%s\t%s\t%d\t%d\n", h.ID, h.URL, h.Position, h.Failures)
		}
		_ = tw.Flush()
	})
}

type webhookReplayCmd struct {
	ID    string `arg:"" help:"Id of the program; webhook list tells it."`
	After uint64 `required:"" help:"Position after which to begin."`
}

// Run tells a program again.
func (c *webhookReplayCmd) Run(r *run) error {
	return r.aboutHook("/webhooks/replay", api.Hook{ID: c.ID, Position: c.After})
}

type webhookRemoveCmd struct {
	ID string `arg:"" help:"Id of the program."`
}

// Run tells a program no more.
func (c *webhookRemoveCmd) Run(r *run) error {
	return r.aboutHook("/webhooks/remove", api.Hook{ID: c.ID})
}

func (r *run) aboutHook(path string, h api.Hook) error {
	body, err := json.Marshal(h)
	if err != nil {
		return err
	}
	var nothing struct{}
	return r.ask(http.MethodPost, path, body, &nothing)
}

func (a *admin) webhooks(r *http.Request) (any, error) { return a.hq.hooks().List(r.Context()) }

func (a *admin) addWebhook(r *http.Request) (any, error) {
	in, err := hookAsked(r)
	if err == nil {
		err = checkHook("url", in.URL)
	}
	if err != nil {
		return nil, err
	}
	hook, secret, err := a.hq.hooks().Add(r.Context(), in.URL, in.Position)
	return hookMade{Hook: hook, Secret: secret}, err
}

func (a *admin) replayWebhook(r *http.Request) (any, error) {
	in, err := hookAsked(r)
	if err != nil {
		return nil, err
	}
	return struct{}{}, a.hq.hooks().Replay(r.Context(), in.ID, in.Position)
}

func (a *admin) removeWebhook(r *http.Request) (any, error) {
	in, err := hookAsked(r)
	if err != nil {
		return nil, err
	}
	return struct{}{}, a.hq.hooks().Remove(r.Context(), in.ID)
}

func hookAsked(r *http.Request) (in api.Hook, err error) {
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return in, fault.New(fault.Malformed, "", "expected", "json").Because(err)
	}
	return in, nil
}
