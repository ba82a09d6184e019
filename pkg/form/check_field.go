package form

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// horizon is how many days ahead a start of tests or go-live may be asked for.
const horizon = 365

// reportLead is how many days before go-live the pilot report is due (D7).
const reportLead = 7

// adviseTestIPs is the number of test IPs the manual advises at most (B5).
const adviseTestIPs = 3

func checkTestStart(i *inspection, f Field) {
	start, today := i.values.Date(f.Key), i.today()
	switch control := ControlID(f.Key, ""); {
	case start.Before(today):
		i.fault(f, control, "測試日期不能早於今天（"+today.String()+"）。")
	case today.DaysUntil(start) > horizon:
		i.fault(f, control, "測試日期最晚為一年內（"+today.AddDays(horizon).String()+"）。")
	}
}

func checkGoLiveDate(i *inspection, f Field) {
	day, today := i.values.Date(f.Key), i.today()
	switch control, ahead := ControlID(f.Key, ""), today.DaysUntil(day); {
	case ahead < 1:
		i.fault(f, control, "預估上線日期須在今天（"+today.String()+"）之後。")
	case ahead > horizon:
		i.fault(f, control, "預估上線日期最晚為一年內（"+today.AddDays(horizon).String()+"）。")
	case ahead <= reportLead:
		i.warn(f, control, fmt.Sprintf("試辦報告須於預估上線日的 %d 日前繳交，這個日期來不及。", reportLead))
	}
}

// placeholders are the words of ModelPurpose an applicant has to replace.
var placeholders = []string{"「機關名稱」", "「服務名稱」", "「應備文件1」", "「應備文件2」", "「應備文件3」", "「應備文件4」"}

func checkPurpose(i *inspection, f Field) {
	text := i.values.Rich(f.Key).Text()
	for _, word := range placeholders {
		if strings.Contains(text, word) {
			i.warn(f, ControlID(f.Key, ""), "範例句裡的"+word+"還沒有換成實際名稱。")
			return
		}
	}
}

// checkDataSets asks that each data set exists and fits the mode, and that the
// mode of both subjects has some of each.
func checkDataSets(i *inspection, f Field) {
	mode, control := i.values.Get(Mode), i.firstControl(f)
	var subjects []Subject
	for _, id := range i.values.List(f.Key) {
		d, _, found := i.context.Catalogue.Find(id)
		switch {
		case !found:
			i.fault(f, control, "選取的資料集有一項已不在目錄中，請重新選擇。")
			return
		case !Fits(mode, d.Subject):
			i.fault(f, ControlID(f.Key, id), "「"+d.Name+"」不適用於所選的服務申辦模式。")
		}
		subjects = append(subjects, d.Subject)
	}
	if n := len(subjects); n > f.Max {
		i.fault(f, control, fmt.Sprintf("資料集最多選 %d 項，目前選了 %d 項。", f.Max, n))
	}
	if mode == ModeBoth && !(slices.Contains(subjects, Person) && slices.Contains(subjects, Company)) {
		i.fault(f, control, "個人+法人資料申辦須各選至少一項個人與法人的資料集。")
	}
}

// checkReturnURL notes an address that is not the organisation's own (B10).
func checkReturnURL(i *inspection, f Field) {
	own, known := registrable(strings.ToLower(i.context.Domain))
	u, err := url.Parse(i.values.Get(f.Key))
	if !known || err != nil {
		return
	}
	host, _ := asciiHost(u.Hostname())
	if domain, _ := registrable(host); domain != own {
		i.warn(f, ControlID(f.Key, ""), "服務跳轉網址不在機關的網域（"+own+"）之下，審核人員會確認其歸屬。")
	}
}

func checkTestIPs(i *inspection, f Field) {
	if n := len(i.values.Addresses(f.Key)); n > adviseTestIPs {
		i.warn(f, ControlID(f.Key, strconv.Itoa(adviseTestIPs+1)), fmt.Sprintf("測試IP建議至多 %d 個，目前有 %d 個。", adviseTestIPs, n))
	}
}

// checkCertExpiry asks for a certificate in force, and warns of one that soon
// is not.
func checkCertExpiry(i *inspection, f Field) {
	day, today := i.values.Date(f.Key), i.today()
	switch control, left := ControlID(f.Key, ""), today.DaysUntil(day); {
	case left < 0:
		i.fault(f, control, "憑證到期日不能早於今天（"+today.String()+"），請先更新憑證。")
	case left < expirySoon:
		i.warn(f, control, "憑證將於 "+day.String()+" 到期，請預先安排更換。")
	}
}

func checkHotline(i *inspection, f Field) {
	if !ValidPhone(i.values.Get(f.Key)) {
		i.fault(f, ControlID(f.Key, ""), "請輸入含區碼的電話號碼，例如 02-1234567。")
	}
}

func checkExtension(i *inspection, f Field) {
	if !extensionForm.MatchString(i.values.Get(f.Key)) {
		i.fault(f, ControlID(f.Key, ""), "分機請輸入 1 到 6 位數字，例如 #123。")
	}
}

func checkEncryption(i *inspection, f Field) {
	if i.values.Is(f.Key, EncryptionCBC) {
		i.warn(f, ControlID(f.Key, EncryptionCBC), "AES/GCM 能防止內容遭竄改，建議優先採用。")
	}
}
