package product_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/product"
)

func TestIdentifiersAreTold(t *testing.T) {
	for _, c := range []struct {
		raw  string
		kind product.Kind
		norm string
	}{
		{"490154203237518", product.IMEI, "490154203237518"},
		{"49-015420-323751-8", product.IMEI, "490154203237518"},
		{" 490154 203237 518 ", product.IMEI, "490154203237518"},
		{"490154203237517", product.Serial, "490154203237517"},
		{"352099081234563", product.Serial, "352099081234563"},
		{"3520990812345614", product.IMEISV, "3520990812345614"},
		{"A00000049259B1", product.MEID, "A00000049259B1"},
		{"4006381333931", product.GTIN, "4006381333931"},
		{"4006381333932", product.Serial, "4006381333932"},
		{"96385074", product.GTIN, "96385074"},
		{"036000291452", product.GTIN, "036000291452"},
		{"sn ab-12 é", product.Serial, "SNAB-12É"},
		{"(01)04006381333931(21)ab12", product.Serial, "AB12"},
		{"010400638133393121ab12\x1d10LOT", product.Serial, "AB12"},
		{"]d2010400638133393117261231", product.GTIN, "04006381333931"},
		{"(01)04006381333932(21)X", product.Serial, "(01)04006381333932(21)X"},
		{"", product.None, ""},
		{" \t", product.None, ""},
	} {
		got := product.Classify(c.raw)
		if got.Kind != c.kind || got.Normalised != c.norm || got.Raw != c.raw {
			t.Errorf("%q is %+v, want %s %q", c.raw, got, c.kind, c.norm)
		}
	}
}

func TestGS1TellsArticleAndDeviceApart(t *testing.T) {
	g, ok := product.ParseGS1("(01)04006381333931(10)L7(17)261231(21)S-9")
	if !ok || g != (product.GS1{GTIN: "04006381333931", Lot: "L7", ExpiryOn: "261231", Serial: "S-9"}) {
		t.Fatalf("got %+v, %v", g, ok)
	}
	for _, bad := range []string{"(01)0400638133393", "(01)04006381333931(99)x", "(01)04006381333931(21)", "0104006381333931", "(21)A(01)04006381333931", "(01)04006381333931(21)" + strings.Repeat("x", 21)} {
		if g, ok := product.ParseGS1(bad); ok {
			t.Errorf("%q reads as %+v", bad, g)
		}
	}
	id := product.Classify("(01)04006381333931(21)490154203237518")
	if id.Kind != product.IMEI || id.GTIN != "04006381333931" || !id.Unique() {
		t.Errorf("got %+v", id)
	}
	if product.Classify("4006381333931").Unique() {
		t.Error("an article is taken for a device")
	}
}

func TestEveryWrongDigitOfAnIMEIIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.StringMatching(`[0-9]{14}`).Draw(t, "digits")
		good := ""
		for d := '0'; d <= '9'; d++ {
			if product.Luhn(base + string(d)) {
				good += string(d)
			}
		}
		if len(good) != 1 {
			t.Fatalf("%q has the check digits %q", base, good)
		}
		full := base + good
		at := rapid.IntRange(0, 14).Draw(t, "at")
		for d := '0'; d <= '9'; d++ {
			if wrong := full[:at] + string(d) + full[at+1:]; wrong != full && product.Luhn(wrong) {
				t.Fatalf("%q passes for %q", wrong, full)
			}
		}
	})
}

func TestGTINOfEachLengthHasOneCheckDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{8, 12, 13, 14}).Draw(t, "length")
		base := rapid.StringMatching(`[0-9]{13}`).Draw(t, "digits")[:n-1]
		valid := 0
		for d := '0'; d <= '9'; d++ {
			if product.ValidGTIN(base + string(d)) {
				valid++
			}
		}
		if valid != 1 {
			t.Fatalf("%q has %d check digits", base, valid)
		}
	})
}

func TestLookAlikesMeet(t *testing.T) {
	if product.Alike("SN0I1OL") != product.Alike("SNOI10L") || product.Alike("A") == product.Alike("B") {
		t.Fatal("look-alikes do not meet, or others do")
	}
}

func FuzzClassifyRefusesNothing(f *testing.F) {
	f.Add("490154203237518")
	f.Add("(01)04006381333931(21)ab12")
	f.Add("01040063813339312101040063813339312101")
	f.Fuzz(func(t *testing.T, raw string) {
		id := product.Classify(raw)
		if id.Raw != raw || (id.Kind == product.None) != (id.Normalised == "") {
			t.Fatalf("%q became %+v", raw, id)
		}
	})
}
