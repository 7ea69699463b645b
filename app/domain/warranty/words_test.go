package warranty_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/warranty"
	"etabli/app/lang"
)

// say writes a reason as a screen does.
func say(c *lang.Catalogue, r warranty.Reason) string {
	var args []string
	n, counted := 0, false
	for _, a := range r.Args {
		value := a.Value
		switch a.Kind {
		case warranty.ADate:
			value = c.Date(value)
		case warranty.AWord:
			value = c.T(value)
		}
		if a.Name == "n" {
			n, _ = strconv.Atoi(a.Value)
			counted = true
			continue
		}
		args = append(args, a.Name, value)
	}
	if counted {
		return c.N("reason."+string(r.Code), n, args...)
	}
	return c.T("reason."+string(r.Code), args...)
}

// Every reason that some case comes to reads as a whole sentence: no message is
// missing, no place stays empty, in both languages.
func TestEveryReasonCanBeSaid(t *testing.T) {
	fr, en := lang.For("fr"), lang.For("en")
	tm := terms(t)
	rapid.Check(t, func(rt *rapid.T) {
		for _, r := range warranty.Judge(drawnCase(drawn{rt}, t), tm).Reasons {
			for _, c := range []*lang.Catalogue{fr, en} {
				if s := say(c, r); strings.ContainsAny(s, "⟦{}") || strings.Contains(s, "  ") {
					rt.Fatalf("%s %s reads %q", c.Tag(), r.Code, s)
				}
			}
		}
	})
}

// codesIn lists the constants of a type of this package by their values.
func codesIn(t *testing.T, typeName string) []string {
	t.Helper()
	var out []string
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if id, ok := spec.Type.(*ast.Ident); !ok || id.Name != typeName {
				return true
			}
			for _, v := range spec.Values {
				if lit, ok := v.(*ast.BasicLit); ok && lit.Value != `""` {
					out = append(out, strings.Trim(lit.Value, `"`))
				}
			}
			return true
		})
	}
	if len(out) == 0 {
		t.Fatalf("no %s was found: the search itself is broken", typeName)
	}
	return out
}

func TestEveryCodeHasItsWordsAndNoWordsAreLeftOver(t *testing.T) {
	used := map[string]bool{}
	for prefix, typeName := range map[string]string{
		"reason.": "Code", "warranty.layer.": "Layer", "warranty.answer.": "Answer", "warranty.age.": "Age", "warranty.party.": "Party",
		"warranty.state.": "State", "warranty.condition.": "Condition", "warranty.buyer.": "Buyer", "warranty.seller.": "SoldBy",
		"warranty.evidence.": "EvidenceKind", "warranty.proof.": "Proof", "warranty.clock.": "Clock", "warranty.choice.": "Choice",
		"warranty.duty.": "Obligation", "cause.": "Cause",
	} {
		for _, code := range codesIn(t, typeName) {
			used[prefix+code] = true
		}
	}
	for _, s := range []warranty.Strength{warranty.NoStrength, warranty.Weak, warranty.Medium, warranty.Strong} {
		used["warranty.strength."+s.Code()] = true
	}
	for _, c := range []*lang.Catalogue{lang.For("fr"), lang.For("en")} {
		for key := range used {
			if !c.Has(key) && !c.Has(key+".one") {
				t.Errorf("%s: no words for %q", c.Tag(), key)
			}
		}
		for _, key := range c.Keys() {
			stem := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
			if strings.HasPrefix(key, "reason.") && !used[stem] {
				t.Errorf("%s: %q belongs to no reason", c.Tag(), key)
			}
		}
	}
}

// The law wants the whole name of a guarantee and never the word alone.
func TestAGuaranteeIsAlwaysNamedInFull(t *testing.T) {
	alone := regexp.MustCompile(`(?i)garanties?( (légale|commerciale)s?)?`)
	for _, c := range []*lang.Catalogue{lang.For("fr")} {
		found := 0
		for _, key := range c.Keys() {
			if !strings.HasPrefix(key, "reason.") && !strings.HasPrefix(key, "warranty.") {
				continue
			}
			for _, hit := range alone.FindAllStringSubmatch(c.T(key), -1) {
				found++
				if hit[1] == "" {
					t.Errorf("%s says %q", key, c.T(key))
				}
			}
		}
		if found < 10 {
			t.Errorf("only %d mentions were found: the search itself is broken", found)
		}
	}
}

func TestEveryHolidayHasAName(t *testing.T) {
	for _, c := range []*lang.Catalogue{lang.For("fr"), lang.For("en")} {
		for _, region := range civil.Regions() {
			for _, h := range civil.Holidays(region, 2026) {
				if !c.Has("holiday." + h.Code) {
					t.Errorf("%s: the holiday %s has no name", c.Tag(), h.Code)
				}
			}
		}
	}
}

// Legal clocks must never depend on opening hours.
func TestTheLawKnowsNoOpeningHours(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			imports = append(imports, i.Path.Value)
		}
	}
	if slices.Contains(imports, strconv.Quote("etabli/app/domain/"+"calendar")) {
		t.Error("the law imports the calendar of a shop")
	}
	if !slices.Contains(imports, `"etabli/app/domain/civil"`) {
		t.Error("no import was found: the search itself is broken")
	}
}
