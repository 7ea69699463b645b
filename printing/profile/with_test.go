package profile_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"etabli/printing/profile"
)

// A shop's own profiles stand beside those of the program, and before those of the
// same id; a broken one is named.
func TestAShopsOwnProfilesGoBeforeTheProgramsOwn(t *testing.T) {
	set, err := profile.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	label := func(width string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`{"kind":"label","name":"À nous","width_mm":` + width + `,"height_mm":20,"margin_mm":1,"dpi":300,"zpl":false}`)}
	}
	own, err := set.With(fstest.MapFS{"pastille.json": label("40"), "dymo-99012.json": label("88")})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]float64{"pastille": 40, "dymo-99012": 88, "dymo-11352": 54} {
		if s, ok := own.Stock(id); !ok || s.WidthMM != want {
			t.Errorf("%s is %v mm wide, want %v", id, s.WidthMM, want)
		}
	}
	if len(own.Stocks()) != len(set.Stocks())+1 || len(own.Receipts()) != len(set.Receipts()) {
		t.Error("a profile is there twice, or gone")
	}
	if _, err := set.With(fstest.MapFS{"breit.json": label("4000")}); err == nil || !strings.Contains(err.Error(), "breit.json") {
		t.Errorf("a wrong file gives %v", err)
	}
	if none, err := set.With(fstest.MapFS{}); err != nil || len(none.Stocks()) != len(set.Stocks()) {
		t.Errorf("no files of its own: %v", err)
	}
}
