package kind_test

import (
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"slices"
	"strings"
	"testing"

	"etabli/app/domain/kind"
)

// Goal: a kind that is declared is one that this version says it knows, once.
func TestEveryKindIsListed(t *testing.T) {
	files, fset := []*ast.File{}, token.NewFileSet()
	names, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range names {
		if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			f, err := parser.ParseFile(fset, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
	}
	pkg, err := (&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}).Check("kind", fset, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	listed := kind.All()
	for _, name := range pkg.Scope().Names() {
		c, isConst := pkg.Scope().Lookup(name).(*types.Const)
		if !isConst || !c.Exported() || types.TypeString(c.Type(), types.RelativeTo(pkg)) != "Kind" {
			continue
		}
		n, _ := constant.Uint64Val(c.Val())
		if !slices.Contains(listed, kind.Kind(n)) {
			t.Errorf("%s (%d) is not listed", name, n)
		}
	}
	if sorted := slices.Sorted(slices.Values(listed)); len(slices.Compact(sorted)) != len(listed) {
		t.Error("a kind is listed twice")
	}
}
