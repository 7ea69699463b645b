package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"text/tabwriter"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/fleet"
	"etabli/printing/qr"
)

// NotServing says that no server answers at the folder.
const NotServing fault.Code = "hq_not_serving"

// ask sends one request to the running server and reads its answer into out.
func (r *run) ask(method, path string, body []byte, out any) error {
	client := r.client()
	defer client.CloseIdleConnections()
	req, err := http.NewRequestWithContext(r.ctx, method, "http://hq"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return fault.New(NotServing, "dir").Because(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return said(resp)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

// client speaks over the socket of the running server.
func (r *run) client() *http.Client {
	return &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, "unix", filepath.Join(r.dir, socket))
		},
	}}
}

// said is the fault that the server answered.
func said(resp *http.Response) error {
	var s cli.Spelled
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		return fmt.Errorf("server answered %s: %w", resp.Status, err)
	}
	return &fault.Error{Code: s.Code, Field: s.Field, Args: s.Args}
}

// stream copies what the server answers.
func (r *run) stream(path string, out io.Writer) error {
	client := r.client()
	defer client.CloseIdleConnections()
	req, err := http.NewRequestWithContext(r.ctx, http.MethodGet, "http://hq"+path, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return fault.New(NotServing, "dir").Because(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return said(resp)
	}
	_, err = io.Copy(out, resp.Body)
	return err
}

type waitCmd struct {
	For time.Duration `default:"30s" help:"How long at most."`
}

// poll is the pause between two questions.
const poll = 50 * time.Millisecond

// Run waits for the server.
func (c *waitCmd) Run(r *run) error {
	ctx, cancel := context.WithTimeout(r.ctx, c.For)
	defer cancel()
	for {
		var s Status
		err := r.ask(http.MethodGet, "/status", nil, &s)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(poll):
		}
	}
}

type enrolCmd struct {
	Site     string `required:"" help:"Three letters that name the shop, such as LIL."`
	Role     string `default:"counter" help:"counter, field, kiosk or manager."`
	CodeOnly bool   `help:"Print the code alone, for scripts."`
}

// Run makes a pairing code and shows it as text and as a picture to scan.
func (c *enrolCmd) Run(r *run) error {
	body, err := json.Marshal(fleet.InviteRequest{Site: c.Site, Role: c.Role})
	if err != nil {
		return err
	}
	var in fleet.Invitation
	if err := r.ask(http.MethodPost, "/invite", body, &in); err != nil {
		return err
	}
	if c.CodeOnly {
		_, err := fmt.Fprintln(r.Out, in.Code)
		return err
	}
	return r.Answer(in, func(w io.Writer) {
		fmt.Fprintf(w, "\n%s\n\n", in.Code)
		if code, err := qr.Encode(in.QR, qr.Paper); err == nil {
			fmt.Fprintln(w, cli.DrawQR(code))
		}
		fmt.Fprintln(w, r.Words.T("hq.code_valid", "until", r.Words.Clock(in.ExpiresMS, time.Local)))
	})
}

type devicesCmd struct{}

// Run lists the devices.
func (c *devicesCmd) Run(r *run) error {
	var list []DeviceLine
	if err := r.ask(http.MethodGet, "/devices", nil, &list); err != nil {
		return err
	}
	return r.Answer(list, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
		fmt.Fprintln(tw, r.Words.T("hq.devices.heads"))
		for _, d := range list {
			state := "hq.device.offline"
			switch {
			case d.Moved:
				state = "hq.device.moved"
			case d.MovesTo != "" && !d.Revoked:
				state = "hq.device.moves"
			case d.Revoked:
				state = "hq.device.revoked"
			case d.Online:
				state = "hq.device.online"
			}
			drift := time.Duration(d.DriftMS) * time.Millisecond
			fmt.Fprintf(tw, "%s%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\n", d.Site, d.Code, d.Role, d.Name, r.Words.T(state, "to", d.MovesTo), d.LastSeen,
				d.Lag, d.Waiting, drift.Round(time.Second), d.App)
		}
		_ = tw.Flush()
	})
}

type revokeCmd struct {
	ID string `arg:"" help:"Id of the device."`
}

// Run revokes a device.
func (c *revokeCmd) Run(r *run) error {
	body, err := json.Marshal(map[string]string{"id": c.ID})
	if err != nil {
		return err
	}
	var nothing struct{}
	return r.ask(http.MethodPost, "/revoke", body, &nothing)
}

type doCmd struct {
	Name string `arg:"" help:"Name of the command; its fields are JSON on standard input."`
}

// Run runs one command at HQ.
func (c *doCmd) Run(r *run) error {
	body, err := service.ReadInput(r.in)
	if err != nil {
		return err
	}
	var out json.RawMessage
	if err := r.ask(http.MethodPost, "/do?name="+url.QueryEscape(c.Name), body, &out); err != nil {
		return err
	}
	return r.Answer(out, nil)
}

type askCmd struct {
	Name  string `arg:"" help:"Name of the question."`
	Input string `arg:"" optional:"" help:"Its fields as JSON."`
}

// Run asks one question at HQ.
func (c *askCmd) Run(r *run) error {
	var out json.RawMessage
	if err := r.ask(http.MethodPost, "/ask?name="+url.QueryEscape(c.Name), []byte(c.Input), &out); err != nil {
		return err
	}
	return r.Answer(out, nil)
}

type linkCmd struct{}

// Run prints the addresses of customers' pages.
func (c *linkCmd) Run(r *run) error {
	var links []string
	if err := r.ask(http.MethodGet, "/links", nil, &links); err != nil {
		return err
	}
	return r.Answer(links, func(w io.Writer) {
		for _, link := range links {
			fmt.Fprintln(w, link)
		}
	})
}

type statusCmd struct{}

// Run says how HQ stands.
func (c *statusCmd) Run(r *run) error {
	var s Status
	if err := r.ask(http.MethodGet, "/status", nil, &s); err != nil {
		return err
	}
	return r.Answer(s, nil)
}
