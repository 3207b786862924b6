"""Reference values for optimizers: `python3 tests/golden/optimizers.py` writes optimizers.json.

Each case is a sequence of given gradients; the parameters after every update are those of torch.optim in float64, and
the clipped gradients those of torch.nn.utils (clip_grad_value_; clip_grad_norm_ divides by norm + 1e-6, so its gradients
are multiplied by (norm + 1e-6) / norm where it clips, which is the rule of Pascanu, Mikolov and Bengio 2013).

PyTorch's conventions: SGD with momentum keeps buf = mu buf + g (first buf = g) and moves by -lr buf, with nesterov by
-lr (g + mu buf); Adagrad, RMSprop and Adam add eps outside the root. An eps inside the root is written out in NumPy.

`spread`: the largest change of each array over 16 runs in which start, gradients and every result of the same rules
(written out below, and asserted to equal torch's) are multiplied by 1 + u 2^-24, u uniform in [-1, 1].
"""
import json, os, sys
import numpy as np
import torch

torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))
USUAL = dict(momentum=0.9, decay=0.9, beta1=0.9, beta2=0.999, epsilon=1e-8, inside=0.0)


def by_torch(rule, start, gradients):
    r = {**USUAL, **rule}
    theta = torch.nn.Parameter(torch.tensor(start))
    opt = dict(
        sgd=lambda: torch.optim.SGD([theta], lr=r['rate']),
        momentum=lambda: torch.optim.SGD([theta], lr=r['rate'], momentum=r['momentum']),
        nesterov=lambda: torch.optim.SGD([theta], lr=r['rate'], momentum=r['momentum'], nesterov=True),
        adagrad=lambda: torch.optim.Adagrad([theta], lr=r['rate'], eps=r['epsilon']),
        rmsprop=lambda: torch.optim.RMSprop([theta], lr=r['rate'], alpha=r['decay'], eps=r['epsilon']),
        adam=lambda: torch.optim.Adam([theta], lr=r['rate'], betas=(r['beta1'], r['beta2']), eps=r['epsilon']),
    )[r['optimizer']]()
    path, used = [], []
    for g in gradients:
        theta.grad = torch.tensor(g)
        clip = r.get('clip')
        if clip and clip['by'] == 'value':
            torch.nn.utils.clip_grad_value_([theta], clip['at'])
        elif clip:
            norm = float(torch.nn.utils.clip_grad_norm_([theta], clip['at']))
            if norm > clip['at']:
                theta.grad *= (norm + 1e-6) / norm
        used.append(theta.grad.detach().numpy().copy())
        opt.step()
        path.append(theta.detach().numpy().copy())
    return dict(parameters=np.array(path), used=np.array(used))


def by_hand(rule, start, gradients, rnd=lambda x: x):
    r = {**USUAL, **rule}
    theta = rnd(np.array(start))
    v, s, m = (np.zeros_like(theta) for _ in range(3))
    lr, path, used = r['rate'], [], []
    for k, g in enumerate(gradients, 1):
        g = rnd(np.array(g))
        clip = r.get('clip')
        if clip and clip['by'] == 'value':
            g = np.clip(g, -clip['at'], clip['at'])
        elif clip:
            norm = rnd(np.linalg.norm(g))
            g = rnd(g * min(1, clip['at'] / norm)) if norm > 0 else g
        kind = r['optimizer']
        if kind in ('sgd', 'momentum', 'nesterov'):
            mu = 0 if kind == 'sgd' else r['momentum']
            v = rnd(rnd(mu * v) - rnd(lr * g))
            theta = rnd(theta + (rnd(rnd(mu * v) - rnd(lr * g)) if kind == 'nesterov' else v))
        else:
            decay = dict(adagrad=1, rmsprop=r['decay'], adam=r['beta2'])[kind]
            s = rnd(rnd(decay * s) + rnd((1 if kind == 'adagrad' else 1 - decay) * rnd(g * g)))
            m = rnd(rnd(r['beta1'] * m) + rnd((1 - r['beta1']) * g)) if kind == 'adam' else g
            first, second = (1 - r['beta1'] ** k, 1 - r['beta2'] ** k) if kind == 'adam' else (1, 1)
            root = rnd(np.sqrt(rnd(s / second + (r['inside'] if kind != 'adam' else 0)))) + r['epsilon']
            move = np.divide(rnd(lr * m / first), root, out=np.zeros_like(root), where=root > 0)
            theta = rnd(theta - rnd(move))
        path.append(theta)
        used.append(g)
    return dict(parameters=np.array(path), used=np.array(used))


