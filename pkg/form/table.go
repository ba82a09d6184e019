package form

import "mydata.nat.gov.tw/portal/pkg/upload"

const both = Application | GoLive

// ModelPurpose is the sentence field B opens with in a new application, to be
// completed by the applicant (fig. 15).
const ModelPurpose = "民眾申請「機關名稱」-「服務名稱」服務，可透過MyData完成身分驗證及同意後，提供「應備文件1」、「應備文件2」、「應備文件3」、「應備文件4」做為申辦文件。"

// table are the fields of a service's application and go-live, in the order of
// the form.
var table = []Field{
	{
		Key: Category, Label: "服務類別", Section: Basics, Kind: Select, Way: Direct, on: Application | CounterPaper,
		Hint: "民眾在平臺上會在這個分類找到您的服務。",
	},
	{
		Key: Name, Letter: "A", Label: "服務名稱", Section: Basics, Kind: Text, Max: 100, Way: Direct, on: Application | CounterPaper,
		onCounter: &other{hint: "民眾臨櫃時看到的服務名稱，請使用機關對外的正式名稱。", example: "臨櫃信用卡申辦"},
		Hint:      "民眾在平臺與同意頁面看到的名稱，請使用機關對外的正式名稱。", Example: "信用卡線上申辦",
	},
	{
		Key: Existing, Label: "是否為機關原有之服務", Section: Basics, Kind: Radio, Way: Direct, on: Application, initial: Yes,
		Options: []Option{
			{Value: Yes, Label: "是 (請提供服務連結)"},
			{Value: No, Label: "否 (請提供此項服務說明文件，如申辦流程、所需資料、文件)"},
		},
	},
	{
		Key: ExistingLink, Label: "服務連結", Section: Basics, Kind: URL, Max: maxURL, Way: Direct, on: Application,
		When: When{Existing, Yes}, InputMode: "url", Fragment: true,
		Hint: "這項服務現在對外提供的網頁。", Example: "https://www.example.com.tw/card",
	},
	{
		Key: ExistingFile, Label: "服務說明文件", Section: Basics, Kind: FileField, Purpose: upload.Explanation, Way: Direct, on: Application,
		When: When{Existing, No},
		Hint: "請上傳這項新服務的申辦流程、所需資料與文件的說明。",
	},
	{
		Key: TestStart, Label: "測試日期", Section: Period, Kind: Day, on: Application, PerArea: true, check: checkTestStart,
		Hint: "預計開始測試的日子。測試期為三個月，結束日期由系統帶入；若較晚才審核通過，則自通過當日起算。", Example: "2024-04-01",
	},
	{
		Key: GoLiveDate, Label: "預估上線日期", Section: Period, Kind: Day, on: GoLive, PerArea: true, check: checkGoLiveDate,
		Hint: "試辦報告須在這一天的七日前送出。", Example: "2024-04-16",
	},
	{
		Key: Purpose, Letter: "B", Label: "服務目的與內容", Section: Project, Kind: RichField, Max: 4000, Way: Direct, Official: true,
		on: Application | CounterPaper, initial: ModelPurpose, check: checkPurpose,
		onCounter: &other{label: "服務內容", hint: "請說明民眾臨櫃如何同意並取得資料、資料用於哪一項申辦。空一行另起一段，行首「-\u00a0」為項目符號，「1.\u00a0」為編號。"},
		Hint:      "請把範例句裡的機關、服務與應備文件換成實際名稱。空一行另起一段，行首「-\u00a0」為項目符號，「1.\u00a0」為編號。",
	},
	{
		Key: Mode, Letter: "C", Group: "應備文件 - 由MyData提供", Label: "服務申辦模式", Section: Project, Kind: Radio,
		Way: Test, Official: true, on: Application | CounterPaper,
		Options: []Option{
			{Value: ModePerson, Label: "個人資料申辦", Hint: "只取申辦者本人的資料。"},
			{Value: ModeCompany, Label: "法人資料申辦", Hint: "只取申辦法人的資料。"},
			{Value: ModeBoth, Label: "個人+法人資料申辦", Hint: "本人與法人的資料一起取用；先驗證個人身分，再驗證法人身分。"},
			{Value: ModeSeveral, Label: "多人資料申辦", Hint: "除申辦者外也取其他人的資料（例如同住家人的所得），每個人都要驗證身分。"},
		},
	},
	{
		Key: DataSets, Letter: "C", Group: "應備文件 - 由MyData提供", Label: "資料提供單位與資料集", Section: Project, Kind: Picker,
		Max: 50, Way: Test, Official: true, on: Application | CounterPaper, check: checkDataSets,
		Hint: "請依資料提供單位勾選申辦時需要的資料集，只選必要的。",
	},
	{
		Key: FrontURL, Letter: "D", Label: "線上申辦服務網址", goLiveLabel: "前端服務網址", Section: Connection, Kind: URL, Max: maxURL,
		Way: Direct, on: both, PerArea: true, InputMode: "url", Fragment: true,
		Hint: "民眾申辦這項服務時打開的網頁。", Example: "https://www.example.com.tw/apply",
	},
	{
		Key: ReturnURL, Letter: "E", Label: "服務跳轉網址 (return_url)", Section: Connection, Kind: URL, Max: maxURL,
		Way: Pilot, on: both, PerArea: true, InputMode: "url", check: checkReturnURL,
		Hint: "民眾在 MyData 按下同意傳送之後，回到您服務的這個網址。", Example: "https://www.example.com.tw/mydata/result",
	},
	{
		Key: SPAPIURL, Letter: "F", Group: "SP-API網址及對應IP", Label: "SP-API網址", goLiveLabel: "SP-API 網址", Section: Connection,
		Kind: URL, Max: maxURL, Way: Pilot, on: both, PerArea: true, InputMode: "url",
		Hint:    "MyData 呼叫您服務的網址。請在您的防火牆允許 mydata.nat.gov.tw 與 mydatadev.nat.gov.tw 連入。",
		Example: "https://api.example.com.tw/mydata",
	},
	{
		Key: SPAPIIPs, Letter: "F", Group: "SP-API網址及對應IP", Label: "SP-API對應IP", Section: Connection, Kind: Addresses,
		Max: maxRows, Way: Pilot, on: both, PerArea: true,
		Hint: "SP-API 網址對應的 IP，平臺據此開通對外連線。", Example: "163.22.21.64",
	},
	{
		Key: HostIPs, Letter: "G", Label: "連線至MyData APIs之主機IP位址", goLiveLabel: "連線至 MyData APIs 之主機 IP 位址", Section: Connection,
		Kind: Addresses, Max: maxRows, Way: Pilot, on: both, optionalOn: GoLive, PerArea: true,
		Hint: "您呼叫 MyData-API 與查詢 API 取資料的主機對外 IP。", Example: "163.22.21.64",
	},
	{
		Key: TestIPs, Label: "測試IP位置", Section: Connection, Kind: Addresses, Max: maxRows, on: Application, PerArea: true,
		check: checkTestIPs,
		Hint:  "測試期間連到 MyData 測試區前臺的 IP。建議至多3個。", Example: "163.22.21.64",
	},
	{
		Key: PilotIPs, Label: "允許試辦狀態連線測試的 IP 位址", Section: Connection, Kind: Addresses, Max: maxRows, Way: Pilot,
		on: GoLive, optionalOn: GoLive, PerArea: true,
		Hint: "試辦期間連到 MyData 正式區前臺的 IP。", Example: "163.22.21.64",
	},
	{
		Key: Hotline, Letter: "M", Label: "客服專線", Section: Security, Kind: Text, Max: 30, Way: Direct, on: Application | CounterPaper,
		onCounter: &other{section: Counter},
		InputMode: "tel", Autocomplete: "tel", check: checkHotline,
		Hint: "民眾對服務有疑問時撥打的電話，請含區碼。", Example: "02-1234567",
	},
	{
		Key: Extension, Letter: "M", Label: "客服專線分機", Section: Security, Kind: Text, Max: 7, Way: Direct, on: Application | CounterPaper,
		onCounter: &other{section: Counter}, optionalOn: Application | CounterPaper, InputMode: "tel", Autocomplete: "tel-extension", check: checkExtension,
		Example: "#123",
	},
	{
		Key: UseAPIKey, Letter: "H", Label: "是否使用SP-API KEY", Section: Security, Kind: Radio, Way: Test, on: Application, initial: No,
		Options: yesNo,
		Hint:    "需要雙向驗證加密時選「是」，並提供金鑰或憑證。",
	},
	{
		Key: APIKey, Letter: "H", Label: "SP-API KEY 金鑰或憑證", Section: Security, Kind: SecretArea, Max: maxSecret, Way: Test, on: both,
		When: When{UseAPIKey, Yes}, PerArea: true,
		Hint: "金鑰文字（16 字元以上、4 KB 以內）或 PEM 格式的憑證。金鑰加密保存，送出後只顯示指紋；已提供過而不更換時請留空。請勿提供私密金鑰。",
	},
	{
		Key: UseRSAKey, Letter: "I", Label: "是否使用RSA Public Key", Section: Security, Kind: Radio, Way: Test, on: Application, initial: No,
		Options: yesNo,
		Hint:    "選「是」時，平臺以這把公開金鑰加密 client_secret 後交付。",
	},
	{
		Key: RSAKey, Letter: "I", Label: "RSA Public Key 公開金鑰", Section: Security, Kind: PublicKey, Max: maxPEM, Way: Test, on: both,
		When: When{UseRSAKey, Yes}, PerArea: true,
		Hint: "PEM 格式，2048 位元以上。請勿提供私密金鑰。", Example: "-----BEGIN PUBLIC KEY-----",
	},
	{
		Key: UseMutual, Letter: "J", Label: "雙向憑證", Section: Security, Kind: Radio, Way: Test, on: Application, initial: No,
		Options: yesNo,
		Hint:    "連線時雙方互相出示憑證者選「是」，並提供您的憑證。",
	},
	{
		Key: MutualCert, Letter: "J", Label: "雙向憑證內容", Section: Security, Kind: Certificate, Max: maxPEM, Way: Test, on: both,
		When: When{UseMutual, Yes}, PerArea: true,
		Hint: "PEM 格式的 X.509 憑證一張：RSA 2048 位元以上或 ECDSA P-256 以上，且在效期內。請勿提供私密金鑰。", Example: "-----BEGIN CERTIFICATE-----",
	},
	{
		Key: IdentityModes, Letter: "K", Label: "身分驗證模式", Section: Security, Kind: Checkboxes, Way: Test, on: Application,
		Hint: "可複選。",
		Options: []Option{
			{
				Value: IdentityByMyData, Label: "模式一（由MyData驗證）", Hint: "民眾在 MyData 完成身分驗證。",
				private: "貴機構為民營單位，不提供晶片金融卡、硬體金融憑證與軟體金融憑證。",
			},
			{Value: IdentityByService, Label: "模式二（自行驗證自然人憑證）", Hint: "由您驗證自然人憑證，再把簽章檔交給 MyData 複驗。"},
			{
				Value: IdentityByThird, Label: "模式三（由第三方驗證中心驗證）",
				Hint: "由您洽第三方驗證中心（中華電信、TWCA），以晶片金融卡、硬體或軟體金融憑證驗證，再把簽章檔交給 MyData 複驗。",
			},
		},
	},
	{
		Key: Packaging, Letter: "L", Label: "資料打包模式", Section: Security, Kind: Radio, Way: Pilot, on: Application, initial: PackagingAll,
		Options: []Option{
			{Value: PackagingAll, Label: "A.資料集一項取得失敗，則全數皆不提供"},
			{Value: PackagingAvailable, Label: "B.取用多筆資料，若其中部分資料集異常，提供取得成功之資料集，並於摘要檔提供異常代碼"},
		},
	},
	{
		Key: Encryption, Label: "傳遞參數加密方式", Section: Security, Kind: Radio, Way: Pilot, on: Application, initial: EncryptionCBC,
		check: checkEncryption,
		Hint:  "系統之間傳遞參數的加密方式，細節見服務提供者技術文件。新建置的服務建議選 AES/GCM。",
		Options: []Option{
			{Value: EncryptionCBC, Label: "AES/CBC"},
			{Value: EncryptionGCM, Label: "AES/GCM"},
		},
	},
	{
		Key: Checklist, Label: "測試檢核表", Section: Security, Kind: FileField, Purpose: upload.Checklist, on: GoLive, PerArea: true,
		Hint: "依技術文件與範例程式裡的範例填寫測試結果後上傳。",
	},
	{
		Key: PilotReport, Label: "試辦報告", Section: Period, Kind: FileField, Purpose: upload.Report, on: Report,
		Hint: "依技術文件與範例程式裡的範例撰寫後上傳。",
	},
}

var yesNo = []Option{{Value: Yes, Label: "是"}, {Value: No, Label: "否"}}
