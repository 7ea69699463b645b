package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/site"
)

// MissCallInput is a call that nobody took.
type MissCallInput struct {
	Phone      string `json:"phone"`
	ReceivedMS int64  `json:"received_ms,omitempty" doc:"when it rang, Unix ms; now when empty"`
	WaitedS    int    `json:"waited_s,omitempty" doc:"how long the caller waited"`
	Site       string `json:"site,omitempty" doc:"the shop that it rang at; this one when empty"`
	Source     string `json:"source,omitempty" doc:"the telephone system's name for it: the same one is taken in once"`
	By         string `json:"-"` // the program that tells of it, whose names are its own
}

// MissCall logs a call that nobody took.
func (a *App) MissCall(ctx context.Context, call Call, in *MissCallInput) (Result, error) {
	if in.Phone == "" {
		return Result{}, fault.New(fault.Missing, "phone")
	}
	facts := message.ReceivedFacts{
		Channel: message.Phone, ReceivedMS: a.orNow(in.ReceivedMS), Missed: true, WaitedS: in.WaitedS, Site: a.here(in.Site), Source: in.Source,
	}
	if in.Site != "" {
		if err := site.CheckCode(in.Site); err != nil {
			return Result{}, fault.New(fault.Malformed, "site", "expected", "LIL").Because(err)
		}
	}
	box := message.TextBox{From: in.Phone, FromKey: message.Key(message.Phone, in.Phone)}
	if in.Source != "" {
		call.ID = sourceID(message.Phone, in.By, in.Source)
	}
	return a.takeIn(ctx, call, facts, box, placeOf{})
}
