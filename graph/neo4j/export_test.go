package neo4j

// CheckAgent is what Open asks of a server's name for itself.
var CheckAgent = checkAgent

// Final is what becomes of an error of a statement before the driver decides whether to try again.
var Final = final
