package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// size is a number of bytes, which people write so, or in KiB, MiB or GiB: 16777216 or 16MiB.
type size int64

var _ pflag.Value = (*size)(nil)

const largestSize size = 1 << 40

var units = map[string]size{"": 1, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30}

func parseSize(text string) (size, error) {
	digits := strings.TrimRight(strings.ToLower(text), "bikmg ")
	unit, known := units[strings.TrimSpace(strings.ToLower(text)[len(digits):])]
	n, err := strconv.ParseInt(digits, 10, 64)
	if !known || err != nil || n < 1 || size(n) > largestSize/unit {
		return 0, fmt.Errorf("%q is no size such as 16777216 or 16MiB, from 1 byte to 1024GiB", text)
	}
	return size(n) * unit, nil
}

// UnmarshalText implements [encoding.TextUnmarshaler].
func (s *size) UnmarshalText(text []byte) (err error) {
	*s, err = parseSize(string(text))
	return err
}

// Set implements [pflag.Value].
func (s *size) Set(text string) error { return s.UnmarshalText([]byte(text)) }

// String returns the number of bytes.
func (s *size) String() string { return strconv.FormatInt(int64(*s), 10) }

// Type says in the help what a flag takes.
func (s *size) Type() string { return "size" }
