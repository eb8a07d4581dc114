package labtest

import "testing"

func TestReadableKnowsTheMessages(t *testing.T) {
	for _, id := range []string{"pane.loss", "param-help.rate", "error.choice-entry"} {
		if !isMessage(id) || idLike.FindString("the "+id+"?") != id {
			t.Errorf("%s on a screen would not be noticed", id)
		}
	}
}
