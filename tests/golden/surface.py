"""Reference values for the surface of one tanh unit: `python3 tests/golden/surface.py` writes surface.json.

Written from the equations, without any code of this repository; float64; derivatives by PyTorch's autograd:
    h_nt = tanh(u h_n,t-1 + w x_nt + b),   L = sum_n sum_t c_nt 1/2 (h_nt - y_nt)^2
The slope of tanh is given as 4q/(1+q)^2, q = exp(-2|z|), which keeps its digits where h is near 1.

`spread`: the largest change of each array over 16 runs in which every input and every intermediate, forward and
backward, is multiplied by 1 + u 2^-24, u uniform in [-1, 1].
`cells` are L over a window of weights [rows][columns]; their spread also holds the error of the rational tanh.
"""
import json, os, sys
import numpy as np
import torch

torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))
exact = lambda x: x


class Noise:
    def __init__(self, seed, size=2.0 ** -24):
        self.generator, self.size = torch.Generator().manual_seed(seed), size

    def factor(self, x):
        return 1 + (2 * torch.rand(x.shape, generator=self.generator) - 1) * self.size

    def __call__(self, x):
        x = x * self.factor(x)
        if x.requires_grad:
            x.register_hook(lambda g: g * self.factor(g))
        return x


class Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        ctx.save_for_backward(z)
        return torch.tanh(z)

    @staticmethod
    def backward(ctx, g):
        q = torch.exp(-2 * ctx.saved_tensors[0].abs())
        return g * 4 * q / (1 + q) ** 2


def run(task, weights, rnd=exact):
    """weights [u, w, b], [3] or [3][P]: L of each point, and what lies between."""
    t_ = lambda v: torch.tensor(v)
    x, y, c = t_(task['x']), t_(task['y']), t_(task['counts'])
    u, w, b = (rnd(one) for one in weights)
    loss = torch.zeros_like(u)
    zs, hs = [], []
    for n in range(len(x)):
        h = torch.full_like(u, task['initial'])
        zs.append([]), hs.append([])
        for t in range(x.shape[1]):
            z = rnd(rnd(u * h) + rnd(w * x[n, t]) + b)
            h = rnd(Tanh.apply(z))
            loss = loss + rnd(c[n, t] * rnd((h - y[n, t]) ** 2) / 2)
            zs[-1].append(z), hs[-1].append(h)
    return rnd(loss), zs, hs


def at_point(task, weights, rnd=exact):
    leaf = [torch.tensor(a).requires_grad_(True) for a in weights]
    loss, zs, hs = run(task, leaf, rnd)
    nodes = [z for row in zs for z in row]
    found = torch.autograd.grad(loss, leaf + nodes, allow_unused=True)
    found = [0.0 if g is None else float(g) for g in found]
    shape = (len(zs), len(zs[0]))
    by_time = lambda rows: np.array([float(a.detach()) for row in rows for a in row]).reshape(shape).T
    return dict(z=by_time(zs), h=by_time(hs), loss=np.array([float(loss)]), gradient=np.array(found[:3]),
                delta=np.array(found[3:]).reshape(shape).T)


def cells(task, window, rnd=exact):
    o, a, u = (np.array(window[k]) for k in ('origin', 'across', 'up'))
    C, R = window['columns'], window['rows']
    i, j = np.mgrid[0:R, 0:C]
    weights = [torch.tensor(o[k] + (j + .5) / C * a[k] + (i + .5) / R * u[k]) for k in range(3)]
    return run(task, weights, rnd)[0].numpy()


def rounded(v, digits=12):
    top = np.abs(v).max() if v.size else 0
    if top == 0:
        return np.zeros(v.shape).tolist()
    exponent = int(np.floor(np.log10(top)))
    return np.vectorize(lambda a: float('%.*fe%d' % (digits - 1, a / 10.0 ** exponent, exponent)) + 0.0)(v).tolist()


