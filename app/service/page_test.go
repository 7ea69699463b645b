package service_test

import (
	"context"
	"crypto/sha256"
	"strconv"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/storage"
)

func leads(t testing.TB, app *service.App, token string) bool {
	t.Helper()
	_, err := app.ByToken(t.Context(), hashOf(t, token))
	if err != nil && fault.Of(err).Code != fault.NotFound {
		t.Fatal(err)
	}
	return err == nil
}

func TestAPageThatGotAnotherAddressIsFoundByItAlone(t *testing.T) {
	app := shop(t)
	id, number := received(t, app)
	first := file(t, app, id).Token
	do(t, app, "repair.relink", `{"id":"`+id+`","why":"lost"}`)
	second := file(t, app, id).Token
	if second == "" || second == first {
		t.Fatalf("the address is %q, before %q", second, first)
	}
	if leads(t, app, first) || !leads(t, app, second) {
		t.Error("the lost paper still opens the page, or the new one does not")
	}
	hits, err := app.Search(t.Context(), "https://suivi.example/r/"+first, 5)
	if err != nil || len(hits) != 1 || hits[0].Number != number {
		t.Errorf("the old paper at the counter finds %v, %v", hits, err)
	}
	refuse(t, app, "repair.relink", `{"id":"`+id+`","why":"whim"}`, fault.UnknownName, "why")
}

func TestHandingBackGivesThePageAnotherAddress(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	first := file(t, app, id).Token
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
	do(t, app, "repair.hand_back", `{"id":"`+id+`","accessories":{"Chargeur":"returned"}}`)
	second := file(t, app, id).Token
	if second == first || leads(t, app, first) || !leads(t, app, second) {
		t.Errorf("from %q to %q; the first leads on: %v", first, second, leads(t, app, first))
	}
}

func TestDevicesHandedBackTogetherGetAddressesOfTheirOwn(t *testing.T) {
	app := shop(t)
	first, _ := received2(t, app, "D1")
	second := do(t, app, "repair.receive", `{"deposit":"`+first+`","product":{"label":"Lampe","serial":"D2"}}`)["data"].(map[string]any)["id"].(string)
	old := []string{file(t, app, first).Token, file(t, app, second).Token}
	for _, id := range []string{first, second} {
		do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
	}
	do(t, app, "deposit.hand_back", `{"deposit":"`+first+`","files":[{"id":"`+first+`"},{"id":"`+second+`"}]}`)
	now := []string{file(t, app, first).Token, file(t, app, second).Token}
	for i := range old {
		if now[i] == "" || now[i] == old[i] || leads(t, app, old[i]) || !leads(t, app, now[i]) {
			t.Errorf("file %d: from %q to %q", i, old[i], now[i])
		}
	}
	if now[0] == now[1] {
		t.Error("both have one address")
	}
}

func TestHoweverManyAreHandedBackTogetherEachOldAddressEnds(t *testing.T) {
	app := shop(t)
	first, _ := received2(t, app, "D0")
	ids := []string{first}
	for len(ids) < repair.MaxTogether {
		ids = append(ids, do(t, app, "repair.receive", `{"deposit":"`+first+`","product":{"label":"Tablette","serial":"D`+strconv.Itoa(len(ids))+`"}}`)["data"].(map[string]any)["id"].(string))
	}
	var old, files []string
	for _, id := range ids {
		old = append(old, file(t, app, id).Token)
		do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
		files = append(files, `{"id":"`+id+`"}`)
	}
	do(t, app, "deposit.hand_back", `{"deposit":"`+first+`","files":[`+strings.Join(files, ",")+`]}`)
	for i, token := range old {
		if leads(t, app, token) {
			t.Errorf("the address of device %d leads on", i+1)
		}
	}
	last := ids[len(ids)-1]
	do(t, app, "repair.relink", `{"id":"`+last+`","why":"reprint"}`)
	if token := file(t, app, last).Token; !leads(t, app, token) {
		t.Errorf("the address that its paper gives, %q, leads nowhere", token)
	}
}

