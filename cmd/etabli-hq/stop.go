package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"

	"etabli/app/domain/fault"
	"etabli/app/portal"
	"etabli/app/service"
	"etabli/storage/journal"
)

// stopSeal proves that HQ made the address at which a customer ends messages. It
// does not end: who keeps an old letter may still stop the next one.
func (h *hq) stopSeal(of journal.EntityID) []byte {
	m := hmac.New(sha256.New, h.pageKey[:])
	m.Write([]byte("stop messages"))
	m.Write(of[:])
	return m.Sum(nil)[:len(of)]
}

// stopLink is where a customer ends messages; empty while nobody can reach the page.
func (h *hq) stopLink(of journal.EntityID) string {
	at := h.app.Place().PortalURL
	if at == "" {
		return ""
	}
	return at + "/stop/" + tokenText.EncodeToString(append(of[:], h.stopSeal(of)...))
}

// stops ends messages to customers; see portal.Stops.
type stops struct{ hq *hq }

func (s stops) of(code string) (id journal.EntityID, err error) {
	raw, err := tokenText.DecodeString(code)
	if err != nil || len(raw) != 2*len(id) {
		return id, portal.ErrUnknown
	}
	id = journal.EntityID(raw[:len(id)])
	if !hmac.Equal(raw[len(id):], s.hq.stopSeal(id)) {
		return id, portal.ErrUnknown
	}
	return id, nil
}

// Stoppable implements portal.Stops.
func (s stops) Stoppable(_ context.Context, code string) error {
	_, err := s.of(code)
	return err
}

// Stop implements portal.Stops. Who stopped before stays so.
func (s stops) Stop(ctx context.Context, code string) error {
	id, err := s.of(code)
	if err != nil {
		return err
	}
	who, err := s.hq.app.Customer(ctx, id)
	if errors.Is(err, fault.New(fault.NotFound, "")) || err == nil && who.Erased {
		return portal.ErrUnknown
	}
	if err != nil || who.Stopped != nil {
		return err
	}
	call, err := s.hq.app.NewCall(journal.EntityID{})
	if err == nil {
		_, err = s.hq.app.StopMessages(ctx, call, &service.StopInput{ID: id, By: "email"})
	}
	return err
}
