package desk_test

import (
	"testing"

	"etabli/app/present"
	"etabli/app/service"
)

func TestWhoeverIsOfTheShopStandsBeforeThoseOfOthers(t *testing.T) {
	d, _, _ := shop(t)
	for _, p := range []service.StaffInput{
		{Display: "Anne R.", Role: "counter", Site: "ROU"}, {Display: "Zoe L.", Role: "counter"}, {Display: "Bob R.", Role: "counter", Site: "ROU"},
	} {
		call, err := d.NewCall(present.ID{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.SaveStaff(t.Context(), call, &p); err != nil {
			t.Fatal(err)
		}
	}
	people, err := d.Staff(t.Context())
	if err != nil || len(people) != 3 || people[0].Display != "Zoe L." || people[1].Display != "Anne R." {
		t.Errorf("they are %+v, %v", people, err)
	}
}
