package account

import (
	"fmt"
	"strings"
)

// Limits of an account name, in characters (A4).
const (
	loginLeast = 5
	loginMost  = 30
)

// LoginName reads an account name (A4). It returns the form in which it is
// stored and claimed, in lower case; fault is the sentence for its field, empty
// where the name may be used.
func LoginName(typed string) (login, fault string) {
	login = strings.ToLower(strings.TrimSpace(typed))
	var letter, digit bool
	for _, c := range login {
		switch {
		case 'a' <= c && c <= 'z':
			letter = true
		case '0' <= c && c <= '9':
			digit = true
		default:
			return "", "帳號只能使用半形英文字母與數字。"
		}
	}
	switch {
	case login == "":
		return "", "請輸入帳號。"
	case len(login) < loginLeast, len(login) > loginMost:
		return "", fmt.Sprintf("帳號須為 %d 至 %d 字元。", loginLeast, loginMost)
	case !letter || !digit:
		return "", "帳號須英文字母與數字混合。"
	case holdsNationalID(login):
		return "", "帳號不可以使用身分證字號或居留證號碼。"
	}
	return login, ""
}

// holdsNationalID finds a national ID or resident number: the whole name in its
// form, or a part of it whose check digit fits too, also where letters stand for
// the digits they look like.
func holdsNationalID(login string) bool {
	upper := strings.ToUpper(login)
	if len(upper) == idLength && idForm(upper) {
		return true
	}
	for i := 0; i+idLength <= len(upper); i++ {
		part := upper[i : i+idLength]
		for _, head := range []int{1, 2} { // the old resident number has two letters
			read := part[:head] + lookalikes.Replace(part[head:])
			if idForm(read) && idSum(read)%10 == 0 {
				return true
			}
		}
	}
	return false
}

// lookalikes are letters that are written for digits.
var lookalikes = strings.NewReplacer("O", "0", "Q", "0", "I", "1", "L", "1", "Z", "2", "S", "5", "B", "8")

// idLength is the length of both numbers in every format.
const idLength = 10

// idLetters gives each letter its code: its index here plus ten.
const idLetters = "ABCDEFGHJKLMNPQRSTUVXYWZIO"

// idForm is a letter, then 1 or 2 (national ID), 8 or 9 (resident number since
// 2021) or A to D (the one before), then eight digits.
func idForm(s string) bool {
	return strings.IndexByte(idLetters, s[0]) >= 0 && strings.IndexByte("1289ABCD", s[1]) >= 0 &&
		strings.Trim(s[2:], "0123456789") == ""
}

// idSum weighs the parts as the Ministry of the Interior does; a right number
// gives a multiple of ten.
func idSum(s string) int {
	code := strings.IndexByte(idLetters, s[0]) + 10
	sum := code/10 + code%10*9
	for i := 1; i < idLength; i++ {
		digit := int(s[i] - '0')
		if at := strings.IndexByte(idLetters, s[i]); at >= 0 {
			digit = at % 10
		}
		sum += digit * max(1, 9-i)
	}
	return sum
}