def case(name, task, weights, window):
    noise = [Noise(seed) for seed in range(16)]
    point = at_point(task, weights)
    noisy = [at_point(task, weights, one) for one in noise]
    spread = {k: float('%.2g' % max(np.abs(one[k] - point[k]).max() for one in noisy)) for k in point}
    out = {k: rounded(v) for k, v in point.items()}
    grid = cells(task, window)
    rough = [cells(task, window, Noise(seed)) for seed in range(16)]
    spread['cells'] = float('%.2g' % max(np.abs(one - grid).max() for one in rough))
    out['cells'] = rounded(grid)
    back = ('delta', 'gradient')
    return dict(name=name, task=task, inputs=dict(weights=weights), window=window,
                outputs={k: v for k, v in out.items() if k not in back}, gradients={k: out[k] for k in back},
                spread=dict(outputs={k: v for k, v in spread.items() if k not in back}, gradients={k: spread[k] for k in back}))


def hold(steps, target=0.7, initial=0.5):
    end = [0.0] * (steps - 1)
    return dict(x=[[0.0] * steps], y=[end + [target]], counts=[end + [1.0]], initial=initial)


def latch(steps, target=0.8):
    zeros = [0.0] * (steps - 1)
    return dict(x=[[1.0] + zeros, [-1.0] + zeros], y=[zeros + [target], zeros + [-target]],
                counts=[zeros + [1.0]] * 2, initial=0.0)


def every(seed, sequences, steps):
    r = np.random.RandomState(seed)
    cut = lambda a: np.round(a, 3).tolist()
    return dict(x=cut(r.randn(sequences, steps)), y=cut(0.7 * r.randn(sequences, steps)),
                counts=cut(r.rand(sequences, steps)), initial=float(np.round(r.randn(), 2)))


def window(origin, across, up, columns=8, rows=3):
    return dict(origin=origin, across=across, up=up, columns=columns, rows=rows)


def cases():
    over_wb = window([0.2, 0.0, -1.0], [1.6, 0.0, 0.0], [0.0, 0.0, 1.5])
    yield case('hold, T = 50', hold(50), [1.1, 0.0, 0.1], over_wb)
    yield case('hold on the cliff, T = 50', hold(50), [1.5, 0.0, -0.2008], over_wb)
    yield case('hold on a plain, T = 50', hold(50), [5.0, 0.0, 2.0], window([4.0, 0.0, 1.0], [1.6, 0.0, 0.0], [0.0, 0.0, 1.5]))
    yield case('hold with a negative weight', hold(10), [-1.5, 0.0, 1.0], window([-2.0, 0.0, 0.5], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]))
    yield case('latch, T = 50', latch(50), [1.4, 1.5, 0.02], window([1.35, 1.5, -0.06], [0.4, 0.0, 0.0], [0.0, 0.0, 0.12]))
    yield case('latch, T = 1', latch(1), [1.4, 1.5, 0.3], window([-1.0, -1.5, 0.1], [3.0, 0.0, 0.0], [0.0, 3.0, 0.0]))
    yield case('a slanted window', latch(6), [0.9, -1.2, -0.3], window([0.5, -1.0, 0.3], [1.0, 0.5, -0.2], [0.3, 1.0, 0.1]))
    for N, T in ((1, 1), (1, 7), (3, 5), (2, 12)):
        yield case('every step counts, N = %d, T = %d' % (N, T), every(10 * N + T, N, T), [0.8, 0.6, -0.2],
                   window([-0.5, 0.6, -0.8], [1.5, 0.0, 0.0], [0.0, 0.0, 1.6]))
    yield case('weights of zero', every(5, 2, 4), [0.0, 0.0, 0.0], window([-0.5, -0.5, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]))
    yield case('saturated', every(6, 1, 6), [3.0, 9.0, 2.0], window([2.0, 9.0, 1.0], [2.0, 0.0, 0.0], [0.0, 0.0, 2.0]))
    yield case('T = 1001', hold(1001), [0.9, 0.0, 0.05], window([0.5, 0.0, 0.05], [0.5, 0.0, 0.0], [0.0, 0.0, 0.2], 4, 2))


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/surface.py, from the equations in its head; derivatives by autograd',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    rows = ',\n'.join(json.dumps(one, separators=(',', ':')) for one in cases())
    with open(os.path.join(HERE, 'surface.json'), 'w') as f:
        f.write('{"source":%s,"cases":[\n%s\n]}\n' % (json.dumps(source), rows))
