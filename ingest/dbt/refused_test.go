//go:build unix

package dbt_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt"
	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
	"github.com/headwater-catalog/headwater/ingest/document"
)

func TestWhatIsNoManifestIsRefused(t *testing.T) {
	a, b := dbttest.Built("model", "a"), dbttest.Built("model", "b")
	whole := dbttest.Manifest(a, b)
	of := func(more dbttest.Node) string { return dbttest.Raw(dbttest.Metadata(12).With(more), a) }
	for name, c := range map[string]struct{ manifest, message string }{
		"nothing":             {"", "the file ends in the middle, after 0 bytes"},
		"no JSON":             {"version: 2", "it is no JSON near byte 0"},
		"a list":              {"[]", "it is no JSON object"},
		"null":                {"null", "it is no JSON object"},
		"no metadata":         {"{}", "metadata.dbt_schema_version is missing: it is no manifest of dbt"},
		"cut in half":         {whole[:len(whole)/2], "it was cut off; let dbt write it anew"},
		"more behind it":      {whole + "{}", "something follows after the end"},
		"an old version":      {dbttest.Raw(dbttest.Metadata(3), a), "its schema is v3, of dbt 1.12.0; v4 is the oldest that is read"},
		"an unknown version":  {of(dbttest.Node{"dbt_schema_version": "2.0"}), `metadata.dbt_schema_version is "2.0", which names no version that is known`},
		"another artifact":    {of(dbttest.Node{"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json"}), "it is dbt's run-results, not its manifest"},
		"a key twice":         {strings.Replace(whole, `"docs":{}`, `"docs":{},"docs":{}`, 1), "docs: it is said twice"},
		"a node twice":        {dbttest.Manifest(a, b, a.With(dbttest.Node{"original_file_path": "models/other.sql"})), "nodes.model.shop.a: it is said twice: in models/a.sql and in models/other.sql"},
		"in two sections":     {dbttest.Manifest(a, dbttest.Source("x").With(dbttest.Node{"unique_id": a.ID()})), "it is said twice: in models/a.sql and in models/sources.yml"},
		"another's ID":        {strings.Replace(whole, `"unique_id":"model.shop.b"`, `"unique_id":"model.shop.a"`, 1), `nodes.model.shop.b: its unique_id is "model.shop.a"`},
		"a wrong type":        {dbttest.Manifest(a.With(dbttest.Node{"columns": []string{"id"}})), "nodes.model.shop.a: columns cannot be a list"},
		"a section no object": {strings.Replace(whole, `"nodes":{`, `"sources":[],"nodes":{`, 1), "sources: it is no JSON object"},
		"no name":             {dbttest.Manifest(a.With(dbttest.Node{"name": "", "alias": nil})), "nodes.model.shop.a: it has no name"},
		"a file elsewhere":    {dbttest.Manifest(a.With(dbttest.Node{"original_file_path": "../../etc/passwd"})), `original_file_path "../../etc/passwd" leads out of the project`},
		"a group no name":     {dbttest.Manifest(dbttest.Of("group", "")), "the group has no name"},
		"our meta no mapping": {meta(`"finance"`), "nodes.model.shop.a: meta.headwater is a mapping with domain, owner, product or system"},
		"our meta misspelt":   {meta(`{"domian":"x"}`), `meta.headwater: "domian" is no key of it; did you mean "domain"?`},
		"our meta no text":    {meta(`{"domain":["a","b"]}`), "meta.headwater.domain is a text"},
		"our meta no name":    {meta(`{"domain":"!!"}`), "meta.headwater.domain: "},
		"deep":                {`{"docs":` + strings.Repeat("[", 20_000), "exceeded max depth"},
		"a wide list":         {`{"nodes":` + strings.Repeat("[", 200_000), "nodes: it is no JSON object"},
		"a bad text":          {strings.Replace(whole, "models/a.sql", "models/\xff.sql", 1), "invalid UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			before := spent()
			_, err := dbt.ReadManifest("target/manifest.json", strings.NewReader(c.manifest))
			used := spent().less(before)
			require.Less(t, used.memory, uint64(32<<20), "bytes allocated")
			require.Less(t, used.processor, 100*time.Millisecond)
			require.ErrorContains(t, err, c.message)
			require.ErrorAs(t, err, &document.Problems{})
			require.True(t, strings.HasPrefix(err.Error(), "target/manifest.json: "), "%s", err)
			require.NotContains(t, err.Error(), "\n")
		})
	}
}

