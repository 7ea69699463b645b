package api

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"etabli/app/domain/fault"
	"etabli/storage/journal"
)

// The times and limits of the event feed.
const (
	eventBeat  = 20 * time.Second
	eventSpan  = 30 * time.Minute // after which a program connects anew, where it was
	eventRetry = 5 * time.Second
	maxFeeds   = 32
)

// serveEvents sends what headquarters records as server-sent events, each with its
// position as its id: who comes again with Last-Event-ID misses nothing. An event
// named lineage comes first; another one than before says that HQ was restored.
func (a *API) serveEvents(w http.ResponseWriter, r *http.Request) error {
	at, err := number(r, "after", 0, 0, math.MaxInt64)
	if last := r.Header.Get("Last-Event-ID"); last != "" && err == nil {
		if at, err = strconv.ParseUint(last, 10, 63); err != nil {
			err = fault.New(fault.Malformed, "Last-Event-ID", "expected", "42").Because(err)
		}
	}
	if err != nil {
		return err
	}
	select {
	case a.feeds <- struct{}{}:
		defer func() { <-a.feeds }()
	default:
		return fault.New(TooMany, "")
	}
	wake := make(chan struct{}, 1)
	if a.Watch != nil {
		defer a.Watch(func([]journal.Entity) {
			select {
			case wake <- struct{}{}:
			default: // it will look anyway
			}
		})()
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // asks a proxy to pass events on at once
	a.sendEvents(w, r, at, wake)
	return nil
}

// sendEvents sends until the program leaves or the time is up.
func (a *API) sendEvents(w http.ResponseWriter, r *http.Request, at uint64, wake <-chan struct{}) {
	out := http.NewResponseController(w)
	beat, end := time.NewTicker(eventBeat), time.NewTimer(eventSpan)
	defer beat.Stop()
	defer end.Stop()
	send := func(text string) error {
		_ = out.SetWriteDeadline(a.Now().Add(2 * patience))
		if _, err := fmt.Fprint(w, text); err != nil {
			return err
		}
		return out.Flush()
	}
	lineage := ""
	err := send(fmt.Sprintf("retry: %d\n\n", eventRetry.Milliseconds()))
	for err == nil {
		var page Changes
		if page, err = a.Feed.Changes(r.Context(), at, maxPage); err != nil {
			return
		}
		text := ""
		if page.Lineage != lineage {
			lineage = page.Lineage
			text = fmt.Sprintf("event: lineage\ndata: %s\n\n", lineage)
		}
		for _, c := range page.Changes {
			raw, bad := json.Marshal(c)
			if bad != nil {
				return
			}
			text += fmt.Sprintf("id: %d\ndata: %s\n\n", c.Position, raw)
		}
		at = page.Next
		if text != "" {
			err = send(text)
		}
		if err != nil || page.More {
			continue
		}
		select {
		case <-r.Context().Done():
			return
		case <-end.C:
			return
		case <-wake:
		case <-beat.C:
			err = send(":\n\n")
		}
	}
}
