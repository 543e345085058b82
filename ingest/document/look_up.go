package document

import "strings"

// Of returns the value of a key of a mapping. What is not there, and what is no mapping, says nothing.
func (n *Node) Of(key string) *Node {
	for _, e := range n.Entries {
		if e.Key == key {
			return e.Value
		}
	}
	return &Node{At: n.At}
}

// Words returns a text without the blanks around it, "" for all that is no text.
func (n *Node) Words() string { return strings.TrimSpace(n.Text) }

// Texts returns those of a list's items that are texts, and a text alone as the only one.
func (n *Node) Texts() []string {
	items := n.Items
	if n.Shape == Scalar {
		items = []*Node{n}
	}
	var texts []string
	for _, item := range items {
		if text := item.Words(); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}