def noise(seed):
    r = np.random.RandomState(seed)
    return lambda x: x * (1 + (2 * r.rand(*np.shape(x)) - 1) * 2.0 ** -24)


def rounded(v, digits=13):
    return np.vectorize(lambda x: float('%.*e' % (digits - 1, x)) + 0.0)(v).tolist()


def case(name, rule, start, gradients):
    hand = by_hand(rule, start, gradients)
    values = hand
    if not rule.get('inside'):
        values = by_torch(rule, start, gradients)
        for k in values:
            worst = np.abs(values[k] - hand[k]).max() / max(1e-300, np.abs(values[k]).max())
            assert worst < 1e-13, (name, k, worst)
    noisy = [by_hand(rule, start, gradients, noise(seed)) for seed in range(16)]
    spread = {k: float('%.2g' % max(np.abs(one[k] - hand[k]).max() for one in noisy)) for k in values}
    inputs = dict(start=start, gradients=gradients)
    return dict(name=name, rule=rule, inputs=inputs, outputs={k: rounded(v) for k, v in values.items()}, gradients={},
                spread=dict(outputs=spread, gradients={}))


def drawn(seed, steps, size, scale=1.0):
    r = np.random.RandomState(seed)
    cut = lambda a: [[float('%.4g' % x) for x in row] for row in a]
    return cut(r.randn(1, size))[0], cut(scale * r.randn(steps, size))


def cases():
    kinds = ('sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam')
    for i, kind in enumerate(kinds):
        start, gradients = drawn(10 + i, 8, 3)
        yield case('%s' % kind, dict(optimizer=kind, rate=0.1), start, gradients)
        yield case('%s, clipped by value' % kind, dict(optimizer=kind, rate=0.1, clip=dict(by='value', at=0.5)), start, gradients)
        yield case('%s, clipped by norm' % kind, dict(optimizer=kind, rate=0.1, clip=dict(by='norm', at=1.0)), start, gradients)
        start, gradients = drawn(20 + i, 3, 1, 1e-6)
        yield case('%s, one parameter, gradients of 1e-6' % kind, dict(optimizer=kind, rate=0.01), start, gradients)
        start, gradients = drawn(30 + i, 5, 2, 1e6)
        yield case('%s, gradients of 1e+06' % kind, dict(optimizer=kind, rate=1e-3), start, gradients)
        yield case('%s, gradients of 1e+06 clipped by norm' % kind, dict(optimizer=kind, rate=1e-3, clip=dict(by='norm', at=5.0)), start, gradients)
        zero = [[0.0, 0.0], [0.0, 0.5], [0.0, 0.0]]
        yield case('%s, gradients of zero' % kind, dict(optimizer=kind, rate=0.1, clip=dict(by='norm', at=1.0)), [1.0, 2.0], zero)
    start, gradients = drawn(40, 12, 4)
    yield case('momentum of 0.5', dict(optimizer='momentum', rate=0.3, momentum=0.5), start, gradients)
    yield case('nesterov with momentum of 0.99', dict(optimizer='nesterov', rate=0.3, momentum=0.99), start, gradients)
    yield case('rmsprop, decay of 0.99', dict(optimizer='rmsprop', rate=0.01, decay=0.99), start, gradients)
    yield case('adam, beta of 0.5 and 0.9', dict(optimizer='adam', rate=0.01, beta1=0.5, beta2=0.9), start, gradients)
    for kind in ('adagrad', 'rmsprop', 'adam'):
        yield case('%s, epsilon of 0.1' % kind, dict(optimizer=kind, rate=0.1, epsilon=0.1), start, gradients)
    yield case('adagrad of the 112-line program', dict(optimizer='adagrad', rate=0.1, epsilon=0.0, inside=1e-8, clip=dict(by='value', at=5.0)),
               start, [[10 * x for x in row] for row in gradients])
    yield case('rmsprop, 0.01 inside the root', dict(optimizer='rmsprop', rate=0.1, epsilon=0.0, inside=0.01), start, gradients)


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/optimizers.py: torch.optim, and the rules in its head',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    rows = ',\n'.join(json.dumps(one, separators=(',', ':')) for one in cases())
    with open(os.path.join(HERE, 'optimizers.json'), 'w') as f:
        f.write('{"source":%s,"cases":[\n%s\n]}\n' % (json.dumps(source), rows))
