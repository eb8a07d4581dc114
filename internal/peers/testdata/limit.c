// What plain C, vectorised by hand, makes of the workloads that nabla's training is
// measured by: samples in vectors of four, layers' sizes compiled in, sums in
// registers, tanh and sigmoid by one exponential. Prints steps per second.
//
//	gcc -O3 -march=native -ffast-math -o limit limit.c && ./limit deep-10 1
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef double vec __attribute__((vector_size(32)));
typedef long long ints __attribute__((vector_size(32)));
#define INLINE static inline __attribute__((always_inline))

enum { MAXLAYERS = 101, MAXPARAMS = 120000, MAXUNITS = 16 * 1200 };
enum function { TANH, SIGMOID, RELU, SOFTMAX };

static double params[MAXPARAMS], grad[MAXPARAMS];
static vec act[MAXLAYERS + 1][16 * 784], slope[MAXLAYERS + 1][16 * 128], delta[MAXLAYERS + 1][16 * 128];
static vec target[16 * 10];

INLINE vec all(double x) { return (vec){x, x, x, x}; }

INLINE vec choose(ints mask, vec yes, vec no) { return (vec)((mask & (ints)yes) | (~mask & (ints)no)); }

// exponential for x ≤ 0, by Taylor's polynomial after the reduction by ln 2.
INLINE vec expv(vec x) {
	x = choose(x < all(-700), all(-700), x);
	vec shifted = x * all(1.4426950408889634) + all(0x1.8p52);
	vec k = shifted - all(0x1.8p52);
	vec r = x - k * all(0x1.62e42fefa39efp-1);
	vec p = all(1.0 / 39916800);
	double c[] = {1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1};
	for (int i = 0; i < 11; i++) p = p * r + all(c[i]);
	return p * (vec)(((ints)shifted + 1023) << 52);
}

INLINE vec absv(vec x) { return (vec)((ints)x & 0x7fffffffffffffffLL); }

INLINE void apply(enum function f, vec *a, vec *s, int n) {
	for (int i = 0; i < n; i++) {
		vec z = a[i];
		if (f == RELU) {
			a[i] = choose(z > all(0), z, all(0));
			s[i] = choose(z > all(0), all(1), all(0));
		} else {
			vec e = expv((f == TANH ? -2.0 : -1.0) * absv(z));
			vec below = 1.0 / (1.0 + e);
			vec v = f == TANH ? (1.0 - e) * below : below;
			s[i] = f == TANH ? 1.0 - v * v : v * (1.0 - v);
			a[i] = choose(z < all(0), f == TANH ? -v : 1.0 - v, v);
		}
	}
}

// forward, backward and gradient of one layer for S strips at a time.
INLINE void tileForward(vec *z, vec *x, double *w, double *b, int in, int out, int u, int U, int S) {
	vec sum[4][4];
	for (int i = 0; i < U; i++)
		for (int s = 0; s < S; s++) sum[i][s] = all(b[u + i]);
	for (int v = 0; v < in; v++)
		for (int i = 0; i < U; i++)
			for (int s = 0; s < S; s++) sum[i][s] += w[(u + i) * in + v] * x[s * in + v];
	for (int i = 0; i < U; i++)
		for (int s = 0; s < S; s++) z[s * out + u + i] = sum[i][s];
}

INLINE void tileBack(vec *dx, vec *sl, vec *d, double *w, int in, int out, int v, int V, int S) {
	vec sum[4][4];
	for (int i = 0; i < V; i++)
		for (int s = 0; s < S; s++) sum[i][s] = all(0);
	for (int u = 0; u < out; u++)
		for (int i = 0; i < V; i++)
			for (int s = 0; s < S; s++) sum[i][s] += w[u * in + v + i] * d[s * out + u];
	for (int i = 0; i < V; i++)
		for (int s = 0; s < S; s++) dx[s * in + v + i] = sum[i][s] * sl[s * in + v + i];
}

INLINE void tileGradient(double *gw, vec *d, vec *x, int in, int out, int strips, int u, int U, int v, int V) {
	vec sum[4][4];
	for (int i = 0; i < U; i++)
		for (int j = 0; j < V; j++) sum[i][j] = all(0);
	for (int s = 0; s < strips; s++)
		for (int i = 0; i < U; i++)
			for (int j = 0; j < V; j++) sum[i][j] += d[s * out + u + i] * x[s * in + v + j];
	for (int i = 0; i < U; i++)
		for (int j = 0; j < V; j++) {
			vec t = sum[i][j];
			gw[(u + i) * in + v + j] = t[0] + t[1] + t[2] + t[3];
		}
}

