package types

// Connection is one page of a list, with what it takes to go on from there.
type Connection[T any] struct {
	total              int
	items              []T
	hasBefore, hasNext bool
	cursor             func(i int) string // of items[i]; made only where it is asked for
}

// Edge is an item of a list and its place.
type Edge[T any] struct {
	Cursor string
	Node   T
}

// PageInfo says where a page lies in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// Nodes returns the items of the page.
func (c *Connection[T]) Nodes() []T { return c.items }

// TotalCount returns how many items the whole list has.
func (c *Connection[T]) TotalCount() int { return c.total }

// Edges returns the items with their cursors.
func (c *Connection[T]) Edges() []Edge[T] {
	edges := make([]Edge[T], len(c.items))
	for i, item := range c.items {
		edges[i] = Edge[T]{c.cursor(i), item}
	}
	return edges
}

// PageInfo returns where the page lies.
func (c *Connection[T]) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: c.hasNext, HasPreviousPage: c.hasBefore}
	if len(c.items) > 0 {
		start, end := c.cursor(0), c.cursor(len(c.items)-1)
		info.StartCursor, info.EndCursor = &start, &end
	}
	return info
}

// The connections and edges of the schema, all of one shape.
type (
	EntityConnection         = Connection[Entity]
	EntityEdge               = Edge[Entity]
	DomainConnection         = Connection[Domain]
	DomainEdge               = Edge[Domain]
	TeamConnection           = Connection[Team]
	TeamEdge                 = Edge[Team]
	SourceSystemConnection   = Connection[SourceSystem]
	SourceSystemEdge         = Edge[SourceSystem]
	CapabilityConnection     = Connection[Capability]
	CapabilityEdge           = Edge[Capability]
	DataProductConnection    = Connection[DataProduct]
	DataProductEdge          = Edge[DataProduct]
	PortConnection           = Connection[Port]
	PortEdge                 = Edge[Port]
	DatasetConnection        = Connection[Dataset]
	DatasetEdge              = Edge[Dataset]
	FieldConnection          = Connection[Field]
	FieldEdge                = Edge[Field]
	JobConnection            = Connection[Job]
	JobEdge                  = Edge[Job]
	ConsumptionConnection    = Connection[Consumption]
	ConsumptionEdge          = Edge[Consumption]
	FlowConnection           = Connection[Flow]
	FlowEdge                 = Edge[Flow]
	LineageItemConnection    = Connection[LineageItem]
	LineageItemEdge          = Edge[LineageItem]
	PicturedEntityConnection = Connection[PicturedEntity]
	PicturedEntityEdge       = Edge[PicturedEntity]
	FindingConnection        = Connection[Finding]
	FindingEdge              = Edge[Finding]
	CommitEdge               = Edge[*Commit]
	ImpactItemConnection     = Connection[ImpactItem]
	ImpactItemEdge           = Edge[ImpactItem]
	CrossingConnection       = Connection[Crossing]
	CrossingEdge             = Edge[Crossing]
	SourceConnection         = Connection[Source]
	SourceEdge               = Edge[Source]
	LinkConnection           = Connection[Link]
	LinkEdge                 = Edge[Link]
)
