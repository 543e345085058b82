package types

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
)

// PutEntity is an entity to create or to change. What is left out stays; null takes back what the source itself said.
type PutEntity struct {
	ID          graph.ID
	Name        graphql.Omittable[*string]
	Description graphql.Omittable[*string]
	Container   graphql.Omittable[*graph.ID]
	Tags        graphql.Omittable[[]string]
	Direction   graphql.Omittable[*graph.Direction]
	Type        graphql.Omittable[*string]
	Contact     graphql.Omittable[*string]
	URL         graphql.Omittable[*string]
	Aliases     graphql.Omittable[[]graph.ID]
	Properties  graphql.Omittable[[]PropertyInput]
	Origin      *string
}

// PropertyInput is an attribute that the catalog has no name of its own for. A nil Value takes it back.
type PropertyInput struct {
	Key   string
	Value *string
}

// edit returns the change as the graph takes it.
func (p PutEntity) edit(at graph.Place) graph.Put {
	at.Origin = orEmpty(p.Origin)
	put := graph.Put{Place: at, ID: p.ID}
	say(&put, graph.AttrName, p.Name)
	say(&put, graph.AttrDescription, p.Description)
	say(&put, graph.AttrContainer, p.Container)
	say(&put, graph.AttrDirection, p.Direction)
	say(&put, graph.AttrType, p.Type)
	say(&put, graph.AttrContact, p.Contact)
	say(&put, graph.AttrURL, p.URL)
	sayList(&put, graph.AttrTags, p.Tags)
	sayList(&put, graph.AttrAliases, p.Aliases)
	p.sayProperties(&put)
	return put
}

// say puts a text that is given among the values, null among what is cleared.
func say[T ~string](put *graph.Put, attribute string, text graphql.Omittable[*T]) {
	switch v, given := text.ValueOK(); {
	case !given:
	case v == nil:
		put.Clear = append(put.Clear, attribute)
	default:
		put.Values = append(put.Values, graph.Value{Attribute: attribute, Text: string(*v)})
	}
}

// sayList is say for a list of texts.
func sayList[T ~string](put *graph.Put, attribute string, texts graphql.Omittable[[]T]) {
	switch list, given := texts.ValueOK(); {
	case !given:
	case list == nil:
		put.Clear = append(put.Clear, attribute)
	default:
		value := graph.Value{Attribute: attribute}
		for _, text := range list {
			value.List = append(value.List, string(text))
		}
		put.Values = append(put.Values, value)
	}
}

// sayProperties puts the properties that are given among the values and those without a value among what is cleared;
// null clears them all.
func (p PutEntity) sayProperties(put *graph.Put) {
	given, any := p.Properties.ValueOK()
	if any && given == nil {
		put.Clear = append(put.Clear, graph.PropertyPrefix)
	}
	for _, property := range given {
		say(put, graph.PropertyPrefix+property.Key, graphql.OmittableOf(property.Value))
	}
}
