package service_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hlc"
)

// hq is a journal that continues no chain, so that its use cases are those of HQ.
type hq struct{ service.Journal }

// van is a device on the road and HQ, over one log.
type van struct {
	now, heard time.Time
	chain      journal.ChainID
	app, hq    *service.App
	reached    bool // HQ answers
}

func newVan(t *testing.T) *van {
	v := &van{now: noon, heard: noon}
	store, read := memstore.New(), views.New()
	clock, err := hlc.New(func() time.Time { return v.now }, &memory{})
	if err != nil {
		t.Fatal(err)
	}
	log, err := journal.OpenLog(t.Context(), journal.Options{
		Store: store, OutboxDir: t.TempDir(), OutboxKey: journal.Key{1}, Folder: read, Clock: clock, Rand: rand.Reader,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close(); _ = store.Close() })
	v.chain = log.Chain()
	o := service.Options{Journal: hq{log}, Views: read, Rules: domaintest.Rules(t), Now: func() time.Time { return v.now }, Random: rand.Reader}
	v.hq = service.New(o)
	o.Journal, o.Place, o.Leased = log, service.Place{Site: "LIL", Device: "4"}, true
	o.Heard = func(context.Context, string) (int64, error) { return v.heard.UnixMilli(), nil }
	o.Hurry = func(ctx context.Context, done func() bool) {
		// HQ answers a few times however slow this machine is.
		for times := 0; v.reached && !done() && (times < 3 || ctx.Err() == nil); times++ {
			if _, err := v.hq.Rebalance(context.WithoutCancel(ctx)); err != nil {
				t.Error(err)
				return
			}
			time.Sleep(20 * time.Millisecond) // as long as HQ takes
		}
	}
	v.app = service.New(o)
	do(t, v.app, "site.save", `{"code":"LIL","name":"Atelier"}`)
	do(t, v.app, "part.save", `{"ref":"PMP","label":"Pompe"}`)
	return v
}

func (v *van) promises(t *testing.T) (status, id string) {
	t.Helper()
	data := do(t, v.app, "promise.make", `{"part":"PMP","place":"LIL.van4"}`)["data"].(map[string]any)
	return data["status"].(string), data["id"].(string)
}

func (v *van) rights(t *testing.T) int64 {
	t.Helper()
	return ask[views.Account](t, v.app, "stock.account", `{"part":"PMP","place":"LIL.van4"}`).Rights
}

func TestADeviceOnTheRoadPromisesAsLongAsItHeardHQ(t *testing.T) {
	v := newVan(t)
	do(t, v.app, "stock.receive", `{"lines":[{"part":"PMP","place":"LIL.van4","n":4,"for":"shelf"}]}`)
	if status, _ := v.promises(t); status != string(stock.Reserved) {
		t.Errorf("on the day: %s", status)
	}
	v.now = v.now.Add(6*24*time.Hour + 23*time.Hour + time.Minute)
	status, asked := v.promises(t)
	if status != string(stock.Asked) {
		t.Errorf("an hour before its end: %s", status)
	}
	// HQ takes back what is left, once
	if n, err := v.hq.ReclaimLapsed(t.Context(), []journal.ChainID{v.chain}); err != nil || n != 1 || v.rights(t) != 0 {
		t.Errorf("%d reclaimed, %d rights left, %v", n, v.rights(t), err)
	}
	if n, err := v.hq.ReclaimLapsed(t.Context(), []journal.ChainID{v.chain}); err != nil || n != 0 {
		t.Errorf("again: %d, %v", n, err)
	}
	// who waits has it from HQ now
	if _, err := v.hq.Rebalance(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p := ask[views.Promise](t, v.app, "promise.get", `{"id":"`+asked+`"}`); p.Status != stock.Reserved || p.Danger {
		t.Errorf("%+v", p)
	}
	// a device takes nothing back from itself
	if n, err := v.app.ReclaimLapsed(t.Context(), []journal.ChainID{v.chain}); err != nil || n != 0 {
		t.Errorf("a device reclaims: %d, %v", n, err)
	}
}

func TestHQGivesARightWhileTheCustomerWaits(t *testing.T) {
	v := newVan(t)
	do(t, v.app, "stock.receive", `{"lines":[{"part":"PMP","place":"LIL.van4","n":2,"for":"shelf"}]}`)
	do(t, v.app, "rights.return", `{"part":"PMP","place":"LIL.van4","n":2}`)
	status, first := v.promises(t)
	if status != string(stock.Asked) {
		t.Errorf("HQ is away: %s", status)
	}
	v.reached = true
	if status, _ := v.promises(t); status != string(stock.Reserved) {
		t.Errorf("HQ is there: %s", status)
	}
	if p := ask[views.Promise](t, v.app, "promise.get", `{"id":"`+first+`"}`); p.Status != stock.Reserved {
		t.Errorf("who waited before: %s", p.Status)
	}
	// two are there and two are promised: whoever comes now is told so after a moment
	if status, _ := v.promises(t); status != string(stock.Asked) {
		t.Errorf("nothing is free: %s", status)
	}
}
