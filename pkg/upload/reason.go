package upload

// Reason is why a file was refused; empty for a clean one. Records and logs
// carry the code, people read its Label.
type Reason string

// The reasons.
const (
	Empty       Reason = "empty"
	TooLarge    Reason = "too-large"
	Unknown     Reason = "unknown-type"
	NotAccepted Reason = "not-accepted" // a known type, but not for this purpose
	Malformed   Reason = "malformed"    // does not keep to its own format, so that readers may disagree about it
	Encrypted   Reason = "encrypted"    // nobody can look into it
	Macros      Reason = "macros"
	Scripts     Reason = "scripts"  // JavaScript, actions that start something
	Embedded    Reason = "embedded" // another file inside
	External    Reason = "external" // loads something from elsewhere when it is opened
	Bomb        Reason = "bomb"     // grows beyond all measure when it is opened
	Polyglot    Reason = "polyglot" // a second file before, behind or between
	Malware     Reason = "malware"  // the account's malware protection says so
)

var reasonLabels = map[Reason]string{
	Empty:       "檔案是空的，請重新選擇。",
	TooLarge:    "檔案超過 20 MB，請縮小後再上傳。",
	Unknown:     "檔案內容不是可以接受的格式。副檔名改了也沒有用，請另存成 PDF 或 ODF 再上傳。",
	NotAccepted: "這裡不接受這種格式的檔案，請另存成 PDF 或 ODF 再上傳。",
	Malformed:   "檔案的結構不完整或不合格式規範，請重新匯出後再上傳。",
	Encrypted:   "檔案有密碼保護或加密，無法檢查。請移除保護後再上傳。",
	Macros:      "檔案含有巨集，請移除巨集或另存成 PDF 後再上傳。",
	Scripts:     "檔案含有指令碼或會自動執行的動作，請移除後再上傳。",
	Embedded:    "檔案裡夾帶了其他檔案，請移除附件或內嵌物件，分開上傳。",
	External:    "檔案開啟時會載入外部內容，請移除外部連結的圖片、範本或資料來源後再上傳。",
	Bomb:        "檔案展開後過大，無法接受。",
	Polyglot:    "檔案前後或中間夾帶了不屬於它的資料，請重新匯出後再上傳。",
	Malware:     "惡意程式掃描發現這個檔案有問題，已經隔離。",
}

// Label tells a person what to do about it.
func (r Reason) Label() string {
	if r == "" {
		return ""
	}
	if text, known := reasonLabels[r]; known {
		return text
	}
	return "檔案沒有通過檢查。"
}
