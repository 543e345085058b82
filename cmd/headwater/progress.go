package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// working tells somebody at a terminal, after a second and from then on each second, that something goes on and for how long,
// until done is called: then the line is gone. To files and pipes it says nothing.
func (p *program) working(on string) (done func()) {
	if !isTerminal(p.stderr) {
		return func() {}
	}
	return showWorking(p.stderr, on)
}

// clearLine begins the line of a terminal anew.
const clearLine = "\r\x1b[K"

func showWorking(out io.Writer, on string) (done func()) {
	begun, ended := time.Now(), make(chan struct{})
	var showing sync.WaitGroup
	showing.Go(func() {
		each := time.NewTicker(time.Second)
		defer each.Stop()
		for {
			select {
			case <-ended:
				if time.Since(begun) >= time.Second {
					_, _ = io.WriteString(out, clearLine)
				}
				return
			case <-each.C:
				_, _ = fmt.Fprintf(out, "%s%s … %d s", clearLine, on, int(time.Since(begun).Seconds()))
			}
		}
	})
	return func() {
		close(ended)
		showing.Wait()
	}
}
