"""Reference values for recurrent networks: `python3 tests/golden/rnn.py` writes rnn.json and rnn-long.json.

Written from the equations, without any code of this repository; float64; every derivative by PyTorch's autograd:
    z_t = U h_{t-1} + W x_t + b,   h_t = act(z_t)   per layer (the layer above reads h_t of the one below as its x_t)
    o_t = V h_t + c,   L_t = 1/2 |o_t - y_t|^2   or   L_t = -sum_k y_tk log softmax(o_t)_k,   L = sum_t L_t

- delta[l][t] is dL/dz_t: the gradient at the node z_t of the graph.
- shares[l][t] is the gradient of the copy of U that step t alone uses; dU is the gradient of U itself.
- jacobians[l][t] is dh_t/dh_{t-1} and products[l][t] is dh_T/dh_t, t = 0 ... T, each by that layer alone.
- triangle[t][tau] is dL_tau/dU_ij for the copy of the top layer's U that step t uses; i is the first unit, j the last.
- truncate n: step t+1 reads a detached h_t where t is a multiple of n.

The derivatives of tanh and sigmoid are given as 4q/(1+q)^2, q = exp(-2|z|), and q/(1+q)^2, q = exp(-|z|), since
PyTorch's 1 - h^2 and h(1 - h) lose every digit where h is near 1. The slope of relu at 0 is 0.

`spread` tells how well each array can be known in float32: the largest change of it over some runs in which every
input, product and intermediate, forward and backward, is multiplied by 1 + u 2^-24 with u uniform in [-1, 1].
Numbers are rounded to 12 digits of the largest one of their array (one step's array, where a value is a list).
"""
import json, os, sys
import numpy as np
import torch
from noise import Noise, exact

torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))
OUTPUTS = ['z', 'h', 'slopes', 'o', 'losses', 'loss']
GRADIENTS = ['errors', 'delta', 'jacobians', 'shares', 'products', 'triangle', 'dU', 'dW', 'db', 'dV', 'dc']


def slope(kind, z):
    if kind == 'linear':
        return torch.ones_like(z)
    if kind == 'relu':
        return (z > 0).to(z.dtype)
    q = torch.exp((-2 if kind == 'tanh' else -1) * z.abs())
    return (4 if kind == 'tanh' else 1) * q / (1 + q) ** 2


class Act(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z, kind):
        ctx.save_for_backward(z)
        ctx.kind = kind
        values = dict(linear=lambda: z.clone(), relu=lambda: z.clamp(min=0), tanh=lambda: torch.tanh(z),
                      sigmoid=lambda: torch.sigmoid(z))
        return values[kind]()

    @staticmethod
    def backward(ctx, g):
        (z,) = ctx.saved_tensors
        return g * slope(ctx.kind, z), None


def cell(kind, U, hp, rest, rnd):
    """rest = W x_t + b."""
    z = rnd(rnd(U @ hp, len(hp)) + rest)
    return z, rnd(Act.apply(z, kind))


def loss_of(cost, o, y, rnd):
    if cost == 'squared':
        e = rnd(o - y)
        return rnd(rnd(rnd(e * e), len(e)).sum() / 2)
    s = rnd(o - o.detach().max())
    logp = rnd(s - rnd(torch.log(rnd(rnd(torch.exp(s)).sum(), len(s)))))
    return -rnd(rnd(y * logp).sum(), len(s))


def grads(target, inputs):
    if not inputs:
        return []
    got = torch.autograd.grad(target, inputs, retain_graph=True, allow_unused=True) if target.requires_grad else [None] * len(inputs)
    return [torch.zeros_like(x) if g is None else g for g, x in zip(got, inputs)]


def rows(h, inputs):
    """dh/dx for each x of a list, as matrices."""
    each = [grads(h[i], inputs) for i in range(len(h))]
    return [torch.stack([row[k] for row in each]) for k in range(len(inputs))]


