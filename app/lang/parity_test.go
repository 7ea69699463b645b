package lang_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"etabli/app/lang"
	"etabli/assets"
)

func shipped(t *testing.T) (fr, en *lang.Catalogue) {
	t.Helper()
	set, err := lang.Load(assets.I18N, "i18n")
	if err != nil {
		t.Fatal(err)
	}
	return set[lang.French], set[lang.English]
}

func TestBothLanguagesHaveTheSameRooms(t *testing.T) {
	rooms := map[string][]string{}
	for _, tag := range lang.Tags() {
		names, err := fs.Glob(assets.I18N, "i18n/"+tag+"/*.json")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			rooms[tag] = append(rooms[tag], path.Base(name))
		}
	}
	if !slices.Equal(rooms[lang.French], rooms[lang.English]) {
		t.Errorf("French has %v, English has %v", rooms[lang.French], rooms[lang.English])
	}
}

var place = regexp.MustCompile(`\{[^}]*\}?`)

func TestEveryMessageIsInBothLanguagesWithTheSamePlaces(t *testing.T) {
	fr, en := shipped(t)
	for _, key := range fr.Keys() {
		if !en.Has(key) {
			t.Errorf("%s has no English", key)
			continue
		}
		inFrench, inEnglish := places(fr.T(key)), places(en.T(key))
		if !slices.Equal(inFrench, inEnglish) {
			t.Errorf("%s: French has the places %v, English %v", key, inFrench, inEnglish)
		}
	}
	for _, key := range en.Keys() {
		if !fr.Has(key) {
			t.Errorf("%s has no French", key)
		}
	}
}

// places lists the {name} places of a text. A count may be left out of the
// form for one ("a repair"), so {n} is not compared.
func places(text string) []string {
	found := place.FindAllString(text, -1)
	slices.Sort(found)
	found = slices.Compact(found)
	return slices.DeleteFunc(found, func(p string) bool { return p == "{n}" })
}

var placeForm = regexp.MustCompile(`^\{[a-z][a-z0-9_]*\}$`)

func TestEveryMessageIsWellFormed(t *testing.T) {
	fr, en := shipped(t)
	for _, c := range []*lang.Catalogue{fr, en} {
		for _, key := range c.Keys() {
			text := c.T(key)
			if strings.TrimSpace(text) == "" || strings.TrimSpace(text) != text {
				t.Errorf("%s %s is empty or has a space at an end: %q", c.Tag(), key, text)
			}
			for _, p := range place.FindAllString(text, -1) {
				if !placeForm.MatchString(p) {
					t.Errorf("%s %s: %s is not a place", c.Tag(), key, p)
				}
			}
			if strings.Contains(text, "...") {
				t.Errorf("%s %s has three dots where … belongs", c.Tag(), key)
			}
		}
	}
}

// unspaced finds a French double mark that leans on its word.
var unspaced = regexp.MustCompile(`[\p{L}\d)»][:;!?](\s|$)|«[^\x{202f}]|[^\x{202f}]»`)

func TestFrenchMessagesLeaveASpaceBeforeDoubleMarks(t *testing.T) {
	fr, _ := shipped(t)
	for _, key := range fr.Keys() {
		if hit := unspaced.FindString(fr.T(key)); hit != "" {
			t.Errorf("%s: %q wants a space in %q", key, hit, fr.T(key))
		}
	}
}

func TestCountedMessagesHaveBothForms(t *testing.T) {
	fr, en := shipped(t)
	for _, c := range []*lang.Catalogue{fr, en} {
		for _, key := range c.Keys() {
			stem, one := strings.CutSuffix(key, ".one")
			if one && !c.Has(stem+".other") {
				t.Errorf("%s: %s.other is missing", c.Tag(), stem)
			}
		}
	}
}
