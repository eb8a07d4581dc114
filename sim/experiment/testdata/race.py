"""Paths of update rules, for the test of the race: run `python3 race.py > race.csv`.

Plain Python, no libraries: the formulas are those of the algorithm boxes in
PyTorch's documentation of torch.optim (of Lion, which it lacks, of the paper's
algorithm 2), the gradients are worked out by hand. Every line of the output is
function, optimizer as nabla writes it, step, x, y, f.
"""

from math import cos, sin, sqrt


def rosenbrock(x, y):
    f = (1 - x) ** 2 + 100 * (y - x * x) ** 2
    return f, (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x))


def himmelblau(x, y):
    a, b = x * x + y - 11, x + y * y - 7
    return a * a + b * b, (4 * x * a + 2 * b, 2 * a + 4 * y * b)


def typed(x, y):
    f = sin(x) * cos(2 * y) + (x - 1) ** 2 / 4 + x * y / 5 + y**4 / 10
    return f, (
        cos(x) * cos(2 * y) + (x - 1) / 2 + y / 5,
        -2 * sin(x) * sin(2 * y) + x / 5 + 2 * y**3 / 5,
    )


# A rule is a generator: it is sent the gradient of each parameter and yields
# what the parameter becomes. The options are PyTorch's.


def sgd(w, lr, momentum=0.0, nesterov=False):
    b = None
    while True:
        g = yield w
        if momentum:
            b = g if b is None else momentum * b + g
            g = g + momentum * b if nesterov else b
        w = w - lr * g


def adagrad(w, lr, lr_decay=0.0, initial_accumulator_value=0.0, eps=1e-10):
    s, t = initial_accumulator_value, 0
    while True:
        g = yield w
        t += 1
        s = s + g * g
        w = w - lr / (1 + (t - 1) * lr_decay) * g / (sqrt(s) + eps)


def rmsprop(w, lr, alpha=0.99, eps=1e-8):
    v = 0.0
    while True:
        g = yield w
        v = alpha * v + (1 - alpha) * g * g
        w = w - lr * g / (sqrt(v) + eps)


def adadelta(w, lr, rho=0.9, eps=1e-6):
    v = u = 0.0
    while True:
        g = yield w
        v = v * rho + g * g * (1 - rho)
        d = sqrt(u + eps) / sqrt(v + eps) * g
        u = u * rho + d * d * (1 - rho)
        w = w - lr * d


def adam(w, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    m = v = 0.0
    t = 0
    while True:
        g = yield w
        t += 1
        w = w - lr * weight_decay * w  # AdamW's
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        w = w - lr * (m / (1 - beta1**t)) / (sqrt(v / (1 - beta2**t)) + eps)


def nadam(w, lr, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=0.004):
    m = v = 0.0
    t, product = 0, 1.0
    while True:
        g = yield w
        t += 1
        now = beta1 * (1 - 0.5 * 0.96 ** (t * momentum_decay))
        then = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentum_decay))
        product *= now
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        mean = then * m / (1 - product * then) + (1 - now) * g / (1 - product)
        w = w - lr * mean / (sqrt(v / (1 - beta2**t)) + eps)


def radam(w, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0.0
    t, most = 0, 2 / (1 - beta2) - 1
    while True:
        g = yield w
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        mean = m / (1 - beta1**t)
        rho = most - 2 * t * beta2**t / (1 - beta2**t)
        if rho > 5:
            scale = sqrt(1 - beta2**t) / (sqrt(v) + eps)
            r = sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
            w = w - lr * mean * r * scale
        else:
            w = w - lr * mean


def lion(w, lr, beta1=0.9, beta2=0.99, weight_decay=0.0):
    m = 0.0
    while True:
        g = yield w
        c = beta1 * m + (1 - beta1) * g
        assert abs(c) > 1e-9, "the sign is a matter of rounding"
        w = w - lr * ((1 if c > 0 else -1) + weight_decay * w)
        m = beta2 * m + (1 - beta2) * g


MOMENTUM = {"momentum": (sgd, {"momentum": 0.9}), "nesterov": (sgd, {"momentum": 0.9, "nesterov": True})}
RULES = {
    "sgd": (sgd, {}),
    **MOMENTUM,
    "adagrad": (adagrad, {}),
    "rmsprop": (rmsprop, {}),
    "adadelta": (adadelta, {}),
    "adam": (adam, {}),
    "adamw": (adam, {"weight_decay": 0.01}),
    "nadam": (nadam, {}),
    "radam": (radam, {}),
    "lion": (lion, {}),
}

RACES = [
    (
        "rosenbrock",
        rosenbrock,
        (-1.2, 1.0),
        [
            ("sgd", {"lr": 0.002}),
            ("momentum", {"lr": 0.001}),
            ("nesterov", {"lr": 0.001, "momentum": 0.8}),
            ("adagrad", {"lr": 0.5}),
            ("rmsprop", {"lr": 0.01, "alpha": 0.9}),
            ("adadelta", {"lr": 0.8}),
            ("adam", {"lr": 0.1}),
            ("adamw", {"lr": 0.05, "weight_decay": 0.1}),
            ("nadam", {"lr": 0.1}),
            ("radam", {"lr": 0.002}),
            ("lion", {"lr": 0.007}),
        ],
    ),
    (
        "himmelblau",
        himmelblau,
        (0.5, -0.25),
        [
            ("sgd", {"lr": 0.01}),
            ("momentum", {"lr": 0.005, "momentum": 0.8}),
            ("nesterov", {"lr": 0.005}),
            ("adagrad", {"lr": 0.7, "lr_decay": 0.01, "initial_accumulator_value": 0.1}),
            ("rmsprop", {"lr": 0.03}),
            ("adadelta", {"lr": 1.0, "rho": 0.8}),
            ("adam", {"lr": 0.1, "beta1": 0.8, "beta2": 0.99}),
            ("adamw", {"lr": 0.1}),
            ("nadam", {"lr": 0.2, "momentum_decay": 1.0}),
            ("radam", {"lr": 0.02, "beta2": 0.95}),
            ("lion", {"lr": 0.013, "weight_decay": 0.2}),
        ],
    ),
    (
        "sin(x)*cos(2y) + (x-1)^2/4 + x*y/5 + y^4/10",
        typed,
        (3.0, 2.0),
        [
            ("sgd", {"lr": 0.1}),
            ("momentum", {"lr": 0.05}),
            ("nesterov", {"lr": 0.05}),
            ("adagrad", {"lr": 0.3, "eps": 0.01}),
            ("rmsprop", {"lr": 0.02, "eps": 0.001}),
            ("adadelta", {"lr": 1.0}),
            ("adam", {"lr": 0.1, "eps": 0.1}),
            ("adamw", {"lr": 0.1}),
            ("nadam", {"lr": 0.05}),
            ("radam", {"lr": 0.1}),
            ("lion", {"lr": 0.017, "beta1": 0.5, "beta2": 0.9}),
        ],
    ),
]


def number(value):
    return repr(value).removesuffix(".0")


def main():
    for name, f, start, entries in RACES:
        for rule, options in entries:
            make, standard = RULES[rule]
            given = {**standard, **options}
            written = rule + "(" + ",".join(f"{k}={number(v)}" for k, v in options.items()) + ")"
            ways = [make(w, **given) for w in start]
            at = [next(way) for way in ways]
            for step in range(1, 201):
                _, gradient = f(*at)
                at = [way.send(g) for way, g in zip(ways, gradient)]
                if step in (1, 2, 10, 100, 200):
                    print(f'"{name}","{written}",{step},{at[0]!r},{at[1]!r},{f(*at)[0]!r}')


main()
