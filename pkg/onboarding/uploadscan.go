package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// UploadScanned records what functions/scan found in a file that arrived, and
// tells it to the draft that waits for it. It returns whether the very version
// that was looked through is now usable. The first version that is reported
// counts; a later one, and one whose upload was given up, is not usable and
// changes nothing. A repeat answers as the first time. An object that belongs to
// no upload is NotFound.
func (s *Service) UploadScanned(ctx context.Context, id string, found upload.Found) (usable bool, err error) {
	const op = "onboarding.UploadScanned"
	err = again(func() error {
		u, err := s.Store.Upload(ctx, id)
		if err != nil {
			return err
		}
		if u.State != upload.Quarantined {
			usable = u.State.Usable() && u.Object == found.Object
			return nil
		}
		scanned, err := u.Scan(found, s.Now())
		if err != nil {
			return err
		}
		c := s.beginAs("scan")
		scanned = c.putUpload("upload.scan", u, scanned)
		if err := s.refer(ctx, c, scanned, scanned.File()); err != nil {
			return err
		}
		usable = scanned.State.Usable()
		return s.Store.Commit(ctx, c.Tx)
	})
	if fault.Is(err, fault.Conflict) { // somebody types on: the next try of the function will do
		err = &fault.Error{Code: fault.Unavailable, Err: err}
	}
	return usable && err == nil, fault.Wrap(op, err)
}
