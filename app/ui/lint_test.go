// Package ui_test holds the rules that all code with screens keeps.
package ui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// banned are calls that no screen makes, with the reason.
var banned = map[string]string{
	"container.NewThemeOverride": "each override keeps a copy of every font for ever",
	"theme.NewThemedResource":    "it fills outline icons; use widgets.NewIcon",
	"stock.NewThemedResource":    "it fills outline icons; use widgets.NewIcon",
	"theme.NewColoredResource":   "it fills outline icons; use widgets.NewIcon",
	"stock.NewColoredResource":   "it fills outline icons; use widgets.NewIcon",
	"time.Now":                   "the time is handed in",
}

// onlyIn are calls that one folder may make, with the reason.
var onlyIn = map[string]struct{ folder, reason string }{
	"fyne.Do":        {"shell", "presenters are handed one post function"},
	"fyne.DoAndWait": {"shell", "presenters are handed one post function"},
	"time.AfterFunc": {"shell", "it runs beside Fyne's goroutine"},
}

// colours are types whose values are written in tokens.go alone.
var colours = map[string]bool{
	"color.NRGBA": true, "color.RGBA": true, "color.NRGBA64": true, "color.RGBA64": true,
	"color.Gray": true, "color.Gray16": true, "color.Alpha": true, "color.Alpha16": true, "color.CMYK": true,
}

const tokens = "theme/tokens.go"

func TestScreensKeepTheRules(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		for _, problem := range problems(t, filepath.ToSlash(path), nil) {
			t.Error(problem)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Fatalf("only %d files were looked at", files)
	}
}

func TestTheRulesFindWhatTheyForbid(t *testing.T) {
	for name, c := range map[string]struct {
		path, code string
		want       int
	}{
		"an override":            {"counter/a.go", `func f() { container.NewThemeOverride(nil, nil) }`, 1},
		"a coloured resource":    {"counter/a.go", `func f() { theme.NewColoredResource(nil, "") }`, 1},
		"a colour":               {"counter/a.go", `var c = color.NRGBA{1, 2, 3, 4}`, 1},
		"a colour in the tokens": {tokens, `var c = color.NRGBA{1, 2, 3, 4}`, 0},
		"fyne.Do in a screen":    {"counter/a.go", `func f() { fyne.Do(nil) }`, 1},
		"fyne.Do in the shell":   {"shell/a.go", `func f() { fyne.Do(nil) }`, 0},
		"the clock":              {"shell/a.go", `func f() { time.Now() }`, 1},
		"nothing":                {"shell/a.go", `func f() { time.Duration(1) }`, 0},
	} {
		if got := problems(t, c.path, "package p\n"+c.code); len(got) != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// problems returns what a file does against the rules; source may be nil to
// read it from the path.
func problems(t *testing.T, path string, source any) []string {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	say := func(at token.Pos, what, reason string) {
		found = append(found, set.Position(at).String()+": "+what+": "+reason)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			name := qualified(n)
			if reason, ok := banned[name]; ok {
				say(n.Pos(), name, reason)
			}
			if rule, ok := onlyIn[name]; ok && !strings.HasPrefix(path, rule.folder+"/") {
				say(n.Pos(), name, rule.reason)
			}
		case *ast.CompositeLit:
			if s, ok := n.Type.(*ast.SelectorExpr); ok && colours[qualified(s)] && len(n.Elts) > 0 && path != tokens {
				say(n.Pos(), qualified(s), "colours are tokens")
			}
		}
		return true
	})
	return found
}

// qualified returns "package.Name" of a selector.
func qualified(s *ast.SelectorExpr) string {
	if x, ok := s.X.(*ast.Ident); ok {
		return x.Name + "." + s.Sel.Name
	}
	return s.Sel.Name
}
