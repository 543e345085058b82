package main

import (
	"errors"
	"fmt"

	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// itself says what to do, where a command that works on a store itself finds that another process has it: that process can't be asked
// to do it.
func itself(err error, command, instead string) error {
	held, is := errors.AsType[sqlite.Held](err)
	if !is {
		return err
	}
	return fmt.Errorf("%w. %s works on the file itself and asks no server: stop that process first, or %s", held, command, instead)
}
