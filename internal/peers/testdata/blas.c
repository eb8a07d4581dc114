// The same training with a BLAS's dgemm for the products, samples in rows, and plain
// loops between them. Prints steps per second.
//
//	gcc -O3 -mavx2 -mfma -ffast-math -o blas blas.c -lopenblas -lm && OPENBLAS_NUM_THREADS=1 ./blas digits 1
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAXLAYERS = 100, MAXBATCH = 64, SAMPLES = 256 };
enum function { TANH, SIGMOID, RELU };

static int size[MAXLAYERS + 1] = {2}, layers, batch = 64, samples = 64;
static enum function function = SIGMOID;
static double rate = 0.1;
static double *w[MAXLAYERS], *b[MAXLAYERS], *gw[MAXLAYERS], *gb[MAXLAYERS], *a[MAXLAYERS + 1], *d[MAXLAYERS + 1];
static double rows[SAMPLES * 784], wanted[SAMPLES * 10];

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void softmax(double *z, int n) {
	double top = z[0], sum = 0;
	for (int u = 1; u < n; u++) top = z[u] > top ? z[u] : top;
	for (int u = 0; u < n; u++) sum += z[u] = exp(z[u] - top);
	for (int u = 0; u < n; u++) z[u] /= sum;
}

static void bend(double *d, const double *a, int n) {
	switch (function) {
	case TANH: for (int i = 0; i < n; i++) d[i] *= 1 - a[i] * a[i]; break;
	case SIGMOID: for (int i = 0; i < n; i++) d[i] *= a[i] * (1 - a[i]); break;
	case RELU: for (int i = 0; i < n; i++) d[i] = a[i] > 0 ? d[i] : 0;
	}
}

static void forward(int l) {
	int in = size[l], out = size[l + 1], n = batch * out;
	double *z = a[l + 1];
	for (int s = 0; s < batch; s++) memcpy(z + s * out, b[l], out * sizeof *z);
	cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, batch, out, in, 1, a[l], in, w[l], in, 1, z, out);
	if (function == RELU && l + 1 == layers)
		for (int s = 0; s < batch; s++) softmax(z + s * out, out);
	else if (function == RELU)
		for (int i = 0; i < n; i++) z[i] = z[i] > 0 ? z[i] : 0;
	else if (function == TANH)
		for (int i = 0; i < n; i++) z[i] = 1 - 2 / (exp(2 * z[i]) + 1);
	else
		for (int i = 0; i < n; i++) z[i] = 1 / (1 + exp(-z[i]));
}

static void step(const double *x, const double *t) {
	a[0] = (double *)x;
	for (int l = 0; l < layers; l++) forward(l);
	int n = size[layers];
	for (int i = 0; i < batch * n; i++) d[layers][i] = (a[layers][i] - t[i]) / batch;
	if (function != RELU) bend(d[layers], a[layers], batch * n);
	for (int l = layers - 1; l >= 0; l--) {
		int in = size[l], out = size[l + 1];
		cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, out, in, batch, 1, d[l + 1], out, a[l], in, 0, gw[l], in);
		memset(gb[l], 0, out * sizeof **gb);
		for (int s = 0; s < batch; s++)
			for (int u = 0; u < out; u++) gb[l][u] += d[l + 1][s * out + u];
		if (l) {
			cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, batch, in, out, 1, d[l + 1], out, w[l], in, 0, d[l], in);
			bend(d[l], a[l], batch * in);
		}
		for (int i = 0; i < in * out; i++) w[l][i] -= rate * gw[l][i];
		for (int u = 0; u < out; u++) b[l][u] -= rate * gb[l][u];
	}
}

int main(int argc, char **argv) {
	const char *which = argc > 1 ? argv[1] : "";
	double seconds = argc > 2 ? atof(argv[2]) : 1;
	if (!strcmp(which, "digits")) {
		size[0] = 784, size[1] = size[2] = 128, layers = 3;
		samples = SAMPLES, rate = 0.01, function = RELU;
	} else if (!strncmp(which, "deep-", 5)) {
		layers = atoi(which + 5);
		for (int l = 1; l < layers; l++) size[l] = 16;
	} else {
		int wide = !strcmp(which, "playground-wide");
		layers = wide ? 4 : 3;
		size[1] = wide ? 8 : 4, size[2] = wide ? 8 : 2, size[3] = 8;
		batch = 10, samples = 250, rate = 0.03, function = TANH;
	}
	size[layers] = function == RELU ? 10 : 1;
	for (int l = 0; l < layers; l++) {
		int n = size[l] * size[l + 1];
		w[l] = calloc(n, sizeof **w), gw[l] = calloc(n, sizeof **w);
		b[l] = calloc(size[l + 1], sizeof **b), gb[l] = calloc(size[l + 1], sizeof **b);
		a[l + 1] = calloc(MAXBATCH * size[l + 1], sizeof **a), d[l + 1] = calloc(MAXBATCH * size[l + 1], sizeof **d);
		for (int i = 0; i < n; i++) w[l][i] = (rand() / (double)RAND_MAX * 2 - 1) * sqrt(6.0 / (size[l] + size[l + 1]));
	}
	for (int i = 0; i < samples * size[0]; i++) rows[i] = rand() / (double)RAND_MAX * 2 - 1;
	for (int s = 0; s < samples; s++) wanted[s * size[layers] + s % size[layers]] = 1;
	int at = 0;
	for (long n = 1;; n *= 2) {
		double start = now();
		for (long i = 0; i < n; i++) {
			step(rows + at * size[0], wanted + at * size[layers]);
			at = (at + batch) % samples;
		}
		double took = now() - start;
		if (took > seconds) {
			printf("%.6g\n", n / took);
			return 0;
		}
	}
}
