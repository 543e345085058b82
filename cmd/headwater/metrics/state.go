package metrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/headwater-catalog/headwater/server"
)

// State is how a catalog is at the moment.
type State struct {
	Loaded          bool // there is a graph to answer from
	Revision        uint64
	Entities, Flows int
	Stale           bool // the store cannot be followed: there may be newer revisions
	ReadOnly        bool // the store takes no commits until the server is started again
	Full            bool // it takes none until there is room on its disk
}

// described are the figures of a State.
type described struct {
	state                                                               func() State
	build                                                               prometheus.Metric
	revision, entities, flows, loaded, reachable, stale, readOnly, full *prometheus.Desc
}

func stateOf(build server.Build, state func() State) prometheus.Collector {
	gauge := func(name, help string) *prometheus.Desc { return prometheus.NewDesc(name, help, nil, nil) }
	about := prometheus.NewDesc("headwater_build_info", "Always 1; what the server was built of.", nil,
		prometheus.Labels{"version": build.Version, "commit": build.Commit, "go": build.Go})
	return &described{
		state: state, build: prometheus.MustNewConstMetric(about, prometheus.GaugeValue, 1),
		revision:  gauge("headwater_revision", "The newest revision that answers come from."),
		entities:  gauge("headwater_entities", "Entities in the catalog."),
		flows:     gauge("headwater_flows", "Recorded flows in the catalog that nobody denied."),
		loaded:    gauge("headwater_catalog_loaded", "1 once there is a catalog to answer from."),
		reachable: gauge("headwater_store_reachable", "1 while the store can be followed."),
		stale:     gauge("headwater_store_stale", "1 while answers may be behind the store."),
		readOnly:  gauge("headwater_store_read_only", "1 once the store takes no commits until the server is started again."),
		full:      gauge("headwater_store_full", "1 while the store takes no commits for want of room on its disk."),
	}
}

// Describe implements [prometheus.Collector].
func (d *described) Describe(to chan<- *prometheus.Desc) {
	to <- d.build.Desc()
	for _, desc := range []*prometheus.Desc{d.revision, d.entities, d.flows, d.loaded, d.reachable, d.stale, d.readOnly, d.full} {
		to <- desc
	}
}

// Collect implements [prometheus.Collector].
func (d *described) Collect(to chan<- prometheus.Metric) {
	is := d.state()
	gauge := func(desc *prometheus.Desc, value float64) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value)
	}
	to <- d.build
	if is.Loaded {
		gauge(d.revision, float64(is.Revision))
		gauge(d.entities, float64(is.Entities))
		gauge(d.flows, float64(is.Flows))
	}
	gauge(d.loaded, number(is.Loaded))
	gauge(d.reachable, number(!is.Stale))
	gauge(d.stale, number(is.Stale && is.Loaded))
	gauge(d.readOnly, number(is.ReadOnly))
	gauge(d.full, number(is.Full))
}

func number(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
