// Package etabli_test checks the rules of the house over the whole tree: who
// may import whom, what the pure rooms may not touch, how long a file may be.
package etabli_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

type goPackage struct {
	ImportPath     string
	Imports        []string
	Deps           []string
	Doc            string
	GoFiles        []string
	CgoFiles       []string
	IgnoredGoFiles []string
}

// packages lists the module's packages for a Linux desktop.
func packages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-deps=false", "-json=ImportPath,Imports,Deps,Doc,GoFiles,CgoFiles", "./...")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []goPackage
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var p goPackage
		if err := dec.Decode(&p); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		list = append(list, p)
	}
}

// rooms says, for the longest matching prefix of a package, which rooms of the
// module it may import. A room that is missing here is an error.
var rooms = []struct {
	room string
	may  []string
	why  string
}{
	{"app/domain", []string{"app/domain"}, "the trade is pure"},
	{"app/domain/domaintest", []string{"app/domain", "assets"}, "tests of the domain start from what ships"},
	{"app/views", []string{"app/domain", "app/views", "storage", "storage/journal"}, "views read the journal through the contract"},
	{"app/service", []string{"app/domain", "app/service", "app/views", "storage", "storage/journal"}, "use cases know no toolkit and no technology"},
	{"app/present", []string{"app/domain", "app/follow", "app/service", "app/views", "app/lang", "app/present", "storage/journal"}, "presenters know no toolkit and no store"},
	{"app/follow", []string{"app/domain", "app/views", "app/lang", "storage/journal"}, "what a customer may know, in words"},
	{"app/lang", []string{"assets", "app/lang"}, "words depend on nothing"},
	{"app/portal", []string{"app/domain", "app/follow", "app/service", "app/lang", "app/portal", "assets"}, "the page has its own port"},
	{"app/api", []string{"app/api", "app/domain", "app/post", "app/service", "app/views", "assets", "storage", "storage/journal"}, "the door runs use cases"},
	{"app/post", []string{"app/domain", "app/service", "app/post", "storage", "storage/journal"}, "messages leave and come in through use cases"},
	{"app/report", []string{"app/domain", "app/service", "app/views", "app/report", "storage", "storage/journal"}, "tables are made of read models"},
	{"app/ui", []string{"app/ui", "app/present", "app/lang", "assets", "app/domain"}, "views of screens never see use cases or stores"},
	{"storage/journal", []string{"storage", "storage/journal"}, "the log knows only the contract"},
	{"storage/storagetest", []string{"storage", "storage/storagetest"}, "the suite knows only the contract"},
	{"storage", []string{"storage"}, "stores do not know the trade"},
	{"sync/hlc", []string{"storage", "storage/journal"}, "a clock"},
	{"sync/enrol", []string{"sync/enrol", "sync/wire", "storage"}, "identity"},
	{"sync/wire", []string{"sync/wire", "storage/journal"}, "frames"},
	{"sync/sim", []string{"app/domain", "app/service", "app/views", "sync", "storage"}, "a fleet in one process, made of what ships"},
	{"sync", []string{"sync", "storage", "storage/journal"}, "sync moves entries without understanding them"},
	{"printing/document", nil, "a tree of values"},
	{"printing/forms", []string{"printing/document", "printing/forms", "app/domain", "app/lang"}, "forms make trees"},
	{"printing/spool", []string{"printing", "storage", "app/domain"}, "the queue is kept in the device's store"},
	{"printing/folder", []string{"printing/spool", "storage/durable"}, "files that are whole"},
	{"printing", []string{"printing", "assets", "app/domain", "app/lang"}, "renderers know trees"},
	{"assets", nil, "raw bytes"},
	{"cmd", []string{"app", "cmd", "storage", "sync", "printing", "assets"}, "the only place that knows concrete types"},
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "etabli/")
		if name == p.ImportPath {
			continue
		}
		rule := -1
		for i, r := range rooms {
			if within(name, r.room) && (rule < 0 || len(r.room) > len(rooms[rule].room)) {
				rule = i
			}
		}
		if rule < 0 {
			t.Errorf("%s is in no room: give it one here", name)
			continue
		}
		for _, imp := range p.Imports {
			dep := strings.TrimPrefix(imp, "etabli/")
			if dep == imp || dep == name {
				continue
			}
			if !anyWithin(dep, rooms[rule].may) {
				t.Errorf("%s imports %s: %s", name, dep, rooms[rule].why)
			}
		}
	}
}

