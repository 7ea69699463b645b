package api

import (
	"math"
	"net/http"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/site"
	"etabli/app/domain/text"
	"etabli/app/post"
	"etabli/app/service"
	"etabli/app/views"
)

// Customer is somebody who brought a device.
type Customer struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"` // empty of who was erased
	Phone    string   `json:"phone,omitempty"`
	Email    string   `json:"email,omitempty"`
	Language string   `json:"language,omitempty"`
	TellBy   string   `json:"tell_by,omitempty"`
	Repairs  []string `json:"repairs"`
}

func (a *API) getCustomer(r *http.Request, _ Key) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	c, err := a.Desk.Customer(r.Context(), id)
	if err != nil {
		return nil, err
	}
	out := Customer{ID: c.ID.String(), Name: c.Name, Phone: c.Phone, Email: c.Email, Language: c.Language, TellBy: c.TellBy, Repairs: []string{}}
	for _, id := range c.Repairs {
		out.Repairs = append(out.Repairs, id.String())
	}
	return out, nil
}

// Stock is what may be said in public about a shop's stock.
type Stock struct {
	Stock []service.Published `json:"stock"`
}

func (a *API) listStock(r *http.Request, _ Key) (any, error) {
	at := r.URL.Query().Get("site")
	if at == "" {
		return nil, fault.New(fault.Missing, "site")
	}
	if err := site.CheckCode(at); err != nil {
		return nil, fault.New(fault.Malformed, "site", "expected", "LIL").Because(err)
	}
	list, err := a.Desk.PublishedStock(r.Context(), at)
	if list == nil {
		list = []service.Published{}
	}
	return Stock{list}, err
}

// Message is something a customer said, handed in by another program.
type Message struct {
	Channel    string `json:"channel"`
	From       string `json:"from"`
	Subject    string `json:"subject,omitempty"`
	Text       string `json:"text"`
	Source     string `json:"source,omitempty"`      // its name there; the same one is taken in once
	InReplyTo  string `json:"in_reply_to,omitempty"` // the Message-ID of ours that it answers
	ReceivedMS int64  `json:"received_ms,omitempty"`
}

// Placed says which conversation a message went to, and what is not known of it.
type Placed struct {
	ID       string `json:"id"`
	Waits    string `json:"waits,omitempty"` // why it is nobody's yet
	Repeated bool   `json:"repeated"`
}

func (a *API) receive(r *http.Request, key Key) (any, error) {
	var in Message
	asks, err := once(r, key, &in)
	if err != nil {
		return nil, err
	}
	if err := text.OneOf("channel", message.Channel(in.Channel), message.Email, message.SMS, message.Web, message.Social, message.Review); err != nil {
		return nil, err
	}
	said := &service.ReceiveMessageInput{
		Channel: message.Channel(in.Channel), From: in.From, Subject: in.Subject, Text: in.Text, Source: in.Source, ReceivedMS: in.ReceivedMS,
		By: key.ID,
	}
	if ref, ok := post.Named(in.InReplyTo); ok {
		said.Answers = &ref
	}
	done, err := a.Desk.ReceiveMessage(r.Context(), asks.Call, said)
	return a.placed(r, asks, done, err)
}

// MissedCall is a call that nobody took, told by a telephone system.
type MissedCall struct {
	Phone      string `json:"phone"`
	ReceivedMS int64  `json:"received_ms,omitempty"` // when it rang
	WaitedS    int    `json:"waited_s,omitempty"`
	Site       string `json:"site"`             // the shop that it rang at
	Source     string `json:"source,omitempty"` // its name there; the same one is taken in once
}

func (a *API) missCall(r *http.Request, key Key) (any, error) {
	var in MissedCall
	asks, err := once(r, key, &in)
	if err != nil {
		return nil, err
	}
	if in.Site == "" {
		return nil, fault.New(fault.Missing, "site")
	}
	done, err := a.Desk.MissCall(r.Context(), asks.Call, &service.MissCallInput{
		Phone: in.Phone, ReceivedMS: in.ReceivedMS, WaitedS: in.WaitedS, Site: in.Site, Source: in.Source, By: key.ID,
	})
	return a.placed(r, asks, done, err)
}

// placed answers where something that came in went.
func (a *API) placed(r *http.Request, asks named, done service.Result, err error) (any, error) {
	if err == nil {
		err = a.Keys.stands(r.Context(), asks)
	}
	if err != nil {
		return nil, err
	}
	thread, _ := done.Data.(views.Thread)
	return Placed{ID: thread.ID.String(), Waits: string(thread.Waits), Repeated: done.Repeated}, nil
}

// Change is one entry of headquarters' log, without its content: what changed is
// asked for by its id.
type Change struct {
	Position   uint64   `json:"position"`
	ReceivedMS int64    `json:"received_ms"`
	Kind       uint16   `json:"kind"`
	Entities   []Entity `json:"entities"`
}

// Entity is something that changed.
type Entity struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

// Changes is a page of the log. Next is where to go on; until the log is at an
// end, more is true.
type Changes struct {
	Lineage string   `json:"lineage"` // another one than before: HQ was restored, begin anew at its position
	Changes []Change `json:"changes"`
	Next    uint64   `json:"next"`
	More    bool     `json:"more"`
}

func (a *API) listChanges(r *http.Request, _ Key) (any, error) {
	after, err := number(r, "after", 0, 0, math.MaxInt64)
	if err != nil {
		return nil, err
	}
	limit, err := number(r, "limit", usualPage, 1, maxPage)
	if err != nil {
		return nil, err
	}
	return a.Feed.Changes(r.Context(), after, int(limit))
}