// rest calls a tile for blocks of 4, 2 and 1.
#define BLOCKS(n, i, call)                                  \
	do {                                                \
		int i = 0;                                  \
		for (; i + 4 <= (n); i += 4) call(i, 4);    \
		if ((n) & 2) { call(i, 2); i += 2; }        \
		if ((n) & 1) call(i, 1);                    \
	} while (0)
#define STRIPS(n, s, call)                                       \
	do {                                                     \
		int s = 0;                                       \
		for (; (n) - s >= 3 && (n) - s != 4; s += 3) call(s, 3); \
		for (; (n) - s >= 2; s += 2) call(s, 2);         \
		if ((n) - s == 1) call(s, 1);                    \
	} while (0)

INLINE void forward(vec *z, vec *x, double *w, double *b, int in, int out, int strips) {
#define U_(u, U) tileForward(z + s * out, x + s * in, w, b, in, out, u, U, S)
#define S_(s0, N) do { enum { S = N }; int s = s0; BLOCKS(out, u, U_); } while (0)
	STRIPS(strips, t, S_);
#undef U_
#undef S_
}

INLINE void back(vec *dx, vec *sl, vec *d, double *w, int in, int out, int strips) {
#define U_(v, V) tileBack(dx + s * in, sl + s * in, d + s * out, w, in, out, v, V, S)
#define S_(s0, N) do { enum { S = N }; int s = s0; BLOCKS(in, v, U_); } while (0)
	STRIPS(strips, t, S_);
#undef U_
#undef S_
}

INLINE void gradient(double *gw, double *gb, vec *d, vec *x, int in, int out, int strips) {
#define V_(v, V) tileGradient(gw, d, x, in, out, strips, u, U, v, V)
#define U_(u0, N) do { enum { U = N }; int u = u0; STRIPS(in, v, V_); } while (0)
	BLOCKS(out, u, U_);
#undef V_
#undef U_
	for (int u = 0; u < out; u++) {
		vec t = all(0);
		for (int s = 0; s < strips; s++) t += d[s * out + u];
		gb[u] = t[0] + t[1] + t[2] + t[3];
	}
}

INLINE void softmax(vec *a, vec *d, vec *t, int units, int batch) {
	for (int s = 0; s < batch; s++) {
		int first = s / 4 * units, lane = s % 4;
		double top = a[first][lane], sum = 0;
		for (int u = 1; u < units; u++) if (a[first + u][lane] > top) top = a[first + u][lane];
		for (int u = 0; u < units; u++) sum += a[first + u][lane] = exp(a[first + u][lane] - top);
		for (int u = 0; u < units; u++) d[first + u][lane] = (a[first + u][lane] / sum - t[first + u][lane]) / batch;
	}
}

INLINE void step(const int *size, int layers, enum function hidden, enum function output, int batch, double rate) {
	int strips = (batch + 3) / 4, at[MAXLAYERS], count = 0;
	for (int l = 0; l < layers; l++) {
		at[l] = count;
		int in = size[l], out = size[l + 1];
		double *w = params + count;
		forward(act[l + 1], act[l], w, w + in * out, in, out, strips);
		if (l + 1 < layers) apply(hidden, act[l + 1], slope[l + 1], strips * out);
		else if (output != SOFTMAX) apply(output, act[l + 1], slope[l + 1], strips * out);
		count += (in + 1) * out;
	}
	int n = size[layers];
	if (output == SOFTMAX) softmax(act[layers], delta[layers], target, n, batch);
	else
		for (int i = 0; i < strips * n; i++)
			delta[layers][i] = (act[layers][i] - target[i]) * slope[layers][i] / (double)(batch * n);
	for (int dead = batch % 4; dead && dead < 4; dead++)
		for (int u = 0; u < n; u++) delta[layers][(strips - 1) * n + u][dead] = 0;
	for (int l = layers - 1; l >= 0; l--) {
		int in = size[l], out = size[l + 1];
		gradient(grad + at[l], grad + at[l] + in * out, delta[l + 1], act[l], in, out, strips);
		if (l) back(delta[l], slope[l], delta[l + 1], params + at[l], in, out, strips);
	}
	for (int i = 0; i < count; i++) params[i] -= rate * grad[i];
}

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + 1e-9 * t.tv_nsec;
}

