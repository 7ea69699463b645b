package main

import (
	"fmt"
	"io"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

type verifyCmd struct{}

// Run proves the store; damage is an answer of its own, with exit code 8.
func (c *verifyCmd) Run(r *run) error {
	report, err := device.Verify(r.ctx, r.dir, device.Options{Log: r.Log, Passphrase: device.PassphraseFromEnv})
	if err != nil {
		return err
	}
	if err := r.answerReport(report); err != nil {
		return err
	}
	if len(report.Faults) > 0 {
		return fault.New(cli.DamageFound, "", "n", fmt.Sprint(len(report.Faults)+report.More))
	}
	return nil
}

func (r *run) answerReport(report journal.Report) error {
	return r.Answer(report, func(w io.Writer) {
		for _, f := range report.Faults {
			fmt.Fprintf(w, "%s: %s\n", f.Place, f.What)
		}
		for _, note := range report.Notes {
			fmt.Fprintln(w, note)
		}
		fmt.Fprintln(w, r.Words.T("ctl.verified", "entries", r.Words.Number(report.Entries), "chains", r.Words.Number(report.Chains), "segments", r.Words.Number(report.Segments)))
	})
}

type repairCmd struct{}

// Run builds what is damaged anew.
func (c *repairCmd) Run(r *run) error {
	out, err := device.Repair(r.ctx, r.dir, device.Options{Log: r.Log, Passphrase: device.PassphraseFromEnv})
	if err != nil {
		return err
	}
	return r.Answer(out, func(w io.Writer) {
		if len(out.Aside) == 0 {
			fmt.Fprintln(w, r.Words.T("ctl.repaired.nothing"))
			return
		}
		for _, aside := range out.Aside {
			fmt.Fprintln(w, r.Words.T("ctl.repaired.aside", "aside", aside))
		}
		fmt.Fprintln(w, r.Words.T("ctl.repaired", "restored", fmt.Sprint(out.Restored)))
		if out.Missing > 0 {
			fmt.Fprintln(w, r.Words.T("ctl.repaired.missing", "n", fmt.Sprint(out.Missing)))
		}
	})
}
