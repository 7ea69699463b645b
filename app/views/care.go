package views

import (
	"strconv"

	"etabli/app/domain/coding"
	"etabli/app/domain/kind"
	"etabli/app/domain/ladder"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// RepairCare is how a device fares with us.
type RepairCare struct {
	Place      repair.Place              `json:"place,omitempty"`
	Spot       string                    `json:"spot,omitempty"`
	ScannedMS  int64                     `json:"scanned_ms,omitempty"`
	Coding     *coding.Facts             `json:"coding,omitempty"`
	Checklists map[string][]repair.Point `json:"checklists,omitempty"` // in, bench, out
	Battery    repair.Battery            `json:"battery,omitempty"`
	Passcode   string                    `json:"passcode,omitempty"` // kept, erased
	Reminded   map[string]int64          `json:"reminded,omitempty"` // by step of the ladder: when
	Barrier    string                    `json:"barrier,omitempty"`  // why it was given up
	Wipe       *Wipe                     `json:"wipe,omitempty"`     // what the customer agreed to about their data
}

// Wipe is what a customer agreed to about what their device holds.
type Wipe struct {
	For      string `json:"for"`
	DataLoss bool   `json:"data_loss"`
	LockOff  bool   `json:"lock_off"`
	Backup   string `json:"backup"`
	By       string `json:"by"`
}

func careOf(s *fold.State) RepairCare {
	c := RepairCare{
		Place: repair.Place(s.Value(fold.FieldWhere)), Spot: s.Value(fold.FieldSpot), ScannedMS: number(s.Value(fold.FieldScanned)),
		Battery: repair.Battery(s.Value(fold.FieldBattery)), Passcode: s.Value(fold.FieldPasscode), Barrier: s.Value(fold.FieldBarrier),
	}
	if s.ForgetsPasscode() {
		c.Passcode = fold.CodeErased
	}
	for when, name := range map[string]string{"in": fold.FieldListIn, "bench": fold.FieldListWork, "out": fold.FieldListOut} {
		var f repair.InspectedFacts
		if shown := s.Shown(name); shown != nil && journal.UnmarshalFacts(shown.Value, &f) == nil {
			if c.Checklists == nil {
				c.Checklists = map[string][]repair.Point{}
			}
			c.Checklists[when] = f.Points
		}
	}
	var wipe repair.WipeFacts
	if shown := s.Shown(fold.FieldWipe); shown != nil && journal.UnmarshalFacts(shown.Value, &wipe) == nil {
		c.Wipe = &Wipe{For: wipe.For, DataLoss: wipe.DataLoss, LockOff: wipe.LockOff, Backup: wipe.Backup, By: wipe.By}
	}
	f := coding.Facts{Part: s.Value(fold.GroupCoding + "part")}
	for column, into := range map[coding.Column]*string{
		coding.Condition: &f.Condition, coding.Symptom: &f.Symptom, coding.Section: &f.Section,
		coding.Defect: &f.Defect, coding.Repair: &f.Repair, coding.Level: &f.Level,
	} {
		*into = s.Value(fold.GroupCoding + string(column))
	}
	if f != (coding.Facts{}) {
		c.Coding = &f
	}
	for _, step := range s.Group(fold.GroupReminder) {
		if c.Reminded == nil {
			c.Reminded = map[string]int64{}
		}
		c.Reminded[step] = number(s.Value(fold.GroupReminder + step))
	}
	return c
}

// Steps are the steps of the ladder that were taken since a moment: a device
// that was worked on again begins it anew.
func (c RepairCare) Steps(sinceMS int64) []ladder.Step {
	var out []ladder.Step
	for _, step := range ladder.Steps() {
		if atMS, taken := c.Reminded[string(step)]; taken && atMS >= sinceMS {
			out = append(out, step)
		}
	}
	return out
}

// number reads a number that the fold wrote.
func number(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64) // what is none is zero
	return n
}

// Passcode answers the passcode of a file. It is false when none is kept.
func (v *Views) Passcode(r storage.Reader, id journal.EntityID) (string, bool, error) {
	l, err := newLook(r)
	if err != nil {
		return "", false, err
	}
	sub, err := l.whole(kind.Repair, id)
	if err != nil {
		return "", false, err
	}
	var box repair.PasscodeBox
	if sub.state.ForgetsPasscode() || !l.private(sub, fold.FieldCodeBox, &box) {
		return "", false, nil
	}
	return box.Code, true, nil
}

// CodeTable answers all codes that were read in.
func (v *Views) CodeTable(r storage.Reader) (coding.Table, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	parts, err := l.placed(kind.CodeTable, listAll, 0)
	var out coding.Table
	for _, at := range parts {
		s, err := l.state(kind.CodeTable, at.ID)
		if err != nil {
			return nil, err
		}
		var f coding.TableFacts
		if shown := s.Shown(fold.FieldRead); shown != nil && journal.UnmarshalFacts(shown.Value, &f) == nil {
			out = append(out, f.Rows...)
		}
	}
	return out, err
}

var codeShape = shape{places: func(s *fold.State) []place {
	return []place{{List: listAll, Sort: keyText(s.Value(fold.FieldName))}}
}}