// Data in rows, taken in order and laid out in strips for every batch.
static double rows[256 * 784], wanted[256 * 10];

INLINE void load(vec *to, const double *from, int units, int samples, int first, int batch) {
	memset(to + batch / 4 * units, 0, (batch % 4 ? 1 : 0) * units * sizeof(vec));
	for (int s = 0; s < batch; s++) {
		const double *row = from + (first + s) % samples * units;
		for (int u = 0; u < units; u++) to[s / 4 * units + u][s % 4] = row[u];
	}
}

#define RUN(name, hidden, output, batch, samples, rate, ...)                                            \
	if (!strcmp(which, name)) {                                                                      \
		static const int size[] = {__VA_ARGS__};                                                 \
		enum { L = sizeof size / sizeof *size - 1 };                                             \
		int first = 0;                                                                           \
		for (long n = 1;; n *= 2) {                                                              \
			double start = now();                                                            \
			for (long i = 0; i < n; i++) {                                                   \
				load(act[0], rows, size[0], samples, first, batch);                      \
				load(target, wanted, size[L], samples, first, batch);                    \
				first = (first + batch) % samples;                                       \
				step(size, L, hidden, output, batch, rate);                              \
			}                                                                                \
			double took = now() - start;                                                     \
			if (took > seconds) { printf("%.6g\n", n / took); return 0; }                    \
		}                                                                                        \
	}

// map takes all 7 units of the playground's network over a grid of side × side, a
// batch of 100 points at a time.
static void map(void) {
	enum { side = 100, batch = 100, strips = batch / 4 };
	static const int size[] = {2, 4, 2, 1};
	static double units[7][side * side];
	for (int first = 0; first < side * side; first += batch) {
		load(act[0], rows + 2 * first, 2, batch, 0, batch);
		for (int l = 0, unit = 0, at = 0; l < 3; l++) {
			int in = size[l], out = size[l + 1];
			forward(act[l + 1], act[l], params + at, params + at + in * out, in, out, strips);
			apply(TANH, act[l + 1], slope[l + 1], strips * out);
			at += (in + 1) * out;
			for (int u = 0; u < out; u++, unit++)
				for (int s = 0; s < strips; s++) memcpy(&units[unit][first + 4 * s], &act[l + 1][s * out + u], sizeof(vec));
		}
	}
}

#define H4 16, 16, 16, 16
#define H9 H4, H4, 16
#define H49 H9, H9, H9, H9, H9, H4

int main(int argc, char **argv) {
	const char *which = argc > 1 ? argv[1] : "";
	double seconds = argc > 2 ? atof(argv[2]) : 1;
	for (int i = 0; i < MAXPARAMS; i++) params[i] = (rand() / (double)RAND_MAX - 0.5) * 0.2;
	for (int i = 0; i < 256 * 784; i++) rows[i] = rand() / (double)RAND_MAX * 2 - 1;
	for (int i = 0; i < 256 * 10; i++) wanted[i] = i % 10 == i / 10 % 10;
	if (!strcmp(which, "map"))
		for (long n = 1;; n *= 2) {
			double start = now();
			for (long i = 0; i < n; i++) map();
			double took = now() - start;
			if (took > seconds) { printf("%.6g\n", n / took); return 0; }
		}
	RUN("playground", TANH, TANH, 10, 250, 0.03, 2, 4, 2, 1)
	RUN("playground-wide", TANH, TANH, 10, 250, 0.03, 2, 8, 8, 8, 1)
	RUN("deep-10", SIGMOID, SIGMOID, 64, 64, 0.1, 2, H9, 1)
	RUN("deep-50", SIGMOID, SIGMOID, 64, 64, 0.1, 2, H49, 1)
	RUN("deep-100", SIGMOID, SIGMOID, 64, 64, 0.1, 2, H49, H49, 16, 1)
	RUN("digits", RELU, SOFTMAX, 64, 256, 0.01, 784, 128, 128, 10)
	fprintf(stderr, "usage: limit playground|playground-wide|deep-10|deep-50|deep-100|digits|map [seconds]\n");
	return 2;
}
