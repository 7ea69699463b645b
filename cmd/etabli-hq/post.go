package main

import (
	"context"
	"net"
	"net/url"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/post"
	"etabli/app/post/signed"
	"etabli/app/post/sms"
	"etabli/cmd/internal/device"
)

// smsFlags say by which gateway text messages go out.
type smsFlags struct {
	URL    string `env:"ETABLI_SMS_URL" placeholder:"https://…" help:"Gateway that takes text messages to customers as signed requests. None when empty: they are recorded and not sent."`
	Secret string `env:"ETABLI_SMS_SECRET" help:"Secret under which requests are signed, ours and the gateway's to /hooks/sms of --api; sixteen bytes or more; better in the environment."`
	Sender string `env:"ETABLI_SMS_SENDER" help:"What telephones show, when the gateway can choose."`
}

// carrier is the gateway; nil when there is none.
func (f smsFlags) carrier() (post.Carrier, error) {
	if f.URL == "" {
		return nil, nil
	}
	if err := checkHook("sms-url", f.URL); err != nil {
		return nil, err
	}
	if len(f.Secret) < signed.MinSecret {
		return nil, fault.New(fault.Malformed, "sms-secret", "expected", "16+")
	}
	return sms.NewOut(sms.Gateway{URL: f.URL, Secret: []byte(f.Secret), Sender: f.Sender, Now: time.Now}), nil
}

// checkHook refuses addresses to which what people write would travel openly.
func checkHook(field, text string) error {
	at, err := url.Parse(text)
	if err == nil && at.Host != "" && at.User == nil && (at.Scheme == "https" || at.Scheme == "http" && isLoopback(at.Hostname())) {
		return nil
	}
	return fault.New(fault.Malformed, field, "expected", "https://sms.example/send").Because(err)
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// teller has customers told by the ways out that are set up; nil when there are
// none.
func (h *hq) teller(offices []*post.Office) *post.Teller {
	if len(offices) == 0 {
		return nil
	}
	t := &post.Teller{Crier: h.app, Watch: h.hub.Watch, Log: h.log}
	for _, o := range offices {
		t.Carriers = append(t.Carriers, o.Carrier.Channel())
	}
	return t
}

// offices carry out what is said to customers, one for each way out that is set
// up.
func (c *serveCmd) offices(ctx context.Context, h *hq) ([]*post.Office, error) {
	head, err := h.hub.Head(ctx)
	if err != nil {
		return nil, err
	}
	_, alone := h.store.(*device.Store) // which only one process can open
	var out []*post.Office
	for _, way := range []interface{ carrier() (post.Carrier, error) }{c.Mail, c.SMS} {
		by, err := way.carrier()
		if err != nil {
			return nil, err
		}
		if by == nil {
			continue
		}
		since, err := post.Began(ctx, h.store, by.Channel(), head.Lineage.String(), time.Now().UnixMilli())
		if err != nil {
			return nil, err
		}
		out = append(out, post.New(post.Options{
			Desk: h.app, Carrier: by, Watch: h.hub.Watch, Since: since, Alone: alone, Now: time.Now, Log: h.log,
		}))
	}
	return out, nil
}
