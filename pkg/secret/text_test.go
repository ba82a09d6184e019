package secret_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

const planted = "planted-secret-0123456789-abcdefghij"

func TestTrust30_ASecretNeverPrints(t *testing.T) {
	t.Parallel()
	text := secret.NewText(planted)
	key, err := secret.NewKey(planted)
	if err != nil {
		t.Fatal(err)
	}
	totp, err := secret.ParseTOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
	if err != nil {
		t.Fatal(err)
	}
	hiding := struct {
		Open   secret.Text
		closed secret.Text
		key    secret.Key
		list   []secret.Text
		table  map[string]secret.Text
		totp   secret.TOTP
	}{text, text, key, []secret.Text{text}, map[string]secret.Text{"k": text}, totp}

	var out bytes.Buffer
	for _, value := range []any{text, &text, key, &key, totp, hiding, &hiding} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "% x"} {
			fmt.Fprintf(&out, verb+"\n", value)
		}
		fmt.Fprintln(&out, value)
		j, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(j)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("event", "value", value)
		slog.New(slog.NewTextHandler(&out, nil)).Info("event", "value", value)
	}
	x, err := xml.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(x)
	fmt.Fprint(&out, errors.New(text.String()))

	for _, leak := range []string{planted, fmt.Sprintf("%x", planted), "GEZDGNBV"} {
		if strings.Contains(out.String(), leak) {
			t.Errorf("%q came out", leak)
		}
	}
	if !strings.Contains(out.String(), "[secret]") {
		t.Error("nothing stands in for the secret")
	}
	if text.Reveal() != planted || (secret.Text{}).Reveal() != "" {
		t.Error("Reveal does not give the secret")
	}
}
