package present_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/app/views"
)

// fleet is a fake of HQ's devices and of this one.
type fleet struct {
	port
	list    []present.FleetDevice
	err     error
	own     present.OwnHealth
	paired  []string
	revoked map[string]string
	with    []string
	folder  string
	sticks  []present.Stick
	moved   bool
}

func (f *fleet) OwnHealth(context.Context) (present.OwnHealth, error) { return f.own, nil }

func (f *fleet) FleetDevices(context.Context, present.ID) ([]present.FleetDevice, error) {
	return f.list, f.err
}

func (f *fleet) Sites(context.Context) ([]views.Site, error) {
	site := views.Site{}
	site.Code, site.Name = "LIL", "Lille"
	return []views.Site{site}, nil
}

func (f *fleet) PairDevice(_ context.Context, _ present.ID, site, role string) (present.Pairing, error) {
	f.paired = append(f.paired, site+" "+role)
	return present.Pairing{Code: "hq:8443/K7QX-2M4P", Picture: []byte("png"), ExpiresMS: time.Date(2000, 1, 1, 0, 15, 0, 0, time.UTC).UnixMilli()}, f.err
}

func (f *fleet) RevokeFleetDevice(_ context.Context, _ present.ID, key, why string) error {
	f.revoked[key] = why
	return f.err
}

func (f *fleet) MoveOn() { f.moved = true }

func (f *fleet) Sticks(context.Context) ([]present.Stick, error) { return f.sticks, f.err }

func (f *fleet) StickAt(_ context.Context, folder string) (present.Stick, error) {
	return present.Stick{Folder: folder, Files: []present.StickFile{{Path: folder + "/LIL1.etabli", From: "LIL1"}}}, f.err
}

func (f *fleet) WriteStick(_ context.Context, folder string) (present.Carried, error) {
	f.folder = folder
	return present.Carried{File: folder + "/LIL2.etabli", For: []string{"LIL1"}, Entries: 7, Unsent: 2}, f.err
}

func (f *fleet) ReadStick(context.Context, string) (present.Taken, error) {
	return present.Taken{From: "LIL1", New: 3, Aside: 1}, f.err
}

func (f *fleet) MeetNeighbours(context.Context) ([]present.Met, error) {
	return []present.Met{{With: "LIL1", New: 1}}, f.err
}

func (f *fleet) NameNeighbours(_ context.Context, _ string, with []string) error {
	f.with = with
	return f.err
}

// fleetShown is what the screen of devices shows.
type fleetShown struct {
	list present.ListState
	one  present.Detail
}

func onFleet(t *testing.T, fn func(b *bench, f *fleet, d *present.Devices, s *fleetShown)) {
	t.Helper()
	onBench(t, func(t *testing.T, b *bench) {
		seen := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		at := func(d time.Duration) int64 { return seen.Add(-d).UnixMilli() }
		f := &fleet{port: port{t: t}, revoked: map[string]string{}, own: present.OwnHealth{DeviceFacts: present.DeviceFacts{Site: "Lille", Device: "Comptoir 2", Protection: "protection.none"}}}
		f.link.State = present.Online
		f.list = []present.FleetDevice{
			{Key: "a", Site: "LIL", Code: "2", Name: "Comptoir 2", Role: "counter", Online: true, SeenMS: at(0), Self: true},
			{Key: "b", Site: "LIL", Code: "4", Name: "Véhicule 4", Role: "field", SeenMS: at(100 * time.Hour), Waiting: 12, Lag: 214},
			{Key: "c", Site: "LIL", Code: "3", Name: "Borne", Role: "kiosk", Online: true, SeenMS: at(0), DriftMS: -184_000},
			{Key: "d", Site: "LIL", Code: "5", Name: "Véhicule 5", Role: "field", SeenMS: at(400 * time.Hour), Revoked: true, RevokedMS: at(300 * time.Hour), By: "Nadia B.", Why: "Volé"},
		}
		s := &fleetShown{}
		d := present.NewDevices(b.env, f, func(present.ManagerPages) {}, func(l present.ListState) { s.list = l }, func(o present.Detail) { s.one = o })
		d.Enter(t.Context())
		t.Cleanup(d.Leave)
		b.settle()
		fn(b, f, d, s)
	})
}

