package server

import (
	"container/list"
	"context"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// cachedDocuments is how many parsed and validated documents are kept. The guard bounds each to 64 KiB of text.
const cachedDocuments = 500

// documentCache keeps the documents used last. A document that came through validation is the same for every request, and
// is not changed after. It may be used by many requests at once.
type documentCache struct {
	most int

	mu     sync.Mutex
	byText map[string]*list.Element
	recent *list.List // of cachedDocument, the last used in front
}

type cachedDocument struct {
	text string
	doc  *ast.QueryDocument
}

func newDocumentCache(most int) *documentCache {
	return &documentCache{most: most, byText: map[string]*list.Element{}, recent: list.New()}
}

// Get returns the document of that text, if it is still kept.
func (c *documentCache) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.byText[text]
	if !ok {
		return nil, false
	}
	c.recent.MoveToFront(element)
	return element.Value.(cachedDocument).doc, true
}

// Add keeps doc under its text and lets go of the one unused for longest.
func (c *documentCache) Add(_ context.Context, text string, doc *ast.QueryDocument) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, ok := c.byText[text]; ok {
		element.Value = cachedDocument{text, doc}
		c.recent.MoveToFront(element)
		return
	}
	c.byText[text] = c.recent.PushFront(cachedDocument{text, doc})
	if c.recent.Len() > c.most {
		delete(c.byText, c.recent.Remove(c.recent.Back()).(cachedDocument).text)
	}
}
