package cli_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/cmd/internal/cli"
)

// rows is where the codes of an import's rows begin; the reasons of
// app/service/ords complete them.
const rows = "import."

// Goal: nobody ever reads a bare code. Method: every code that the sources
// declare or mention is looked up in both catalogues, and every sentence is
// traced back to a code.
func TestEveryFaultHasItsSentenceAndItsNextStep(t *testing.T) {
	codes := faultCodes(t)
	for _, tag := range lang.Tags() {
		words := lang.For(tag)
		for code, where := range codes {
			for _, key := range []string{"fault." + code, "fault." + code + ".next"} {
				if !words.Has(key) {
					t.Errorf("%s: no message %q for the code at %s", tag, key, where)
				}
			}
		}
		for _, key := range words.Keys() {
			code, isFault := strings.CutPrefix(key, "fault.")
			if code = strings.TrimSuffix(code, ".next"); isFault && codes[code] == "" {
				t.Errorf("%s: message %q belongs to no code", tag, key)
			}
		}
	}
}

func TestEveryFaultHasItsExitCode(t *testing.T) {
	codes := faultCodes(t)
	for code, where := range codes {
		if _, ok := cli.ExitCodes[fault.Code(code)]; !ok && !strings.HasPrefix(code, rows) {
			t.Errorf("no exit code for %q of %s", code, where)
		}
	}
	for code := range cli.ExitCodes {
		if codes[string(code)] == "" {
			t.Errorf("exit code for %q, which nothing declares", code)
		}
	}
}

// faultCodes finds the codes of the module with the place of each: constants
// of type fault.Code, literals that are given to fault.New, and the reasons
// of rows.
func faultCodes(t *testing.T) map[string]string {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	f := finder{fset: token.NewFileSet(), found: map[string]string{}}
	for _, room := range []string{"app", "cmd", "printing"} {
		err := filepath.WalkDir(filepath.Join(root, room), func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			return f.file(name)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(f.found) < 40 {
		t.Fatalf("only %d codes were found: the search itself is broken", len(f.found))
	}
	return f.found
}

type finder struct {
	fset  *token.FileSet
	found map[string]string
}

func (f finder) file(name string) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(f.fset, name, raw, 0)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			switch {
			case isType(n.Type, file.Name.Name, "fault", "Code"):
				f.add("", n.Values)
			case isType(n.Type, file.Name.Name, "ords", "Reason"):
				f.add(rows, n.Values)
			}
		case *ast.CallExpr:
			if isType(n.Fun, file.Name.Name, "fault", "New") {
				f.add("", n.Args[:1])
			}
		}
		return true
	})
	return nil
}

// isType tells whether an expression names pkg.name, seen from a package.
func isType(e ast.Expr, from, pkg, name string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return from == pkg && e.Name == name
	case *ast.SelectorExpr:
		x, ok := e.X.(*ast.Ident)
		return ok && x.Name == pkg && e.Sel.Name == name
	}
	return false
}

func (f finder) add(begin string, values []ast.Expr) {
	for _, v := range values {
		lit, ok := v.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			continue
		}
		if code, err := strconv.Unquote(lit.Value); err == nil {
			f.found[begin+code] = f.fset.Position(lit.Pos()).String()
		}
	}
}