func TestTechnologiesStayInTheirRooms(t *testing.T) {
	homes := map[string][]string{
		"fyne.io/":                    {"app/ui", "cmd/etabli", "cmd/gallery"},
		"github.com/dgraph-io/badger": {"storage/badgerstore"},
		"github.com/jackc/pgx":        {"storage/pgstore"},
		"github.com/go-pdf/fpdf":      {"printing/pdf"},
		"github.com/skip2/go-qrcode":  {"printing/qr"},
		"github.com/OpenPrinting/":    {"printing/ipp"},
		"github.com/fxamacker/cbor":   {"storage/journal", "sync"},
		"github.com/wneessen/go-mail": {"app/post/mail"},
	}
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "etabli/")
		for _, imp := range p.Imports {
			for tech, may := range homes {
				if strings.HasPrefix(imp, tech) && !anyWithin(name, may) {
					t.Errorf("%s imports %s, which lives in %v", name, imp, may)
				}
			}
			if within(name, "app/domain") && strings.Contains(strings.SplitN(imp, "/", 2)[0], ".") {
				t.Errorf("%s imports %s: the domain knows the standard library only", name, imp)
			}
			if anyWithin(name, []string{"app/domain", "app/views", "app/present"}) &&
				(imp == "os" || imp == "net" || strings.HasPrefix(imp, "net/") || strings.HasPrefix(imp, "math/rand")) {
				t.Errorf("%s imports %s: no input, output or chance in the pure rooms", name, imp)
			}
			if imp == "testing" && !strings.HasSuffix(name, "test") {
				t.Errorf("%s imports testing outside a test", name)
			}
		}
	}
}

func TestEveryPackageSaysWhatItHolds(t *testing.T) {
	for _, p := range packages(t) {
		if len(p.GoFiles)+len(p.CgoFiles) > 0 && strings.TrimSpace(p.Doc) == "" {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}

// calls that belong to one place each: the clock to the programs, the thread
// hop to the shell.
var homesOfCalls = []struct {
	pkg, fn string
	may     []string
}{
	{"time", "Now", []string{"cmd", "sync/replica/runner", "sync/hub/runner"}},
	{"fyne", "Do", []string{"app/ui/shell"}},
	{"fyne", "DoAndWait", []string{"app/ui/shell"}},
	{"container", "NewThemeOverride", nil},
}

func TestClockAndThreadHopStayInTheirPlaces(t *testing.T) {
	forGoFiles(t, func(path string, file *ast.File, _ []byte) {
		if strings.HasSuffix(path, "_test.go") || strings.Contains(path, "test/") {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := call.X.(*ast.Ident)
			if !ok || pkg.Obj != nil {
				return true
			}
			for _, h := range homesOfCalls {
				if pkg.Name == h.pkg && call.Sel.Name == h.fn && !anyWithin(filepath.ToSlash(filepath.Dir(path)), h.may) {
					t.Errorf("%s uses %s.%s", path, h.pkg, h.fn)
				}
			}
			return true
		})
	})
}

const maxFileLines = 400

func TestFilesStayRooms(t *testing.T) {
	forGoFiles(t, func(path string, _ *ast.File, src []byte) {
		if n := bytes.Count(src, []byte("\n")); n > maxFileLines && !strings.HasSuffix(path, "_test.go") {
			t.Errorf("%s has %d lines: probably two rooms", path, n)
		}
	})
}

func TestNoRemindersAreLeft(t *testing.T) {
	reminder := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X|not impl` + `emented|unimpl` + `emented)\b`)
	forGoFiles(t, func(path string, _ *ast.File, src []byte) {
		if m := reminder.Find(src); m != nil {
			t.Errorf("%s still says %s", path, m)
		}
	})
}

func TestDocumentsHaveOneTitleAndLiveLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	docs, err := filepath.Glob("*.md")
	if err != nil || len(docs) == 0 {
		t.Fatalf("no documents found: %v", err)
	}
	more, _ := filepath.Glob("docs/*.md")
	for _, doc := range append(docs, more...) {
		src, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		titles, fenced := 0, false
		for _, line := range strings.Split(string(src), "\n") {
			if strings.HasPrefix(line, "```") {
				fenced = !fenced
			}
			if !fenced && strings.HasPrefix(line, "# ") {
				titles++
			}
		}
		if titles != 1 {
			t.Errorf("%s has %d titles", doc, titles)
		}
		for _, m := range link.FindAllSubmatch(src, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(doc), string(m[1]))); err != nil {
				t.Errorf("%s links to %s, which is not there", doc, m[1])
			}
		}
	}
}

func forGoFiles(t *testing.T, fn func(path string, file *ast.File, src []byte)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "bin" || d.Name() == "out" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ParseComments)
		if err != nil {
			return err
		}
		fn(path, file, src)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func within(name, room string) bool {
	return name == room || strings.HasPrefix(name, room+"/")
}

func anyWithin(name string, list []string) bool {
	for _, room := range list {
		if within(name, room) {
			return true
		}
	}
	return false
}
