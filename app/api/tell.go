package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"etabli/app/post/signed"
	"etabli/storage/journal"
)

// Teller tells programs what changed: signed requests, each with a page of the
// feed, until the program has taken it. A position moves only when it has.
type Teller struct {
	Hooks Hooks
	Feed  Feed
	Watch func(func([]journal.Entity)) (stop func())
	Now   func() time.Time
	Log   *slog.Logger
}

// The times of telling.
const (
	hookPatience = 20 * time.Second
	hookRest     = time.Minute
	firstPause   = 2 * time.Second
	longestPause = 30 * time.Minute
	hookPage     = 200
)

// Run tells until ctx ends.
func (t *Teller) Run(ctx context.Context) error {
	wake := make(chan struct{}, 1)
	stop := t.Watch(func([]journal.Entity) {
		select {
		case wake <- struct{}{}:
		default: // it will look anyway
		}
	})
	defer stop()
	for {
		pause, err := t.Tell(ctx)
		if err != nil && ctx.Err() == nil {
			t.Log.Warn("tell programs", "error", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-wake:
		case <-time.After(pause):
		}
	}
}

// Tell tells every program whose turn it is, and answers how long nobody's is.
func (t *Teller) Tell(ctx context.Context) (time.Duration, error) {
	hooks, err := t.Hooks.List(ctx)
	pause := hookRest
	for _, h := range hooks {
		wait := h.wait(t.Now())
		if wait <= 0 {
			if wait, err = t.one(ctx, h); err != nil {
				return pause, err
			}
		}
		pause = min(pause, wait)
	}
	return pause, err
}

// wait is how long a program that failed is left alone.
func (h Hook) wait(now time.Time) time.Duration {
	if h.Failures == 0 {
		return 0
	}
	pause := min(firstPause<<min(h.Failures-1, 12), longestPause)
	return time.UnixMilli(h.FailedMS).Add(pause).Sub(now)
}

// one tells a program one page, and answers when it goes on.
func (t *Teller) one(ctx context.Context, h Hook) (time.Duration, error) {
	page, err := t.Feed.Changes(ctx, h.Position, hookPage)
	if err != nil {
		return 0, err
	}
	after := h
	after.Position, after.Lineage, after.Failures, after.FailedMS = page.Next, page.Lineage, 0, 0
	if len(page.Changes) == 0 {
		if after.Position == h.Position && after.Lineage == h.Lineage {
			return hookRest, nil
		}
		return hookRest, t.Hooks.told(ctx, h, after) // HQ stands before it: it was restored
	}
	if err := t.send(ctx, h, page); err != nil {
		t.Log.Warn("a program was not told", "hook", h.ID, "position", h.Position, "error", err)
		after = h
		after.Failures, after.FailedMS = h.Failures+1, t.Now().UnixMilli()
		return after.wait(t.Now()), t.Hooks.told(ctx, h, after)
	}
	if err := t.Hooks.told(ctx, h, after); err != nil {
		return 0, err
	}
	if page.More {
		return time.Millisecond, nil
	}
	return hookRest, nil
}

// hookClient follows no redirection: what is told stays with whom it is for.
var hookClient = &http.Client{
	Timeout:       hookPatience,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func (t *Teller) send(ctx context.Context, h Hook, page Changes) error {
	body, err := json.Marshal(page)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", batch(h, page))
	signed.Sign(req.Header, h.Secret, body, t.Now())
	resp, err := hookClient.Do(req)
	if err != nil {
		return unaddressed(err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxBody))
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fmt.Errorf("it answered %s", resp.Status)
	}
	return nil
}

// unaddressed is an error without the address it is about: that may hold a secret
// of the program's, and errors go to the log.
func unaddressed(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
