package hub_test

import (
	"testing"

	"etabli/sync/enrol"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// Goal: a device of the first protocol is greeted in it and never hears of what
// it does not know.
func TestADeviceOfTheFirstProtocolIsServedInIt(t *testing.T) {
	for version, scopes := range map[uint16]bool{1: false, wire.Version: true, wire.Version + 7: true} {
		s := hub.NewSession(enrol.Device{Site: "LIL"}, false, 1)
		s.Step(hub.FrameIn{Frame: &wire.Hello{Version: version, Oldest: 1, Chains: []wire.ChainHead{{Chain: [8]byte{1}}}}}, 2)
		out := s.Step(hub.Checked{}, 3)
		var welcome *wire.Welcome
		var reading *hub.Reading
		for _, o := range out {
			switch o := o.(type) {
			case hub.DoSend:
				welcome, _ = o.Frames[0].(*wire.Welcome)
			case hub.DoLoad:
				reading = &o.Reading
			}
		}
		if welcome == nil || welcome.Version != min(version, wire.Version) {
			t.Fatalf("version %d is answered %+v", version, welcome)
		}
		if reading == nil || reading.Scopes != scopes {
			t.Errorf("version %d: pages with scopes %v, want %v", version, reading, scopes)
		}
	}
}

// Goal: who speaks the first protocol and asks for a history breaks it.
func TestAHistoryIsNotForTheFirstProtocol(t *testing.T) {
	s := hub.NewSession(enrol.Device{Site: "LIL"}, false, 1)
	s.Step(hub.FrameIn{Frame: &wire.Hello{Version: 1, Oldest: 1, Chains: []wire.ChainHead{{Chain: [8]byte{1}}}}}, 2)
	s.Step(hub.Checked{}, 3)
	s.Step(hub.FrameIn{Frame: &wire.Fetch{Wants: []wire.Want{{}}}}, 4)
	if !s.Ending() {
		t.Error("it was taken")
	}
}
