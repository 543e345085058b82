// Package neo4jtest starts a real Neo4j server for tests.
//
// It promises a server of the version that pom.xml names, made of the packages that Maven finds (the first time it fetches
// them, about 125 MB), on a free port of the loopback address, with its data in a temporary folder. It asks for a password.
// The server ends with the process that started it, also where that is killed. One process has one server: tests
// that use it empty it, and must not run in parallel.
//
// Where Java or Maven is not installed tests are skipped, and say so; they fail where the environment variable
// HEADWATER_TEST_NEO4J is "required", as it is in CI.
package neo4jtest
