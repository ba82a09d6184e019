package portaltest

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/scan"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// HandIn begins an upload for a field of a draft and has content arrive.
func (w *World) HandIn(t testing.TB, a account.Actor, draftID string, k form.Key, content []byte) upload.Upload {
	t.Helper()
	u, err := w.StartUpload(t.Context(), a, draftID, k)
	must(t, err)
	w.Arrive(t, u.ID, "v1", content)
	u, err = w.Store.Upload(t.Context(), u.ID)
	must(t, err)
	return u
}

// Arrive does what functions/scan does with a version of an upload's file, and
// returns whether it is usable.
func (w *World) Arrive(t testing.TB, id, version string, content []byte) bool {
	t.Helper()
	usable, err := w.UploadScanned(t.Context(), id, Found(version, content))
	must(t, err)
	return usable
}

// Found is what a scan of content finds.
func Found(version string, content []byte) upload.Found {
	sum := sha256.Sum256(content)
	f := upload.Found{Object: version, Name: "服務流程.pdf", Size: int64(len(content)), Hash: hex.EncodeToString(sum[:])}
	f.Type, f.Reason = scan.Inspect(content)
	return f
}
