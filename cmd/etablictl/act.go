package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
)

type doCmd struct {
	Name  string `arg:"" optional:"" help:"Name of the command; none lists them all."`
	Input string `arg:"" optional:"" default:"-" help:"Its fields as JSON; - reads standard input."`
	Staff string `help:"Id of who does it."`
}

// Help says where the fields of a command are told.
func (c *doCmd) Help() string {
	return "do alone lists the commands; do NAME --help lists the fields of one."
}

// input are the fields that were given on the line; - stands for standard input.
func (r *run) input(given string) ([]byte, error) {
	if given == "-" {
		return service.ReadInput(r.in)
	}
	return []byte(given), nil
}

// Run runs one command of the registry.
func (c *doCmd) Run(r *run) error {
	if c.Name == "" {
		return r.list(commandsOffered())
	}
	raw, err := r.input(c.Input)
	if err != nil {
		return err
	}
	if raw, err = service.As(c.Staff, raw); err != nil {
		return err
	}
	return r.with(func(d *device.Device) error {
		result, err := d.App.Do(r.ctx, c.Name, raw)
		if err != nil {
			return err
		}
		return r.Answer(result, nil)
	})
}

// askable is one line of what can be done or asked.
type askable struct {
	Name    string          `json:"name"`
	Summary string          `json:"summary"`
	Fields  []service.Field `json:"fields"`
}

func commandsOffered() (lines []askable) {
	for _, c := range service.Commands() {
		lines = append(lines, askable{c.Name, c.Summary, c.Fields()})
	}
	return lines
}

func (r *run) list(lines []askable) error {
	return r.Answer(lines, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
		for _, l := range lines {
			fmt.Fprintf(tw, "%s\t%s\n", l.Name, l.Summary)
		}
		_ = tw.Flush()
	})
}

type photoCmd struct {
	Hash string `arg:"" help:"Name of the picture, as the file of the repair lists it."`
	Out  string `required:"" help:"File to write."`
}

// Run writes one picture.
func (c *photoCmd) Run(r *run) error {
	hash, err := hex.DecodeString(c.Hash)
	if err != nil {
		return fault.New(fault.Malformed, "hash", "expected", "SHA-256")
	}
	return r.with(func(d *device.Device) error {
		in, err := d.App.OpenAttachment(r.ctx, repair.Attachment{Hash: hash})
		if err != nil {
			return err
		}
		content, err := io.ReadAll(in)
		if err = errors.Join(err, in.Close()); err != nil {
			return service.Explain(err)
		}
		if err := os.WriteFile(c.Out, content, 0o600); err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		return nil
	})
}

type attachCmd struct {
	File string `arg:"" help:"JPEG, PNG or WebP."`
	Role string `default:"photo" enum:"photo,signature" help:"photo or signature."`
}

// Run stores one picture.
func (c *attachCmd) Run(r *run) error {
	f, err := cli.OpenFile("file", c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	return r.with(func(d *device.Device) error {
		at, err := d.App.Attach(r.ctx, c.Role, f)
		if err != nil {
			return err
		}
		return r.Answer(at, nil)
	})
}
