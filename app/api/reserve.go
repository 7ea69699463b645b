package api

import (
	"net/http"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/site"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Reservation keeps pieces of a part for somebody.
type Reservation struct {
	Site     string     `json:"site"`
	Ref      string     `json:"ref"`
	N        int64      `json:"n,omitempty"` // 1 when absent
	NeededOn string     `json:"needed_on,omitempty"`
	Customer *Announcer `json:"customer,omitempty"`
}

// maxReserved is how many pieces one request keeps.
const maxReserved = 100

// Reserved is what came of it: reserved only when headquarters had the right to
// promise it, else asked, which reads "à confirmer".
type Reserved struct {
	ID       string `json:"id"`
	Ref      string `json:"ref"`
	Site     string `json:"site"`
	N        int64  `json:"n"`
	Status   string `json:"status"`
	Repeated bool   `json:"repeated"`
}

func (a *API) reserve(r *http.Request, key Key) (any, error) {
	var in Reservation
	asks, err := once(r, key, &in)
	if err != nil {
		return nil, err
	}
	if err := site.CheckCode(in.Site); err != nil {
		return nil, fault.New(fault.Malformed, "site", "expected", "LIL").Because(err)
	}
	if in.N < 0 || in.N > maxReserved {
		return nil, fault.New(fault.OutOfRange, "n", "min", "1", "max", strconv.Itoa(maxReserved))
	}
	promise := &service.PromiseInput{Part: in.Ref, Place: stock.At(in.Site, stock.Shop), N: in.N, NeededOn: in.NeededOn, Channel: "page"}
	if c := in.Customer; c != nil {
		call := service.Call{ID: journal.CommandIDFrom("api customer", asks.ID.String())}
		made, err := a.Desk.SaveCustomer(r.Context(), call, &service.CustomerInput{Name: c.Name, Phone: c.Phone, Email: c.Email, Language: c.Language})
		if err != nil {
			return nil, err
		}
		if who, is := made.Data.(views.Customer); is {
			promise.Customer = &who.ID
		}
	}
	done, err := a.Desk.MakePromise(r.Context(), asks.Call, promise)
	if err == nil {
		err = a.Keys.stands(r.Context(), asks)
	}
	if err != nil {
		return nil, err
	}
	p, _ := done.Data.(views.Promise)
	return Reserved{ID: p.ID.String(), Ref: p.Ref, Site: p.Place.Site(), N: p.N, Status: string(p.Status), Repeated: done.Repeated}, nil
}
