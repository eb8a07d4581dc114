package labs

import (
	"path/filepath"
	"strconv"
	"strings"

	"nabla/sim"
	"nabla/views"
)

// dataName is the name of the setup's data: of a file its last part.
func dataName(setup sim.Setup) string {
	return filepath.Base(setup.Value("data").String())
}

// sizes writes the units of every layer as 2→8→8→1, and more than three hidden
// layers of one width as "8 layers of 16".
func sizes(units []int, look views.Look) string {
	hidden := units[1 : len(units)-1]
	if len(hidden) > 3 && same(hidden) {
		return look.Words.T("summary.layers", "Depth", len(hidden), "Width", hidden[0])
	}
	texts := make([]string, len(units))
	for i, n := range units {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, "→")
}

func same(units []int) bool {
	for _, n := range units {
		if n != units[0] {
			return false
		}
	}
	return true
}
