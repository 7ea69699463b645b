package portal

import (
	"context"
	"errors"
	"net/http"

	"etabli/app/follow"
)

// Deposits knows what a paper proves by itself.
type Deposits interface {
	// Proven tells what the signed part of an address proves about its token, while
	// the shop's own entry has not arrived. For anything else, a token that HQ knows
	// or knew among it, it answers ErrUnknown.
	Proven(ctx context.Context, token, proof string) (Deposit, error)
}

// Deposit is what a paper proves of a device that was left with a shop.
type Deposit struct {
	Number string
	On     string // "2006-01-02"
	Shop   Shop
}

// depositPage says what is proven, and how old the news of the shop are.
type depositPage struct {
	frame
	Text, Away, News, Call string
	Shop                   Shop
	Again                  string // the same address
}

// serveSigned answers the address on a paper, which carries a proof. Where the
// repair is known the proof has done its work and goes out of the address.
func (p *Portal) serveSigned(w http.ResponseWriter, r *http.Request, token string) {
	_, err := p.find(r, token)
	switch {
	case err == nil:
		to := pathOf(token)
		if r.URL.Query().Get("lang") != "" {
			to += "?lang=" + catalogueFor(r).Tag()
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	case !errors.Is(err, ErrUnknown):
		p.options.Log.Error("the page could not read a repair", "err", err)
		p.failed(w, r)
		return
	case token == "" || p.options.Deposits == nil:
		p.unknown(w, r)
		return
	}
	proven, err := p.options.Deposits.Proven(context.WithoutCancel(r.Context()), token, r.PathValue("proof"))
	switch {
	case errors.Is(err, ErrUnknown):
		p.unknown(w, r)
	case err != nil:
		p.options.Log.Error("the page could not check a proof", "err", err)
		p.failed(w, r)
	default:
		p.send(w, r, http.StatusOK, "deposit.html", p.newDeposit(r, proven))
	}
}

func (p *Portal) newDeposit(r *http.Request, d Deposit) depositPage {
	c := catalogueFor(r)
	page := depositPage{
		frame: newFrame(c, p.paths, c.T("portal.title", "number", d.Number)),
		Text:  c.T("portal.proven.text", "number", follow.Solid(d.Number), "day", follow.Solid(c.Date(d.On)), "shop", d.Shop.Name),
		News:  c.T("portal.proven.soon"),
		Shop:  d.Shop, Call: dialled(d.Shop.Phone), Again: r.URL.Path,
	}
	if !d.Shop.Online && d.Shop.SeenMS > 0 {
		page.Away = c.T("portal.away", "at", follow.Solid(c.DayTime(d.Shop.SeenMS, d.Shop.At())))
	}
	return page
}
