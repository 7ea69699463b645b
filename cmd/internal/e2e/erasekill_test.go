package e2e_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const (
	eraseRows  = 200
	eraseKills = 5
)

// After an erasure the next start copies the store under a new key. Whenever the
// plug is pulled meanwhile, the start after it ends or begins that anew: nothing
// is lost, nobody comes back, and no second store is left behind.
func TestAStoreThatIsCopiedAfterAnErasureOutlivesItsProcess(t *testing.T) {
	chance := seedOf(t)
	c := counter{t, t.TempDir(), "store"}
	c.must(nil, "", "init", "--site", "LIL")
	if err := os.WriteFile(filepath.Join(c.dir, "rows.csv"), []byte(rowsFile(t, eraseRows)), 0o600); err != nil {
		t.Fatal(err)
	}
	c.must(nil, "", "import", "rows.csv")
	var who struct {
		Data struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	c.must(&who, `{"name":"Ursule Vandenbroucke","phone":"06 39 98 77 66"}`, "do", "customer.save")
	c.must(nil, `{"id":"`+who.Data.ID+`"}`, "do", "person.erase")

	first := c.copied("first")
	run := took(func() { first.must(nil, "", "status") })
	kills := 0
	for n := range eraseKills {
		d := c.copied("copy" + strconv.Itoa(n))
		if d.begin("", "status").killAfter(t, between(chance, run/10, run)).code < 0 {
			kills++
		}
		d.erasedWhole()
	}
	t.Logf("killed %d times", kills)
	if kills == 0 {
		t.Error("no start was killed: this proves nothing")
	}
	// Several programs that start at once: one copies, the others wait or are told
	// that the store is in use.
	for n := range 2 {
		d := c.copied("together" + strconv.Itoa(n))
		var all []*process
		for range 4 {
			all = append(all, d.begin("", "status"))
		}
		for _, p := range all {
			if out := p.wait(t); out.code != 0 && !strings.Contains(string(out.errOut)+string(out.out), "store_in_use") {
				t.Errorf("one of four: %d %s%s", out.code, out.out, out.errOut)
			}
		}
		d.erasedWhole()
	}
}

// copied is a copy of a counter that does not run.
func (c counter) copied(to string) counter {
	c.t.Helper()
	if err := os.CopyFS(filepath.Join(c.dir, to), os.DirFS(filepath.Join(c.dir, c.store))); err != nil {
		c.t.Fatal(err)
	}
	return counter{c.t, c.dir, to}
}

// erasedWhole checks that everything but the erased customer is there, and
// deletes the counter.
func (c counter) erasedWhole() {
	c.t.Helper()
	if all := c.all(); len(all) != eraseRows {
		c.t.Fatalf("%s has %d files of %d", c.store, len(all), eraseRows)
	}
	c.verify()
	c.must(nil, "", "status")
	for _, left := range []string{".fresh", ".former", ".renewing"} {
		if _, err := os.Stat(filepath.Join(c.dir, c.store, "store"+left)); err == nil {
			c.t.Errorf("%s: store%s is left", c.store, left)
		}
	}
	found := c.begin("", "ask", "customer.find", `{"words":"ursule"}`).wait(c.t)
	if strings.TrimSpace(string(found.out)) != "[]" {
		c.t.Errorf("%s finds %s%s", c.store, found.out, found.errOut)
	}
	if err := os.RemoveAll(filepath.Join(c.dir, c.store)); err != nil {
		c.t.Fatal(err)
	}
}