// opens opens a row of the list.
func (s *fleetShown) opens(b *bench, d *present.Devices, i int) {
	b.routes = nil
	d.RowChosen(i)
	if len(b.routes) > 0 {
		d.Show(b.routes[0])
	}
	b.settle()
}

func TestDevicesStandWithWhatIsWrongWithThem(t *testing.T) {
	onFleet(t, func(b *bench, f *fleet, d *present.Devices, s *fleetShown) {
		if s.list.Total != 3 || d.Row(0).Product != "Comptoir 2" || d.Row(1).Chip.Text != "Silencieux" || d.Row(2).Chip.Text != "Horloge décalée" {
			t.Fatalf("it lists %d: %+v %+v %+v", s.list.Total, d.Row(0), d.Row(1), d.Row(2))
		}
		s.opens(b, d, 2)
		if got := all(s.one.Cards); !strings.Contains(got, "Horloge: en retard de 3 min") {
			t.Errorf("the clock reads:%s", got)
		}
		d.ScopeChosen(present.AwayDevices)
		b.settle()
		s.opens(b, d, 0)
		if got := all(s.one.Cards); !strings.Contains(got, "Par: Nadia B.") || !strings.Contains(got, "Volé") {
			t.Errorf("who sent it away reads:%s", got)
		}
	})
}

func TestWithoutHQThisDeviceIsShownAndTheSilenceIsSaid(t *testing.T) {
	onFleet(t, func(b *bench, f *fleet, d *present.Devices, s *fleetShown) {
		f.err, f.list = fault.New("hq_unreachable", ""), nil
		f.linked()
		b.pass(time.Second)
		if s.list.Total != 1 || !strings.Contains(s.list.Notice.Text, "Le siège ne répond pas") || s.list.Notice.Retry == "" {
			t.Errorf("it shows %d and says %+v", s.list.Total, s.list.Notice)
		}
		f.link.State = present.Alone
		f.linked()
		b.pass(time.Second)
		if !strings.Contains(s.list.Notice.Text, "travaille seule") {
			t.Errorf("a shop alone is told %+v", s.list.Notice)
		}
	})
}

func TestANewDeviceGetsACodeToScan(t *testing.T) {
	onFleet(t, func(b *bench, f *fleet, d *present.Devices, s *fleetShown) {
		d.ActionPressed("devices.pair")
		d.SheetTyped("role", "field")
		d.SheetSubmitted()
		b.settle()
		if len(f.paired) != 1 || f.paired[0] != "LIL field" {
			t.Fatalf("HQ was asked for %v", f.paired)
		}
		if !s.one.Sheet.Open || string(s.one.Sheet.Page) != "png" || s.one.Sheet.Lines[0].Value != "hq:8443/K7QX-2M4P" || !strings.Contains(s.one.Sheet.Intro, "00:15") {
			t.Errorf("the code is shown as %+v", s.one.Sheet)
		}
	})
}

func TestALostDeviceIsSentAwayOnlyWithAReasonAndAYes(t *testing.T) {
	onFleet(t, func(b *bench, f *fleet, d *present.Devices, s *fleetShown) {
		s.opens(b, d, 1)
		d.ActionPressed("devices.revoke")
		if s.one.Sheet.Notice.IsZero() {
			t.Error("what was not sent is not said")
		}
		d.SheetSubmitted()
		d.SheetTyped("why", "perdue")
		d.SheetSubmitted()
		b.settle()
		if len(f.revoked) != 0 || s.one.Sheet.Fields[1].Error == "" {
			t.Fatalf("it was sent away without a yes: %v", f.revoked)
		}
		d.SheetTyped("sure", "yes")
		d.SheetSubmitted()
		b.settle()
		if f.revoked["b"] != "perdue" || s.one.Sheet.Open {
			t.Errorf("sent away: %v", f.revoked)
		}
	})
}

