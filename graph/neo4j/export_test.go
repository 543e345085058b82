package neo4j

// CheckAgent is what Open asks of a server's name for itself.
var CheckAgent = checkAgent
