package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"etabli/cmd/internal/build"
	"etabli/storage/journal"
	"etabli/sync/hub"
)

// newWatched answers programs that watch HQ: metrics, whether it lives, whether
// it can serve. Nothing in it names a person.
func newWatched(h *hq, dir string) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		&metrics{hq: h, dir: dir},
	)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", h.ready)
	return mux
}

// readyTimeout bounds the look at the store.
const readyTimeout = 2 * time.Second

// ready answers 200 when the store answers, and says what else there is to know.
func (h *hq) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
	defer cancel()
	recovery, err := h.hub.Recovery(ctx)
	head, headErr := h.hub.Head(ctx)
	state := map[string]any{"ready": err == nil && headErr == nil, "position": head.Position, "recovering": recovery.Active, "lists": h.lists.share()}
	w.Header().Set("Content-Type", "application/json")
	if err != nil || headErr != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(state)
}

// metrics are gathered when they are asked for.
type metrics struct {
	hq  *hq
	dir string
}

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("etabli_"+name, help, labels, nil)
}

var (
	metricInfo      = desc("info", "Version of the program.", "version")
	metricUp        = desc("store_up", "1 when the store answered.")
	metricPosition  = desc("position", "Last position of HQ's log.")
	metricHeld      = desc("held_entries", "Entries that wait for a cause.")
	metricAside     = desc("quarantined_entries", "Entries set aside for people.")
	metricReview    = desc("review_items", "Open items to verify.")
	metricLists     = desc("lists_made", "Share of the lists that are made; below 1 after an update.")
	metricRecovers  = desc("recovering", "1 while HQ only takes back what it lost.")
	metricGivenBack = desc("given_back_waiting", "Entries given back without a position yet.")
	metricSessions  = desc("sessions", "Connected devices.")
	metricBytes     = desc("store_bytes", "Bytes of the store's files.")
	metricDone      = desc("done_total", "What HQ did since it was started.", "what")

	metricOnline  = desc("device_online", "1 while the device is connected.", "device")
	metricLag     = desc("device_lag", "Positions that the device has yet to get.", "device")
	metricDrift   = desc("device_clock_drift_seconds", "The device's clock minus HQ's.", "device")
	metricSeen    = desc("device_last_seen_timestamp_seconds", "When the device was last heard.", "device")
	metricWaiting = desc("device_outbox_entries", "Entries that waited on the device when it last connected.", "device")
	metricOldest  = desc("device_outbox_oldest_timestamp_seconds", "Time of the oldest of them, by the device's clock.", "device")
)

// Describe implements prometheus.Collector.
func (m *metrics) Describe(ch chan<- *prometheus.Desc) { prometheus.DescribeByCollect(m, ch) }

// Collect implements prometheus.Collector. A store that does not answer leaves
// its figures out and says so.
func (m *metrics) Collect(ch chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	gauge(metricInfo, 1, build.Version)
	done := m.hq.hub.Counters()
	gauge(metricSessions, float64(done.Sessions))
	for what, n := range map[string]uint64{
		"placed": done.Placed, "repeated": done.Repeated, "held": done.Held, "quarantined": done.Quarantined,
		"given_back": done.HandedBack, "not_proven": done.NotProven, "commits": done.Commits, "pages": done.Pages,
		"items": done.Items, "connected": done.Connected, "refused": done.Refused, "failures": done.Failures,
	} {
		ch <- prometheus.MustNewConstMetric(metricDone, prometheus.CounterValue, float64(n), what)
	}
	gauge(metricBytes, float64(folderBytes(filepath.Join(m.dir, storeDir))))
	ctx, cancel := context.WithTimeout(context.Background(), readyTimeout)
	defer cancel()
	gauge(metricUp, flag(m.stored(ctx, gauge) == nil))
}

// stored are the figures that the store knows.
func (m *metrics) stored(ctx context.Context, gauge func(*prometheus.Desc, float64, ...string)) error {
	head, err := m.hq.hub.Head(ctx)
	if err != nil {
		return err
	}
	gauge(metricPosition, float64(head.Position))
	held, err := m.hq.hub.Held(ctx)
	if err != nil {
		return err
	}
	gauge(metricHeld, float64(len(held)))
	aside, err := m.hq.hub.Quarantined(ctx)
	if err != nil {
		return err
	}
	gauge(metricAside, float64(len(aside)))
	recovery, err := m.hq.hub.Recovery(ctx)
	if err != nil {
		return err
	}
	gauge(metricRecovers, flag(recovery.Active))
	gauge(metricGivenBack, float64(recovery.Waiting))
	gauge(metricLists, m.hq.lists.share())
	counts, err := m.hq.app.Counts(ctx)
	if err == nil {
		gauge(metricReview, float64(counts.Review))
	} else if !errors.Is(err, journal.ErrOutdated) {
		return err
	}
	devices, err := m.hq.hub.Devices(ctx)
	for _, d := range devices {
		if d.Revoked.IsZero() {
			m.device(d, gauge)
		}
	}
	return err
}

func (m *metrics) device(d hub.Device, gauge func(*prometheus.Desc, float64, ...string)) {
	name := d.Site + d.Code
	gauge(metricOnline, flag(d.Online), name)
	gauge(metricLag, float64(d.Lag), name)
	gauge(metricDrift, d.Drift.Seconds(), name)
	gauge(metricWaiting, float64(d.Waiting), name)
	if !d.LastSeen.IsZero() {
		gauge(metricSeen, float64(d.LastSeen.UnixMilli())/1000, name)
	}
	if !d.Oldest.IsZero() {
		gauge(metricOldest, float64(d.Oldest.UnixMilli())/1000, name)
	}
}

func flag(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// folderBytes adds up the files of a folder; what goes away meanwhile counts
// nothing.
func folderBytes(dir string) (sum int64) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return 0
	}
	for _, f := range list {
		if info, err := f.Info(); err == nil && info.Mode().IsRegular() {
			sum += info.Size()
		}
	}
	return sum
}
