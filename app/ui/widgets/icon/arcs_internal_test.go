package icon

import "testing"

func TestArcsAreSpelledOut(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a single arc stays", `<path d="M1 1a2 2 0 0 1 4 4"/>`, `<path d="M1 1a2 2 0 0 1 4 4"/>`},
		{"two arcs", `<path d="a1 1 0 0 0 1 1 2 2 0 0 1 3 3"/>`, `<path d="a1 1 0 0 0 1 1a2 2 0 0 1 3 3"/>`},
		{"flags that touch", `<path d="a1 1 0 011 1 2 2 0 103 3"/>`, `<path d="a1 1 0 0 1 1 1a2 2 0 1 0 3 3"/>`},
		{"numbers that touch", `<path d="A.5.5 0 0 1-1-1.5.5.5 0 0 0 2-2"/>`, `<path d="A.5 .5 0 0 1 -1 -1.5A.5 .5 0 0 0 2 -2"/>`},
		{"other commands stay", `<path d="M1 2h3v4z"/>`, `<path d="M1 2h3v4z"/>`},
		{"what is no arc stays", `<path d="a1 2 x"/>`, `<path d="a1 2 x"/>`},
	} {
		if got := spellArcs(c.in); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
