package neo4j

import "context"

// Documents returns the small texts that are kept on a shelf beside the catalog, by their names. They are no part of the
// catalog: neither its state nor its history has them.
func (s *Store) Documents(ctx context.Context, shelf string) (map[string]string, error) {
	documents := map[string]string{}
	err := s.transact(ctx, callTime, func(tx transaction) error {
		clear(documents)
		return tx.run(allDocuments, map[string]any{"shelf": shelf}, func(row []any) error {
			var name, content string
			err := into(&name, &content)(row)
			documents[name] = content
			return err
		})
	})
	return documents, s.fault(ctx, "documents", err)
}

// PutDocuments keeps texts on a shelf, each in the place of the one with its name: all of them or none.
func (s *Store) PutDocuments(ctx context.Context, shelf string, documents map[string]string) error {
	var rows []any
	for name, content := range documents {
		rows = append(rows, row{"key": shelf + "/" + name, "shelf": shelf, "name": name, "content": content})
	}
	return s.write(ctx, putDocuments, rows)
}

// DropDocuments forgets texts of a shelf by their names.
func (s *Store) DropDocuments(ctx context.Context, shelf string, names ...string) error {
	var rows []any
	for _, name := range names {
		rows = append(rows, row{"key": shelf + "/" + name})
	}
	return s.write(ctx, dropDocuments, rows)
}

func (s *Store) write(ctx context.Context, statement cypher, rows []any) error {
	return s.fault(ctx, "documents", s.transact(ctx, callTime, func(tx transaction) error {
		return tx.run(statement, map[string]any{"rows": rows}, nil)
	}))
}
