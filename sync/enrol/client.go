package enrol

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"time"
)

// exchangeTimeout bounds one request of the exchange.
const exchangeTimeout = 20 * time.Second

// post sends one message and reads the answer. It returns what TLS knows of
// the server, which nobody has verified when the configuration did not.
func post(ctx context.Context, config *tls.Config, address, path string, in, out any) (*tls.ConnectionState, error) {
	ctx, cancel := context.WithTimeout(ctx, exchangeTimeout)
	defer cancel()
	transport := &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+address+path, bytes.NewReader(encode(in)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadCode, err)
	}
	request.Header.Set("Content-Type", contentType)
	response, err := transport.RoundTrip(request)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrUnreachable, address, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return response.TLS, refused(response)
	}
	return response.TLS, readMessage(response.Body, out)
}

func refused(response *http.Response) error {
	var no refusal
	if err := readMessage(response.Body, &no); err != nil {
		return fmt.Errorf("%w: status %d", ErrRefused, response.StatusCode)
	}
	if err, known := refusals[no.Number]; known {
		return err
	}
	return fmt.Errorf("%w: status %d, number %d", ErrRefused, response.StatusCode, no.Number)
}

// parseAuthorities reads the authorities of an answer.
func parseAuthorities(raw [][]byte) ([]*x509.Certificate, error) {
	if len(raw) == 0 {
		return nil, fmt.Errorf("%w: no authority", ErrBadRequest)
	}
	out := make([]*x509.Certificate, len(raw))
	for i, der := range raw {
		c, err := x509.ParseCertificate(der)
		if err != nil || !c.IsCA {
			return nil, fmt.Errorf("%w: authority %d", ErrBadRequest, i)
		}
		out[i] = c
	}
	return out, nil
}

func pinsOf(certificates []*x509.Certificate) []Pin {
	pins := make([]Pin, len(certificates))
	for i, c := range certificates {
		pins[i] = PinOf(c)
	}
	return pins
}
