package form_test

import (
	"net/netip"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestB5_PublicAddressesAreTaken(t *testing.T) {
	t.Parallel()
	for _, s := range strings.Fields(`
		163.22.21.64 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255
		169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255
		198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 210.69.1.1 61.57.32.1 117.56.1.255 223.255.255.255 1.0.0.0
		2001:b030::1 2001:B030::1 2001:b000:168::1 2404:0:8200::1 2a00:1450:4001::200e 2606:4700:4700::1111 2001:4860:4860:0:0:0:0:8888
		2001:200::1 2003::1 2400:cb00:2048:1::c629:d7a2 3ffe::1`) {
		a, err := form.ParseAddress(s)
		if err != nil || a != netip.MustParseAddr(s) {
			t.Errorf("%s was refused: %s", s, fault.MessageOf(err))
		}
	}
}

// hostile lists what is no single public address, by the word its refusal has.
var hostile = map[string]string{
	"請輸入正確的": `abc 1 1.2 1.2.3 1.2.3.4.5 163.22.21.064 0163.22.21.64 0xa3.22.21.64 2736166208 163.22.21.256 163.22.21.-1 163.22.21.64: 163.22.21.64:443
		[2001:b030::1] [2001:b030::1]:443 2001:b030:::1 2001:b030::1::2 2001:b030::g 12345::1 ：：1 １６３.22.21.64 163。22。21。64 163,22,21,64 163.22.21
		localhost www.bank.com.tw 163.22.21.64;8.8.8.8 163.22.21.64,8.8.8.8 .163.22.21.64 163.22.21.64. 163..22.21 1.2.3.4%eth0 ::1.2.3 ::1.2.3.256 *
		163.22.21.* 163.22.21.1-9 ٨.8.8.8 8.8.8.8\n 8.8.8.8%00 +8.8.8.8 8.8.8.8e0 1e1.1.1.1 : :1 2001:0b030::1 2001:b030:0:0:0:0:0:0:1 2001:b030:0:0:0:0:1 G::1 fe80::1%
		000.0.0.1 00.1.1.1 08.8.8.8 8.08.8.8 8.8.8.08 010.0.0.1 127.1 0x7f.1 0x7f000001 017700000001 ::ffff:1.2.3 64:ff9b::1.2.3.4.5`,
	"網段":      `163.22.21.0/24 163.22.21.64/32 2001:b030::/32 0.0.0.0/0 ::/0 163.22.21.64/255.255.255.0 https://163.22.21.64`,
	"網路介面":    `fe80::1%eth0 2001:b030::1%1 fe80::1%25eth0 ::1%lo`,
	"未指定":     `0.0.0.0 0.0.0.1 0.255.255.255 :: 0:0:0:0:0:0:0:0`,
	"本機迴路":    `127.0.0.1 127.0.0.0 127.1.2.3 127.255.255.255 ::1 0:0:0:0:0:0:0:1`,
	"私有網段":    `10.0.0.0 10.0.0.1 10.255.255.255 172.16.0.0 172.16.0.1 172.31.255.255 192.168.0.0 192.168.1.1 192.168.255.255 fc00::1 fd00::1 fd12:3456:789a::1 fdff:ffff::1 fec0::1 feff::1`,
	"CGNAT":   `100.64.0.0 100.64.0.1 100.127.255.255`,
	"鏈路本地":    `169.254.0.0 169.254.169.254 169.254.255.255 fe80::1 febf::1`,
	"群播":      `224.0.0.0 224.0.0.1 239.255.255.255 232.1.1.1 ff02::1 ff00::1 ffff::1`,
	"文件範例":    `192.0.2.0 192.0.2.1 192.0.2.255 198.51.100.1 203.0.113.1 203.0.113.255 2001:db8::1 2001:0db8:85a3::8a2e:370:7334 3fff::1 3fff:fff::1`,
	"IPv4 位址": `::ffff:8.8.8.8 ::ffff:163.22.21.64 ::ffff:127.0.0.1 ::ffff:a00:1 64:ff9b::808:808 64:ff9b:1::1 2002:808:808::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 192.88.99.1`,
	"保留":      `192.0.0.1 192.0.0.170 198.18.0.1 198.19.255.255 240.0.0.0 240.0.0.1 250.1.1.1 255.255.255.255 255.255.255.254 100::1 2001:10::1 2001:20::1 2001:1ff::1 ::2 ::8.8.8.8 4000::1 5f00::1 6000::1 8000::1 a000::1 e000::1 f000::1 1::1 1fff::1`,
}

func TestB5_EverythingElseIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	n := 0
	for word, list := range hostile {
		for _, s := range strings.Fields(list) {
			n++
			a, err := form.ParseAddress(s)
			if err == nil {
				t.Errorf("%q was taken for %s", s, a)
			} else if !strings.Contains(fault.MessageOf(err), word) {
				t.Errorf("%q: want a sentence with %s, got %s", s, word, fault.MessageOf(err))
			}
		}
	}
	t.Logf("%d refused addresses", n)
}

func FuzzB5_WhatIsTakenIsOnePublicAddress(f *testing.F) {
	for _, list := range hostile {
		for _, s := range strings.Fields(list) {
			f.Add(s)
		}
	}
	f.Add("163.22.21.64")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := form.ParseAddress(s)
		if err != nil {
			return
		}
		if !a.IsGlobalUnicast() || a.IsPrivate() || a.Is4In6() || a.Zone() != "" || strings.TrimSpace(s) != s {
			t.Errorf("%q was taken for %s", s, a)
		}
		if again, err := form.ParseAddress(a.String()); err != nil || again != a {
			t.Errorf("%q: %s does not read back", s, a)
		}
	})
}
