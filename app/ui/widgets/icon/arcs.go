package icon

import (
	"regexp"
	"strings"
)

// arcArguments is what one elliptical arc takes: two radii, a rotation, two
// flags and an end.
const arcArguments = 7

var (
	pathData    = regexp.MustCompile(` d="([^"]*)"`)
	pathCommand = regexp.MustCompile(`[a-zA-Z][^a-zA-Z]*`)
)

// spellArcs repeats the letter of an arc command before each arc that shares
// it, in every path of an SVG text.
func spellArcs(svg string) string {
	return pathData.ReplaceAllStringFunc(svg, func(attribute string) string {
		data := pathData.FindStringSubmatch(attribute)[1]
		return ` d="` + pathCommand.ReplaceAllStringFunc(data, spellCommand) + `"`
	})
}

func spellCommand(command string) string {
	letter := command[0]
	if letter != 'a' && letter != 'A' {
		return command
	}
	numbers := arcNumbers(command[1:])
	if len(numbers) == 0 || len(numbers)%arcArguments != 0 {
		return command
	}
	var out strings.Builder
	for i := 0; i < len(numbers); i += arcArguments {
		out.WriteByte(letter)
		out.WriteString(strings.Join(numbers[i:i+arcArguments], " "))
	}
	return out.String()
}

var (
	number = regexp.MustCompile(`^[-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?`)
	gap    = " ,\t\r\n"
)

// arcNumbers splits the arguments of arcs. The two flags are single digits
// that may touch what follows them. It returns nil for what it cannot read.
func arcNumbers(arguments string) []string {
	var out []string
	rest := strings.TrimLeft(arguments, gap)
	for rest != "" {
		size := len(number.FindString(rest))
		if at := len(out) % arcArguments; at == 3 || at == 4 {
			size = min(size, 1)
		}
		if size == 0 {
			return nil
		}
		out = append(out, rest[:size])
		rest = strings.TrimLeft(rest[size:], gap)
	}
	return out
}
