package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/pprof"
)

// profiled runs a part, under a CPU profile of this process when asked for.
func (b *bench) profiled(ctx context.Context, p part) error {
	if b.profiles == "" {
		return p.run(ctx)
	}
	if err := os.MkdirAll(b.profiles, 0o700); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(b.profiles, p.name+".cpu"))
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return errors.Join(err, f.Close())
	}
	err = p.run(ctx)
	pprof.StopCPUProfile()
	return errors.Join(err, f.Close())
}
