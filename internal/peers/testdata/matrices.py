"""The same training by numpy, written by hand: float64, samples in rows, results
written to arrays that are kept. Prints steps per second.

    python3 matrices.py deep-10 1
"""

import sys
import time

import numpy as np

deep = lambda layers: ([2] + [16] * (layers - 1) + [1], "sigmoid", 64, 64, 0.1)
workloads = {
    "playground": ([2, 4, 2, 1], "tanh", 250, 10, 0.03),
    "playground-wide": ([2, 8, 8, 8, 1], "tanh", 250, 10, 0.03),
    "deep-10": deep(10),
    "deep-50": deep(50),
    "deep-100": deep(100),
    "digits": ([784, 128, 128, 10], "relu", 256, 64, 0.01),
}
sizes, hidden, samples, batch, rate = workloads[sys.argv[1]]
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0

random = np.random.default_rng(1)
weights = [random.uniform(-1, 1, (n, m)) * (6 / (n + m)) ** 0.5 for n, m in zip(sizes, sizes[1:])]
biases = [np.zeros(m) for m in sizes[1:]]
a = [None] + [np.zeros((batch, n)) for n in sizes[1:]]
delta = [np.zeros((batch, n)) for n in sizes]
slope = [np.zeros((batch, n)) for n in sizes]
gw = [np.zeros_like(w) for w in weights]
inputs = random.uniform(-1, 1, (samples, sizes[0]))
wanted = np.eye(sizes[-1])[np.arange(samples) % sizes[-1]]
last = len(sizes) - 1


def activate(z):
    if hidden == "tanh":
        np.tanh(z, out=z)
    elif hidden == "relu":
        np.maximum(z, 0, out=z)
    else:
        np.negative(z, out=z)
        np.exp(z, out=z)
        z += 1
        np.reciprocal(z, out=z)


def bend(delta, a, slope):
    if hidden == "relu":
        delta *= a > 0
        return
    if hidden == "tanh":
        np.multiply(a, a, out=slope)
        np.subtract(1, slope, out=slope)
    else:
        np.subtract(1, a, out=slope)
        slope *= a
    delta *= slope


def step(x, t):
    a[0] = x
    for l in range(last):
        z = a[l + 1]
        np.matmul(a[l], weights[l], out=z)
        z += biases[l]
        if l + 1 < last or hidden != "relu":
            activate(z)
        else:  # softmax
            z -= z.max(axis=1, keepdims=True)
            np.exp(z, out=z)
            z /= z.sum(axis=1, keepdims=True)
    np.subtract(a[last], t, out=delta[last])
    delta[last] *= 1 / batch
    if hidden != "relu":
        bend(delta[last], a[last], slope[last])
    for l in range(last - 1, -1, -1):
        np.matmul(a[l].T, delta[l + 1], out=gw[l])
        gb = delta[l + 1].sum(axis=0)
        if l > 0:
            np.matmul(delta[l + 1], weights[l].T, out=delta[l])
            bend(delta[l], a[l], slope[l])
        gw[l] *= rate
        weights[l] -= gw[l]
        gb *= rate
        biases[l] -= gb


at, n = 0, 1
while True:
    start = time.perf_counter()
    for _ in range(n):
        step(inputs[at : at + batch], wanted[at : at + batch])
        at = (at + batch) % samples
    took = time.perf_counter() - start
    if took > seconds:
        print("%.6g" % (n / took))
        break
    n *= 2
