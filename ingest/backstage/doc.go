// Package backstage reads the catalog-info files of Backstage and turns them into edits of a graph.
//
// What becomes what:
//
//   - A Domain is a domain, a System a source system, a Component a job in its system, an API an output port of its system's
//     domain, a Resource a dataset in its system, a Group a team. A User who owns something is a team of one; the others are
//     named with their groups.
//   - owner owns. What provides an API feeds it, and it feeds what consumes it. What something depends on feeds it, and it
//     reads those of them that are datasets. dependencyOf is dependsOn said from the other end. A system's domain runs in it.
//   - Locations, Templates and kinds of one's own are left out, with a warning. docs/sources/backstage.md lists all of it.
//
// A reference is [kind:][namespace/]name, its kind that of the place it stands in. What is referred to and described nowhere is
// claimed by its name, so that what is said of it is not lost.
//
// It promises what ingest/standard does.
//
// The source of facts is https://backstage.io/docs/features/software-catalog/descriptor-format.
package backstage
