package ipp

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/OpenPrinting/goipp"

	"etabli/printing/spool"
)

// Capabilities is what a printer says of itself.
type Capabilities struct {
	Name, Model string
	Address     string
	Formats     []string // media types that it takes
	Media       []string
	Ready       []string // media that are loaded
	Operations  []int
	Accepting   bool
	Reason      spool.Reason // what keeps it from printing
}

var asked = []string{
	"printer-name", "printer-info", "printer-make-and-model", "printer-uri-supported", "printer-state", "printer-state-reasons",
	"printer-is-accepting-jobs", "document-format-supported", "operations-supported", "media-supported", "media-ready",
}

// Look asks a printer about itself.
func (c *Client) Look(ctx context.Context, uri string) (Capabilities, error) {
	m := c.request(goipp.OpGetPrinterAttributes, uri)
	wanted(m, asked...)
	reply, err := c.do(ctx, uri, m, nil)
	if err != nil {
		return Capabilities{}, explain(err)
	}
	out := capabilities(reply.Printer)
	out.Address = uri
	return out, nil
}

// Printers lists the printers of a CUPS server, by its address.
func (c *Client) Printers(ctx context.Context, server string) ([]Capabilities, error) {
	m := c.request(goipp.OpCupsGetPrinters, "")
	wanted(m, asked...)
	reply, err := c.do(ctx, server, m, nil)
	if err != nil {
		if s := status(0); errors.As(err, &s) && goipp.Status(s) == goipp.StatusErrorNotFound {
			return nil, nil // a server without printers
		}
		return nil, explain(err)
	}
	var out []Capabilities
	for _, g := range reply.Groups {
		if g.Tag == goipp.TagPrinterGroup {
			out = append(out, capabilities(g.Attrs))
		}
	}
	return out, nil
}

func capabilities(list goipp.Attributes) Capabilities {
	out := Capabilities{
		Name: text(list, "printer-info"), Model: text(list, "printer-make-and-model"), Address: text(list, "printer-uri-supported"),
		Formats: texts(list, "document-format-supported"), Media: texts(list, "media-supported"), Ready: texts(list, "media-ready"),
		Operations: numbers(list, "operations-supported"), Accepting: text(list, "printer-is-accepting-jobs") != "false",
	}
	if out.Name == "" {
		out.Name = text(list, "printer-name")
	}
	const stopped = 5
	state, _ := number(list, "printer-state")
	out.Reason = reasonOf(texts(list, "printer-state-reasons"), state == stopped)
	return out
}

// keywords are what printers say in so many words, the more telling first.
var keywords = []struct {
	keyword string
	reason  spool.Reason
}{
	{"cover-open", spool.CoverOpen}, {"door-open", spool.CoverOpen}, {"interlock-open", spool.CoverOpen},
	{"media-empty", spool.PaperOut}, {"media-needed", spool.PaperOut}, {"input-tray-missing", spool.PaperOut},
	{"media-jam", spool.Stopped}, {"marker-supply-empty", spool.Stopped}, {"toner-empty", spool.Stopped}, {"fuser-over-temp", spool.Overheated},
	{"offline", spool.Offline}, {"shutdown", spool.Offline}, {"connecting-to-device", spool.Offline}, {"timed-out", spool.Offline},
	{"paused", spool.Stopped}, {"moving-to-paused", spool.Stopped}, {"other", spool.Stopped},
}

// reasonOf finds what keeps a printer. Warnings keep nothing, but for those about
// paper: printers that wait for it call even that a warning.
func reasonOf(said []string, stopped bool) spool.Reason {
	for _, k := range keywords {
		for _, s := range said {
			s = strings.TrimPrefix(s, "cups-")
			base := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "-error"), "-report"), "-warning")
			mild := strings.HasSuffix(s, "-warning") && !strings.HasPrefix(base, "media-") || base == "other"
			if base == k.keyword && (stopped || !mild) {
				return k.reason
			}
		}
	}
	if stopped {
		return spool.Stopped
	}
	return ""
}

// takes is the media type to send a document as; ok is false when the printer
// does not take it.
func (c Capabilities) takes(mediaType string) (string, bool) {
	if slices.Contains(c.Formats, mediaType) {
		return mediaType, true
	}
	const raw = "application/vnd.cups-raw"
	if slices.Contains(c.Formats, raw) && (strings.Contains(mediaType, "escpos") || strings.Contains(mediaType, "zpl")) {
		return raw, true
	}
	return mediaType, len(c.Formats) == 0
}

// media are the standard names of papers.
var media = map[string]string{"a4": "iso_a4_210x297mm", "a5": "iso_a5_148x210mm"}

// paper is the name of a paper that the printer knows.
func (c Capabilities) paper(paper string) (string, bool) {
	name, ok := media[paper]
	return name, ok && slices.Contains(c.Media, name)
}

func (c Capabilities) can(ops ...goipp.Op) bool {
	for _, op := range ops {
		if !slices.Contains(c.Operations, int(op)) {
			return false
		}
	}
	return true
}
