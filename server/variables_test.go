package server

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What a variable may say is what could stand in its place in the document.
func TestVariablesAreOfTheirTypes(t *testing.T) {
	for _, v := range []struct{ typ, argument, value, says string }{
		{"Int", "count: $v", `5`, ""},
		{"Int", "count: $v", `null`, ""},
		{"Int", "count: $v", `"5"`, "the variable $v must be an Int, not a text"},
		{"Int", "count: $v", `1.5`, "the variable $v must be an Int, not a number with a fraction"},
		{"Int", "count: $v", `1e3`, "the variable $v must be an Int, not a number with a fraction or an exponent"},
		{"Int", "count: $v", `99999999999999999999`, "too large"},
		{"Int", "count: $v", `true`, "the variable $v must be an Int, not true or false"},
		{"Int", "count: $v", `[5]`, "the variable $v must be an Int, not a list"},
		{"Int!", "count: $v", `null`, "the variable $v is null, and must not be: it is of type Int!"},
		{"String", "text: $v", `"5"`, ""},
		{"String", "text: $v", `5`, "the variable $v must be a String, not a number"},
		{"String", "text: $v", `true`, "the variable $v must be a String, not true or false"},
		{"String", "text: $v", `{}`, "the variable $v must be a String, not an object"},
		{"Boolean", "yes: $v", `false`, ""},
		{"Boolean", "yes: $v", `"false"`, "the variable $v must be a Boolean, not a text"},
		{"Boolean", "yes: $v", `0`, "the variable $v must be a Boolean, not a number"},
		{"ID", "id: $v", `"a"`, ""},
		{"ID", "id: $v", `7`, ""},
		{"ID", "id: $v", `7.5`, "the variable $v must be an ID"},
		{"ID", "id: $v", `true`, "the variable $v must be an ID"},
		{"Colour", "colour: $v", `"RED"`, ""},
		{"Colour", "colour: $v", `"red"`, "the variable $v must be one of the values of Colour"},
		{"Colour", "colour: $v", `1`, "the variable $v must be one of the values of Colour"},
		{"Number", "number: $v", `7`, ""},
		{"Number", "number: $v", `"7"`, ""},
		{"Number", "number: $v", `99999999999999999999`, ""},
		{"Box", "box: $v", `{"text": "5", "count": 5, "id": 7, "number": "8", "box": {"numbers": 9}}`, ""},
		{"Box", "box: $v", `{"text": null}`, ""},
		{"Box", "box: $v", `"text"`, "the variable $v must be a Box, not a text"},
		{"Box", "box: $v", `{"text": 5}`, "the variable $v.text must be a String, not a number"},
		{"Box", "box: $v", `{"box": {"count": "5"}}`, "the variable $v.box.count must be an Int, not a text"},
		{"Box", "box: $v", `{"must": null}`, "the variable $v.must is null, and must not be: it is of type Int!"},
		{"Box", "box: $v", `{"texts": "5", "textual": 1}`, "the variable $v.texts is unknown: Box has no such field"},
		{"[Box!]", "boxes: $v", `{"text": "a list of itself"}`, ""},
		{"[Box!]", "boxes: $v", `[{"text": "a"}, {"text": 5}]`, "the variable $v[1].text must be a String, not a number"},
		{"[Box!]", "boxes: $v", `{"text": 5}`, "the variable $v.text must be a String, not a number"},
		{"[Box!]", "boxes: $v", `[null]`, "the variable $v[0] is null, and must not be: it is of type Box!"},
	} {
		reply := send(t, handlerOf(Config{}), newPost(`{"query":"query($v: `+v.typ+`) {echo(`+v.argument+`)}","variables":{"v":`+v.value+`}}`))
		if v.says == "" {
			require.Equal(t, 200, reply.status, "%+v: %s", v, reply.body)
			require.NotContains(t, reply.body, `"errors"`, "%+v", v)
			continue
		}
		require.Equal(t, 400, reply.status, "%+v: %s", v, reply.body)
		require.Equal(t, "GRAPHQL_VALIDATION_FAILED", reply.code(t), "%+v", v)
		require.Contains(t, reply.message(t), v.says, "%+v", v)
	}
}

// A variable that is missing is named.
func TestAVariableThatIsNotGivenIsNamed(t *testing.T) {
	for variables, says := range map[string]string{
		`{}`:            "the variable $a is not given, and must be: it is of type Int!",
		`{"a":1}`:       "the variable $b is not given, and must be: it is of type String!",
		`{"a":1,"c":2}`: "the variable $b is not given, and must be: it is of type String!",
	} {
		reply := send(t, handlerOf(Config{}), newPost(`{"query":"query($a: Int!, $b: String!, $c: Int, $d: Int! = 4) {echo(count: $a, text: $b) things(first: $c, last: $d) {totalCount}}","variables":`+variables+`}`))
		require.Equal(t, "GRAPHQL_VALIDATION_FAILED", reply.code(t), reply.body)
		require.Equal(t, says, reply.message(t))
	}
}
