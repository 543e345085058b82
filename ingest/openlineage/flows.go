package openlineage

// flows returns at most how many flows an event makes: what its facets list, and what is multiplied out of it, each input that has an
// effect on a whole dataset with each of its columns, and each input with each output of which the columns are known. Linear in the
// event.
func (e *Event) flows() int {
	made := e.Dataset.flows()
	for i := range e.Outputs {
		d := &e.Outputs[i]
		if made += d.flows(); d.Columns != nil {
			made += len(e.Inputs)
		}
	}
	for i := range e.Inputs {
		made += e.Inputs[i].Lineage.flows()
	}
	if l := e.Job.Lineage; l != nil {
		for i := range l.Entries {
			made += l.Entries[i].flows()
		}
	}
	return made
}

func (d *Dataset) flows() int {
	made := d.Lineage.flows()
	if c := d.Columns; c != nil {
		columns := len(c.Fields)
		if d.Schema != nil {
			columns += len(d.Schema.Fields)
		}
		made += listed(c.Fields) + len(c.Whole)*max(1, columns)
	}
	return made
}

func (t *Target) flows() int {
	if t == nil {
		return 0
	}
	return listed(t.Fields) + len(t.Inputs)*max(1, len(t.Fields))
}

func listed(fields map[string][]Input) (n int) {
	for _, inputs := range fields {
		n += len(inputs)
	}
	return n
}
