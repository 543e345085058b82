package openlineage

func (r *reader) columns(path []any, given map[string]any) *Columns {
	c := &Columns{Fields: map[string][]Input{}}
	fields := members(given["fields"])
	if len(fields) > MaxColumns {
		r.faults.add(append(path, "fields"), "are %d; no dataset has more than %d columns here", len(fields), MaxColumns)
		return c
	}
	for field, value := range fields {
		at := append(path, "fields", field)
		c.Fields[r.word(at, field)] = r.inputs(append(at, "inputFields"), list(members(value)["inputFields"]))
	}
	c.Whole = r.inputs(append(path, "dataset"), list(given["dataset"]))
	r.count(path, len(c.Whole)*len(c.Fields))
	return c
}

func (r *reader) lineage(path []any, given map[string]any) *Lineage {
	l := &Lineage{}
	for i, value := range list(given["entries"]) {
		entry, at := members(value), append(path, "entries", i)
		t := Target{IsJob: entry["type"] == "JOB"}
		if _, isNamed := entry["name"]; isNamed {
			t.Name = r.name(at, entry)
		}
		t.Inputs = r.inputs(append(at, "inputs"), list(entry["inputs"]))
		t.Fields = r.lineageFields(append(at, "fields"), entry["fields"])
		l.Entries = append(l.Entries, t)
	}
	return l
}

func (r *reader) lineageFields(path []any, value any) map[string][]Input {
	fields := map[string][]Input{}
	if n := len(members(value)); n > MaxColumns {
		r.faults.add(path, "are %d; no dataset has more than %d columns here", n, MaxColumns)
		return fields
	}
	for field, v := range members(value) {
		at := append(path, field)
		fields[r.word(at, field)] = r.inputs(append(at, "inputs"), list(members(v)["inputs"]))
	}
	return fields
}

func (r *reader) inputs(path []any, items []any) []Input {
	if !r.count(path, len(items)) {
		return nil
	}
	var inputs []Input
	for i, value := range items {
		given, at := members(value), append(path, i)
		in := Input{IsJob: given["type"] == "JOB", How: how(given["transformations"])}
		if _, isNamed := given["name"]; isNamed || !in.IsJob {
			in.Name = r.name(at, given)
		}
		if _, says := given["field"]; says {
			in.Field = r.word(append(at, "field"), given["field"])
		}
		inputs = append(inputs, in)
	}
	return inputs
}

// count reports whether an event may say so many flows more.
func (r *reader) count(path []any, n int) bool {
	if r.flows += n; r.flows > MaxFlows {
		r.faults.add(path, "would make more than %d flows; no event may say more", MaxFlows)
		return false
	}
	return true
}

// how returns what transformations do, in words: "DIRECT: IDENTITY".
func how(value any) []string {
	var all []string
	for _, item := range list(value) {
		t := members(item)
		words := line(t["type"])
		if sub := line(t["subtype"]); sub != "" {
			words += ": " + sub
		}
		if t["masking"] == true {
			words += " (masked)"
		}
		all = append(all, words)
	}
	return all
}
