package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/policy"
)

// revised is another text than the one in force.
var revised = with(policy.FieldText, "# 服務條款\n新的條款。\n# 隱私權保護政策\n## 一、範圍\n新的政策。\n")

func TestA1_OpsReplacesTermsAndPolicy(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	reader := s.agreed() // to the original
	ops := s.as(s.Ops)
	list := ops.get(ops.get("/environment").link("條款與政策版本")).want(http.StatusOK)
	editor := ops.get(list.link("發布新版本")).want(http.StatusOK)
	if got := editor.press("預覽").want(http.StatusUnprocessableEntity).faults()[policy.FieldText]; got != "內容與目前的版本相同。" {
		t.Errorf("nothing was changed: %q", got)
	}
	if got := editor.press("預覽", with(policy.FieldText, "條款")).want(http.StatusUnprocessableEntity); got.value(policy.FieldText) != "條款" || got.fault(policy.FieldText) == "" {
		t.Errorf("a text without parts: %v", got.faults())
	}
	check := editor.press("預覽", revised).want(http.StatusOK)
	if !contains(check, "新的條款。") || len(ops.get("/policies").rows()) != 1 {
		t.Errorf("the preview says %s", check.main())
	}
	check.press("返回修改").want(http.StatusOK)
	done := check.press("發布").follow().want(http.StatusOK)
	if rows := done.rows(); len(rows) != 2 || rows[0][0] != "2024-03-15" || rows[0][2] != "適用中" || rows[1][2] != "已被取代" {
		t.Errorf("the versions are %v", rows)
	}
	check.press("發布").want(http.StatusConflict) // by somebody who saw the version before
	if page := s.visitor().get("/privacy").want(http.StatusOK); !contains(page, "新的政策。") || strings.Contains(page.main(), "新的條款。") {
		t.Errorf("the policy says %s", page.main())
	}
	if got := reader.get("/signup/email").leads(); got != "/signup/policy" {
		t.Errorf("who agreed to the original goes on to %s", got)
	}
	if old := ops.get("/policies/" + policy.Original().Version).want(http.StatusOK); !contains(old, "2024-04-01 版") {
		t.Errorf("the original says %s", old.main())
	}
	ops.get("/policies/2000-01-01").want(http.StatusNotFound)
	s.as(s.Moda).get("/policies").want(http.StatusForbidden)
}
