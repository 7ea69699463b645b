package ipp

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/OpenPrinting/goipp"

	"etabli/printing/spool"
)

// Way implements spool.Way over a Client.
type Way struct{ Client *Client }

// byName begins the remote name of a job at a printer that cannot create jobs
// without a document; it is found by its name there.
const byName = "name:"

// cleanUp bounds what is done after a document was called off.
const cleanUp = 10 * time.Second

// Claim checks that the printer takes the document and creates the job.
func (w Way) Claim(ctx context.Context, t spool.Task) (string, error) {
	uri := t.Printer.Address
	can, err := w.Client.Look(ctx, uri)
	switch {
	case err != nil:
		return "", err
	case can.Reason != "":
		return "", &spool.Trouble{Reason: can.Reason}
	case !can.Accepting:
		return "", &spool.Trouble{Reason: spool.Stopped}
	}
	if _, ok := can.takes(t.Type); !ok {
		return "", &spool.Trouble{Reason: spool.Refused, Cause: errors.New(t.Type)}
	}
	if !can.can(goipp.OpCreateJob, goipp.OpSendDocument) {
		return byName + t.Name, nil
	}
	m := w.Client.request(goipp.OpCreateJob, uri)
	add(m, "job-name", goipp.TagName, goipp.String(t.Name))
	describe(m, can, t)
	reply, err := w.Client.do(ctx, uri, m, nil)
	if err != nil {
		return "", explain(err)
	}
	id, ok := number(reply.Job, "job-id")
	if !ok {
		return "", &spool.Trouble{Reason: spool.Stopped, Cause: errors.New("ipp: a job without a number")}
	}
	return strconv.Itoa(id), nil
}

// describe says on which paper a job goes.
func describe(m *goipp.Message, can Capabilities, t spool.Task) {
	if name, ok := can.paper(t.Paper); ok {
		m.Job.Add(goipp.MakeAttr("media", goipp.TagKeyword, goipp.String(name)))
	}
}

// Send hands the document over.
func (w Way) Send(ctx context.Context, t spool.Task) spool.Progress {
	uri := t.Printer.Address
	can, err := w.Client.Look(ctx, uri)
	if err != nil {
		w.drop(ctx, t)
		return spool.Progress{Standing: spool.NotArrived, Reason: spool.ReasonOf(err)}
	}
	as, _ := can.takes(t.Type)
	var m *goipp.Message
	if strings.HasPrefix(t.Remote, byName) {
		m = w.Client.request(goipp.OpPrintJob, uri)
		add(m, "job-name", goipp.TagName, goipp.String(t.Name))
		describe(m, can, t)
	} else {
		m = w.about(goipp.OpSendDocument, t)
		add(m, "last-document", goipp.TagBoolean, goipp.Boolean(true))
	}
	add(m, "document-format", goipp.TagMimeType, goipp.String(as))
	_, err = w.Client.do(ctx, uri, m, t.Content)
	var no status
	switch {
	case err == nil:
		return spool.Progress{Standing: spool.Accepted}
	case errors.As(err, &no) && goipp.Status(no) == goipp.StatusErrorDocumentFormatNotSupported:
		w.drop(ctx, t)
		return spool.Progress{Standing: spool.GivenUp}
	}
	return w.afterFailure(ctx, t)
}

// afterFailure asks how a document stands whose sending failed.
func (w Way) afterFailure(ctx context.Context, t spool.Task) spool.Progress {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanUp)
	defer cancel()
	if p, err := w.Ask(ctx, t); err == nil {
		return p
	}
	return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
}

// drop cancels a job without a document; if it fails the printer lets it go by
// itself, for it has nothing to print.
func (w Way) drop(ctx context.Context, t spool.Task) {
	if strings.HasPrefix(t.Remote, byName) {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanUp)
	defer cancel()
	_, _ = w.Client.do(ctx, t.Printer.Address, w.about(goipp.OpCancelJob, t), nil)
}

// about begins an operation on a job.
func (w Way) about(op goipp.Op, t spool.Task) *goipp.Message {
	m := goipp.NewRequest(goipp.DefaultVersion, op, w.Client.number.Add(1))
	add(m, "attributes-charset", goipp.TagCharset, goipp.String("utf-8"))
	add(m, "attributes-natural-language", goipp.TagLanguage, goipp.String("fr"))
	add(m, "printer-uri", goipp.TagURI, goipp.String(t.Printer.Address))
	id, _ := strconv.Atoi(t.Remote)
	add(m, "job-id", goipp.TagInteger, goipp.Integer(id))
	add(m, "requesting-user-name", goipp.TagName, goipp.String(userName()))
	return m
}