func TestDevicesExchangeByAStickAndBySayingWhatItBrought(t *testing.T) {
	onFleet(t, func(b *bench, f *fleet, d *present.Devices, s *fleetShown) {
		s.opens(b, d, 0)
		d.ActionPressed("devices.stick") // none is plugged in
		b.settle()
		d.SheetTyped("way", "give")
		d.SheetSubmitted()
		if f.folder != "" {
			t.Fatal("written to nowhere")
		}
		d.SheetTyped("folder", " /media/cle ")
		d.SheetSubmitted()
		b.settle()
		if f.folder != "/media/cle" || !strings.Contains(s.one.Notice.Text, "7 écritures dans /media/cle/LIL2.etabli") || strings.Contains(s.one.Notice.Text, "LIL1") {
			t.Errorf("written to %q, said %+v", f.folder, s.one.Notice)
		}
		f.sticks = []present.Stick{{Folder: "/media/rouge", Name: "rouge"}}
		d.ActionPressed("devices.stick")
		b.settle()
		if places := s.one.Sheet.Fields[0]; places.Value != "/media/rouge" || len(places.Choices) != 2 || len(s.one.Sheet.Fields) != 2 {
			t.Fatalf("asked: %+v", s.one.Sheet.Fields)
		}
		d.SheetSubmitted()
		b.settle()
		if f.folder != "/media/rouge" || s.one.Notice.Tone != present.Watch || !strings.Contains(s.one.Notice.Text, "3 écritures nouvelles de LIL1") || !strings.Contains(s.one.Notice.Text, "7 écritures") {
			t.Errorf("what was set aside is not said: %+v", s.one.Notice)
		}
		d.ActionPressed("devices.with")
		d.SheetTyped("with", "192.168.1.20")
		d.SheetSubmitted()
		if f.with != nil {
			t.Fatal("an address without a port is taken")
		}
		d.SheetTyped("with", "192.168.1.20:7446")
		d.SheetSubmitted()
		b.settle()
		if len(f.with) != 1 {
			t.Errorf("named %v", f.with)
		}
	})
}

// A disk that fills up is said before nothing can be recorded any more.
func TestOwnHealthSaysWhenTheDiskIsAlmostFull(t *testing.T) {
	for _, c := range []struct {
		free      int64
		noBallast bool
		want      string
	}{
		{900 << 20, false, "Disque: 900\u00a0Mo libres, arrêt sous 64\u00a0Mo"},
		{18_400 << 20, false, "Disque: 17,9\u00a0Go libres, arrêt sous 64\u00a0Mo"},
		{200 << 20, false, "[Disque presque plein]"},
		{900 << 20, true, "la réserve de secours est entamée"},
	} {
		onFleet(t, func(b *bench, f *fleet, d *present.Devices, s *fleetShown) {
			s.opens(b, d, 0)
			if got := all(s.one.Cards); strings.Contains(got, "Disque") {
				t.Errorf("of a disk that nobody can see it says %s", got)
			}
			f.own.FreeBytes, f.own.KeptBytes, f.own.NoBallast = c.free, 64<<20, c.noBallast
			s.opens(b, d, 1)
			s.opens(b, d, 0)
			if got := all(s.one.Cards); !strings.Contains(got, c.want) {
				t.Errorf("%q is not in %s", c.want, got)
			}
		})
	}
}

// Goal: a device that HQ sends to another site says so, says what stands against it, and goes
// when somebody presses for it.
func TestADeviceGoesWhereHQSendsItWhenSomebodySaysSo(t *testing.T) {
	onFleet(t, func(b *bench, f *fleet, d *present.Devices, s *fleetShown) {
		s.opens(b, d, 1)
		if d.ActionPressed("devices.move"); f.moved || s.one.Sheet.Open {
			t.Error("another device is sent away from here")
		}
		f.own.MovesTo, f.own.MoveWaits = "LYO", "till"
		s.opens(b, d, 0)
		if got := all(s.one.Cards); !strings.Contains(got, "LYO") || !strings.Contains(got, "n’est pas close") {
			t.Errorf("it reads:%s", got)
		}
		d.ActionPressed("devices.move")
		b.settle()
		if !s.one.Sheet.Open {
			t.Fatal("nothing is asked")
		}
		d.SheetSubmitted()
		b.settle()
		if !f.moved || s.one.Sheet.Open {
			t.Errorf("it goes: %v, the sheet: %+v", f.moved, s.one.Sheet)
		}
	})
}
