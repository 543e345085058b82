package main

import (
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// change is one of GraphQL's changes: what a source says. Structures and not maps, because there may be very many.
type change struct {
	Put  *putEntity `json:"put,omitempty"`
	Link *linkInput `json:"link,omitempty"`
}

// putEntity holds of GraphQL's PutEntity what a source can say; what it does not say is left out.
type putEntity struct {
	ID          graph.ID        `json:"id"`
	Origin      string          `json:"origin"`
	Name        *string         `json:"name,omitempty"`
	Description *string         `json:"description,omitempty"`
	Container   *string         `json:"container,omitempty"`
	Direction   *string         `json:"direction,omitempty"`
	Type        *string         `json:"type,omitempty"`
	Contact     *string         `json:"contact,omitempty"`
	URL         *string         `json:"url,omitempty"`
	Tags        []string        `json:"tags,omitempty"`
	Aliases     []string        `json:"aliases,omitzero"` // none of them, where the list is empty
	Properties  []propertyInput `json:"properties,omitempty"`
}

type propertyInput struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

type linkInput struct {
	Relation string   `json:"relation"`
	From     graph.ID `json:"from"`
	To       graph.ID `json:"to"`
	Via      graph.ID `json:"via,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Origin   string   `json:"origin"`
}

// changesOf returns edits as GraphQL's list of changes, in their order.
func changesOf(edits []graph.Edit) []change {
	changes := make([]change, len(edits))
	for i, edit := range edits {
		switch edit := edit.(type) {
		case graph.Put:
			changes[i].Put = putOf(edit)
		case graph.Join:
			changes[i].Link = &linkInput{edit.Relation.String(), edit.From, edit.To, edit.Via, edit.Reason, edit.Origin}
		}
	}
	return changes
}

func putOf(put graph.Put) *putEntity {
	input := &putEntity{ID: put.ID, Origin: put.Origin}
	for i := range put.Values {
		input.take(&put.Values[i])
	}
	return input
}

// take puts a value where GraphQL has it.
func (p *putEntity) take(v *graph.Value) {
	text := &v.Text
	switch v.Attribute {
	case graph.AttrTags:
		p.Tags = v.List
	case graph.AttrAliases:
		p.Aliases = v.List
	case graph.AttrName:
		p.Name = text
	case graph.AttrDescription:
		p.Description = text
	case graph.AttrContainer:
		p.Container = text
	case graph.AttrDirection:
		p.Direction = text
	case graph.AttrType:
		p.Type = text
	case graph.AttrContact:
		p.Contact = text
	case graph.AttrURL:
		p.URL = text
	default:
		if key, is := strings.CutPrefix(v.Attribute, graph.PropertyPrefix); is {
			p.Properties = append(p.Properties, propertyInput{key, v.Text})
		}
	}
}
