package main

import (
	"embed"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

//go:embed pages
var pageFiles embed.FS

// proofOrigin is where the sign-in page has its widget from (A13).
const proofOrigin = "https://challenges.cloudflare.com"

// sheet is one page of the gallery.
type sheet struct {
	path     string
	template string
	what     string
	view     func() kit.View
}

func sheets() []sheet {
	return []sheet{
		{"/fields", "fields", "每一種欄位", fieldsPage},
		{"/fields/faulty", "fields", "每一種欄位，填寫有誤", faultyPage},
		{"/fields/changing", "fields", "異動時的欄位：修改前、審核意見", changingPage},
		{"/signin", "signin", "未登入的頁面", signinPage},
		{"/lists", "lists", "清單、篩選、分頁", listsPage},
		{"/lists/long", "lists", "清單，長名稱", longListsPage},
		{"/lists/empty", "lists", "空的清單", emptyListsPage},
		{"/review", "review", "審核頁：流程、申請內容、審核歷程", reviewPage},
		{"/review/long", "review", "審核頁，長內容", longReviewPage},
		{"/preview", "preview", "預覽，有待修正的回答", previewPage},
		{"/flow", "flow", "任務清單、提示、狀態文字", flowPage},
		{"/confirm", "confirm", "確認頁", confirmPage},
		{"/done", "done", "完成頁", donePage},
	}
}

func newRenderer(now func() time.Time) (*kit.Renderer, fs.FS, error) {
	pages, err := fs.Sub(pageFiles, "pages")
	if err != nil {
		return nil, nil, err
	}
	renderer, err := kit.New(kit.Config{
		BasePath: basePath, Pages: pages, Phone: "0800-009-868", Mail: "mydata@moda.gov.tw", Version: "1.0.0", Now: now,
	})
	return renderer, pages, err
}

// newHandler serves the sheets, and the files of a folder where one is named. A
// POST to any sheet comes back to it and says which button sent it.
func newHandler(now func() time.Time, kept string) (http.Handler, error) {
	renderer, _, err := newRenderer(now)
	if err != nil {
		return nil, err
	}
	show := func(w http.ResponseWriter, r *http.Request, name string, view kit.View) {
		if err := renderer.Page(w, r, http.StatusOK, name, view); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
	mux := http.NewServeMux()
	mux.Handle("GET "+kit.AssetPrefix, kit.Assets())
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { show(w, r, "index", indexPage()) })
	if kept != "" {
		files := http.StripPrefix("/kept/", http.FileServer(http.Dir(kept)))
		mux.HandleFunc("GET /kept/", func(w http.ResponseWriter, r *http.Request) {
			kit.Admit(w, proofOrigin)
			if strings.HasPrefix(r.URL.Path, "/kept/mail-") {
				w.Header().Del("Content-Security-Policy") // which is the mail programme's
			}
			files.ServeHTTP(w, r)
		})
	}
	for _, s := range sheets() {
		mux.HandleFunc("GET "+s.path, func(w http.ResponseWriter, r *http.Request) {
			view := s.view()
			if did := r.URL.Query().Get("did"); did != "" {
				view.(interface{ did(string) }).did(did)
			}
			show(w, r, s.template, view)
		})
	}
	mux.HandleFunc("POST /autosave", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("POST /session/extend", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("POST /", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, basePath+r.URL.Path+"?did="+url.QueryEscape(button(r)), http.StatusSeeOther)
	})
	return kit.Headers(http.StripPrefix(basePath, mux)), nil
}

// button names what was pressed: "act=save", "remove=host-ips.2".
func button(r *http.Request) string {
	for _, name := range []string{"act", "add", "remove"} {
		if value := r.PostFormValue(name); value != "" {
			return name + "=" + value
		}
	}
	return strings.TrimPrefix(r.URL.Path, "/")
}
