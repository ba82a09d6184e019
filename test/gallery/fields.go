package main

import (
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

const purpose = "民眾申請「測試商業銀行」-「信用卡」服務。\n\n- 所得資料\n- 財產資料"

type fieldsView struct {
	framed
	Form kit.Form
}

func fieldsPage() kit.View {
	return &fieldsView{framed: frame("連線"), Form: sampleForm()}
}

func faultyPage() kit.View {
	view := &fieldsView{framed: frame("連線"), Form: sampleForm()}
	view.Faults = sampleFaults()
	kit.Mark(view.Form.Fields, view.Faults)
	kit.Warn(view.Form.Fields, []fault.Field{{Key: "test-ips", Message: "測試IP建議至多 3 個，目前有 4 個。"}})
	return view
}

func changingPage() kit.View {
	view := &fieldsView{framed: frame("連線"), Form: sampleForm()}
	view.Area = kit.ProductionArea
	view.Caption = "B1130314001-5"
	view.State = kit.Returned
	fields := view.Form.Fields
	fields[0].Before = &kit.Answer{Text: longName}
	fields[0].Notes = []string{"名稱請與金管會核准之名稱一致。"}
	fields[2].Before = &kit.Answer{Text: longURL, Link: true}
	return view
}

func sampleForm() kit.Form {
	return kit.Form{
		Key: "k7m2", Autosave: "/autosave",
		Fields:  append(lineFields(), choiceFields()...),
		Buttons: []kit.Button{{Text: "儲存並繼續", Name: "act", Value: "continue"}, {Text: "儲存草稿", Name: "act", Value: "save"}, {Text: "刪除草稿", Name: "act", Value: "delete", Look: kit.Danger}},
		Cancel:  kit.Link{Text: "取消", Href: "/"},
	}
}

func lineFields() []kit.Field {
	return []kit.Field{
		{Kind: kit.Text, ID: "name", Letter: "A", Label: "服務名稱", Value: "信用卡線上申辦", Hints: []string{"民眾在平臺與同意頁面看到的名稱，請使用機關對外的正式名稱。"}, Example: "信用卡線上申辦"},
		{Kind: kit.Select, ID: "category", Label: "服務類別", Width: kit.Medium, Options: []kit.Option{{Label: "請選擇"}, {Value: "loan", Label: "貸款", Chosen: true}, {Value: "card", Label: "信用卡"}}},
		{Kind: kit.URL, ID: "return-url", Letter: "E", Label: "服務跳轉網址 (return_url)", Value: longURL, Hints: []string{"民眾在 MyData 按下同意傳送之後，回到您服務的這個網址。"}, Example: "https://www.example.com.tw/mydata/result"},
		{Kind: kit.Date, ID: "test-start", Label: "測試日期", Value: "2024-04-01", Hints: []string{"預計開始測試的日子。"}, End: &kit.End{Label: "結束日期", Text: "2024-06-30"}},
		{Kind: kit.RichText, ID: "purpose", Letter: "B", Label: "服務目的與內容", Value: purpose, Blocks: form.FromText(purpose).Blocks, Hints: []string{"空一行另起一段，行首「- 」為項目符號，「1. 」為編號。"}, Lines: 8},
		{Kind: kit.Phone, ID: "hotline", Letter: "M", Label: "客服專線", Value: "02-1234567", Width: kit.Short, Autocomplete: "tel", Example: "02-1234567"},
		{Kind: kit.Text, ID: "extension", Letter: "M", Label: "客服專線分機", Optional: true, Width: kit.Short, InputMode: "numeric"},
		{Kind: kit.Email, ID: "mail", Label: "機關承辦人電子郵件", Autocomplete: "email", Width: kit.Medium},
		{Kind: kit.TextArea, ID: "opinion", Label: "審核意見", Lines: 4},
		{Kind: kit.Password, ID: "password", Label: "機關承辦人密碼", Autocomplete: "new-password", Hints: []string{"8 到 12 字元，至少各有一個英文字母、數字與符號。"}},
		{Kind: kit.Code, ID: "code", Label: "驗證碼", Hints: []string{"驗證器 App 上的 6 位數字。"}},
	}
}

func choiceFields() []kit.Field {
	yes := []kit.Field{
		{Kind: kit.Secret, ID: "api-key", Letter: "H", Label: "SP-API KEY 金鑰或憑證", Hints: []string{"已提供過而不更換時請留空。請勿提供私密金鑰。"}, Key: sampleKey()},
		{Kind: kit.PEM, ID: "rsa-key", Letter: "I", Label: "RSA Public Key 公開金鑰", Value: "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"},
	}
	return []kit.Field{
		{Kind: kit.Radios, ID: "use-api-key", Letter: "H", Label: "是否使用SP-API KEY", Inline: true, Hints: []string{"需要雙向驗證加密時選「是」。"}, Options: []kit.Option{{Value: "yes", Label: "是", Chosen: true, Then: yes}, {Value: "no", Label: "否"}}},
		{Kind: kit.Checkboxes, ID: "identity", Letter: "K", Label: "身分驗證模式", Hints: []string{"可複選。"}, Options: []kit.Option{
			{Value: "1", Label: "模式一（由MyData驗證）", Hint: "貴機構為民營單位，不提供晶片金融卡、硬體金融憑證與軟體金融憑證。", Chosen: true},
			{Value: "2", Label: "模式二（自行驗證自然人憑證）", Hint: "由您驗證自然人憑證，再把簽章檔交給 MyData 複驗。"},
			{Value: "3", Label: "模式三（由第三方驗證中心驗證）"},
		}},
		{Kind: kit.Group, ID: "sp-api", Letter: "F", Label: "SP-API網址及對應IP", Fields: []kit.Field{
			{Kind: kit.URL, ID: "sp-api-url", Label: "SP-API網址", Value: "https://api.example.com.tw:8443/mydata"},
			{Kind: kit.List, ID: "sp-api-ips", Label: "SP-API對應IP", AddText: "增加輸入IP欄位", Rows: []kit.Row{{Value: "163.22.21.64"}}},
		}},
		{Kind: kit.List, ID: "test-ips", Label: "測試IP位置", AddText: "增加輸入IP欄位", Hints: []string{"測試期間連到 MyData 測試區前臺的 IP。建議至多3個。"}, Example: "163.22.21.64",
			Rows: []kit.Row{{Value: "163.22.21.64"}, {Value: "163.22.21.256"}, {Value: "2001:0db8:85a3:1234:5678:8a2e:0370:7334"}, {}}},
		{Kind: kit.Pairs, ID: "columns", Label: "資料集欄位", CodeLabel: "欄位代碼", NameLabel: "中文名稱", AddText: "增加欄位", Hints: []string{"介面中的代碼，以及民眾看到的名稱。"},
			Example: "income_type，所得類別", Rows: []kit.Row{{Value: "account_no", Name: "帳號"}, {Value: "a_code_of_an_interface_that_takes_sixty_characters_in_a_row_", Name: longName}, {}}},
		{Kind: kit.DataSets, ID: "data-sets", Letter: "C", Label: "資料提供單位與資料集", Hints: []string{"只選必要的資料集。"}, Providers: sampleProviders()},
	}
}

func sampleProviders() []kit.Provider {
	return []kit.Provider{
		{Name: "財政部財政資訊中心", Open: true, Sets: []kit.DataSet{
			{Value: "income", Name: "個人各類所得資料", Hint: "最近一年度的各類所得。", Chosen: true},
			{Value: "estate", Name: "個人財產資料", Hint: "土地、房屋、車輛與投資。"},
		}},
		{Name: "勞動部勞工保險局", Sets: []kit.DataSet{{Value: "insured", Name: "勞保被保險人投保資料"}, {Value: "pension", Name: "勞工退休金提繳資料"}}},
		{Name: longName, Sets: []kit.DataSet{{Value: "long", Name: longName}}},
	}
}

func sampleKey() *kit.Key {
	return &kit.Key{Kind: "X.509，RSA 2048", Fingerprint: "9F:86:D0:81:88:4C:7D:65:9A:2F:EA:A0:C5:5A:D0:15:A3:BF:4F:1B:2B:0B:82:2C:D1:5D:6C:15:B0:F0:0A:08", Expires: "2025-03-31"}
}

func sampleFaults() []fault.Field {
	return []fault.Field{
		{Key: "name", Control: "name", Message: "請輸入服務名稱。"},
		{Key: "category", Control: "category", Message: "請選擇服務類別。"},
		{Key: "return-url", Control: "return-url", Message: "服務跳轉網址須以 https:// 開頭。"},
		{Key: "test-start", Control: "test-start", Message: "測試日期不可早於今天。"},
		{Key: "purpose", Control: "purpose", Message: "請把範例句裡的機關、服務與應備文件換成實際名稱。"},
		{Key: "password", Control: "password", Message: "密碼缺少符號。"},
		{Key: "code", Control: "code", Message: "驗證碼不正確。"},
		{Key: "api-key", Control: "api-key", Message: "這是私密金鑰，請勿提供。"},
		{Key: "use-api-key", Control: "use-api-key-yes", Message: "請選擇是否使用SP-API KEY。"},
		{Key: "identity", Control: "identity-1", Message: "請選擇身分驗證模式。"},
		{Key: "sp-api-url", Control: "sp-api-url", Message: "請輸入SP-API網址。"},
		{Key: "test-ips", Control: "test-ips-2", Message: "測試IP位置第 2 列：不是 IP 位址，每一段須在 0 到 255 之間。"},
		{Key: "columns", Control: "columns-2-name", Message: "資料集欄位第 2 列：中文名稱最多 60 字，目前 64 字。"},
		{Key: "columns", Control: "columns-3", Message: "資料集欄位第 3 列：請輸入欄位代碼。"},
		{Key: "data-sets", Control: "data-sets-income", Message: "「個人各類所得資料」不適用於所選的服務申辦模式。"},
	}
}
