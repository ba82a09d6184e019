package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

func uploadRow(u upload.Upload) row { return row{key: uploadKey(u.ID), record: u} }

// Upload returns a file's record, read consistently.
func (s *Store) Upload(ctx context.Context, id string) (upload.Upload, error) {
	return one[upload.Upload](ctx, s, uploadKey(id))
}

// Environment returns the hosts and documents for partners, read consistently.
func (s *Store) Environment(ctx context.Context) (environment.Sheet, error) {
	items, err := s.get(ctx, environmentKey())
	if err != nil {
		return environment.Sheet{}, err
	}
	return decode[environment.Sheet](items[0])
}
