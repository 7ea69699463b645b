// Package cli is what the programs' command lines share: how they answer, how
// they fail and with which exit code.
package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"sort"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/app/service"
)

// The exit codes; scripts rely on them, so they never change their meaning.
const (
	OK          = 0
	Failed      = 1 // not foreseen; the log says more
	Usage       = 2 // the command line itself is wrong
	BadInput    = 3 // a field or line is wrong; it is named
	NotFound    = 4
	StoreFailed = 5 // the store is in use, full, damaged or locked
	Refused     = 6 // right in form, but not allowed now
	Unreachable = 7 // HQ cannot be reached, or refuses this device
	Damaged     = 8 // verify found something wrong
)

// The faults that only programs have.
const (
	DamageFound  fault.Code = "damage_found"  // a proof failed; args: n
	NumberShared fault.Code = "number_shared" // one number names several files
	AddressTaken fault.Code = "address_taken" // a server cannot listen there; args: address
)

// generalCodes are those that belong to no subject of codes.go.
var generalCodes = map[fault.Code]int{
	fault.Internal: Failed, service.Interrupted: Failed, "printer_failed": Failed, "link_not_opened": Failed,

	WrongUsage: Usage,

	fault.Missing: BadInput, fault.Malformed: BadInput, fault.TooLong: BadInput,
	fault.OutOfRange: BadInput, fault.UnknownField: BadInput, fault.BadText: BadInput,
	fault.UnknownName: BadInput, fault.Twice: BadInput, service.EntryTooBig: BadInput, service.NotAPicture: BadInput,
	service.PictureLarge: BadInput, service.AccessoriesOpen: BadInput, service.IDTaken: BadInput,
	FileUnreadable: BadInput, FileUnwritable: BadInput, "rule_overlap": BadInput,

	fault.NotFound: NotFound, service.Erased: NotFound, FileMissing: NotFound, "no_store": NotFound, "no_hq": NotFound,

	service.StoreFull: StoreFailed, service.StoreStopped: StoreFailed, service.StoreInUse: StoreFailed,
	service.StoreDamaged: StoreFailed, service.WrongKey: StoreFailed, service.UnsafePlace: StoreFailed,
	service.StoreAway: StoreFailed, service.ListsUndone: StoreFailed, "store_newer": StoreFailed, "other_secrets": StoreFailed, "hq_moved": StoreFailed,
	"hq_recovering": Refused, "recovery_unconfirmed": Refused, "backup_embedded_only": Refused, "recovery_key_needed": StoreFailed,
	"recovery_key_bad": BadInput, "backup_damaged": Damaged, "not_held": NotFound,
	"store_url_bad": BadInput, "target_not_empty": Refused,
	"folder_denied": StoreFailed, "settings_damaged": StoreFailed, service.Busy: StoreFailed,

	fault.Conflict: Refused, service.NotAllowed: Refused, service.StaleQuote: Refused, service.NoQuote: Refused, service.NoRise: Refused, service.AmendmentWaits: Refused,
	service.NoBlobs: Refused, service.BlobAway: Refused, NumberShared: Refused, "store_exists": Refused, "store_not_empty": Refused, "not_enrolled": Refused, "no_paper_yet": Refused, "label_too_small": Refused, "label_no_accessory": Refused,
	service.FileElsewhere: Refused, service.FileNotHere: Refused,
	"too_many_drafts": Refused, "rules_country_off": Refused, "rule_unknown": Refused,

	"hq_unreachable": Unreachable, "hq_too_old": Unreachable, "own_device": Refused, "hq_refused": Unreachable, "revoked": Unreachable,
	"code_wrong": Unreachable, "code_expired": Unreachable, "code_used": Unreachable,
	"too_many_tries": Unreachable, "impostor": Unreachable, "hq_not_serving": Unreachable,
	AddressTaken: Unreachable,

	DamageFound: Damaged, "hq_damaged": Damaged,
}

// Voice is how a program speaks: in one language, as text or as JSON.
type Voice struct {
	Out, Err io.Writer
	JSON     bool
	Words    *lang.Catalogue
	Log      *slog.Logger
}

// Answer prints v: as JSON when asked for, else by text.
func (v Voice) Answer(value any, text func(w io.Writer)) error {
	if !v.JSON && text != nil {
		text(v.Out)
		return nil
	}
	enc := json.NewEncoder(v.Out)
	enc.SetEscapeHTML(false)
	if !v.JSON {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(value)
}

// Complain tells a person what went wrong and what to do, and answers the exit
// code. The whole chain goes to the log.
func (v Voice) Complain(err error) int {
	f := fault.Of(service.Explain(err))
	level := slog.LevelDebug
	if f.Code == fault.Internal { // its sentence asks for the log
		level = slog.LevelError
	}
	v.Log.Log(context.Background(), level, "command failed", "code", string(f.Code), "field", f.Field, "cause", fmt.Sprint(err))
	if v.JSON {
		_ = v.Answer(map[string]any{"error": Spell(f)}, nil)
		return exitCode(f)
	}
	fmt.Fprintln(v.Err, Sentence(v.Words, f))
	if next := "fault." + string(f.Code) + ".next"; v.Words.Has(next) {
		fmt.Fprintln(v.Err, v.Words.T(next, pairs(v.Words, f)...))
	}
	fmt.Fprintf(v.Err, "[%s]\n", strings.TrimSpace(string(f.Code)+" "+f.Field))
	return exitCode(f)
}

func exitCode(f *fault.Error) int {
	if code, ok := exitCodes[f.Code]; ok {
		return code
	}
	return BadInput // the codes of an import's rows are all about what the file holds
}

// Spelled is a fault for programs, with its sentences in both languages.
type Spelled struct {
	Code    fault.Code        `json:"code"`
	Field   string            `json:"field,omitempty"`
	Args    map[string]string `json:"args,omitempty"`
	Message map[string]string `json:"message"`
	Next    map[string]string `json:"next,omitempty"`
}

// Spell says a fault in every language.
func Spell(f *fault.Error) Spelled {
	out := Spelled{Code: f.Code, Field: f.Field, Args: f.Args, Message: map[string]string{}, Next: map[string]string{}}
	for _, tag := range []string{"fr", "en"} {
		words := lang.For(tag)
		out.Message[tag] = Sentence(words, f)
		if next := "fault." + string(f.Code) + ".next"; words.Has(next) {
			out.Next[tag] = words.T(next, pairs(words, f)...)
		}
	}
	return out
}

// Sentence says a fault in one language, with the field it is about.
func Sentence(words *lang.Catalogue, f *fault.Error) string {
	text := words.T("fault."+string(f.Code), pairs(words, f)...)
	if f.Field == "" {
		return text
	}
	return words.T("ctl.about", "field", f.Field, "text", text)
}

func pairs(words *lang.Catalogue, f *fault.Error) []string {
	names := make([]string, 0, len(f.Args))
	for name := range f.Args {
		names = append(names, name)
	}
	sort.Strings(names)
	out := []string{"field", f.Field}
	for _, name := range names {
		out = append(out, name, words.SaidOf(string(f.Code), f.Field, name, f.Args[name]))
	}
	return out
}
