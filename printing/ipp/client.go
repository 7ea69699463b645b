// Package ipp brings documents to CUPS and to printers that speak IPP: it finds
// them, asks what they take and how they are, hands documents over and follows
// them until they are out.
//
// A job is created first and its document sent afterwards, so that the number
// under which the printer knows it is on this device's disk before anything can
// come out.
package ipp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os/user"
	"sync/atomic"
	"time"

	"github.com/OpenPrinting/goipp"

	"etabli/printing/spool"
)

// maxReply bounds an answer; CUPS with hundreds of queues stays far below.
const maxReply = 8 << 20

// Client talks IPP over HTTP.
type Client struct {
	http   *http.Client
	number atomic.Uint32
}

// NewClient makes a client whose calls, but for the sending of documents, take
// no longer than patience.
func NewClient(patience time.Duration) *Client {
	t := &http.Transport{ResponseHeaderTimeout: patience, TLSHandshakeTimeout: patience, IdleConnTimeout: patience}
	return &Client{http: &http.Client{Transport: t}}
}

// status is an answer that says no.
type status goipp.Status

func (s status) Error() string { return "ipp: " + goipp.Status(s).String() }

// request begins an operation on a printer, or on a server.
func (c *Client) request(op goipp.Op, uri string) *goipp.Message {
	m := goipp.NewRequest(goipp.DefaultVersion, op, c.number.Add(1))
	add(m, "attributes-charset", goipp.TagCharset, goipp.String("utf-8"))
	add(m, "attributes-natural-language", goipp.TagLanguage, goipp.String("fr"))
	if uri != "" {
		add(m, "printer-uri", goipp.TagURI, goipp.String(uri))
	}
	add(m, "requesting-user-name", goipp.TagName, goipp.String(userName()))
	return m
}

func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "etabli"
}

func add(m *goipp.Message, name string, tag goipp.Tag, first goipp.Value, more ...goipp.Value) {
	m.Operation.Add(goipp.MakeAttr(name, tag, first, more...))
}

// wanted asks for some attributes only.
func wanted(m *goipp.Message, names ...string) {
	var more []goipp.Value
	for _, n := range names[1:] {
		more = append(more, goipp.String(n))
	}
	add(m, "requested-attributes", goipp.TagKeyword, goipp.String(names[0]), more...)
}

// do sends a request, with a document after it, and reads the answer. An answer
// that says no is a status.
func (c *Client) do(ctx context.Context, uri string, m *goipp.Message, document []byte) (*goipp.Message, error) {
	head, err := m.EncodeBytes()
	if err != nil {
		return nil, fmt.Errorf("ipp: %w", err)
	}
	address, err := httpAddress(uri)
	if err != nil {
		return nil, err
	}
	body := io.MultiReader(bytes.NewReader(head), bytes.NewReader(document))
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		return nil, fmt.Errorf("ipp: %w", err)
	}
	req.ContentLength = int64(len(head) + len(document))
	req.Header.Set("Content-Type", goipp.ContentType)
	res, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ipp: %w", err)
	}
	defer res.Body.Close()
	switch res.StatusCode {
	case http.StatusOK:
	case http.StatusUnauthorized, http.StatusForbidden:
		return nil, &spool.Trouble{Reason: spool.Denied, Cause: errors.New(res.Status)}
	case http.StatusNotFound:
		return nil, status(goipp.StatusErrorNotFound)
	default:
		return nil, fmt.Errorf("ipp: %s", res.Status)
	}
	reply := &goipp.Message{}
	if err := reply.Decode(io.LimitReader(res.Body, maxReply)); err != nil {
		return nil, fmt.Errorf("ipp: answer: %w", err)
	}
	if reply.Code >= goipp.Code(goipp.StatusErrorBadRequest) {
		return reply, status(reply.Code)
	}
	return reply, nil
}

// httpAddress is where the HTTP of an IPP address goes.
func httpAddress(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" {
		return "", &spool.Trouble{Reason: spool.UnknownPrinter, Cause: fmt.Errorf("ipp: %q is no address", uri)}
	}
	switch u.Scheme {
	case "ipp":
		u.Scheme = "http"
	case "ipps":
		u.Scheme = "https"
	default:
		return "", &spool.Trouble{Reason: spool.UnknownPrinter, Cause: fmt.Errorf("ipp: %q is no address", uri)}
	}
	if u.Port() == "" {
		u.Host += ":631"
	}
	return u.String(), nil
}

// texts are the values of an attribute, as text.
func texts(list goipp.Attributes, name string) (out []string) {
	for _, a := range list {
		if a.Name != name {
			continue
		}
		for _, v := range a.Values {
			out = append(out, v.V.String())
		}
	}
	return out
}

func text(list goipp.Attributes, name string) string {
	if all := texts(list, name); len(all) > 0 {
		return all[0]
	}
	return ""
}

// numbers are the values of an attribute that are whole numbers.
func numbers(list goipp.Attributes, name string) (out []int) {
	for _, a := range list {
		if a.Name != name {
			continue
		}
		for _, v := range a.Values {
			if n, ok := v.V.(goipp.Integer); ok {
				out = append(out, int(n))
			}
		}
	}
	return out
}

// number is one whole number; ok tells whether the printer said it.
func number(list goipp.Attributes, name string) (n int, ok bool) {
	if all := numbers(list, name); len(all) > 0 {
		return all[0], true
	}
	return 0, false
}