var askedOfJob = []string{"job-id", "job-name", "job-state", "job-state-reasons", "number-of-documents", "job-impressions-completed", "job-media-sheets-completed"}

// Ask says how a job stands.
func (w Way) Ask(ctx context.Context, t spool.Task) (spool.Progress, error) {
	var no status
	job, err := w.job(ctx, t)
	switch {
	case errors.As(err, &no) && goipp.Status(no) == goipp.StatusErrorNotFound:
		return spool.Progress{Standing: spool.Unknown}, nil
	case err != nil:
		return spool.Progress{}, explain(err)
	}
	p := standing(job)
	if p.Standing == spool.NotArrived {
		w.drop(ctx, t)
	}
	if p.Standing == spool.Accepted {
		if can, err := w.Client.Look(ctx, t.Printer.Address); err == nil && p.Reason == "" {
			p.Reason = can.Reason
		}
	}
	return p, nil
}

// job reads a job's attributes.
func (w Way) job(ctx context.Context, t spool.Task) (goipp.Attributes, error) {
	if !strings.HasPrefix(t.Remote, byName) {
		m := w.about(goipp.OpGetJobAttributes, t)
		wanted(m, askedOfJob...)
		reply, err := w.Client.do(ctx, t.Printer.Address, m, nil)
		if err != nil {
			return nil, err
		}
		return reply.Job, nil
	}
	for _, which := range []string{"not-completed", "completed"} {
		m := w.Client.request(goipp.OpGetJobs, t.Printer.Address)
		add(m, "which-jobs", goipp.TagKeyword, goipp.String(which))
		wanted(m, askedOfJob...)
		reply, err := w.Client.do(ctx, t.Printer.Address, m, nil)
		if err != nil {
			return nil, err
		}
		for _, g := range reply.Groups {
			if g.Tag == goipp.TagJobGroup && text(g.Attrs, "job-name") == t.Name {
				return g.Attrs, nil
			}
		}
	}
	return nil, status(goipp.StatusErrorNotFound)
}

// The states of a job.
const (
	held       = 4
	stopped    = 6
	cancelled  = 7
	aborted    = 8
	completed  = 9
	processing = 5
)

// standing reads how a job stands.
func standing(job goipp.Attributes) spool.Progress {
	state, _ := number(job, "job-state")
	reasons := texts(job, "job-state-reasons")
	documents, counted := number(job, "number-of-documents")
	pages, _ := number(job, "job-impressions-completed")
	if pages == 0 {
		pages, _ = number(job, "job-media-sheets-completed")
	}
	empty := counted && documents == 0 || !counted && (slices.Contains(reasons, "job-incoming") || slices.Contains(reasons, "job-data-insufficient"))
	p := spool.Progress{Standing: spool.Accepted, Pages: pages}
	switch {
	case state == completed && !(counted && documents == 0):
		p.Standing = spool.CameOut
	case empty && state != processing:
		p.Standing = spool.NotArrived
	case state == cancelled:
		p.Standing = spool.Withdrawn
	case state == aborted && pages > 0:
		p.Standing = spool.Unknown
	case state == aborted:
		p.Standing = spool.GivenUp
	case state == held, state == stopped:
		p.Reason = spool.Stopped
	}
	return p
}

// Cancel calls a job back.
func (w Way) Cancel(ctx context.Context, t spool.Task) (spool.Progress, error) {
	job, err := w.job(ctx, t)
	if err == nil {
		if id, ok := number(job, "job-id"); ok {
			t.Remote = strconv.Itoa(id)
		}
		if p := standing(job); p.Standing != spool.Accepted {
			return w.Ask(ctx, t)
		}
		_, err = w.Client.do(ctx, t.Printer.Address, w.about(goipp.OpCancelJob, t), nil)
	}
	var no status
	if err != nil && !errors.As(err, &no) {
		return spool.Progress{}, explain(err)
	}
	return w.Ask(ctx, t)
}

// explain turns an error into one whose reason people can be told.
func explain(err error) error {
	var no status
	if !errors.As(err, &no) {
		return err
	}
	reason := spool.Stopped
	switch goipp.Status(no) {
	case goipp.StatusErrorNotFound:
		reason = spool.UnknownPrinter
	case goipp.StatusErrorForbidden, goipp.StatusErrorNotAuthenticated, goipp.StatusErrorNotAuthorized:
		reason = spool.Denied
	case goipp.StatusErrorDocumentFormatNotSupported:
		reason = spool.Refused
	case goipp.StatusErrorBusy:
		reason = spool.Busy
	}
	return &spool.Trouble{Reason: reason, Cause: err}
}
