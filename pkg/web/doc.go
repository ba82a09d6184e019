// Package web holds the portal's pages. routes.go lists every one with its
// permission; a page is page_<name>.go, its struct, templates/page/<name>.html
// and page_<name>_test.go.
//
// A request passes, in this order: the header table (kit.Headers), the log line
// and the recovery from panics (serve), the guard against foreign forms and
// large bodies (guard), the route, the session (visit), the permission, and the
// page's handler. A handler returns an error; fail alone decides what a person
// sees of it.
//
// An application is filled in (page_draft…) and a returned one corrected
// (page_correction) on the same pages: desk.go. formview.go turns the form's
// fields into controls, answers.go its answers into what is read.
//
//	GET   never changes anything but the session's idle mark
//	POST  answers 303 to a page; a refused form 422 with everything typed in it;
//	      a …/check page 200, asking for confirmation; recovery codes 200, since
//	      no page can show them again
package web
