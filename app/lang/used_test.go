package lang_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// dynamic lists the beginnings of keys that the program completes with a code,
// such as "status." and the status. Messages under them count as used.
var dynamic = []string{
	"status.", "outcome.", "rule.", "timeline.", // codes of the domain and of the fold
	"claim.state.",                                                                                                                                // of claims, refunds and vouchers, in faults
	"promise.why.", "inbox.owed.", "portal.paper.", "portal.rate.", "portal.well.", "portal.tell.", "portal.data.", "portal.wish.", "inbox.wish.", // what customers ask for and choose on their page
	"portal.claim.",                   // states of claims and refunds, measures, answers
	"repair.stopped.", "silence.way.", // how a customer stopped messages
	"portal.parcel.state.", "portal.visit.for.", "portal.visit.state.", "portal.change.", "portal.said.", "portal.answer.", // what came of an act on the page
	"fault.",                // codes of faults, with their next step under ".next"
	"expected.", "refusal.", // codes that the sentence of a fault mentions
	"date.month.", "date.weekday.", // numbers of months and days
	"portal.headline.", "portal.next.", "portal.step.", "portal.state.", // statuses and steps of the customer's page
	"language.",                 // languages that can be chosen
	"protection.", "ctl.moves.", // what guards the key of the store
	"accounts.scheme.",                // by what a business without SIREN is known
	"manager.closed.", "back.reason.", // what stands on a closing day; why money goes back
	"manager.claim.", "weekday.", "region.", "hours.by.", "role.", "right.", "absence.", // what people may do, and why they are away
	"people.where.",               // states of an erasure
	"export.kind.", "export.why.", // records of the till that the books are about, and why they were made
	"report.",                 // figures of a period with their definitions
	"figure.",                 // figures with their unit, definition and cases
	"qualification.", "spot.", // codes of qualifications, and of where goods lie
	"tasking.", "contracting.", "accounting.", "thirding.", "caring.", "reporting.", "cataloguing.", "preordering.", "privacy.", "devices.", "preorders.asked.", "preorders.ahead.", "preorders.why.", "preorders.told.", "preorders.paid.intro.", "norming.", "norm.", "keeping.", "help.", "quoting.kind.", "quoting.origin.", "quoting.reason.", "quoting.circular.", "quoting.fee.", "discount.why.", "quoting.no.", "quoting.device.", // codes of quotes
	"printing.", "printed.", "printers.", // states and reasons of the print queue, forms, and how a printer is set up
	"coding.",                                                                                     // columns and codes of faults
	"template.",                                                                                   // what is said to customers often, by code
	"contract.",                                                                                   // what a contract says by where it was made
	"deed.", "loaning.", "stocking.", "inboxing.", "claiming.", "parceling.", "by.", "accessory.", // acts on what is open beside a list, and codes of loans
	"erasure.what.", "erasure.why.", // what of a person stays, and why
	"visit.status.", "visit.for.", "visit.under.", "visit.follow.", "visit.result.", "visit.unsigned.", "visit.made.", // codes of visits,
	"visit.reason.", "visit.told.", "visit.step.", "visit.line.", "week.move.why.", "point.", // their reasons, ways and points
	"reason.", "warranty.", "holiday.", "calendar.", // codes of verdicts, public holidays and proposed dates
}

// sources is what the program's own text mentions: keys looked up by a literal,
// and every literal, because a key may travel as a value before it is looked up.
type sources struct {
	looked    map[string]string // key → where
	begun     map[string]string // literal beginning of a composed key → where
	mentioned map[string]bool
}

func TestEveryMessageLookedUpExists(t *testing.T) {
	fr, _ := shipped(t)
	s := readSources(t)
	if len(s.looked) == 0 {
		t.Fatal("no look-up was found: the search itself is broken")
	}
	for key, where := range s.looked {
		if !fr.Has(key) {
			t.Errorf("%s looks up %q, which no catalogue has", where, key)
		}
	}
	for begin, where := range s.begun {
		if !hasDynamicPrefix(begin) {
			t.Errorf("%s composes a key from %q, which the table of dynamic keys does not list", where, begin)
		}
	}
}

func TestEveryMessageIsUsed(t *testing.T) {
	fr, _ := shipped(t)
	s := readSources(t)
	for _, key := range fr.Keys() {
		stem := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !s.mentioned[key] && !s.mentioned[stem] && !hasDynamicPrefix(key) {
			t.Errorf("nothing uses %q", key)
		}
	}
}

func hasDynamicPrefix(key string) bool {
	for _, prefix := range dynamic {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

func readSources(t *testing.T) sources {
	t.Helper()
	s := sources{map[string]string{}, map[string]string{}, map[string]bool{}}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != root && strings.HasPrefix(d.Name(), "."), d.Name() == "testdata":
			return filepath.SkipDir
		case strings.HasSuffix(name, ".html"):
			return s.readPage(name)
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			return s.readGo(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s sources) readGo(name string) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, nil, 0)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, ok := literal(n); ok {
				s.mentioned[text] = true
			}
		case *ast.CallExpr:
			s.readCall(n, fset)
		}
		return true
	})
	return nil
}

// readCall notes the key of a call of T or N.
func (s sources) readCall(call *ast.CallExpr, fset *token.FileSet) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 || method.Sel.Name != "T" && method.Sel.Name != "N" {
		return
	}
	where := fset.Position(call.Pos()).String()
	arg := call.Args[0]
	if key, ok := literal(arg); ok {
		if method.Sel.Name == "N" {
			key += ".other"
		}
		s.looked[key] = where
		return
	}
	s.readBeginning(arg, where)
}

// readBeginning notes the literal that a composed key begins with.
func (s sources) readBeginning(arg ast.Expr, where string) {
	for {
		sum, ok := arg.(*ast.BinaryExpr)
		if !ok {
			break
		}
		arg = sum.X
	}
	if begin, ok := literal(arg); ok {
		s.begun[begin] = where
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// pageKey finds {{… .T "key" …}} in a web page.
var pageKey = regexp.MustCompile(`\.(T|N) "([^"]+)"`)

func (s sources) readPage(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for _, hit := range pageKey.FindAllStringSubmatch(string(text), -1) {
		key := hit[2]
		s.mentioned[key] = true
		if hit[1] == "N" {
			key += ".other"
		}
		s.looked[key] = name
	}
	return nil
}
