package main

import "embed"

//go:embed queries
var queries embed.FS

// document returns one of the documents in queries. They are part of the program: one that is missing is a defect.
func document(name string) string {
	text, err := queries.ReadFile("queries/" + name + ".graphql")
	if err != nil {
		panic(err)
	}
	return string(text)
}
