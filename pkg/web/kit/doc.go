// Package kit is what every page of the portal is made of: the layout, the
// components, their styles and modules, the headers, and the renderer that puts
// a page together. It knows no use case; a handler fills view structs, the kit
// shows them.
//
// # A page
//
// A page is a struct that embeds [Page] and a template named after it. The
// layout prints the one h1 from Page.Title, the error summary from Page.Faults
// and the banner; the template defines "main" and holds what comes after the
// heading.
//
//	// page_officer.go
//	type officerPage struct {
//		kit.Page
//		Form kit.Form
//	}
//
//	func (s *Server) officer(w http.ResponseWriter, r *http.Request) error {
//		name := kit.Field{Kind: kit.Text, ID: "name", Label: "姓名", Autocomplete: "name"}
//		mail := kit.Field{Kind: kit.Email, ID: "mail", Label: "電子郵件", Hints: []string{"請填機關信箱。"}}
//		page := officerPage{
//			Page: kit.Page{Title: "變更承辦人", Person: person, Menu: menu, Trail: []kit.Link{{Text: "後臺帳號管理", Href: "/accounts"}}},
//			Form: kit.Form{Action: "/accounts/7/officer", Key: key, Fields: []kit.Field{name, mail},
//				Buttons: []kit.Button{{Text: "送出審核"}}, Cancel: kit.Link{Text: "取消", Href: "/accounts/7"}},
//		}
//		if len(faults) > 0 { // []fault.Field, from the use case
//			kit.Mark(page.Form.Fields, faults) // at the fields
//			page.Faults = faults               // on top
//			return s.kit.Page(w, r, http.StatusUnprocessableEntity, "officer", &page)
//		}
//		return s.kit.Page(w, r, http.StatusOK, "officer", &page)
//	}
//
//	<!-- templates/page/officer.html -->
//	{{define "main"}}
//	<p>新承辦人生效後，原承辦人即無法登入。</p>
//	{{template "form" .Form}}
//	{{end}}
//
// # Components
//
// Each is a template that takes the struct beside it. Lists of structs take one
// call for the whole list.
//
//	{{template "form" .}}         Form       tag, hidden values, fields, buttons
//	{{template "form-begin" .}}   Form       the same in two halves, when something
//	{{template "form-end" .}}     Form       stands between the fields
//	{{template "field" .}}        Field      every control there is, by Field.Kind
//	{{template "buttons" .}}      []Link     links that look like buttons
//	{{template "tag" .}}          State      a state word with its colour
//	{{template "area" .}}         Area       測試區 or 正式區
//	{{template "table" .}}        Table      with caption, row headers, empty text
//	{{template "filters" .}}      Filters    GET form above a table
//	{{template "pagination" .}}   Pagination
//	{{template "summary" .}}      Summary    answers, 修改 links, 修改前
//	{{template "answer" .}}       Answer     one value as text
//	{{template "stages" .}}       []Stage    where a review stands
//	{{template "history" .}}      History    審核歷程, all rounds
//	{{template "tasks" .}}        []Task     the sections of a draft
//	{{template "notice" .}}       Notice     information, or a warning
//	{{template "confirm" .}}      Confirm    asks before an act
//	{{template "done" .}}         Done       number and what comes next
//
// # Links
//
// Templates and structs write paths without the base path. Struct fields named
// Href get it by themselves; in a template write {{url "/cases" .Number}}: further
// arguments become escaped segments. A handler redirects to Renderer.URL(…).
// Styles and modules are named by {{asset "app.css"}}.
//
// # Script
//
// Nothing needs it. The element that gains from a module says so with
// data-module, and app.js loads assets/js/<module>.js for it. Nothing inline is
// allowed by the policy in [Headers], neither script nor style.
//
// # Tests
//
// Package kittest checks every page template against its struct and the markup
// of every sample against the rules of ui.md. `go run ./test/gallery` shows all
// components with sample data.
package kit
