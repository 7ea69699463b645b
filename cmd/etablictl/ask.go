package main

import (
	"etabli/app/service"
	"etabli/cmd/internal/device"
)

type askCmd struct {
	Name  string `arg:"" optional:"" help:"Name of the question; none lists them all."`
	Input string `arg:"" optional:"" help:"Its fields as JSON; - reads standard input."`
}

// Help says where the fields of a question are told.
func (c *askCmd) Help() string {
	return "ask alone lists the questions; ask NAME --help lists the fields of one."
}

func questionsOffered() (lines []askable) {
	for _, q := range service.Questions() {
		lines = append(lines, askable{q.Name, q.Summary, q.Fields()})
	}
	return lines
}

// Run answers one question of the registry.
func (c *askCmd) Run(r *run) error {
	if c.Name == "" {
		return r.list(questionsOffered())
	}
	raw, err := r.input(c.Input)
	if err != nil {
		return err
	}
	return r.with(func(d *device.Device) error {
		answer, err := d.App.Ask(r.ctx, c.Name, raw)
		if err != nil {
			return err
		}
		return r.Answer(answer, nil)
	})
}
