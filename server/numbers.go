package server

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// validation returns the rules that documents are held to: those of the specification, and numbersAsWritten.
func validation() *rules.Rules {
	all := rules.NewDefaultRules()
	all.AddRule("NumbersAsWritten", numbersAsWritten)
	return all
}

// numbersAsWritten has a scalar of the schema's own read its digits where a number is too large for the parser to read. The
// scalar knows what it cannot be, and refuses it in the same words wherever it stands: as an argument, within an input, as a
// default, or in a variable. Else the whole input around it is said to be of the wrong type. It breaks no document.
func numbersAsWritten(observers *core.Events, _ core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, value *ast.Value) { // what is within a value comes before it
		if value.Kind != ast.IntValue && value.Kind != ast.FloatValue || !isOwnScalar(value.Definition) {
			return
		}
		if _, err := value.Value(nil); err != nil {
			value.Kind = ast.StringValue
		}
	})
}

// isOwnScalar reports whether a type is a scalar that the schema declares itself.
func isOwnScalar(def *ast.Definition) bool {
	return def != nil && def.Kind == ast.Scalar && !def.OneOf("Int", "Float", "String", "Boolean", "ID")
}
