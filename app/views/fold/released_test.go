package fold_test

import (
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"etabli/app/domain/coding"
	"etabli/app/domain/custody"
	"etabli/app/domain/kind"
	"etabli/app/domain/ladder"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/storage/journal"
)

var update = flag.Bool("update", false, "write the facts of kinds that have none yet")

// released has the type of facts of each kind, by version. What is here was
// written into entries and is read for ever.
var released = map[kind.Kind][]any{
	kind.RepairReceived:     {repair.ReceivedFacts{}, repair.IntakeFacts{}},
	kind.RepairImported:     {repair.ImportedFacts{}},
	kind.RepairMoved:        {repair.MovedFacts{}, repair.MovedFacts{}},
	kind.RepairEdited:       {repair.EditedFacts{}},
	kind.RepairNoted:        {repair.NotedFacts{}},
	kind.RepairDiagnosed:    {repair.DiagnosedFacts{}},
	kind.RepairQuoted:       {repair.QuotedFacts{}, quote.Facts{}},
	kind.QuoteAnswered:      {repair.AnsweredFacts{}, quote.AnswerFacts{}},
	kind.RepairHandedBack:   {repair.HandedBackFacts{}, repair.HandedBackFacts{}},
	kind.RepairPhotographed: {repair.PhotographedFacts{}},
	kind.RepairRenumbered:   {repair.RenumberedFacts{}},
	kind.ReviewSettled:      {repair.SettledFacts{}},

	kind.SaleTold: {warranty.SaleFacts{}}, kind.WarrantyJudged: {warranty.VerdictFacts{}}, kind.WarrantyDecided: {warranty.VerdictFacts{}},
	kind.LayerChanged: {quote.ChangeFacts{}}, kind.LayerContested: {warranty.ContestFacts{}}, kind.Negotiated: {warranty.NegotiatedFacts{}},
	kind.GuaranteeAdded: {warranty.GuaranteeFacts{}}, kind.RemedyAsked: {warranty.RemedyFacts{}, warranty.RemedyFacts{}}, kind.ProductReserialed: {repair.ReserialedFacts{}},
	kind.ProductTold: {warranty.ProductFacts{}}, kind.StartWished: {quote.WishFacts{}},

	kind.RepairPlaced: {repair.PlacedFacts{}}, kind.RepairCoded: {coding.Facts{}}, kind.RepairInspected: {repair.InspectedFacts{}},
	kind.BatteryAsked: {repair.BatteryFacts{}}, kind.PasscodeKept: {repair.PasscodeFacts{}}, kind.PasscodeErased: {repair.PasscodeErasedFacts{}},
	kind.RepairsMerged: {repair.MergedFacts{}}, kind.RepairSplit: {repair.SplitFacts{}}, kind.RepairSent: {repair.SentFacts{}},
	kind.RepairReassigned: {repair.ReassignedFacts{}}, kind.IncidentOpened: {custody.OpenedFacts{}}, kind.IncidentStepped: {custody.StepFacts{}},
	kind.CustodyCounted: {custody.CountedFacts{}}, kind.CodesRead: {coding.TableFacts{}}, kind.OwnerReminded: {ladder.RemindedFacts{}},
	kind.BatchMoved: {repair.BatchFacts{}}, kind.BatchUndone: {repair.BatchUndoneFacts{}}, kind.IntakeRefused: {repair.RefusedFacts{}},
	kind.IntakeParked: {repair.ParkedFacts{}}, kind.HandedBackTogether: {repair.HandedBackTogetherFacts{}}, kind.ExpressDone: {repair.ExpressFacts{}},
	kind.WipeAgreed: {repair.WipeFacts{}},
}

// Every field of released facts reads as it always did, and is written again to
// the same bytes: a key that was renumbered or given another meaning fails here.
func TestReleasedFactsReadAsTheyAlwaysDid(t *testing.T) {
	for k, versions := range released {
		for i, of := range versions {
			name := filepath.Join("testdata", fmt.Sprintf("kind-%03d-v%d.txt", k, i+1))
			if _, err := os.Stat(name); *update && os.IsNotExist(err) {
				write(t, name, reflect.TypeOf(of))
			}
			raw, want := read(t, name)
			into := reflect.New(reflect.TypeOf(of))
			if err := journal.UnmarshalFacts(raw, into.Interface()); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if diff := cmp.Diff(want, strings.Join(told(into.Elem(), ""), "\n")); diff != "" {
				t.Errorf("%s reads otherwise (-released +now):\n%s", name, diff)
			}
			again, err := journal.MarshalFacts(into.Interface())
			if err != nil || string(again) != string(raw) {
				t.Errorf("%s is written otherwise: %x, %v", name, again, err)
			}
		}
	}
}

func read(t *testing.T, name string) (raw []byte, told string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	if raw, err = hex.DecodeString(first); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return raw, strings.TrimSuffix(rest, "\n")
}

func write(t *testing.T, name string, of reflect.Type) {
	t.Helper()
	v, n := reflect.New(of), 0
	fill(v.Elem(), &n)
	raw, err := journal.MarshalFacts(v.Interface())
	if err != nil {
		t.Fatal(err)
	}
	text := hex.EncodeToString(raw) + "\n" + strings.Join(told(v.Elem(), ""), "\n") + "\n"
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fill gives every field a value of its own.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), n)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, n)
		fill(value, n)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8, reflect.Uint64:
		v.SetUint(uint64(*n % 200))
	default:
		v.SetInt(int64(*n))
	}
}

// told lists what facts say, a line for each value; what they do not say is no
// line, so that a field that was added later changes nothing.
func told(v reflect.Value, path string) []string {
	if v.IsZero() {
		return nil
	}
	var out []string
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			out = append(out, told(v.Field(i), path+"."+v.Type().Field(i).Name)...)
		}
	case reflect.Pointer:
		return told(v.Elem(), path)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			out = append(out, told(v.Index(i), fmt.Sprintf("%s.%d", path, i))...)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			out = append(out, told(v.MapIndex(key), fmt.Sprintf("%s.%v", path, key))...)
		}
	default:
		out = append(out, fmt.Sprintf("%s = %v", path, v))
	}
	return out
}
