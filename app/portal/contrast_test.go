package portal_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"etabli/assets"
)

// colours reads the tokens of the style, the light ones and then the dark ones.
func colours(t *testing.T) (light, dark map[string]float64) {
	t.Helper()
	css, err := assets.Portal.ReadFile("portal/page.css")
	if err != nil {
		t.Fatal(err)
	}
	before, after, ok := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("the style has no dark colours")
	}
	after, _, _ = strings.Cut(after, "@media")
	return luminances(t, before), luminances(t, strings.SplitN(after, "* {", 2)[0])
}

var colour = regexp.MustCompile(`--([a-z0-9-]+): #([0-9a-f]{3,6})`)

func luminances(t *testing.T, css string) map[string]float64 {
	t.Helper()
	found := map[string]float64{}
	for _, hit := range colour.FindAllStringSubmatch(css, -1) {
		hex := hit[2]
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			c := float64(n) / 255
			if c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			sum += weight * c
		}
		found[hit[1]] = sum
	}
	return found
}

// Text reaches 4.5:1 on every ground it stands on, icons 3:1, light and dark.
func TestColoursAreTellableApart(t *testing.T) {
	pairs := []struct {
		front, ground string
		least         float64
	}{
		{"ink", "paper", 4.5}, {"ink2", "paper", 4.5},
		{"ink", "surface", 4.5}, {"ink2", "surface", 4.5},
		{"ink", "raised", 4.5}, {"ink2", "raised", 4.5},
		{"ink", "watch-tint", 4.5}, {"on-work", "work", 4.5},
		{"work", "surface", 4.5}, {"work", "paper", 4.5}, {"late", "surface", 4.5},
		{"good", "surface", 3}, {"watch", "watch-tint", 3},
	}
	light, dark := colours(t)
	for name, set := range map[string]map[string]float64{"light": light, "dark": dark} {
		for _, p := range pairs {
			a, okA := set[p.front]
			b, okB := set[p.ground]
			if !okA || !okB {
				t.Errorf("%s: %s or %s is missing", name, p.front, p.ground)
				continue
			}
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < p.least {
				t.Errorf("%s: %s on %s is %.2f:1", name, p.front, p.ground, ratio)
			}
		}
	}
}
