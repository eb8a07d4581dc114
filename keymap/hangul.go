package keymap

// With a Hangul input method on, a key sends the letter of the dubeolsik (KS X
// 5002) layout. The two strings hold, place by place, that letter and the Latin
// one of the same key; the last seven are the shifted keys that have a letter of
// their own. The other shifted keys send the same letter as without shift, so
// that a key bound to a capital alone cannot be reached by them.
const (
	dubeolsik = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ"
	latin     = "qwertyuiopasdfghjklzxcvbnmQWERTOP"
)

// addHangul makes every Hangul letter mean what the Latin letter of its key means.
func addHangul(actions map[string]Action) {
	i := 0
	for _, jamo := range dubeolsik {
		if action, ok := actions[latin[i:i+1]]; ok {
			actions[string(jamo)] = action
		}
		i++
	}
}
