package standard

import (
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Text is a value of an attribute.
func Text(attribute, text string) graph.Value { return graph.Value{Attribute: attribute, Text: text} }

// Property is a value that the graph has no attribute of its own for.
func Property(key, text string) graph.Value { return Text(graph.PropertyPrefix+key, text) }

// Tags is a list of words, each once.
func Tags(words []string) graph.Value { return graph.Value{Attribute: graph.AttrTags, List: words} }

// Path returns names as the path of an ID, "" where nothing of them is left. Names with slashes are several segments.
func Path(names ...string) string {
	var segments []string
	for _, name := range names {
		for _, part := range strings.Split(name, "/") {
			if slug := graph.Slug(part); slug != "" {
				segments = append(segments, slug)
			}
		}
	}
	return strings.Join(segments, "/")
}

// Required returns the text of a key that has to be there, and reports a problem where it is not.
func (c *Collection) Required(n *document.Node, key, what string) (string, bool) {
	value := n.Of(key)
	switch {
	case value.Words() != "":
		return value.Words(), true
	case value.Shape == document.List || value.Shape == document.Mapping:
		c.Problem(value.At, "%s of %s is a text, not %s", key, what, value.Shape.Words())
	default:
		c.Problem(n.At, "%s has no %s; it needs one", what, key)
	}
	return "", false
}

// List returns the items of a key, none where it says nothing, and reports a problem where it is something else.
func (c *Collection) List(n *document.Node, key string) []*document.Node {
	value := n.Of(key)
	if value.Shape == document.Scalar || value.Shape == document.Mapping {
		c.Problem(value.At, "%s is a list, not %s", key, value.Shape.Words())
	}
	return value.Items
}

// Link says the address of the first authoritative definition that a browser can open, nothing where there is none.
func (c *Collection) Link(n *document.Node) graph.Value {
	for _, item := range c.List(n, "authoritativeDefinitions") {
		if url := item.Of("url").Words(); strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
			return Text(graph.AttrURL, url)
		}
	}
	return Text(graph.AttrURL, "")
}

// Properties says what stands below customProperties: a list of property and value, as Bitol's standards have it.
func (c *Collection) Properties(n *document.Node) (values []graph.Value) {
	for _, item := range c.List(n, "customProperties") {
		value := item.Of("value")
		if key := item.Of("property").Words(); key != "" {
			values = append(values, Property(key, strings.Join(value.Texts(), ", ")))
		}
	}
	return values
}
