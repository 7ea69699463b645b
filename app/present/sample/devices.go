package sample

import (
	"context"
	_ "embed"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/present"
)

// pairing is the picture of the code that PairDevice answers, as HQ's devices draw it.
//
//go:embed pairing.png
var pairing []byte

// OwnHealth implements present.Fleet.
func (s *Shop) OwnHealth(context.Context) (present.OwnHealth, error) {
	return present.OwnHealth{DeviceFacts: s.Device, Waiting: s.Link.Waiting, OldestMS: s.Link.OldestMS, Files: len(s.Repairs), FromOutbox: s.Brought, FreeBytes: 18_400 << 20, KeptBytes: 64 << 20,
		With: []string{"192.168.1.20:7446", "192.168.1.23:7446"}, Listen: ":7446", MetMS: map[string]int64{"192.168.1.20:7446": before(10 * time.Minute)}, MoveWaits: s.MoveWaits}, s.broken()
}

// FleetDevices implements present.Fleet: HQ answers who is connected.
func (s *Shop) FleetDevices(context.Context, present.ID) ([]present.FleetDevice, error) {
	if s.Link.State == present.Offline || s.Link.State == present.Refused {
		return nil, fault.New("hq_unreachable", "")
	}
	return s.Devices, s.broken()
}

// PairDevice implements present.Fleet.
func (s *Shop) PairDevice(context.Context, present.ID, string, string) (present.Pairing, error) {
	return present.Pairing{Code: "siege.exemple.fr:8443/K7QX-2M4P-9TRB-WD3H", Picture: pairing, ExpiresMS: Now.Add(15 * time.Minute).UnixMilli()}, s.broken()
}

// RevokeFleetDevice implements present.Fleet.
func (s *Shop) RevokeFleetDevice(context.Context, present.ID, string, string) error {
	return s.broken()
}

// MoveOn implements present.Fleet.
func (s *Shop) MoveOn() {}

// ErasureWhere implements present.Privacy: HQ answers who is connected.
func (s *Shop) ErasureWhere(context.Context, present.ID, present.ID) (present.ErasureWhere, error) {
	if s.Link.State == present.Offline || s.Link.State == present.Refused {
		return present.ErasureWhere{}, fault.New("hq_unreachable", "")
	}
	return present.ErasureWhere{Places: []present.ErasurePlace{
		{State: present.ErasureDone}, {Code: "LIL1", Name: "Comptoir 1", State: present.ErasureDone}, {Code: "LIL2", Name: "Comptoir 2", State: present.ErasureGone},
		{Code: "LIL4", Name: "Véhicule 4", State: present.ErasureWaiting, SeenMS: before(5 * day)},
	}, Others: map[string]int{present.ErasureDone: 2}}, s.broken()
}

// Sticks implements present.Exchanging.
func (s *Shop) Sticks(ctx context.Context) ([]present.Stick, error) {
	stick, err := s.StickAt(ctx, "/media/comptoir/CLE-ROUGE")
	return []present.Stick{stick}, err
}

// StickAt implements present.Exchanging.
func (s *Shop) StickAt(_ context.Context, folder string) (present.Stick, error) {
	return present.Stick{Folder: folder, Name: "CLE-ROUGE", Files: []present.StickFile{{Path: folder + "/LIL4.etabli", From: "LIL4", AtMS: before(time.Hour)}}}, s.broken()
}

// WriteStick implements present.Exchanging.
func (s *Shop) WriteStick(_ context.Context, folder string) (present.Carried, error) {
	return present.Carried{File: folder + "/LIL2.etabli", For: []string{"LIL1", "LIL3", "LIL4"}, Entries: 214, Unsent: 14}, s.broken()
}

// ReadStick implements present.Exchanging.
func (s *Shop) ReadStick(context.Context, string) (present.Taken, error) {
	return present.Taken{From: "LIL4", MadeMS: before(time.Hour), Entries: 80, New: 12}, s.broken()
}

// MeetNeighbours implements present.Exchanging.
func (s *Shop) MeetNeighbours(context.Context) ([]present.Met, error) {
	return []present.Met{{With: "LIL1", New: 3}}, s.broken()
}

// NameNeighbours implements present.Exchanging.
func (s *Shop) NameNeighbours(context.Context, string, []string) error { return s.broken() }

// Wired is the typical shop with HQ there, and its devices.
func Wired() *Shop {
	s := Typical()
	s.Link = present.Connection{State: present.Online, LastSyncMS: before(time.Minute)}
	s.Devices = devices()
	return s
}

// Sent is the same where HQ sends this device to another shop.
func Sent() *Shop {
	s := Wired()
	s.Devices[0].MovesTo, s.MoveWaits = "ROU", "till"
	return s
}

// WiredLongest is the same where everything is as long as it gets.
func WiredLongest() *Shop {
	s := Longest()
	s.Link = present.Connection{State: present.Online, LastSyncMS: before(time.Minute), Waiting: 1_234_567}
	s.Devices = devices()
	d := &s.Devices[1]
	d.Name, d.Version = "Tablette de la camionnette de Villeneuve-d'Ascq Grand Stade Nord, support gauche", "0.1.0-rc.12+build.20261121.1433.linux.arm64"
	d.Waiting, d.Lag, d.OldestMS = 1_234_567, 9_876_543, before(40*day)
	return s
}

func devices() []present.FleetDevice {
	one := func(site, code, role, name string, online bool, seen time.Duration) present.FleetDevice {
		return present.FleetDevice{Key: site + code, Site: site, Code: code, Role: role, Name: name, Version: "0.1.0", Online: online, SeenMS: before(seen), DriftMS: 180}
	}
	list := []present.FleetDevice{
		one("LIL", "2", "counter", "Comptoir 2", true, 0), one("LIL", "4", "field", "Véhicule 4", false, 5*day),
		one("LIL", "1", "counter", "Comptoir 1", true, 0), one("LIL", "3", "kiosk", "Borne d'entrée", true, 0),
		one("ROU", "1", "manager", "Bureau", false, 3*time.Hour), one("LIL", "5", "field", "Véhicule 5", false, 20*day),
	}
	list[0].Self = true
	list[1].Waiting, list[1].OldestMS, list[1].Lag = 12, before(5*day), 214
	list[3].DriftMS = -184_000
	list[5].Revoked, list[5].RevokedMS, list[5].By, list[5].Why, list[5].Waiting = true, before(19*day), "Nadia B.", "Volé avec le véhicule", 3
	return list
}
