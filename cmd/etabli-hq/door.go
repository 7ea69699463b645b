package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"text/tabwriter"
	"time"

	"etabli/app/api"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/post/sms"
	"etabli/cmd/internal/cli"
)

// door is the door for other programs, and for what the gateway hands in.
func (h *hq) door(gateway smsFlags) *http.Server {
	door := api.New(api.Options{
		Desk: h.app, Feed: changes{h}, Keys: h.keys(), Now: time.Now, Log: h.log, Watch: h.hub.Watch,
		Spell: func(f *fault.Error) api.Spelled {
			said := cli.Spell(f)
			return api.Spelled{Message: said.Message, Next: said.Next}
		},
	})
	server := door.Server()
	if gateway.Secret != "" {
		mux := http.NewServeMux()
		mux.Handle("/", door)
		mux.Handle("/hooks/sms", &sms.In{Desk: h.app, Secret: []byte(gateway.Secret), Now: time.Now, Log: h.log})
		server.Handler = mux
	}
	return server
}

func (h *hq) keys() api.Keys { return api.Keys{Store: h.store, Random: rand.Reader} }

// changes gives the door what HQ recorded.
type changes struct{ hq *hq }

// typeNames are how the door calls what entries are about.
var typeNames = map[uint8]string{
	kind.Repair: "repair", kind.Customer: "customer", kind.Product: "product", kind.Thread: "conversation", kind.Part: "part",
	kind.Site: "site", kind.Staff: "staff", kind.Visit: "visit", kind.Claim: "claim", kind.Parcel: "parcel", kind.Task: "task",
}

// Changes implements api.Feed. Another lineage, or a position that HQ never gave,
// goes on from where HQ stands.
func (c changes) Changes(ctx context.Context, after uint64, limit int) (api.Changes, error) {
	list, head, err := c.hq.hub.Changes(ctx, after, limit)
	out := api.Changes{Lineage: head.Lineage.String(), Changes: []api.Change{}, Next: min(after, head.Position)}
	for _, e := range list {
		one := api.Change{Position: e.Position, ReceivedMS: e.ReceivedMS, Kind: uint16(e.Kind), Entities: []api.Entity{}}
		for _, of := range e.Entities {
			name, known := typeNames[uint8(of.Type)]
			if !known {
				name = fmt.Sprintf("type-%d", of.Type)
			}
			one.Entities = append(one.Entities, api.Entity{Type: name, ID: of.ID.String()})
		}
		out.Changes, out.Next = append(out.Changes, one), e.Position
	}
	out.More = out.Next < head.Position
	return out, err
}

type apiKeyCmd struct {
	Add    apiKeyAddCmd    `cmd:"" help:"Make a key for another program; it is shown once."`
	List   apiKeyListCmd   `cmd:"" help:"List the keys."`
	Revoke apiKeyRevokeCmd `cmd:"" help:"End a key."`
}

type apiKeyAddCmd struct {
	Name  string      `required:"" help:"Which program it is for."`
	Scope []api.Scope `required:"" help:"What it may do: repairs:read, repairs:write, customers:read, stock:read, stock:reserve, messages:write, changes:read."`
}

// keyMade is a key with its text.
type keyMade struct {
	api.Key
	Secret string `json:"secret,omitempty"`
}

// Run makes a key.
func (c *apiKeyAddCmd) Run(r *run) error {
	body, err := json.Marshal(api.Key{Name: c.Name, Scopes: c.Scope})
	if err != nil {
		return err
	}
	var made keyMade
	if err := r.ask(http.MethodPost, "/api-keys", body, &made); err != nil {
		return err
	}
	return r.Answer(made, func(w io.Writer) { fmt.Fprintln(w, made.Secret) })
}

type apiKeyListCmd struct{}

// Run lists the keys.
func (c *apiKeyListCmd) Run(r *run) error {
	var list []api.Key
	if err := r.ask(http.MethodGet, "/api-keys", nil, &list); err != nil {
		return err
	}
	return r.Answer(list, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
		for _, k := range list {
			state := ""
			if k.RevokedMS != 0 {
				state = r.Words.T("hq.device.revoked")
			}
			scopes := make([]string, len(k.Scopes))
			for i, s := range k.Scopes {
				scopes[i] = string(s)
			}
			fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", k.ID, k.Name, strings.Join(scopes, " "), state)
		}
		_ = tw.Flush()
	})
}

type apiKeyRevokeCmd struct {
	ID string `arg:"" help:"Id of the key; api-key list tells it."`
}

// Run ends a key.
func (c *apiKeyRevokeCmd) Run(r *run) error {
	body, err := json.Marshal(api.Key{ID: c.ID})
	if err != nil {
		return err
	}
	var nothing struct{}
	return r.ask(http.MethodPost, "/api-keys/revoke", body, &nothing)
}

func (a *admin) apiKeys(r *http.Request) (any, error) { return a.hq.keys().List(r.Context()) }

func (a *admin) addAPIKey(r *http.Request) (any, error) {
	in, err := keyAsked(r)
	if err != nil {
		return nil, err
	}
	secret, key, err := a.hq.keys().Make(r.Context(), in.Name, in.Scopes, time.Now().UnixMilli())
	return keyMade{Key: key, Secret: secret}, err
}

func (a *admin) revokeAPIKey(r *http.Request) (any, error) {
	in, err := keyAsked(r)
	if err != nil {
		return nil, err
	}
	return struct{}{}, a.hq.keys().Revoke(r.Context(), in.ID, time.Now().UnixMilli())
}

func keyAsked(r *http.Request) (in api.Key, err error) {
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return in, fault.New(fault.Malformed, "", "expected", "json").Because(err)
	}
	return in, nil
}
