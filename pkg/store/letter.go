package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

func letterRow(l casefile.LetterDraft) row {
	return row{key: letterKey(l.CaseID, l.Review, l.Round, l.Order), record: l}
}

// LetterDraft reads what was prepared at a letter stage, consistently.
func (s *Store) LetterDraft(ctx context.Context, caseID string, review, round, order int) (casefile.LetterDraft, error) {
	return one[casefile.LetterDraft](ctx, s, letterKey(caseID, review, round, order))
}

// SaveLetterDraft writes a draft whose version is one higher than what was read.
func (s *Store) SaveLetterDraft(ctx context.Context, l casefile.LetterDraft) error {
	write, err := letterRow(l).put(expecting(l.Version)...)
	if err != nil {
		return err
	}
	_, written, err := s.note(ctx, write)
	if err == nil && !written {
		err = fault.New(fault.Conflict, "公文掃描檔剛才由其他同仁更新，請重新檢視後再審核。")
	}
	return err
}
