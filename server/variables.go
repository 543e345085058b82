package server

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// strict is an executor that refuses variables whose values are not of their types, by the rules of GraphQL (October 2021, 3.5
// and 6.1.2): no text is taken for a number and no number for a text, as in the document itself; an ID takes both, and what a
// scalar of the schema's own takes it says itself. gqlgen's own check lets numbers and texts through for one another, and of what
// it refuses it does not name the variable.
type strict struct {
	graphql.GraphExecutor
	schema graphql.ExecutableSchema
}

// CreateOperationContext prepares an operation, unless a variable of it is not of its type.
func (s strict) CreateOperationContext(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	op, errs := s.GraphExecutor.CreateOperationContext(ctx, params)
	if op.Operation == nil || len(errs) > 0 && codeOf(errs[0]) != errcode.ValidationFailed {
		return op, errs
	}
	if wrong := s.check(op.Operation, params.Variables); wrong != nil {
		return op, gqlerror.List{wrong}
	}
	return op, errs
}

// check returns what is wrong with the first variable that is, nil where none is. It is linear in the values, which are as
// strictjson reads them, but that gqlgen may have made lists of single values.
func (s strict) check(op *ast.OperationDefinition, given map[string]any) *gqlerror.Error {
	for _, def := range op.VariableDefinitions {
		value, is := given[def.Variable]
		if !is && (def.DefaultValue != nil || !def.Type.NonNull) {
			continue
		}
		var wrong *mismatch
		if is {
			wrong = s.mismatch(def.Type, value)
		} else {
			wrong = misfit("is not given, and must be: it is of type %s", def.Type)
		}
		if wrong != nil {
			return wrong.of(def)
		}
	}
	return nil
}

// mismatch is why a value is not of a type, and where in a variable, the innermost step first.
type mismatch struct {
	within  ast.Path
	message string
}

func misfit(format string, args ...any) *mismatch {
	return &mismatch{message: fmt.Sprintf(format, args...)}
}

func (m *mismatch) below(step ast.PathElement) *mismatch {
	m.within = append(m.within, step)
	return m
}

// maxShownKey is how many bytes of a key of the sender's a message shows; the path of the error has more of it.
const maxShownKey = 100

// of says which variable the mismatch is in, and where.
func (m *mismatch) of(def *ast.VariableDefinition) *gqlerror.Error {
	slices.Reverse(m.within)
	place := "$" + def.Variable
	for _, step := range m.within {
		switch step := step.(type) {
		case ast.PathIndex:
			place += fmt.Sprintf("[%d]", int(step))
		case ast.PathName:
			place += "." + cut(string(step), maxShownKey)
		}
	}
	err := gqlerror.ErrorPathf(append(ast.Path{ast.PathName("variable"), ast.PathName(def.Variable)}, m.within...),
		"the variable %s %s", place, m.message)
	errcode.Set(err, errcode.ValidationFailed)
	return err
}

func (s strict) mismatch(typ *ast.Type, value any) *mismatch {
	if value == nil {
		if typ.NonNull {
			return misfit("is null, and must not be: it is of type %s", typ)
		}
		return nil
	}
	if typ.Elem != nil {
		return s.inList(typ.Elem, value)
	}
	switch def := s.schema.Schema().Types[typ.NamedType]; def.Kind {
	case ast.InputObject:
		return s.inObject(def, value)
	case ast.Enum:
		if name, is := value.(string); !is || def.EnumValues.ForName(name) == nil {
			return misfit("must be one of the values of %s", def.Name)
		}
		return nil
	default:
		return inScalar(def.Name, value)
	}
}

// inList looks at each of a list; what is no list stands for a list of itself.
func (s strict) inList(elem *ast.Type, value any) *mismatch {
	values := reflect.ValueOf(value)
	if values.Kind() != reflect.Slice {
		return s.mismatch(elem, value)
	}
	for i := range values.Len() {
		if wrong := s.mismatch(elem, values.Index(i).Interface()); wrong != nil {
			return wrong.below(ast.PathIndex(i))
		}
	}
	return nil
}

func (s strict) inObject(def *ast.Definition, value any) *mismatch {
	fields, is := value.(map[string]any)
	if !is {
		return misfit("must be a %s, not %s", def.Name, kindOf(value))
	}
	for _, field := range def.Fields {
		value, given := fields[field.Name]
		switch {
		case given:
			if wrong := s.mismatch(field.Type, value); wrong != nil {
				return wrong.below(ast.PathName(field.Name))
			}
		case field.Type.NonNull && field.DefaultValue == nil:
			return misfit("is not given, and must be: it is of type %s", field.Type).below(ast.PathName(field.Name))
		}
	}
	if name, is := unknownField(def, fields); is {
		return misfit("is unknown: %s has no such field", def.Name).below(ast.PathName(name))
	}
	return nil
}

// unknownField returns the first name of an object that is no field of its type, in their order. What a client was told of a
// type's name it may send back.
func unknownField(def *ast.Definition, fields map[string]any) (first string, found bool) {
	for name := range fields {
		if name != "__typename" && def.Fields.ForName(name) == nil && (!found || name < first) {
			first, found = name, true
		}
	}
	return first, found
}

// inScalar looks at the scalars of GraphQL; any other takes what it takes.
func inScalar(name string, value any) *mismatch {
	fits := true
	_, isText := value.(string)
	number, isNumber := value.(json.Number)
	switch name {
	case "Int":
		_, err := number.Int64()
		fits = isNumber && err == nil
	case "Float":
		fits = isNumber
	case "String":
		fits = isText
	case "Boolean":
		_, fits = value.(bool)
	case "ID":
		fits = isText || isNumber && !strings.ContainsAny(number.String(), ".eE")
	}
	if !fits {
		return misfit("must be %s, not %s", wanted[name], kindOf(value))
	}
	return nil
}

// wanted are the scalars of GraphQL in words.
var wanted = map[string]string{
	"Int": "an Int", "Float": "a Float", "String": "a String", "Boolean": "a Boolean", "ID": "an ID, a text or a whole number",
}

// kindOf says what a value is, and not what it says: it may be long.
func kindOf(value any) string {
	switch value := value.(type) {
	case json.Number:
		if _, err := value.Int64(); err != nil {
			return "a number with a fraction or an exponent, or too large"
		}
		return "a number"
	case string:
		return "a text"
	case bool:
		return "true or false"
	case map[string]any:
		return "an object"
	}
	return "a list"
}
