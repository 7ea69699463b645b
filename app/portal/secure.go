package portal

import "net/http"

// policy lets the page load its own style, script and icon and talk to itself,
// and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const (
	noFeatures  = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
	strictHTTPS = "max-age=31536000"
)

// secured sets the headers that every answer carries.
func (p *Portal) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Robots-Tag", "noindex, nofollow, noarchive")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Permissions-Policy", noFeatures)
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if p.encrypted(r) {
			h.Set("Strict-Transport-Security", strictHTTPS)
		}
		next.ServeHTTP(w, r)
	})
}
