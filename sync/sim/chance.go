package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"time"
)

// chance draws what happens next from the seed.
type chance struct{ *rand.Rand }

func newChance(seed uint64) chance { return chance{rand.New(rand.NewPCG(seed, 0x5eed))} }

// in is true one time in n.
func (c chance) in(n int) bool { return c.IntN(n) == 0 }

// between is a duration of at least low and less than high, in milliseconds.
func (c chance) between(low, high time.Duration) int64 {
	return low.Milliseconds() + c.Int64N(max(1, (high-low).Milliseconds()))
}

// spread is between low and high with every order of magnitude alike, in
// milliseconds.
func (c chance) spread(low, high time.Duration) int64 {
	a, b := math.Log(float64(low.Milliseconds())), math.Log(float64(high.Milliseconds()))
	return int64(math.Exp(a + (b-a)*c.Float64()))
}

// pick draws one of a list.
func pick[T any](c chance, list []T) T { return list[c.IntN(len(list))] }

// secret is a source of keys, nonces and tokens: for each opening of a disk
// another one, as on a real machine.
func (w *World) secret(whose string) *rand.ChaCha8 {
	w.openings++
	b := binary.BigEndian.AppendUint64(nil, w.o.Seed)
	b = binary.BigEndian.AppendUint64(b, uint64(w.openings))
	return rand.NewChaCha8(sha256.Sum256(append(b, whose...)))
}
