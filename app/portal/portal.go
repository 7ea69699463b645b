package portal

import (
	"html/template"
	"log/slog"
	"maps"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"etabli/assets"
)

// Options are what the page needs from its surroundings.
type Options struct {
	Repairs    Repairs
	Acts       Acts       // nil: the page can only be read
	Letters    Letters    // nil: nothing can be written to the shop
	Deposits   Deposits   // nil: an address is known by its token alone
	Complaints Complaints // nil: claims are made at the counter and by telephone
	Stops      Stops      // nil: no letter says how to get no more of them
	Secret     [32]byte   // seals sessions and forms; the same in every process that serves the page
	Now        func() time.Time
	Log        *slog.Logger   // discards when nil; never told a token
	Proxies    []netip.Prefix // reverse proxies whose X-Forwarded-For is believed
	HTTPS      bool           // a proxy in front speaks TLS with the customer
}

// Portal serves the page. It is safe for concurrent use.
type Portal struct {
	options   Options
	pages     *template.Template
	files     map[string]file
	paths     map[string]string
	addresses *meters
	tokens    *meters
	guesses   *meters
	pictures  *meters
	letters   inbox
	secret    [32]byte
	streams   streams
	handler   http.Handler
}

// New makes the handler of the page. It panics when the templates that are
// built into the program cannot be read, which its tests exclude.
func New(o Options) *Portal {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	files, paths, err := loadFiles(assets.Portal, "portal")
	if err != nil {
		panic(err)
	}
	p := &Portal{
		options:   o,
		pages:     template.Must(template.ParseFS(assets.Portal, "portal/*.html")),
		files:     files,
		paths:     paths,
		addresses: newMeters(addressPerSecond, addressBurst),
		tokens:    newMeters(tokenPerSecond, tokenBurst),
		guesses:   newMeters(guessPerSecond, guessBurst),
		pictures:  newMeters(picturePerSecond, pictureBurst),
		secret:    o.Secret,
	}
	p.handler = p.secured(p.routes())
	return p
}

// ServeHTTP answers a request.
func (p *Portal) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

// routes are the addresses of the page. A QR code in its compact form has
// capital letters only, hence /R/.
func (p *Portal) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/healthz", p.serveHealth)
	mux.HandleFunc("/robots.txt", p.serveRobots)
	mux.HandleFunc("/assets/", p.serveFile)
	mux.HandleFunc("/r/{token}/live", p.limited(p.serveLive))
	mux.HandleFunc("/r/{token}/paper/{name}", p.limited(p.servePaper))
	for _, prefix := range []string{"/r/", "/R/"} {
		mux.HandleFunc(prefix+"{token}", p.limited(p.serveRepair))
		mux.HandleFunc(prefix+"{proof}/{token}", p.limited(p.serveSigned))
	}
	if p.options.Stops != nil {
		mux.HandleFunc(stopPath+"{code}", p.limited(p.serveStop))
	}
	mux.HandleFunc("/", p.limited(func(w http.ResponseWriter, r *http.Request, _ string) { p.unknown(w, r) }))
	return p.readOnly(mux)
}

// acts are what a form of the page may be sent to, below the repair's address.
func (p *Portal) acts() map[string]http.HandlerFunc {
	all := map[string]http.HandlerFunc{}
	if p.options.Acts != nil {
		all["open"], all["shut"] = p.limited(p.act(p.serveOpen)), p.limited(p.act(p.serveShut))
		all["quote"], all["claim"] = p.limited(p.act(p.serveAnswer)), p.limited(p.act(p.serveReply))
		all["rate"], all["tell"] = p.limited(p.act(p.serveRate)), p.limited(p.act(p.serveTellBy))
		all["choose"], all["collect"] = p.limited(p.act(p.serveChoose)), p.limited(p.act(p.serveCollect))
		all["well"], all["data"] = p.limited(p.act(p.serveWell)), p.limited(p.act(p.serveData))
	}
	if p.options.Letters != nil {
		all["message"] = p.limited(p.actBy(p.letterSent, p.serveWrite))
	}
	if p.options.Complaints != nil {
		all["complaint"] = p.limited(p.act(p.serveComplain))
	}
	return all
}

// Acts lists what a customer can do on the page, by name.
func (p *Portal) Acts() []string { return slices.Sorted(maps.Keys(p.acts())) }

// readOnly lets forms pass to what acts, and refuses all else that is not
// reading.
func (p *Portal) readOnly(next http.Handler) http.Handler {
	acting := http.NewServeMux()
	for name, act := range p.acts() {
		acting.HandleFunc("POST /r/{token}/"+name, act)
	}
	if p.options.Stops != nil {
		acting.HandleFunc("POST "+stopPath+"{code}", p.limited(p.serveStopped))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := acting.Handler(r); pattern != "" && r.Method == http.MethodPost {
			acting.ServeHTTP(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			p.limited(p.unasked)(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// sentenceEnds are what a telephone may take for the end of an address that stood in a
// sentence.
const sentenceEnds = ".,;:!?)»"

// unasked answers what is neither reading nor a form that this page has.
func (p *Portal) unasked(w http.ResponseWriter, r *http.Request, _ string) {
	p.message(w, r, http.StatusMethodNotAllowed, "stale")
}

// limited counts a request against the budgets of its address and its token,
// before anything is looked up. The token is empty when it is none.
func (p *Portal) limited(next func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, _ := ParseToken(strings.TrimRight(r.PathValue("token"), sentenceEnds))
		now := p.options.Now()
		if !p.addresses.allow(p.address(r), now, 1) || token != "" && !p.tokens.allow(token, now, 1) {
			p.busy(w, r)
			return
		}
		next(w, r, token)
	}
}
