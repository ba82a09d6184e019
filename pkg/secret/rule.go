package secret

import "fmt"

// PasswordRule bounds the length of a password in characters (A4). Both limits
// are settings, because the manual's are below today's guidance.
type PasswordRule struct{ Min, Max int }

// ManualRule is the manual's: 8 to 12 characters.
func ManualRule() PasswordRule { return PasswordRule{Min: 8, Max: 12} }

// Check lists what is wrong with a new password, each as a sentence for its
// field; none means that it satisfies A4. Only printable ASCII is allowed, so
// that the same password can be typed on every keyboard.
func (r PasswordRule) Check(password string) []string {
	var letter, digit, symbol, other bool
	n := 0
	for _, c := range password {
		n++
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			letter = true
		case '0' <= c && c <= '9':
			digit = true
		case '!' <= c && c <= '~':
			symbol = true
		default:
			other = true
		}
	}
	var faults []string
	if n < r.Min || n > r.Max {
		faults = append(faults, fmt.Sprintf("密碼長度須為 %d 至 %d 字元。", r.Min, r.Max))
	}
	if !letter {
		faults = append(faults, "密碼須至少包含一個英文字母。")
	}
	if !digit {
		faults = append(faults, "密碼須至少包含一個數字。")
	}
	if !symbol {
		faults = append(faults, "密碼須至少包含一個符號。")
	}
	if other {
		faults = append(faults, "密碼只能使用半形英文字母、數字與符號，不可有空白。")
	}
	return faults
}
