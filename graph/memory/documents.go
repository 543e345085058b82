package memory

import (
	"context"
	"maps"

	"github.com/headwater-catalog/headwater/graph"
)

var _ graph.Shelf = (*Store)(nil)

// Documents implements [graph.Shelf].
func (s *Store) Documents(ctx context.Context, shelf string) (map[string]string, error) {
	if err := done(ctx, "documents"); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	documents := map[string]string{}
	maps.Copy(documents, s.documents[shelf])
	return documents, nil
}

// PutDocuments implements [graph.Shelf].
func (s *Store) PutDocuments(ctx context.Context, shelf string, documents map[string]string) error {
	if err := done(ctx, "documents"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.documents[shelf] == nil {
		s.documents[shelf] = map[string]string{}
	}
	maps.Copy(s.documents[shelf], documents)
	return nil
}

// DropDocuments implements [graph.Shelf].
func (s *Store) DropDocuments(ctx context.Context, shelf string, names ...string) error {
	if err := done(ctx, "documents"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range names {
		delete(s.documents[shelf], name)
	}
	return nil
}
