package resolvers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/headwater-catalog/headwater/resolvers"
)

func schemaOf(t *testing.T) *ast.Schema {
	t.Helper()
	read, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: resolvers.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// own are the types that are not GraphQL's.
func own(s *ast.Schema) []*ast.Definition {
	var types []*ast.Definition
	for name, d := range s.Types {
		if !d.BuiltIn && !strings.HasPrefix(name, "__") {
			types = append(types, d)
		}
	}
	return types
}

// Everything is described, and a field of an interface in the same words wherever it is.
func TestEverythingIsDescribed(t *testing.T) {
	s := schemaOf(t)
	for _, d := range own(s) {
		if d.Description == "" {
			t.Errorf("%s is not described", d.Name)
		}
		for _, v := range d.EnumValues {
			if v.Description == "" {
				t.Errorf("%s.%s is not described", d.Name, v.Name)
			}
		}
		for _, f := range d.Fields {
			described(t, s, d, f)
		}
	}
}

func described(t *testing.T, s *ast.Schema, d *ast.Definition, f *ast.FieldDefinition) {
	t.Helper()
	if f.Description == "" && !strings.HasPrefix(f.Name, "__") {
		t.Errorf("%s.%s is not described", d.Name, f.Name)
	}
	for _, a := range f.Arguments {
		if a.Description == "" && !strings.HasPrefix(f.Name, "__") {
			t.Errorf("%s.%s(%s) is not described", d.Name, f.Name, a.Name)
		}
	}
	if slices.Contains(d.Interfaces, "Entity") && d.Kind == ast.Object {
		if general := s.Types["Entity"].Fields.ForName(f.Name); general != nil && general.Description != f.Description {
			t.Errorf("%s.%s: %q, of Entity: %q", d.Name, f.Name, f.Description, general.Description)
		}
	}
}

// Lists that can grow are connections that page alike.
func TestConnectionsAreAlike(t *testing.T) {
	s := schemaOf(t)
	for _, d := range own(s) {
		if strings.HasSuffix(d.Name, "Connection") {
			for name, want := range map[string]string{"pageInfo": "PageInfo!", "totalCount": "Int!"} {
				if f := d.Fields.ForName(name); f == nil || f.Type.String() != want {
					t.Errorf("%s.%s is not %s", d.Name, name, want)
				}
			}
			node := s.Types[d.Fields.ForName("edges").Type.Elem.Name()].Fields.ForName("node").Type.String()
			if nodes := d.Fields.ForName("nodes").Type.String(); nodes != "["+node+"]!" {
				t.Errorf("%s.nodes is %s, its edges' node %s", d.Name, nodes, node)
			}
		}
		for _, f := range d.Fields {
			if strings.HasSuffix(f.Type.Name(), "Connection") && (f.Arguments.ForName("first") == nil || f.Arguments.ForName("after") == nil) {
				t.Errorf("%s.%s cannot be paged", d.Name, f.Name)
			}
		}
	}
}

// The schema says in introspection what it is for.
func TestIntrospection(t *testing.T) {
	c, _ := caseStudy(t)
	got := c.data(`{__schema {description directives {name} } ref: __type(name: "EntityRef") {isOneOf inputFields {name description}} time: __type(name: "DateTime") {specifiedByURL}}`, nil)
	if got["__schema"].(map[string]any)["description"] == nil {
		t.Error("the schema is not described")
	}
	if got["ref"].(map[string]any)["isOneOf"] != true || got["time"].(map[string]any)["specifiedByURL"] == nil {
		t.Error(got["ref"], got["time"])
	}
}