func meta(headwater string) string {
	return strings.Replace(dbttest.Manifest(dbttest.Built("model", "a").With(dbttest.Node{"meta": dbttest.Node{"headwater": 42}})), `"headwater":42`, `"headwater":`+headwater, 1)
}

func TestVersions(t *testing.T) {
	for version := 4; version <= 12; version++ {
		p := project(t, dbttest.Raw(dbttest.Metadata(version), dbttest.Built("model", "a")))
		require.Empty(t, p.Warnings)
	}
	p := project(t, dbttest.Raw(dbttest.Metadata(20), dbttest.Built("model", "a")))
	require.Equal(t, []string{"the schema of manifest.json is v20, and v12 the newest that was tried: what it says in a new way is left out"}, p.Import(namespace).Warnings)
}

func TestWhatIsNotInTheManifestIsADatasetOfItsOwn(t *testing.T) {
	a := dbttest.Built("model", "a", "model.other.gone", "model.shop.a")
	i := project(t, dbttest.Manifest(a, dbttest.Built("model", "b", "model.other.gone"))).Import(namespace)
	require.Equal(t, []string{"a -> a", "model.other.gone -> a", "model.other.gone -> b"}, links(i, graph.Feeds))
	require.Equal(t, []string{"model.shop.a depends on model.other.gone, which is not in the manifest: it is kept as a dataset of its own, unresolved"}, i.Warnings)
	g, _ := apply(t, graph.Empty(), i)
	require.Equal(t, "unresolved", entity(t, g, graph.DatasetID("dbt", "model.other.gone")).Type)
}

func TestAProjectThatDoesNotSayItsName(t *testing.T) {
	unnamed := dbttest.Metadata(9).With(dbttest.Node{"project_name": nil})
	a, theirs := dbttest.Built("model", "a"), dbttest.Built("model", "b").With(dbttest.Node{"package_name": "dbt_utils"})
	require.Equal(t, "shop", project(t, dbttest.Raw(unnamed, a)).Name, "the only package")
	require.Empty(t, project(t, dbttest.Raw(unnamed, a, theirs)).Name)
	identified := unnamed.With(dbttest.Node{"project_id": "fb54f3c5992b96d001bb16e8e92d968d"}) // the MD5 of shop
	require.Equal(t, "shop", project(t, dbttest.Raw(identified, a, theirs)).Name)
}

// Whatever a catalog would not keep, it refuses; nothing of it gets into a graph.
func TestDeceitfulNamesAreRefusedByTheCatalog(t *testing.T) {
	for _, name := range []string{"a\x00b", "a\nb", "a\u202eb", " ", strings.Repeat("x", 1025)} {
		i := project(t, dbttest.Manifest(dbttest.Built("model", "a").With(dbttest.Node{"alias": name, "schema": "", "database": ""}))).Import(namespace)
		_, err := graph.Empty().Draft(graph.Draft{Source: i.Source, Whole: true, Revision: 1, Edits: i.Edits})
		require.Error(t, err, "%q", name)
	}
}

func FuzzManifest(f *testing.F) {
	a := dbttest.Built("model", "a")
	f.Add([]byte(dbttest.Manifest(a, dbttest.Ephemeral("e", a.ID()), dbttest.Built("model", "b", "model.shop.e"), dbttest.Source("s"))))
	f.Add([]byte(meta(`{"domain":"x","owner":["a"]}`)))
	f.Add([]byte(dbttest.Raw(dbttest.Metadata(4), dbttest.Of("exposure", "x", a.ID()).With(dbttest.Node{"owner": dbttest.Node{"email": []string{"e"}}}))))
	f.Add([]byte(found("model.shop.a", "null", `"id":{"name":"id","type":"int"}`)))
	f.Add([]byte(`{"args":{"profiles_dir":"ci","target":null}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		_, _ = dbt.ReadInvocation("run_results.json", bytes.NewReader(content))
		known := project(t, dbttest.Manifest(a))
		_ = known.AddCatalog("catalog.json", bytes.NewReader(content))
		known.Import("ns")
		p, err := dbt.ReadManifest("manifest.json", bytes.NewReader(content))
		if err != nil {
			require.ErrorAs(t, err, &document.Problems{})
			return
		}
		i := p.Import("ns")
		i.Source.Name = "fuzz"
		changes, err := graph.Empty().Draft(graph.Draft{Source: i.Source, Whole: true, Revision: 1, Edits: i.Edits})
		if err != nil {
			return
		}
		_, err = graph.Empty().With(1, changes...)
		require.NoError(t, err)
	})
}
