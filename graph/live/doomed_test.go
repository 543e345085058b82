package live_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
)

const (
	doomedVariable = "HEADWATER_TEST_DOOMED" // the catalog's path: this process goes through all steps, and is killed at one
	lives          = 60                      // changes of each writer but the first
	longestLife    = 600                     // of the first, which goes on alone, and compacts: however slow checkpoints are beside the others, they come. After that it was not killed
	ballast        = 60_000                  // bytes that each change changes, so that checkpoints are soon due
)

// doomed has several writers change a catalog, and one compact its log now and then, until it is killed. It says "ack NAME
// REVISION" once a writer was told that its change is durable, and "lived" where nobody killed it.
func doomed(path string) {
	c, err := openSQLite(path)
	if err != nil {
		fail(err)
	}
	first := c.Graph().Revision()
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			changes := lives
			if w == 0 {
				changes = longestLife
			}
			for i := range changes {
				name := fmt.Sprintf("run-%s-writer-%d-%d", first, w, i)
				applied, err := c.Apply(context.Background(), live.Request{
					Actor: "victim", Source: graph.People, OperationID: name, Edits: append(pair(name), weight(w, name)),
				})
				if err != nil {
					fail(err)
				}
				fmt.Println("ack", name, applied.Commit.Revision) // one write, so lines are whole
				if w == 0 && i%10 == 9 {
					compactBehind(c, 5)
				}
			}
		})
	}
	group.Wait()
	fmt.Println("lived")
	os.Exit(0)
}

// weight is an edit that makes a commit long, but not the catalog.
func weight(writer int, name string) graph.Edit {
	text := name + strings.Repeat(" heavy", ballast/6)
	return graph.Put{ID: graph.ID(fmt.Sprintf("domain:weight-%d", writer)), Values: []graph.Value{{Attribute: graph.AttrDescription, Text: text}}}
}

func compactBehind(c *live.Catalog, commits graph.Revision) {
	head := c.Graph().Revision()
	if head <= commits {
		return
	}
	if _, err := c.Compact(context.Background(), head-commits, "a test"); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Println("failed", err)
	os.Exit(1)
}
