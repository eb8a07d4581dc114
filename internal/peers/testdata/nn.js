// Drives TensorFlow Playground's own src/nn.ts, compiled to a CommonJS module.
// Prints steps per second; a step of map is a grid.
//
//	node nn.js path/of/compiled/nn.js deep-10 1

const path = require('path');
const nn = require(path.resolve(process.argv[2]));

const { TANH, SIGMOID } = nn.Activations;
const deep = (layers) => ({ sizes: [2, ...Array(layers - 1).fill(16), 1], activation: SIGMOID, batch: 64, samples: 64, rate: 0.1 });
const playground = (...hidden) => ({ sizes: [2, ...hidden, 1], activation: TANH, batch: 10, samples: 250, rate: 0.03 });
const workloads = {
  playground: playground(4, 2),
  'playground-wide': playground(8, 8, 8),
  'deep-10': deep(10),
  'deep-50': deep(50),
  'deep-100': deep(100),
  map: playground(4, 2),
};

const name = process.argv[3];
const seconds = Number(process.argv[4] || 1);
const w = workloads[name];
const network = nn.buildNetwork(w.sizes, w.activation, w.activation, null, ['x', 'y']);
const inputs = Array.from({ length: w.samples }, () => [Math.random() * 2 - 1, Math.random() * 2 - 1]);
const targets = inputs.map(([x, y]) => (x * x + y * y < 0.5 ? 1 : 0));
let at = 0;

// train is a batch in the way of the Playground's oneStep.
function train() {
  for (let s = 0; s < w.batch; s++) {
    nn.forwardProp(network, inputs[at]);
    nn.backProp(network, targets[at], nn.Errors.SQUARE);
    at = (at + 1) % w.samples;
  }
  nn.updateWeights(network, w.rate, 0);
}

// map takes all units over a grid in the way of its updateDecisionBoundary.
const side = 100;
const boundary = {};
nn.forEachNode(network, true, (node) => {
  boundary[node.id] = Array.from({ length: side }, () => new Array(side));
});
function map() {
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      nn.forwardProp(network, [i / side - 0.5, j / side - 0.5]);
      nn.forEachNode(network, true, (node) => {
        boundary[node.id][i][j] = node.output;
      });
    }
  }
}

const step = name === 'map' ? map : train;
const clock = () => Number(process.hrtime.bigint()) / 1e9;
for (const until = clock() + seconds; clock() < until;) step(); // the compiler warms up
for (let n = 1; ; n *= 2) {
  const start = clock();
  for (let i = 0; i < n; i++) step();
  const took = clock() - start;
  if (took > seconds) {
    console.log((n / took).toPrecision(6));
    break;
  }
}
