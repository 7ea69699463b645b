package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/assets"
	"etabli/storage/journal"
)

// The faults of the door.
const (
	KeyNeeded   fault.Code = "api_key_needed"
	ScopeNeeded fault.Code = "api_scope_needed" // args: scope
	TooMany     fault.Code = "api_too_many"
	OnceNeeded  fault.Code = "api_once_needed" // a request that acts needs a name
	OnceTaken   fault.Code = "api_once_taken"  // the name was given to another request
	NoSuchDoor  fault.Code = "api_no_such_path"
)

// Desk is what the door asks of the use cases.
type Desk interface {
	List(ctx context.Context, f views.Filter, after views.Cursor, limit int) (views.Page, error)
	Repair(ctx context.Context, id journal.EntityID) (views.Repair, error)
	Customer(ctx context.Context, id journal.EntityID) (views.Customer, error)
	PublishedStock(ctx context.Context, site string) ([]service.Published, error)
	Announce(ctx context.Context, call service.Call, in *service.AnnounceInput) (service.Result, error)
	ReceiveMessage(ctx context.Context, call service.Call, in *service.ReceiveMessageInput) (service.Result, error)
	MissCall(ctx context.Context, call service.Call, in *service.MissCallInput) (service.Result, error)
	Each(ctx context.Context, fn func(views.Repair) error) error
	SaveCustomer(ctx context.Context, call service.Call, in *service.CustomerInput) (service.Result, error)
	MakePromise(ctx context.Context, call service.Call, in *service.PromiseInput) (service.Result, error)
}

// Feed is what headquarters recorded, in its order.
type Feed interface {
	Changes(ctx context.Context, after uint64, limit int) (Changes, error)
}

// Options are what the door works with.
type Options struct {
	Desk  Desk
	Feed  Feed
	Keys  Keys
	Spell func(*fault.Error) Spelled
	Now   func() time.Time
	Log   *slog.Logger
	// Watch tells when something was recorded; nil: the event feed looks by itself.
	Watch func(func([]journal.Entity)) (stop func())
}

// The limits of the door.
const (
	keyPerSecond = 20
	keyBurst     = 60
	wrongEvery   = 6 * time.Second // keys that are none, from everywhere
	wrongBurst   = 30
	maxBody      = 64 << 10
	patience     = 30 * time.Second
)

// API is the door.
type API struct {
	Options
	mux   *http.ServeMux
	wrong *rate.Limiter
	feeds chan struct{} // one for each event feed
	whole sync.Mutex    // of whoever reads everything

	mu    sync.Mutex
	rates map[string]*rate.Limiter
}

// route is one thing that the door does. Answer is any value that becomes JSON.
type route struct {
	method, path string
	scope        Scope
	status       int
	serve        func(a *API, r *http.Request, key Key) (any, error)
	send         func(a *API, w http.ResponseWriter, r *http.Request) error // in the place of serve: what is no JSON
}

// routes are all of them; assets/api/openapi.json says the same.
var routes = []route{
	{http.MethodGet, "/v1/repairs", ReadRepairs, http.StatusOK, (*API).listRepairs, nil},
	{http.MethodGet, "/v1/repairs/{id}", ReadRepairs, http.StatusOK, (*API).getRepair, nil},
	{http.MethodPost, "/v1/repairs", WriteRepairs, http.StatusCreated, (*API).announce, nil},
	{http.MethodGet, "/v1/repairs.csv", ReadRepairs, http.StatusOK, nil, (*API).serveTable},
	{http.MethodGet, "/v1/ords.csv", ReadRepairs, http.StatusOK, nil, (*API).serveORDS},
	{http.MethodGet, "/v1/customers/{id}", ReadCustomers, http.StatusOK, (*API).getCustomer, nil},
	{http.MethodGet, "/v1/stock", ReadStock, http.StatusOK, (*API).listStock, nil},
	{http.MethodPost, "/v1/reservations", WriteStock, http.StatusCreated, (*API).reserve, nil},
	{http.MethodPost, "/v1/messages", WriteMessages, http.StatusCreated, (*API).receive, nil},
	{http.MethodPost, "/v1/calls", WriteMessages, http.StatusCreated, (*API).missCall, nil},
	{http.MethodGet, "/v1/changes", ReadChanges, http.StatusOK, (*API).listChanges, nil},
	{http.MethodGet, "/v1/events", ReadChanges, http.StatusOK, nil, (*API).serveEvents},
}

// New makes the door.
func New(o Options) *API {
	a := &API{
		Options: o, mux: http.NewServeMux(), rates: map[string]*rate.Limiter{},
		wrong: rate.NewLimiter(rate.Every(wrongEvery), wrongBurst), feeds: make(chan struct{}, maxFeeds),
	}
	for _, r := range routes {
		a.mux.HandleFunc(r.method+" "+r.path, a.guarded(r))
	}
	a.mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(assets.OpenAPI)
	})
	a.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { a.fail(w, r, fault.New(NoSuchDoor, "")) })
	return a
}

// Server is the door with limits on slow readers.
func (a *API) Server() *http.Server {
	return &http.Server{Handler: a, ReadHeaderTimeout: patience, ReadTimeout: patience, WriteTimeout: 2 * patience, IdleTimeout: 2 * patience, MaxHeaderBytes: maxBody}
}

// ServeHTTP implements http.Handler.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	a.mux.ServeHTTP(w, r)
}

// guarded serves a route to who may use it.
func (a *API) guarded(at route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key, err := a.admit(r, at.scope)
		if err != nil {
			a.fail(w, r, err)
			return
		}
		if at.send != nil {
			if err := at.send(a, w, r); err != nil {
				a.fail(w, r, err)
			}
			return
		}
		out, err := at.serve(a, r, key)
		if err != nil {
			a.fail(w, r, err)
			return
		}
		a.answer(w, at.status, "application/json", out)
	}
}

// admit tells whose request it is, and refuses what they may not do or do too
// often. Guessing keys is slow for everybody who guesses.
func (a *API) admit(r *http.Request, scope Scope) (Key, error) {
	secret, is := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !is {
		return Key{}, fault.New(KeyNeeded, "")
	}
	key, err := a.Keys.Find(r.Context(), secret)
	if errors.Is(err, ErrNoKey) {
		if !a.wrong.AllowN(a.Now(), 1) {
			return Key{}, fault.New(TooMany, "")
		}
		return Key{}, fault.New(KeyNeeded, "")
	}
	switch {
	case err != nil:
		return Key{}, err
	case !a.rate(key.ID).AllowN(a.Now(), 1):
		return Key{}, fault.New(TooMany, "")
	case !key.May(scope):
		return Key{}, fault.New(ScopeNeeded, "", "scope", string(scope))
	}
	return key, nil
}

// rate is the budget of a key; there are no more than there are keys.
func (a *API) rate(id string) *rate.Limiter {
	a.mu.Lock()
	defer a.mu.Unlock()
	l, ok := a.rates[id]
	if !ok {
		l = rate.NewLimiter(keyPerSecond, keyBurst)
		a.rates[id] = l
	}
	return l
}

// Routes lists what the door does: method, path and scope.
func Routes() []string {
	out := make([]string, 0, len(routes))
	for _, r := range routes {
		out = append(out, r.method+" "+r.path+" "+string(r.scope))
	}
	slices.Sort(out)
	return out
}
