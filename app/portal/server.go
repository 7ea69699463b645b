package portal

import (
	"net/http"
	"time"
)

// The limits of a connection.
const (
	headerTimeout  = 5 * time.Second
	requestTimeout = 10 * time.Second
	answerTimeout  = 15 * time.Second // of a page; a live stream renews it
	idleTimeout    = time.Minute
	maxHeaderBytes = 8 << 10
)

// NewServer makes a server with the limits that the page is meant for.
func NewServer(p *Portal) *http.Server {
	return &http.Server{
		Handler:           http.MaxBytesHandler(p, maxLetterBytes),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       requestTimeout,
		WriteTimeout:      answerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
	}
}
