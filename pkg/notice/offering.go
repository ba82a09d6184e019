package notice

import "mydata.nat.gov.tw/portal/pkg/casefile"

// OfferingApproved announces that a data set or counter service is in force, or
// taken down (D14).
type OfferingApproved struct {
	Case
	Decision Decision      `json:"decision"`
	Kind     casefile.Kind `json:"kind"`
}

// Name implements Notice.
func (OfferingApproved) Name() string { return "offering-approved" }

func (OfferingApproved) heading() string { return "申請單審核通過" }

// Effect is what the approval has brought about.
func (n OfferingApproved) Effect() string {
	switch n.Kind {
	case casefile.NewData:
		return "資料集自即日起啟用，並已列入資料集目錄，服務提供者可以在申請單選用。"
	case casefile.ChangeData:
		return "異動的內容自即日起生效，資料集目錄已一併更新。"
	case casefile.RetireData:
		return "資料集自即日起下架，新的申請單不能再選用。"
	case casefile.NewCounter:
		return "臨櫃服務自即日起啟用。"
	case casefile.ChangeCounter:
		return "異動的內容自即日起生效。"
	case casefile.RetireCounter:
		return "臨櫃服務自即日起下架。"
	}
	return ""
}
