package e2e_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// queue STORE COUNT BACK takes COUNT repairs in on a device, hands the first
// BACK of them back and takes 50 € for each; the numbers, links and statuses it
// expects go into STORE.queue, the id of each into FILE_STORE_n.
func queue(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: queue STORE COUNT BACK")
	}
	count, err := strconv.Atoi(args[1])
	ts.Check(err)
	back, err := strconv.Atoi(args[2])
	ts.Check(err)
	var out strings.Builder
	for i := range count {
		var made struct {
			Data struct{ ID, Number, Link string }
		}
		command(ts, args[0], &made, "repair.receive", fmt.Sprintf(
			`{"customer":{"name":"Client %s %d","phone":"06 39 98 %02d %02d"},"product":{"label":"Appareil %d"},"fault":"Ne s’allume plus"}`, args[0], i, i, len(args[0]), i))
		ts.Setenv(fmt.Sprintf("FILE_%s_%d", args[0], i), made.Data.ID)
		status := "received"
		if i < back {
			status = "returned"
			on := `{"id":"` + made.Data.ID + `"`
			command(ts, args[0], nil, "repair.move", on+`,"to":"diag"}`)
			command(ts, args[0], nil, "repair.move", on+`,"to":"ready","outcome":"repaired"}`)
			command(ts, args[0], nil, "till.sell", `{"repair":"`+made.Data.ID+`","lines":[{"label":"Réparation","unit_cents":5000,"rate_permille":200}],"payments":[{"tender":"cash","cents":5000}]}`)
			var given struct{ Data struct{ Token string } }
			command(ts, args[0], &given, "repair.hand_back", on+`,"outcome":"repaired"}`)
			made.Data.Link = made.Data.Link[:strings.LastIndex(made.Data.Link, "/")+1] + given.Data.Token // that of its paper
		}
		fmt.Fprintln(&out, made.Data.Number, made.Data.Link, status)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".queue"), []byte(out.String()), 0o600))
}

// command runs one command on a device and reads its answer.
func command(ts *testscript.TestScript, store string, into any, name, input string) {
	run := exec.Command(programs+"/etablictl", "--json", "--store", ts.MkAbs(store), "do", name)
	run.Env = append(os.Environ(), "ETABLI_KEYRING=off", "HOME="+ts.Getenv("HOME"))
	run.Stdin = strings.NewReader(input)
	out, err := run.Output()
	if err != nil {
		ts.Fatalf("%s %s: %v\n%s", name, input, err, out)
	}
	if into != nil {
		ts.Check(json.Unmarshal(out, into))
	}
}

// once STORE FILES... checks that a device lists every repair of the queues
// exactly once, each with its number and its status, and no other.
func once(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: once STORE FILES...")
	}
	want := map[string]string{}
	for _, name := range args[1:] {
		for _, line := range strings.Split(strings.TrimSpace(ts.ReadFile(name)), "\n") {
			fields := strings.Fields(line)
			if want[fields[0]] != "" {
				ts.Fatalf("the number %s was given twice", fields[0])
			}
			want[fields[0]] = fields[len(fields)-1]
		}
	}
	ts.Check(ts.Exec("etablictl", "--json", "--store", args[0], "list", "--scope", "all", "--limit", "0"))
	var rows []struct{ Number, Status string }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &rows))
	for _, row := range rows {
		if want[row.Number] != row.Status {
			ts.Fatalf("%s is %s, want %q", row.Number, row.Status, want[row.Number])
		}
		delete(want, row.Number)
	}
	if len(want) > 0 {
		ts.Fatalf("%d of the files are missing: %v", len(want), want)
	}
}

// pageEvery is how many repairs of a queue share one look at a page: a customer
// may look so often, and no more.
const pageEvery = 6

// pages FILE fetches the customer's page of every sixth repair of a queue until
// it shows its number.
func pages(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: pages FILE")
	}
	for i, line := range strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n") {
		if fields := strings.Fields(line); i%pageEvery == 0 {
			fetch(ts, false, []string{fields[1], fields[0]})
		}
	}
}
