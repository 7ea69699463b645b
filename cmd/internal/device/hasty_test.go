package device_test

import (
	"log/slog"
	"path/filepath"
	"testing"

	"etabli/cmd/internal/device"
)

// What a hasty device recorded is whole once it is closed: store, outbox and clock
// agree, and it goes on from there.
func TestAHastyDeviceIsWholeOnceItIsClosed(t *testing.T) {
	t.Setenv("ETABLI_KEYRING", "off")
	dir := filepath.Join(t.TempDir(), "shop")
	o := device.Options{Log: slog.New(slog.DiscardHandler), Passphrase: device.PassphraseFromEnv, Hasty: true}
	d, err := device.InitAlone(t.Context(), dir, "LIL", "Lille", o)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		if _, err := d.App.Do(t.Context(), "repair.receive", []byte(`{"product":{"label":"Radio"}}`)); err != nil {
			t.Fatal(err)
		}
	}
	stamp, _ := d.NowForTest()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	o.Hasty = false
	report, err := device.Verify(t.Context(), dir, o)
	if err != nil || len(report.Faults) > 0 || report.Entries < 50 {
		t.Fatalf("%+v, %v", report, err)
	}
	if d, err = device.Open(t.Context(), dir, o); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	if next, _ := d.NowForTest(); next <= stamp {
		t.Errorf("the clock went back from %d to %d", stamp, next)
	}
	s, err := d.Status(t.Context())
	if err != nil || s.Counts.All != 50 {
		t.Errorf("%+v, %v", s, err)
	}
}
