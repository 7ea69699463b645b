package ords_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"etabli/app/service/ords"
	"etabli/assets"
)

func BenchmarkReader(b *testing.B) {
	b.SetBytes(int64(len(assets.Demo)))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		r, err := ords.NewReader(bytes.NewReader(assets.Demo))
		for err == nil {
			_, err = r.Next()
			rows++
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
