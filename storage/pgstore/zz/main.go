package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"sort"
	"time"

	"github.com/jackc/pgx/v5"
)

var n uint64

func gen(entries int) (k, v [][]byte) {
	type p struct{ k, v []byte }
	var ps []p
	rnd := func(pre byte, l int) []byte { b := make([]byte, l); rand.Read(b); b[0] = pre; return b }
	for i := 0; i < entries; i++ {
		n++
		seq := func(pre string) []byte { return binary.BigEndian.AppendUint64([]byte(pre), n) }
		ps = append(ps, p{seq("eCHAINNNN"), rnd(1, 720)}, p{rnd('c', 17), rnd(1, 20)}, p{rnd('i', 18), rnd(1, 20)}, p{rnd('r', 18), rnd(1, 5)}, p{seq("xp"), rnd(1, 97)}, p{seq("xfLIL"), []byte{}})
	}
	sort.Slice(ps, func(a, b int) bool { return string(ps[a].k) < string(ps[b].k) })
	for _, p := range ps {
		k = append(k, p.k)
		v = append(v, p.v)
	}
	return
}

func main() {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, "postgres://postgres@127.0.0.1:5999/postgres")
	if err != nil {
		panic(err)
	}
	for _, mode := range []string{"upsert", "insert", "copy", "upsert", "insert", "copy"} {
		c.Exec(ctx, "drop table if exists kv; create table kv (key bytea primary key, value bytea not null)")
		t0 := time.Now()
		const batches, entries = 100, 160
		for range batches {
			k, v := gen(entries)
			tx, _ := c.Begin(ctx)
			var err error
			switch mode {
			case "upsert":
				_, err = tx.Exec(ctx, "insert into kv (key, value) select * from unnest($1::bytea[], $2::bytea[]) on conflict (key) do update set value = excluded.value", k, v)
			case "insert":
				_, err = tx.Exec(ctx, "insert into kv (key, value) select * from unnest($1::bytea[], $2::bytea[])", k, v)
			case "copy":
				rows := make([][]any, len(k))
				for i := range k {
					rows[i] = []any{k[i], v[i]}
				}
				_, err = tx.CopyFrom(ctx, pgx.Identifier{"kv"}, []string{"key", "value"}, pgx.CopyFromRows(rows))
			}
			if err != nil {
				panic(err)
			}
			tx.Commit(ctx)
		}
		d := time.Since(t0)
		fmt.Printf("%s %.0f entries/s %.1f µs/row\n", mode, batches*entries/d.Seconds(), d.Seconds()*1e6/(batches*entries*6))
	}
}