def evaluate(network, inputs, truncate, rnd=exact, light=False):
    L, T, kind = len(network['units']), network['steps'], network['activation']
    leaf = lambda v, *shape: rnd(torch.tensor(v, dtype=torch.float64).reshape(*shape).requires_grad_(True))
    H, I, O = network['units'], network['inputs'], network['outputs']
    below = [I, *H[:-1]]
    U = [leaf(inputs['U'][l], H[l], H[l]) for l in range(L)]
    W = [leaf(inputs['W'][l], H[l], below[l]) for l in range(L)]
    b = [leaf(inputs['b'][l], H[l]) for l in range(L)]
    V, c = leaf(inputs['V'], O, H[-1]), leaf(inputs['c'], O)
    x, y = leaf(inputs['x'], T, I), leaf(inputs['y'], T, O)
    start = inputs.get('initial') or [[0.0] * n for n in H]
    initial = [leaf(start[l], H[l]) for l in range(L)]
    h, z, copies, rests = [[] for _ in H], [[] for _ in H], [[] for _ in H], [[] for _ in H]
    o, losses = [], []
    for t in range(T):
        up = x[t]
        for l in range(L):
            hp = h[l][-1] if t else initial[l]
            if truncate and t and t % truncate == 0:
                hp = hp.detach()
            copy = U[l].clone()
            rest = rnd(rnd(W[l] @ up, len(up)) + b[l])
            zt, up = cell(kind, copy, hp, rest, rnd)
            for group, value in ((h, up), (z, zt), (copies, copy), (rests, rest)):
                group[l].append(value)
        o.append(rnd(rnd(V @ up, len(up)) + c))
        losses.append(loss_of(network['cost'], o[-1], y[t], rnd))
    loss = torch.zeros(())
    for one in losses:
        loss = rnd(loss + one)
    arrays = lambda values: [v.detach().numpy() for v in values]
    out = dict(z=[arrays(v) for v in z], h=[arrays(v) for v in h], slopes=[arrays([slope(kind, v) for v in u]) for u in z],
               o=arrays(o), losses=[np.atleast_1d(v) for v in arrays(losses)], loss=np.atleast_1d(loss.detach().numpy()))
    named = dict(errors=o, delta=[v for part in z for v in part], shares=[v for part in copies for v in part],
                 dU=U, dW=W, db=b, dV=[V], dc=[c])
    found = iter(arrays(grads(loss, [v for part in named.values() for v in part])))
    grad = {k: [next(found) for _ in part] for k, part in named.items()}
    for k in ('delta', 'shares'):
        grad[k] = [grad[k][l * T:(l + 1) * T] for l in range(L)]
    grad['dV'], grad['dc'] = grad['dV'][0], grad['dc'][0]
    if not light:
        grad['jacobians'], grad['products'] = zip(*[alone(kind, U[l], initial[l], h[l], rests[l], rnd) for l in range(L)])
        uses = [grads(one, copies[-1]) for one in losses]
        grad['triangle'] = [np.array([found[t][0, -1].item() for found in uses]) for t in range(T)]
    return out, {k: grad[k] for k in GRADIENTS if k in grad}


def alone(kind, U, initial, h, rests, rnd):
    """Jacobians of single steps, and of the last state by every earlier one: what comes from below is held fixed."""
    U, single = U.detach(), []
    for t, rest in enumerate(rests):
        hp = (h[t - 1] if t else initial).detach().requires_grad_(True)
        single.append(rows(cell(kind, U, hp, rest.detach(), rnd)[1], [hp])[0].numpy())
    chain = [initial.detach().requires_grad_(True)]
    for rest in rests:
        chain.append(cell(kind, U, chain[-1], rest.detach(), rnd)[1])
    return single, [m.numpy() for m in rows(chain[-1], chain)]


def pieces(a, b=None):
    """Arrays of a nested list, one beside the other."""
    if isinstance(a, (list, tuple)):
        for i, part in enumerate(a):
            yield from pieces(part, None if b is None else b[i])
    else:
        yield a, b


