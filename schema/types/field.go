package types

// Field is a column of a dataset.
type Field struct{ Handle }

// Dataset returns the dataset that the field's ID says it is a column of.
func (x Field) Dataset() Dataset { return as[Dataset](x.g, x.g.Container(x.n)) }
