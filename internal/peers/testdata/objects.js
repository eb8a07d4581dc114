// Training in the way of TensorFlow Playground's nn.ts, written anew: a node is an
// object with its links, a link one with its weight and the sums of its derivative;
// one sample at a time goes forward and back, and every batch ends with an update.
// Prints steps per second.
//
//	node objects.js deep-10 1

const functions = {
  tanh: { value: Math.tanh, slope: (x) => { const y = Math.tanh(x); return 1 - y * y; } },
  sigmoid: { value: (x) => 1 / (1 + Math.exp(-x)), slope: (x) => { const y = 1 / (1 + Math.exp(-x)); return y * (1 - y); } },
};

class Link {
  constructor(source, dest) {
    this.source = source;
    this.dest = dest;
    this.weight = Math.random() - 0.5;
    this.derivative = 0;
    this.sum = 0;
    this.count = 0;
  }
}

class Node {
  constructor(activation) {
    this.activation = activation;
    this.inputs = [];
    this.outputs = [];
    this.bias = 0.1;
    this.total = 0;
    this.output = 0;
    this.outputDerivative = 0;
    this.inputDerivative = 0;
    this.sum = 0;
    this.count = 0;
  }

  update() {
    this.total = this.bias;
    for (let i = 0; i < this.inputs.length; i++) {
      const link = this.inputs[i];
      this.total += link.weight * link.source.output;
    }
    this.output = this.activation.value(this.total);
    return this.output;
  }
}

function build(sizes, activation) {
  const layers = [];
  for (const size of sizes) {
    const layer = [];
    for (let i = 0; i < size; i++) {
      const node = new Node(activation);
      if (layers.length > 0) {
        for (const below of layers[layers.length - 1]) {
          const link = new Link(below, node);
          below.outputs.push(link);
          node.inputs.push(link);
        }
      }
      layer.push(node);
    }
    layers.push(layer);
  }
  return layers;
}

function forward(layers, input) {
  for (let i = 0; i < input.length; i++) layers[0][i].output = input[i];
  for (let l = 1; l < layers.length; l++) {
    for (let i = 0; i < layers[l].length; i++) layers[l][i].update();
  }
}

function backward(layers, target) {
  const last = layers[layers.length - 1];
  for (let i = 0; i < last.length; i++) last[i].outputDerivative = last[i].output - target[i];
  for (let l = layers.length - 1; l >= 1; l--) {
    const layer = layers[l];
    for (let i = 0; i < layer.length; i++) {
      const node = layer[i];
      node.inputDerivative = node.outputDerivative * node.activation.slope(node.total);
      node.sum += node.inputDerivative;
      node.count++;
    }
    for (let i = 0; i < layer.length; i++) {
      const node = layer[i];
      for (let j = 0; j < node.inputs.length; j++) {
        const link = node.inputs[j];
        link.derivative = node.inputDerivative * link.source.output;
        link.sum += link.derivative;
        link.count++;
      }
    }
    if (l === 1) continue;
    const below = layers[l - 1];
    for (let i = 0; i < below.length; i++) {
      const node = below[i];
      node.outputDerivative = 0;
      for (let j = 0; j < node.outputs.length; j++) {
        const link = node.outputs[j];
        node.outputDerivative += link.weight * link.dest.inputDerivative;
      }
    }
  }
}

function update(layers, rate) {
  for (let l = 1; l < layers.length; l++) {
    for (let i = 0; i < layers[l].length; i++) {
      const node = layers[l][i];
      if (node.count > 0) {
        node.bias -= rate * node.sum / node.count;
        node.sum = 0;
        node.count = 0;
      }
      for (let j = 0; j < node.inputs.length; j++) {
        const link = node.inputs[j];
        if (link.count > 0) {
          link.weight -= rate / link.count * link.sum;
          link.sum = 0;
          link.count = 0;
        }
      }
    }
  }
}

const deep = (layers) => [2, ...Array(layers - 1).fill(16), 1];
const workloads = {
  playground: { sizes: [2, 4, 2, 1], activation: functions.tanh, batch: 10, samples: 250, rate: 0.03 },
  'playground-wide': { sizes: [2, 8, 8, 8, 1], activation: functions.tanh, batch: 10, samples: 250, rate: 0.03 },
  'deep-10': { sizes: deep(10), activation: functions.sigmoid, batch: 64, samples: 64, rate: 0.1 },
  'deep-50': { sizes: deep(50), activation: functions.sigmoid, batch: 64, samples: 64, rate: 0.1 },
  'deep-100': { sizes: deep(100), activation: functions.sigmoid, batch: 64, samples: 64, rate: 0.1 },
};

const w = workloads[process.argv[2]];
const seconds = Number(process.argv[3] || 1);
const layers = build(w.sizes, w.activation);
const inputs = Array.from({ length: w.samples }, () => [Math.random() * 2 - 1, Math.random() * 2 - 1]);
const targets = inputs.map(([x, y]) => [x * x + y * y < 0.5 ? 1 : 0]);
let at = 0;

function step() {
  for (let s = 0; s < w.batch; s++) {
    forward(layers, inputs[at]);
    backward(layers, targets[at]);
    at = (at + 1) % w.samples;
  }
  update(layers, w.rate);
}

const clock = () => Number(process.hrtime.bigint()) / 1e9;
for (const until = clock() + seconds / 2; clock() < until;) step(); // the compiler warms up
for (let n = 1; ; n *= 2) {
  const start = clock();
  for (let i = 0; i < n; i++) step();
  const took = clock() - start;
  if (took > seconds) {
    console.log((n / took).toPrecision(6));
    break;
  }
}