def tree(a, f):
    return [tree(part, f) for part in a] if isinstance(a, (list, tuple)) else f(a)


def rounded(v, digits=12):
    top = np.abs(v).max() if v.size else 0
    if top == 0:
        return np.zeros(v.shape).tolist()
    v = v / 10.0 ** (exponent := int(np.floor(np.log10(top))))
    return np.vectorize(lambda x: float('%.*fe%d' % (digits - 1, x, exponent)) + 0.0)(v).tolist()


def case(name, network, inputs, truncate=0, runs=16, light=False, leave=()):
    values = evaluate(network, inputs, truncate, light=light)
    for group in values:
        for k in group:
            assert all(np.isfinite(v).all() for v, _ in pieces(group[k])), (name, k)
    flat = lambda result: [v for group in result for k in group for v, _ in pieces(group[k])]
    right, worst = flat(values), None
    for seed in range(runs):
        noisy = flat(evaluate(network, inputs, truncate, Noise(seed), light=light))
        change = [float(np.abs(a - b).max()) if a.size else 0.0 for a, b in zip(noisy, right)]
        worst = change if worst is None else [max(a, b) for a, b in zip(worst, change)]
    spreads = iter(worst)
    spread = [{k: tree(group[k], lambda v: float('%.2g' % next(spreads))) for k in group} for group in values]
    keep = lambda d: {k: v for k, v in d.items() if k not in leave}
    out, grad = [{k: tree(v, rounded) for k, v in keep(group).items()} for group in values]
    return dict(name=name, network=network, truncate=truncate, inputs=inputs, outputs=out, gradients=grad,
                spread=dict(outputs=keep(spread[0]), gradients=keep(spread[1])))


class Draw:
    """Random inputs with few decimals, so that the file stays small."""
    def __init__(self, seed, inputs, units, outputs, steps, activation='tanh', cost='squared', decimals=2, initial=True, scale=1.0):
        r = np.random.RandomState(seed)
        cut = lambda a: (np.round(a, decimals) + 0.0).tolist()
        below = [inputs, *units[:-1]]
        self.network = dict(inputs=inputs, units=list(units), outputs=outputs, steps=steps, activation=activation, cost=cost)
        self.inputs = dict(
            U=[cut(scale * r.randn(n, n) / n ** 0.5) for n in units],
            W=[cut(r.randn(n, m) / m ** 0.5) for n, m in zip(units, below)],
            b=[cut(0.5 * r.randn(n)) for n in units], V=cut(r.randn(outputs, units[-1])), c=cut(0.5 * r.randn(outputs)),
            x=cut(r.randn(steps, inputs)),
            y=cut(r.randn(steps, outputs)) if cost == 'squared' else
            [[float(k == one) for k in range(outputs)] for one in r.randint(outputs, size=steps)])
        if initial:
            self.inputs['initial'] = [cut(r.randn(n)) for n in units]

    def case(self, name, truncate=0, runs=16, light=False, leave=(), **changes):
        return case(name, self.network, {**self.inputs, **changes}, truncate, runs, light, leave)


def times(x, c):
    """Scales and prints briefly: 0.123 * 1e-6 is stored as 1.23e-07."""
    return [times(v, c) for v in x] if isinstance(x, list) else float('%.4g' % (x * c))


SIZES = {1: (2, [3], 4), 2: (3, [2, 4], 2), 3: (2, [3, 1, 2], 3)}


