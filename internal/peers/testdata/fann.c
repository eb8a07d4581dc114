// The same training by FANN, a C library: its own incremental training, an update
// after every sample, in float64. Prints steps per second; a step is as many samples
// as the others' batches have.
//
//	gcc -O3 -o fann fann.c -ldoublefann -lm && ./fann deep-10 1
#include <doublefann.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
	const char *which = argc > 1 ? argv[1] : "";
	double seconds = argc > 2 ? atof(argv[2]) : 1, rate = 0.1;
	unsigned size[101] = {2}, layers = 0;
	int batch = 64, samples = 64;
	enum fann_activationfunc_enum function = FANN_SIGMOID;
	if (!strncmp(which, "deep-", 5)) {
		layers = atoi(which + 5);
		for (unsigned l = 1; l < layers; l++) size[l] = 16;
	} else {
		int wide = !strcmp(which, "playground-wide");
		layers = wide ? 4 : 3;
		size[1] = wide ? 8 : 4;
		size[2] = wide ? 8 : 2;
		size[3] = 8;
		batch = 10, samples = 250, rate = 0.03, function = FANN_SIGMOID_SYMMETRIC;
	}
	size[layers] = 1;
	struct fann *net = fann_create_standard_array(layers + 1, size);
	fann_set_activation_function_hidden(net, function);
	fann_set_activation_function_output(net, function);
	fann_set_training_algorithm(net, FANN_TRAIN_INCREMENTAL);
	fann_set_learning_rate(net, rate);
	double x[250][2], t[250][1];
	for (int s = 0; s < samples; s++) {
		x[s][0] = rand() / (double)RAND_MAX * 2 - 1;
		x[s][1] = rand() / (double)RAND_MAX * 2 - 1;
		t[s][0] = x[s][0] * x[s][0] + x[s][1] * x[s][1] < 0.5;
	}
	int at = 0;
	for (long n = 1;; n *= 2) {
		double start = now();
		for (long i = 0; i < n * batch; i++) {
			fann_train(net, x[at], t[at]);
			if (++at == samples) at = 0;
		}
		double took = now() - start;
		if (took > seconds) {
			printf("%.6g\n", n / took);
			return 0;
		}
	}
}
