package desk

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/app/present"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
	"etabli/sync/replica"
)

// Connection is how the device stands with HQ.
func (d *Desk) Connection() present.Connection {
	s := d.replica.Status()
	c := present.Connection{State: present.Offline, Waiting: s.Waiting, OldestMS: s.OldestMS, LastSyncMS: s.LastSyncMS}
	switch s.State {
	case replica.NeverEnrolled:
		c.State = present.Alone
		if d.App.Place().Training {
			c.State = present.School
		}
	case replica.Live:
		c.State = present.Online
	case replica.CatchingUp:
		c.State = present.Behind
	case replica.Recovering:
		c.State = present.Restore
	case replica.Refused:
		why := device.Refusal(s.LastErrorCode)
		c.State, c.Reason, c.Because = present.Refused, why.Code, why.Args["reason"]
	case replica.Offline:
		if s.LastErrorCode == replica.CodeStuck {
			c.State = present.Stuck
		}
	}
	return c
}

// WatchConnection calls fn after each change of the connection.
func (d *Desk) WatchConnection(fn func()) (stop func()) {
	return d.replica.Watch(func(replica.Status) { fn() })
}

// Outgoing is what HQ has not acknowledged, the oldest first.
func (d *Desk) Outgoing(ctx context.Context, limit int) (present.Outgoing, error) {
	var out present.Outgoing
	var err error
	if out.Total, out.OldestMS, err = d.device.Log.Waiting(ctx); err != nil {
		return out, err
	}
	entries, err := d.device.Log.Unsent(ctx, limit)
	if err != nil {
		return out, err
	}
	for i := range entries {
		w, err := d.waiting(ctx, &entries[i])
		if err != nil {
			return out, err
		}
		out.First = append(out.First, w)
	}
	return out, nil
}

// waiting names an entry that waits by the repair it is about.
func (d *Desk) waiting(ctx context.Context, e *journal.Positioned) (present.Waiting, error) {
	w := present.Waiting{What: kindKey(uint16(e.Header.Kind)), AtMS: e.Header.Clock.WallMS}
	about := e.Header.Entities[0]
	if about.Type != journal.EntityType(kind.Repair) {
		return w, nil
	}
	w.Repair = about.ID
	rows, err := d.Rows(ctx, []journal.EntityID{about.ID})
	if err == nil && len(rows) == 1 {
		w.Number = rows[0].Number
	}
	return w, err
}

// kindKeys say what an entry recorded where the timeline has no line for it.
var kindKeys = map[kind.Kind]string{
	kind.SiteSaved: "act.site_saved", kind.StaffSaved: "act.staff_saved", kind.CustomerSaved: "act.customer_saved",
	kind.RepairReceived: "act.repair_received", kind.RepairImported: "act.repair_imported",
	kind.RepairMoved: "act.repair_moved", kind.RepairEdited: "act.repair_edited", kind.RepairNoted: "act.repair_noted",
	kind.RepairDiagnosed: "act.repair_diagnosed", kind.RepairQuoted: "act.repair_quoted",
	kind.QuoteAnswered: "act.quote_answered", kind.RepairHandedBack: "act.repair_handed_back",
	kind.PageRelinked: "act.page_relinked", kind.RepairPhotographed: "act.repair_photographed", kind.RepairRenumbered: "act.repair_renumbered",
	kind.ReviewSettled:   "act.review_settled",
	kind.RepairAnnounced: "act.repair_announced", kind.KioskCalled: "act.kiosk_called",
	kind.KioskAnswered: "act.kiosk_answered", kind.SurveyAnswered: "act.survey_answered",
}

func kindKey(k kind.Kind) string {
	if key, ok := kindKeys[k]; ok {
		return key
	}
	return "timeline.newer"
}