def cases():
    seed = 100
    for activation in ('linear', 'tanh', 'sigmoid', 'relu'):
        for cost in ('squared', 'softmax'):
            for layers, steps in ((1, 5), (2, 2), (3, 2)):
                seed += 1
                draw = Draw(seed, *SIZES[layers], steps, activation, cost, initial=layers != 2)
                yield draw.case('%s, %s, %d layer%s, T = %d' % (activation, cost, layers, 's' * (layers > 1), steps))
    for layers in (1, 2, 3):
        for steps in (0, 1):
            yield Draw(200 + layers, *SIZES[layers], steps, cost='softmax').case('T = %d, %d layers' % (steps, layers))
    yield Draw(210, 1, [1], 1, 1).case('one unit, T = 1')
    yield Draw(211, 1, [1], 1, 5, initial=False).case('one unit, T = 5')
    yield Draw(212, 3, [2], 1, 12).case('T = 12')
    yield Draw(213, 2, [3, 2], 2, 5, 'sigmoid', 'softmax').case('2 layers, T = 5')
    yield Draw(214, 2, [2, 3, 2], 1, 5, 'tanh').case('3 layers, T = 5')
    yield Draw(215, 6, [6], 6, 2, 'tanh', 'softmax').case('six wide')
    slim = ('jacobians', 'products', 'slopes', 'o', 'h', 'z')
    for n in (1, 2, 5, 12, 20):
        yield Draw(220, 2, [2], 2, 12).case('T = 12, truncate %d' % n, truncate=n, leave=slim)
    for n in (1, 3):
        yield Draw(221, 2, [2, 3], 1, 5, 'relu').case('2 layers, T = 5, truncate %d' % n, truncate=n, leave=slim)
        yield Draw(222, 2, [2, 1, 2], 2, 5, 'linear', 'softmax').case('3 layers, T = 5, truncate %d' % n, truncate=n, leave=slim)
    for activation in ('tanh', 'sigmoid', 'relu', 'linear'):
        d = Draw(230, 2, [3], 2, 2, activation, 'softmax')
        zero = times(d.inputs['U'], 0)
        yield d.case('%s, nothing but zeros' % activation, U=zero, W=times(d.inputs['W'], 0), b=times(d.inputs['b'], 0),
                     V=times(d.inputs['V'], 0), c=times(d.inputs['c'], 0), x=times(d.inputs['x'], 0), initial=times(d.inputs['initial'], 0))
        yield d.case('%s, recurrent weights of zero' % activation, U=zero)
    for activation in ('tanh', 'sigmoid'):
        d = Draw(240, 2, [3], 2, 5, activation)
        yield d.case('%s, saturated: states by 10' % activation, W=times(d.inputs['W'], 10))
        yield d.case('%s, saturated: z near 15' % activation, b=[[15.0, -14.5, 15.5]], W=times(d.inputs['W'], 0.3))
        yield d.case('%s, saturated: z near 30' % activation, b=[[30.0, -31.0, 29.0]])
        yield d.case('%s, saturated: z near 300' % activation, b=[[300.0, -310.0, 0.0]])
        yield d.case('%s, x of 1e+30' % activation, x=times(d.inputs['x'], 1e30))
        yield d.case('%s, x of 1e-30' % activation, x=times(d.inputs['x'], 1e-30))
        yield d.case('%s, U of 1e+04' % activation, U=times(d.inputs['U'], 1e4))
    for activation in ('linear', 'relu'):
        d = Draw(250, 2, [3], 2, 5, activation, 'softmax')
        yield d.case('%s, x of 1e+30, W of 1e-30' % activation, x=times(d.inputs['x'], 1e30), W=times(d.inputs['W'], 1e-30))
        yield d.case('%s, x of 1e-30, W of 1e+30' % activation, x=times(d.inputs['x'], 1e-30), W=times(d.inputs['W'], 1e30))
        yield d.case('%s, U of 30' % activation, U=times(d.inputs['U'], 30), V=times(d.inputs['V'], 1e-3))
        yield d.case('%s, U of 1e-10' % activation, U=times(d.inputs['U'], 1e-10))
        e = Draw(251, 2, [2], 2, 5, activation)
        yield e.case('%s, U of 1e+20 (float64 only)' % activation, U=times(e.inputs['U'], 1e20), V=times(e.inputs['V'], 1e-40))
    e = Draw(251, 2, [2], 2, 5, 'linear')
    for c in (1e-100, 1e100):
        yield e.case('x, y and states of %.0e (float64 only)' % c, x=times(e.inputs['x'], c), y=times(e.inputs['y'], c),
                     initial=times(e.inputs['initial'], c), b=times(e.inputs['b'], c), c=times(e.inputs['c'], c))
    d = Draw(260, 2, [3], 4, 5, 'tanh', 'softmax')
    yield d.case('softmax of 1e+04', V=times(d.inputs['V'], 1e4))
    yield d.case('softmax of 1000 each', c=[1000.0, 1001.0, 999.5, 1000.2])
    yield d.case('softmax of -1000 each', c=[-1000.0, -1001.0, -999.5, -1000.2])
    yield d.case('softmax that is sure', c=[0.0, 12.0, 0.0, 0.0])
    yield d.case('softmax with shared targets', y=[[0.1, 0.2, 0.3, 0.4], [0.5, 0.0, 0.5, 0.0], [0.25] * 4, [0.0, 1.0, 0.0, 0.0], [0.7, 0.1, 0.1, 0.1]])
    yield d.case('softmax with rows of zeros and of ones', y=[[0.0] * 4, [1.0] * 4, [0.0] * 4, [1.0, 0.0, 0.0, 1.0], [0.0] * 4])
    d = Draw(261, 1, [2], 1, 5, 'relu')
    yield d.case('relu at 0 and at -0', x=[[0.0], [1.0], [-1.0], [0.0], [-0.0]], b=[[0.0, 0.0]], U=[[[0.0, 0.0], [0.0, 0.0]]], W=[[[1.0], [-1.0]]])
    d = Draw(262, 2, [2], 2, 12, 'linear', scale=0.0)
    yield d.case('an orthogonal U keeps the error', U=[[[0.6, -0.8], [0.8, 0.6]]])
    yield d.case('a defective U: [[1, 1], [0, 1]]', U=[[[1.0, 1.0], [0.0, 1.0]]])
    d = Draw(263, 2, [3], 2, 12, 'tanh', scale=2.5)
    yield d.case('tanh that explodes: 2.5 times an orthogonal U, no input', U=[[[0.0, -2.5, 0.0], [1.5, 0.0, -2.0], [2.0, 0.0, 1.5]]],
                 x=times(d.inputs['x'], 0), b=[[0.0] * 3], initial=[[1e-6, 2e-6, -1e-6]])


