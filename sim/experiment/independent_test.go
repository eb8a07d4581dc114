package experiment_test

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The figures are those of a program of a hundred lines in another language
// (Python, its own floats and math library), which knows neither flat slices nor
// stored slopes: a 2→3→4→1 network, 12 points, 60 updates over the whole set,
// with the conventions of PyTorch (mean losses, a momentum buffer that starts at
// the first gradient, Adam with bias correction and ε outside of the root).
func TestTrainingAgainstAnIndependentProgram(t *testing.T) {
	t.Parallel()
	open := func(name string) (io.ReadCloser, error) { return os.Open(filepath.Join("testdata", name)) }
	tests := []struct {
		activation, output, loss, optimizer, rate string
		first, last                               float64 // losses at step 0 and 60
		weight                                    float64 // the first, at step 60
	}{
		{"tanh", "linear", "mse", "sgd", "0.5", 0.5890750836141797, 0.025317280402548117, -0.8330194822396844},
		{"tanh", "linear", "mse", "momentum", "0.05", 0.5890750836141797, 0.1598590234629017, 0.4135903046233169},
		{"tanh", "linear", "mse", "adam", "0.03", 0.5890750836141797, 0.014544560507880406, 0.6546898514626447},
		{"tanh", "sigmoid", "bce", "sgd", "0.5", 0.7527741154378127, 0.419479382851618, -0.752717240083032},
		{"tanh", "sigmoid", "bce", "momentum", "0.05", 0.7527741154378127, 0.5172192753140421, -0.5320821681547049},
		{"tanh", "sigmoid", "bce", "adam", "0.03", 0.7527741154378127, 0.2942765149835804, -0.7640146651409108},
		{"tanh", "tanh", "mse", "sgd", "0.5", 0.5399944112148345, 0.08268252158244824, 0.5020298664168329},
		{"tanh", "tanh", "mse", "momentum", "0.05", 0.5399944112148345, 0.14325702418857675, 0.4710368113089266},
		{"tanh", "tanh", "mse", "adam", "0.03", 0.5399944112148345, 0.027019425075509203, 0.7965951884620187},
		{"sigmoid", "linear", "mse", "sgd", "0.5", 2.6182917935224324, 0.21354442253127046, -0.06309031756410075},
		{"sigmoid", "linear", "mse", "momentum", "0.05", 2.6182917935224324, 0.2147113670152548, -0.06571373700778409},
		{"sigmoid", "linear", "mse", "adam", "0.03", 2.6182917935224324, 0.2181003468778052, 0.103891857126204},
		{"sigmoid", "sigmoid", "bce", "sgd", "0.5", 0.6679960145544032, 0.6342349577611209, -0.048390318093259305},
		{"sigmoid", "sigmoid", "bce", "momentum", "0.05", 0.6679960145544032, 0.6349418957464426, -0.04969103412678689},
		{"sigmoid", "sigmoid", "bce", "adam", "0.03", 0.6679960145544032, 0.46466758522946805, 1.9544765330009608},
		{"sigmoid", "tanh", "mse", "sgd", "0.5", 1.5933878775830976, 0.2165352485865641, -0.05467070975713066},
		{"sigmoid", "tanh", "mse", "momentum", "0.05", 1.5933878775830976, 0.22135753092277324, -0.060922615740248515},
		{"sigmoid", "tanh", "mse", "adam", "0.03", 1.5933878775830976, 0.21997829687312798, 0.21848062671943352},
		{"relu", "linear", "mse", "sgd", "0.5", 1.3989915950931524, 0.1872042642448943, -0.0006188115503804464},
		{"relu", "linear", "mse", "momentum", "0.05", 1.3989915950931524, 0.18654111520605954, 0.06387060891208282},
		{"relu", "linear", "mse", "adam", "0.03", 1.3989915950931524, 0.14674494658916912, 0.12407956029145184},
		{"relu", "sigmoid", "bce", "sgd", "0.5", 0.6339738693813887, 0.20145456569216272, -1.149961342340993},
		{"relu", "sigmoid", "bce", "momentum", "0.05", 0.6339738693813887, 0.3661076060112394, -0.6890060850782078},
		{"relu", "sigmoid", "bce", "adam", "0.03", 0.6339738693813887, 0.097227634046277, -1.4309903340205894},
		{"relu", "tanh", "mse", "sgd", "0.5", 1.1613419371244857, 0.19350031673707935, -0.026288203985907813},
		{"relu", "tanh", "mse", "momentum", "0.05", 1.1613419371244857, 0.18680025057148555, 0.04641944562509165},
		{"relu", "tanh", "mse", "adam", "0.03", 1.1613419371244857, 0.15153144440608107, 0.12407793367247835},
		{"leaky-relu", "linear", "mse", "sgd", "0.5", 1.3667781929663518, 0.18716992201795907, 0.0013733000297972572},
		{"leaky-relu", "linear", "mse", "momentum", "0.05", 1.3667781929663518, 0.18736157642453766, 0.05466358616999071},
		{"leaky-relu", "linear", "mse", "adam", "0.03", 1.3667781929663518, 0.1345842852840629, 0.5576861691873164},
		{"leaky-relu", "sigmoid", "bce", "sgd", "0.5", 0.6357823638594302, 0.19638589254876068, -1.1734585204731298},
		{"leaky-relu", "sigmoid", "bce", "momentum", "0.05", 0.6357823638594302, 0.3626554821644445, -0.7163669592075289},
		{"leaky-relu", "sigmoid", "bce", "adam", "0.03", 0.6357823638594302, 0.08512110463969262, -1.4779271264501939},
		{"leaky-relu", "tanh", "mse", "sgd", "0.5", 1.144385442263102, 0.18361715293701356, -0.0228214152020207},
		{"leaky-relu", "tanh", "mse", "momentum", "0.05", 1.144385442263102, 0.18981396943643852, 0.04733551231218275},
		{"leaky-relu", "tanh", "mse", "adam", "0.03", 1.144385442263102, 0.14187122388264273, 0.44159984593932855},
	}
	for _, tt := range tests {
		t.Run(strings.Join([]string{tt.activation, tt.output, tt.loss, tt.optimizer}, " "), func(t *testing.T) {
			t.Parallel()
			run := train(t, open, "data", "points.csv", "weights", "weights.json", "hidden", "3,4", "batch", "0", "scale", "none",
				"activation", tt.activation, "output", tt.output, "loss", tt.loss, "optimizer", tt.optimizer, "rate", tt.rate)
			near(t, "L at step 0", report(run).Loss, tt.first)
			for range 60 {
				run.Step()
			}
			near(t, "L at step 60", report(run).Loss, tt.last)
			var saved struct {
				Layers []struct{ Weights [][]float64 }
			}
			var text strings.Builder
			if err := run.SaveWeights(&text); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(text.String()), &saved); err != nil {
				t.Fatal(err)
			}
			near(t, "w at step 60", saved.Layers[0].Weights[0][0], tt.weight)
		})
	}
}
