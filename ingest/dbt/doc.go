// Package dbt reads what dbt leaves of a project in its target folder, manifest.json and catalog.json, and turns it into
// edits of a graph.
//
// It promises:
//
//   - Reading is pure and streamed: a document is read once, entry by entry, and what is not kept is skipped where it stands.
//     Memory is bounded by the largest entry and by what is kept, less than the document itself. No name in a manifest is opened.
//   - The same manifest gives the same edits in the same order, whatever the order of its entries.
//   - All of it or none: what is no manifest, is cut off, is of a version that is too old or says one thing twice is one error
//     that says where. A newer version than the newest that was tried is read, with a warning.
//   - A dataset's identity is that of OpenLineage's naming (see [Project.Dataset]), so that dbt and the events of dbt-ol, Spark
//     or Airflow say things of the same dataset.
//
// What becomes what:
//
//   - Models, seeds, snapshots and sources are datasets, their columns fields. What a node depends on feeds it.
//   - What is never built passes through: what feeds an ephemeral model feeds what is made of it. So do metrics, semantic models,
//     saved queries and functions.
//   - An exposure is a job that reads and hands nothing on: what it depends on feeds it, its owner owns it and consumes what it reads.
//   - A group, and each owner, is a team.
//   - meta says the domain, product, system and owner: see meta.go.
//   - Tests, analyses, hooks and disabled nodes are nothing; by their unique IDs the first three are passed over unread. Neither are lineage between columns, which no manifest has, and SQL.
//
// It does not know the catalog, as ingest/manifest doesn't, nor the database: the namespace is the caller's to give, or
// profiles.yml's (see [Profile]).
//
// The source of facts about the format is https://docs.getdbt.com/reference/artifacts/manifest-json with the JSON Schemas that
// it links, and manifests of versions 4, 9 and 12.
package dbt
