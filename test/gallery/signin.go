package main

import "mydata.nat.gov.tw/portal/pkg/web/kit"

func signinPage() kit.View {
	return &fieldsView{
		framed: framed{kit.Page{Title: kit.Product, Narrow: true}},
		Form: kit.Form{
			Fields: []kit.Field{
				{Kind: kit.Text, ID: "account", Label: "帳號", Autocomplete: "username", Width: kit.Medium},
				{Kind: kit.Password, ID: "password", Label: "密碼", Autocomplete: "current-password"},
			},
			Buttons: []kit.Button{{Text: "登入後臺"}},
			Cancel:  kit.Link{Text: "忘記密碼", Href: "/forgot"},
		},
	}
}
