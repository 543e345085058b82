// Package openlineage writes a graph as events of OpenLineage 2-0-2, for another receiver of them, such as Marquez.
//
// It promises:
//
//   - Every event is valid by the specification: a DatasetEvent for each dataset, a JobEvent for each job. They declare; no run
//     is made up.
//   - Every flow that nobody denied is in exactly one JobEvent: that of the job it begins or ends at, or goes via; else that of
//     a job made up for what it feeds, [Namespace] and "to " with the ID. Where a receiver's inputs × outputs would say more
//     than was recorded, the event has the explicit lineage facet, which says just that; what is known of columns is in
//     columnLineage as well.
//   - What is no dataset and has flows (a port, a domain, a system …) stands in as a dataset of the namespace [Namespace], called
//     by its ID.
//   - Other names of a dataset are its symlinks.
//   - The same graph gives the same events in the same order.
//
// Not in them: containers, consumers, systems, divisions and markets, denials, who said what, and reasons.
package openlineage
