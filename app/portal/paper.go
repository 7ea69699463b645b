package portal

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// servePaper gives the customer one of their papers, once they have shown the
// second factor. Whoever has not, or asks for a paper that there is not, meets the
// answer of an address that leads nowhere or the page that asks.
func (p *Portal) servePaper(w http.ResponseWriter, r *http.Request, token string) {
	found, err := p.find(r, token)
	name, is := strings.CutSuffix(r.PathValue("name"), ".pdf")
	if err != nil || p.options.Acts == nil || !is || found.Erased {
		p.unknown(w, r)
		return
	}
	if !p.opened(r, token) {
		p.back(w, r, token, "ended")
		return
	}
	details, err := p.options.Acts.Details(r.Context(), token)
	if err == nil && !slices.Contains(details.Papers, name) {
		p.unknown(w, r)
		return
	}
	var pdf []byte
	if err == nil {
		pdf, err = p.options.Acts.Paper(r.Context(), token, name, catalogueFor(r).Tag())
	}
	if err != nil {
		p.options.Log.Error("a paper could not be made", "paper", name, "err", err)
		p.failed(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `attachment; filename="`+fileName(found.Number)+"-"+name+`.pdf"`)
	h.Set("Content-Length", strconv.Itoa(len(pdf)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(pdf) // the reader has gone: nothing is left to do
	}
}

// fileName is a number with nothing in it that a header or a folder would read
// otherwise.
func fileName(number string) string {
	return strings.Map(func(c rune) rune {
		if c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' {
			return c
		}
		return -1
	}, strings.ToUpper(number))
}