func TestAPageEndsAMonthAfterTheHandBack(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	id, _ := received(t, app)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
	do(t, app, "repair.hand_back", `{"id":"`+id+`","accessories":{"Chargeur":"returned"}}`)
	token := file(t, app, id).Token
	now = now.AddDate(0, 0, repair.PageDays).Add(-time.Hour)
	if !leads(t, app, token) {
		t.Error("it ended before its time")
	}
	claim := do(t, app, "claim.open", `{"repair":"`+id+`","about":"quality","channel":"phone","words":"Il s’éteint"}`)["data"].(map[string]any)["id"].(string)
	now = now.AddDate(0, 0, 3)
	if !leads(t, app, token) {
		t.Error("nobody can follow the claim any more")
	}
	do(t, app, "claim.end", `{"id":"`+claim+`","outcome":"withdrawn"}`)
	if leads(t, app, token) {
		t.Error("it can be read for ever")
	}
}

func TestThePaperOfAMergedFileEndsWithTheHandBack(t *testing.T) {
	app := shop(t)
	keep, _ := received(t, app)
	other, _ := received(t, app)
	token := file(t, app, other).Token
	do(t, app, "repair.merge", `{"id":"`+keep+`","with":"`+other+`"}`)
	if !leads(t, app, token) {
		t.Fatal("the paper of the file that was merged does not lead on")
	}
	do(t, app, "repair.move", `{"id":"`+keep+`","to":"ready","outcome":"repaired"}`)
	do(t, app, "repair.hand_back", `{"id":"`+keep+`","accessories":{"Chargeur":"returned"}}`)
	if leads(t, app, token) {
		t.Error("it still leads on after the hand-back")
	}
}

func TestAnAddressThatWasEverGivenIsKnown(t *testing.T) {
	app := shop(t)
	id, number := received(t, app)
	first := hashOf(t, file(t, app, id).Token)
	do(t, app, "repair.relink", `{"id":"`+id+`","why":"reprint"}`)
	other := hashOf(t, "00000000000000000000000000")
	for _, c := range []struct {
		hash   []byte
		number string
		want   bool
	}{{first, "LIL9-00001-000", true}, {other, number, true}, {other, "LIL9-00001-000", false}} {
		if got, err := app.AddressGiven(t.Context(), c.hash, c.number); err != nil || got != c.want {
			t.Errorf("%x %s: %v, %v", c.hash[:4], c.number, got, err)
		}
	}
}

// counted counts what is read of a journal.
type counted struct {
	service.Journal
	reads *int
}

func (c counted) View(ctx context.Context, fn func(storage.Reader) error) error {
	return c.Journal.View(ctx, func(r storage.Reader) error { return fn(countedReader{r, c.reads}) })
}

type countedReader struct {
	storage.Reader
	reads *int
}

func (c countedReader) Get(key []byte) ([]byte, error) {
	*c.reads++
	return c.Reader.Get(key)
}

func (c countedReader) Scan(rng storage.Range, fn func(key, value []byte) error) error {
	*c.reads++
	return c.Reader.Scan(rng, func(key, value []byte) error {
		*c.reads++
		return fn(key, value)
	})
}

// Who tries addresses learns nothing by how long the answer takes: one that never
// was, one that was replaced and one that has ended are the same work. Work is
// counted, not timed; the files are alike, so that their neighbours are.
func TestAddressesThatLeadNowhereAreAllTheSameWork(t *testing.T) {
	now, reads := noon, 0
	app := countersOver(t, &now, func(log service.Journal) service.Journal { return counted{log, &reads} }, "2")[0]
	var replaced, ended [][]byte
	for n := range 4 {
		id, _ := received2(t, app, "D"+strconv.Itoa(n))
		replaced = append(replaced, hashOf(t, file(t, app, id).Token))
		do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
		do(t, app, "repair.hand_back", `{"id":"`+id+`"}`)
		ended = append(ended, hashOf(t, file(t, app, id).Token))
	}
	now = now.AddDate(0, 0, repair.PageDays+1)
	work := func(hash []byte) int {
		reads = 0
		if _, err := app.ByToken(t.Context(), hash); fault.Of(err).Code != fault.NotFound {
			t.Fatal(err)
		}
		return reads
	}
	want := work(ended[0])
	if want < 5 {
		t.Fatalf("%d reads: nothing is counted", want)
	}
	for n := range 32 {
		never := sha256.Sum256([]byte{byte(n)})
		if got := work(never[:]); got < want || got > want+1 { // behind the last one it begins again
			t.Errorf("an address that never was is %d reads, one that ended %d", got, want)
		}
	}
	for i := range replaced {
		if got := work(replaced[i]); got != want {
			t.Errorf("one that was replaced is %d reads, one that ended %d", got, want)
		}
		if got := work(ended[i]); got != want {
			t.Errorf("one that ended is %d reads, another %d", got, want)
		}
	}
}
