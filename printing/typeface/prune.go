package typeface

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// errTable says that a face lacks a table that every TrueType file has.
var errTable = errors.New("typeface: table is missing or too short")

// kept are the tables that drawing needs, in the order of a file.
var kept = []string{"OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"}

// Pruned is the face's TrueType file with the outlines of some runes only, and
// of the parts these are made of. Glyphs keep their numbers, so all other tables
// stay true.
func (r *Ruler) Pruned(f Face, runes []rune) ([]byte, error) {
	data, err := f.Bytes()
	if err != nil {
		return nil, err
	}
	tables, err := tablesOf(data)
	if err != nil {
		return nil, err
	}
	keep := map[int]bool{0: true}
	for _, c := range runes {
		index, err := r.fonts[f].GlyphIndex(&r.buffer, c)
		if err != nil {
			return nil, fmt.Errorf("typeface: glyph of %U: %w", c, err)
		}
		keep[int(index)] = true
	}
	return prune(tables, keep)
}

// tablesOf finds the tables of a TrueType file.
func tablesOf(data []byte) (map[string][]byte, error) {
	const head, record = 12, 16
	if len(data) < head {
		return nil, errTable
	}
	out := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := head + i*record
		if at+record > len(data) {
			return nil, errTable
		}
		from, size := int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:]))
		if from < 0 || size < 0 || from+size > len(data) {
			return nil, errTable
		}
		out[string(data[at:at+4])] = data[from : from+size : from+size]
	}
	for _, name := range []string{"glyf", "head", "loca", "maxp", "hhea", "hmtx"} {
		if len(out[name]) < 6 {
			return nil, fmt.Errorf("%w: %s", errTable, name)
		}
	}
	return out, nil
}

func prune(tables map[string][]byte, keep map[int]bool) ([]byte, error) {
	count := int(binary.BigEndian.Uint16(tables["maxp"][4:]))
	if len(tables["head"]) < 54 {
		return nil, errTable
	}
	long := binary.BigEndian.Uint16(tables["head"][50:]) == 1
	places, err := placesOf(tables["loca"], count, long, len(tables["glyf"]))
	if err != nil {
		return nil, err
	}
	todo := slices.Sorted(maps.Keys(keep))
	for len(todo) > 0 {
		id := todo[0]
		todo = todo[1:]
		for _, part := range parts(tables["glyf"][places[id]:places[id+1]]) {
			if part < count && !keep[part] {
				keep[part] = true
				todo = append(todo, part)
			}
		}
	}
	var glyphs, loca []byte
	for id := range count {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyphs)))
		if keep[id] {
			glyphs = append(glyphs, tables["glyf"][places[id]:places[id+1]]...)
			glyphs = append(glyphs, make([]byte, -len(glyphs)&3)...)
		}
	}
	tables["glyf"], tables["loca"] = glyphs, binary.BigEndian.AppendUint32(loca, uint32(len(glyphs)))
	head := slices.Clone(tables["head"])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	tables["head"] = head
	if post := tables["post"]; len(post) >= 32 { // without the names of glyphs
		tables["post"] = append([]byte{0, 3, 0, 0}, post[4:32]...)
	}
	return assemble(tables), nil
}

// placesOf reads where each glyph begins; the last place is the end.
func placesOf(loca []byte, count int, long bool, end int) ([]int, error) {
	out := make([]int, count+1)
	for i := range out {
		switch {
		case long && len(loca) >= 4*(i+1):
			out[i] = int(binary.BigEndian.Uint32(loca[4*i:]))
		case !long && len(loca) >= 2*(i+1):
			out[i] = 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
		default:
			return nil, fmt.Errorf("%w: loca", errTable)
		}
		if out[i] > end || i > 0 && out[i] < out[i-1] {
			return nil, fmt.Errorf("%w: loca", errTable)
		}
	}
	return out, nil
}

// parts lists the glyphs that a composite glyph is made of.
func parts(glyph []byte) []int {
	const wordArguments, oneScale, more, twoScales, matrix = 1, 8, 0x20, 0x40, 0x80
	if len(glyph) < 10 || int16(binary.BigEndian.Uint16(glyph)) >= 0 {
		return nil
	}
	var out []int
	for at := 10; at+4 <= len(glyph); {
		flags := binary.BigEndian.Uint16(glyph[at:])
		out = append(out, int(binary.BigEndian.Uint16(glyph[at+2:])))
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			break
		}
	}
	return out
}

// assemble writes a file with its check sums.
func assemble(tables map[string][]byte) []byte {
	var names []string
	for _, name := range kept {
		if len(tables[name]) > 0 {
			names = append(names, name)
		}
	}
	power := 1
	for power*2 <= len(names) {
		power *= 2
	}
	shift := 0
	for 1<<(shift+1) <= power {
		shift++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, n := range []int{len(names), power * 16, shift, (len(names) - power) * 16} {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	at := len(out) + 16*len(names)
	var body []byte
	adjust := 0
	for _, name := range names {
		if name == "head" {
			adjust = at + len(body) + 8
		}
		out = append(out, name...)
		out = binary.BigEndian.AppendUint32(out, checkSum(tables[name]))
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[name])))
		body = append(body, tables[name]...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[adjust:], 0xB1B0AFBA-checkSum(out))
	return out
}

func checkSum(data []byte) uint32 {
	sum := uint32(0)
	for len(data) >= 4 {
		sum += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	var last [4]byte
	copy(last[:], data)
	return sum + binary.BigEndian.Uint32(last[:])
}

// Metrics are the measures that a file in which the face is embedded states, in
// thousandths of an em.
type Metrics struct {
	Ascent, Descent          int
	Left, Bottom, Right, Top int // of the box that holds every glyph
	Fixed, Slanted           bool
}

// Metrics reads the measures of a face.
func (r *Ruler) Metrics(f Face) (Metrics, error) {
	data, err := f.Bytes()
	if err != nil {
		return Metrics{}, err
	}
	tables, err := tablesOf(data)
	if err != nil {
		return Metrics{}, err
	}
	head, hhea := tables["head"], tables["hhea"]
	if len(head) < 54 || len(hhea) < 8 {
		return Metrics{}, errTable
	}
	unit := int(binary.BigEndian.Uint16(head[18:]))
	value := func(b []byte) int { return int(int16(binary.BigEndian.Uint16(b))) * 1000 / unit }
	return Metrics{
		Ascent: value(hhea[4:]), Descent: value(hhea[6:]),
		Left: value(head[36:]), Bottom: value(head[38:]), Right: value(head[40:]), Top: value(head[42:]),
		Fixed: f == Mono || f == MonoSemiBold, Slanted: f == SansItalic,
	}, nil
}
