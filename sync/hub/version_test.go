package hub_test

import (
	"testing"

	"etabli/sync/enrol"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// Goal: a device of the first protocol is greeted in it.
func TestADeviceOfTheFirstProtocolIsServedInIt(t *testing.T) {
	for _, version := range []uint16{1, wire.Version, wire.Version + 7} {
		s := hub.NewSession(enrol.Device{Site: "LIL"}, false, 1)
		s.Step(hub.FrameIn{Frame: &wire.Hello{Version: version, Oldest: 1, Chains: []wire.ChainHead{{Chain: [8]byte{1}}}}}, 2)
		var welcome *wire.Welcome
		for _, o := range s.Step(hub.Checked{}, 3) {
			if send, ok := o.(hub.DoSend); ok {
				welcome, _ = send.Frames[0].(*wire.Welcome)
			}
		}
		if welcome == nil || welcome.Version != min(version, wire.Version) {
			t.Errorf("version %d is answered %+v", version, welcome)
		}
	}
}