def long_cases():
    slim = ('z', 'slopes', 'o', 'h', 'shares', 'errors')
    last = lambda d: d.inputs['x'][:-1] + [[3.0] * d.network['inputs']]
    d = Draw(300, 1, [2], 2, 1001, 'tanh', 'softmax', 1)
    yield d.case('T = 1001, tanh', runs=6, light=True, leave=slim, x=last(d))
    d = Draw(301, 1, [2], 1, 1001, 'linear', 'squared', 1)
    yield d.case('T = 1001, linear, orthogonal', runs=6, light=True, leave=(*slim, 'losses'), U=[[[0.6, -0.8], [0.8, 0.6]]], x=last(d))
    d = Draw(302, 1, [2, 1], 1, 1001, 'relu', 'squared', 1, scale=0.5)
    yield d.case('T = 1001, two layers, truncate 300', runs=6, light=True, leave=(*slim, 'losses', 'delta'), truncate=300, x=last(d),
                 U=[[[0.5, 0.3], [-0.2, 0.6]], [[0.8]]])


def write(name, data):
    with open(os.path.join(HERE, name), 'w') as f:
        f.write(json.dumps(data, separators=(',', ':'), allow_nan=False) + '\n')


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/rnn.py, from the equations in its head; derivatives by autograd',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    write('rnn.json', dict(source=source, cases=list(cases())))
    write('rnn-long.json', dict(source=source, cases=list(long_cases())))
