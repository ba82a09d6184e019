package form

// Counters is where a counter service is offered (C).
const Counters Key = "counters"

// RetireReason is why something in force is to be taken down (D14).
const RetireReason Key = "retire-reason"

// counterTable are the fields that only 臨櫃服務申請單 has; the others it shares
// with the service's application, whose rows say how they read here.
var counterTable = []Field{
	{
		Key: Counters, Label: "臨櫃據點", Section: Counter, Kind: Lines, Max: 200, on: CounterPaper, addText: "增加據點",
		Hint: "民眾可以臨櫃申辦的據點，每列一處：名稱與地址。", Example: "忠孝分行，臺北市中正區忠孝西路一段1號",
	},
}

// retireTable is what is asked when a data set or counter service is taken down.
var retireTable = []Field{
	{
		Key: RetireReason, Label: "下架原因", Section: Reason, Kind: LongText, Max: 500, on: RetirePaper,
		Hint: "審核單位據此判斷。審核通過即下架，請預先通知受影響的機關與民眾。",
	},
}
