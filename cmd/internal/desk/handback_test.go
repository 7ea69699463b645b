package desk_test

import (
	"strconv"
	"testing"

	"etabli/app/domain/repair"
	"etabli/app/present"
	"etabli/app/service"
)

// The entry of a hand-back has no room for an address for each of many devices:
// the slip of one that got none gives it.
func TestTheSlipOfEachOfManyDevicesHandedBackLeadsToItsPage(t *testing.T) {
	d, _, first := shop(t)
	next := func() service.Call {
		call, err := d.NewCall(present.ID{})
		if err != nil {
			t.Fatal(err)
		}
		return call
	}
	all := []present.ID{first.ID}
	for len(all) < 17 {
		made, err := d.Receive(t.Context(), next(), &service.ReceiveInput{
			Deposit: &first.ID, Product: service.ProductInput{Label: "Tablette", Serial: "T-" + strconv.Itoa(len(all))},
		})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, made.Data.(service.Received).ID)
	}
	in := &service.HandBackTogetherInput{Deposit: first.ID}
	for _, id := range all {
		if _, err := d.Move(t.Context(), next(), &service.MoveInput{ID: id, To: repair.Ready, Outcome: repair.Repaired}); err != nil {
			t.Fatal(err)
		}
		in.Files = append(in.Files, service.HandBackOne{ID: id})
	}
	if _, err := d.HandBackTogether(t.Context(), next(), in); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i, id := range all {
		if _, err := d.Print(t.Context(), id, present.ReturnA5); err != nil {
			t.Fatal(err)
		}
		file, err := d.Repair(t.Context(), id)
		if err != nil || file.Token == "" || seen[file.Token] {
			t.Errorf("device %d has the address %q: %v", i+1, file.Token, err)
		}
		seen[file.Token] = true
	}
}
