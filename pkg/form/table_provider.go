package form

// The fields of a data provider's application, after the form published in
// 2020. Those that begin with "set-" are asked once for each data set: see
// repeat.go.
const (
	SetName    Key = "set-name"
	SetSubject Key = "set-subject"
	SetSummary Key = "set-summary"
	SetFields  Key = "set-fields"
	SetLevel   Key = "set-level"
	SetTiming  Key = "set-timing"
	SetLag     Key = "set-lag"
	SetAPIURL  Key = "set-api-url"
	SetAPIIPs  Key = "set-api-ips"
	SetParams  Key = "set-params"
	CallerIPs  Key = "caller-ips"
	CertExpiry Key = "certificate-expiry"
)

// When a data set is handed over (SetTiming).
const (
	Immediate = "immediate" // within the request
	Delayed   = "delayed"   // prepared, and fetched later
)

// providerTable are the fields of 資料提供者申請單.
var providerTable = []Field{
	{
		Key: SetName, Label: "資料集名稱", Section: Offered, Kind: Text, Max: 60, on: ProviderPaper, repeats: true,
		Hint: "核准後列入資料集目錄，服務提供者與民眾看到的名稱。", Example: "個人所得資料",
	},
	{
		Key: SetSubject, Label: "資料對象", Section: Offered, Kind: Radio, on: ProviderPaper, repeats: true, initial: string(Person),
		Options: []Option{{Value: string(Person), Label: "個人"}, {Value: string(Company), Label: "法人"}},
	},
	{
		Key: SetSummary, Label: "資料集簡介", Section: Offered, Kind: Text, Max: 50, on: ProviderPaper, repeats: true,
		Hint: "最多 50 字，列在資料集目錄的名稱之下。", Example: "近一年度的各類所得與扣繳稅額。",
	},
	{
		Key: SetFields, Label: "資料集欄位", Section: Offered, Kind: Pairs, Max: 100, on: ProviderPaper, repeats: true,
		Hint: "DP-API 回覆的每個欄位：介面中的代碼，以及民眾看到的名稱。", Example: "income_type，所得類別",
		addText: "增加欄位", codeText: "欄位代碼",
	},
	{
		Key: SetLevel, Label: "最低身分驗證等級", Section: Offered, Kind: Radio, on: ProviderPaper, repeats: true,
		Hint: "民眾至少要以這個等級驗證身分，才能取得這個資料集。",
		Options: []Option{{Value: "1", Label: "第1級（最低）"}, {Value: "2", Label: "第2級"}, {Value: "3", Label: "第3級"},
			{Value: "4", Label: "第4級（最高）"}},
	},
	{
		Key: SetTiming, Label: "提供方式", Section: Offered, Kind: Radio, on: ProviderPaper, repeats: true, initial: Immediate,
		Options: []Option{
			{Value: Immediate, Label: "即時提供", Hint: "呼叫 DP-API 時當下回覆資料。"},
			{Value: Delayed, Label: "延遲提供", Hint: "先受理，資料備妥後再取。"},
		},
	},
	{
		Key: SetLag, Label: "與登記資料的時間差", Section: Offered, Kind: Text, Max: 50, on: ProviderPaper, repeats: true,
		Hint: "資料比貴機關的登記主檔晚多久。", Example: "每日更新，晚 1 日",
	},
	{
		Key: SetAPIURL, Label: "DP-API網址", Section: Offered, Kind: URL, Max: maxURL, on: ProviderPaper, repeats: true, InputMode: "url",
		Hint: "MyData 取得這個資料集時呼叫的網址。", Example: "https://api.example.gov.tw/mydata/income",
	},
	{
		Key: SetAPIIPs, Label: "DP-API對應IP", Section: Offered, Kind: Addresses, Max: maxRows, on: ProviderPaper, repeats: true,
		Hint: "DP-API 網址對應的 IP。", Example: "163.22.21.64",
	},
	{
		Key: SetParams, Label: "客製參數", Section: Offered, Kind: Pairs, Max: 20, on: ProviderPaper, optionalOn: ProviderPaper, repeats: true,
		addText: "增加參數", codeText: "參數代碼",
		Hint: "取得資料時民眾另外要填的參數：介面中的代碼，以及民眾看到的名稱。", Example: "year，所得年度",
	},
	{
		Key: CallerIPs, Label: "呼叫端IP", Section: Connection, Kind: Addresses, Max: maxRows, on: ProviderPaper,
		Hint: "貴機關主機呼叫 MyData API 時的對外 IP。", Example: "163.22.21.64",
	},
	{
		Key: CertExpiry, Label: "憑證到期日", Section: Connection, Kind: Day, on: ProviderPaper, check: checkCertExpiry,
		Hint: "DP-API 所用伺服器憑證的到期日。", Example: "2025-12-31",
	},
}
