package hub_test

import (
	"testing"

	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// Goal: what a device holds of a receipt it can name the lineage of. Who gives something
// back while a new lineage begins is told nothing under that: HQ may forget it in turn, and
// the device has not heard of it.
func TestWhoGivesBackHearsNoPlacesOfALineageItDoesNotKnow(t *testing.T) {
	known, next := wire.Lineage{Counter: 1}, wire.Lineage{Counter: 2}
	for _, c := range []struct {
		lineage wire.Lineage
		want    int
	}{{known, 1}, {next, 0}} {
		s := hub.NewSession(enrol.Device{Site: "LIL"}, false, 0)
		s.Step(hub.FrameIn{Frame: &wire.Hello{Version: wire.Version, Oldest: wire.OldestVersion}}, 0)
		s.Step(hub.Checked{Head: hub.Head{Lineage: known, Position: 3}}, 0)
		s.Step(hub.SentOut{}, 0)
		s.Step(hub.FrameIn{Frame: &wire.HandBack{Lineage: known}}, 0)
		placed := hub.Placed{Lineage: c.lineage, Items: []wire.Item{{Ref: journal.Ref{Chain: chainOf(1), Seq: 1}, Position: 1}}}
		var answers int
		for _, out := range s.Step(hub.BackTaken{Placed: placed}, 0) {
			send, _ := out.(hub.DoSend)
			for _, f := range send.Frames {
				if back, ok := f.(*wire.HandedBack); ok {
					if answers++; len(back.Placed) != c.want {
						t.Errorf("under lineage %v: %+v", c.lineage, back)
					}
				}
			}
		}
		if answers != 1 {
			t.Errorf("under lineage %v: %d answers", c.lineage, answers)
		}
	}
}
