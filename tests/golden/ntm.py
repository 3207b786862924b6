"""Reference values for one step of a Neural Turing Machine: `python3 tests/golden/ntm.py` writes ntm.json and ntm-long.json.

Written from Graves, Wayne and Danihelka, "Neural Turing Machines" (2014), sections 3.1 to 3.3, without any
code of this repository; float64; gradients by PyTorch's autograd of the scalar
    L = <dWeights, w> + <dRead, r> + <dReadAfter, r'> + <dMemoryAfter, M'>     with random upstream arrays.

Conventions at the points where the paper's formulas are 0/0 or not differentiable:
- a cosine with a zero vector is 0, and so are its derivatives with respect to both vectors;
- sharpening leaves an attention of nothing but zeros as zeros, with derivative 0;
- a slot with w~ = 0 adds 0 (not 0 * log 0) to the derivative with respect to gamma.

`spread` tells how well each number can be known in float32: the largest change of it over 24 runs in which every
input, product and intermediate, forward and backward, is multiplied by 1 + u 2^-24 with u uniform in [-1, 1].
`lecture` holds the numbers for the slide that prints another write and another score.
"""
import json, os, sys
import numpy as np
import torch
from noise import Noise, exact

torch.set_default_dtype(torch.float64)
NAMES = ['memory', 'previous', 'keyVector', 'beta', 'gate', 'shift', 'gamma', 'erase', 'add']
HERE = os.path.dirname(os.path.abspath(__file__))


def cosines(key, M, rnd):
    """K[k, M(i)] = k.M(i) / (|k| |M(i)|), eq. 6, for every row. Dividing a vector by a constant first (its largest
    entry, not differentiated) changes neither K nor its derivatives, and keeps squares in range."""
    big = M.detach().abs().max(dim=1, keepdim=True).values
    alive = (big > 0) & (key.detach().abs().max() > 0)
    safe = torch.where(alive, M, torch.ones_like(M))
    safe = rnd(safe / safe.detach().abs().max(dim=1, keepdim=True).values)
    largest = key.detach().abs().max()
    k, n = rnd(key / (largest if largest > 0 else 1.0)), len(key)
    dot = rnd(rnd(k * safe, n).sum(1))
    norms = rnd(rnd(rnd(safe * safe, n).sum(1)).sqrt())
    if largest > 0:
        norms = rnd(norms * rnd(rnd(rnd(k * k, n).sum()).sqrt()))
    return torch.where(alive[:, 0], rnd(dot / norms), torch.zeros_like(dot))


def step(x, rnd=exact):
    """x: dict of tensors by NAMES; memory [N][M]. Returns a dict of every intermediate."""
    x = {name: rnd(x[name]) for name in NAMES}
    M, N = x['memory'], x['memory'].shape[0]
    K = cosines(x['keyVector'], M, rnd)
    z = rnd(x['beta'] * K)                                                            # eq. 5
    p = rnd(torch.exp(rnd(z - z.detach().max())), N)
    wc = rnd(p / rnd(p.sum()))
    wg = rnd(rnd(x['gate'] * wc) + rnd((1 - x['gate']) * x['previous']))              # eq. 7
    ws = rnd(sum(rnd(x['shift'][o + 1] * torch.roll(wg, o)) for o in (-1, 0, 1)))     # eq. 8
    top = ws.detach().max()
    if top > 0:                                                                       # eq. 9
        q = rnd(sharpened(rnd(ws / top), x['gamma'], rnd), N)
        w = rnd(q / rnd(q.sum()))
    else:
        w = torch.zeros(N)
    col = w[:, None]
    after = rnd(rnd(M * rnd(1 - rnd(col * x['erase']))) + rnd(col * x['add']))        # eqs. 3, 4
    return dict(similarity=K, content=wc, gated=wg, shifted=ws, weights=w, memoryAfter=after,
                read=rnd(rnd(col * M, N).sum(0)), readAfter=rnd(rnd(col * after, N).sum(0)))  # eq. 2


def sharpened(t, gamma, rnd):
    """t^gamma for t in [0, 1]. Slots at 0: t^gamma = 0; derivative 1 if gamma = 1 (t^1 = t), else 0."""
    alive = t > 0
    powers = torch.exp(rnd(gamma * rnd(torch.log(torch.where(alive, t, torch.ones_like(t))))))
    dead = t if abs(gamma.item() - 1) < 1e-6 else torch.zeros_like(t)  # also with the noise of `spread`
    return torch.where(alive, powers, dead)


def evaluate(inputs, upstream, rnd=exact):
    x = {k: torch.tensor(v, requires_grad=True, dtype=torch.float64) for k, v in inputs.items()}
    y = step(x, rnd)
    up = {k: torch.tensor(v, dtype=torch.float64) for k, v in upstream.items()}
    parts = ('Weights', 'weights'), ('Read', 'read'), ('ReadAfter', 'readAfter'), ('MemoryAfter', 'memoryAfter')
    (sum((up['d' + a] * y[b]).sum() for a, b in parts)).backward()
    grads = {k: (torch.zeros_like(x[k]) if x[k].grad is None else x[k].grad) for k in NAMES}
    return {k: v.detach().numpy() for k, v in y.items()}, {k: np.atleast_1d(g.numpy()) for k, g in grads.items()}


def case(name, inputs, upstream, digits=None):
    out, grad = evaluate(inputs, upstream)
    worst = [{k: 0.0 for k in out}, {k: 0.0 for k in grad}]
    for seed in range(24):
        for i, (noisy, ref) in enumerate(zip(evaluate(inputs, upstream, Noise(seed)), (out, grad))):
            for k in ref:
                worst[i][k] = max(worst[i][k], float(np.abs(noisy[k] - ref[k]).max()))
    assert all(np.isfinite(v).all() for v in [*out.values(), *grad.values()]), name
    plain = lambda d: {k: rounded(v, digits).tolist() for k, v in d.items()}
    short = lambda d: {k: float('%.2g' % v) for k, v in d.items()}
    return dict(name=name, inputs=inputs, upstream=upstream, outputs=plain(out), gradients=plain(grad),
                spread=dict(outputs=short(worst[0]), gradients=short(worst[1])))


def rounded(v, digits):
    """All of an array to the same decimal place: `digits` significant ones for its largest number."""
    top = np.abs(v).max()
    return v if digits is None or top == 0 else np.round(v, digits - 1 - int(np.floor(np.log10(top))))


class Draw:
    """Random inputs with few decimals, so that the file stays small; every array is replaced by hand where a case needs it."""
    def __init__(self, seed, N, M, decimals=3):
        r = np.random.RandomState(seed)
        cut = lambda a: np.round(a, decimals).tolist()
        simplex = lambda n: cut(r.dirichlet(np.ones(n)) + 0.002)
        self.inputs = dict(
            memory=cut(r.randn(N, M)), previous=simplex(N), keyVector=cut(r.randn(M)), beta=cut(r.uniform(1, 9)),
            gate=cut(r.uniform(.2, .9)), shift=simplex(3), gamma=cut(r.uniform(1.2, 4)),
            erase=cut(r.uniform(0, 1, M)), add=cut(r.randn(M)))
        self.upstream = dict(dWeights=cut(r.randn(N)), dRead=cut(r.randn(M)), dReadAfter=cut(r.randn(M)),
                             dMemoryAfter=cut(r.randn(N, M)))

    def case(self, name, digits=None, **changes):
        return case(name, {**self.inputs, **changes}, self.upstream, digits)


def times(x, c):
    """Scales and prints briefly: 0.123 * 1e-6 is stored as 1.23e-07."""
    return [times(v, c) for v in x] if isinstance(x, list) else float('%.4g' % (x * c))


def scaled(d, c, **more):
    i = d.inputs
    return dict(memory=times(i['memory'], c), keyVector=times(i['keyVector'], c), add=times(i['add'], c), **more)


def one_hot(N, i):
    return [float(j == i) for j in range(N)]


def cases():
    d = Draw(1, 6, 4)
    yield d.case('typical 6 x 4')
    yield d.case('sharp: beta 20, gamma 8', beta=20.0, gamma=8.0)
    for seed, N, M in ((11, 3, 5), (12, 5, 2), (13, 8, 3), (14, 16, 8)):
        yield Draw(seed, N, M).case('random %d x %d' % (N, M))
    yield Draw(21, 1, 4).case('one slot')
    yield Draw(22, 6, 1).case('one number wide')
    yield Draw(23, 1, 1).case('one slot, one number wide')
    yield Draw(24, 2, 3).case('two slots: offsets -1 and +1 meet', shift=[0.6, 0.1, 0.3])
    yield Draw(25, 3, 2).case('three slots: every offset its own target')
    yield d.case('zero key', keyVector=[0.0] * 4)
    m = [row[:] for row in d.inputs['memory']]
    m[2] = [0.0] * 4
    yield d.case('one slot of zeros', memory=m)
    yield d.case('memory of zeros', memory=[[0.0] * 4] * 6)
    yield d.case('key equal to a slot', keyVector=d.inputs['memory'][2])
    yield d.case('key opposite to a slot', keyVector=times(d.inputs['memory'][2], -3))
    yield d.case('beta 0', beta=0.0)
    yield d.case('beta 100', beta=100.0)
    yield d.case('gamma 1', gamma=1.0)
    yield d.case('gamma 50', gamma=50.0)
    yield d.case('beta 100 and gamma 50', beta=100.0, gamma=50.0)
    near = [times(d.inputs['keyVector'], 1 + i) for i in range(6)]
    near = [[round(x + 0.04 * y, 3) for x, y in zip(*rows)] for rows in zip(near, d.inputs['memory'])]
    yield d.case('beta 100, close matches', beta=100.0, memory=near)
    even = dict(previous=[0.16, 0.165, 0.17, 0.17, 0.16, 0.175], gate=0.02, shift=[0.3, 0.4, 0.3])
    yield d.case('gamma 50, nearly even attention', gamma=50.0, **even)
    yield d.case('beta 100, gamma 50, close matches', beta=100.0, gamma=50.0, memory=near, **even)
    yield d.case('gate 0', gate=0.0)
    yield d.case('gate 1', gate=1.0)
    yield d.case('pure shift +1', previous=one_hot(6, 5), gate=0.0, shift=[0.0, 0.0, 1.0], gamma=1.0)
    yield d.case('pure shift -1, gamma 3', previous=one_hot(6, 0), gate=0.0, shift=[1.0, 0.0, 0.0], gamma=3.0)
    yield d.case('half a shift between dead slots, gamma 50', previous=one_hot(6, 3), gate=0.0,
                 shift=[0.0, 0.5, 0.5], gamma=50.0)
    yield d.case('nothing attended', previous=[0.0] * 6, gate=0.0)
    yield d.case('erase all ones', erase=[1.0] * 4)
    yield d.case('erase zeros, add zeros', erase=[0.0] * 4, add=[0.0] * 4)
    for c in (1e4, 1e30, 1e-6, 1e-30):
        yield d.case('numbers of %.0e' % c, **scaled(d, c))
    yield d.case('key of 1e-06, memory of 1e+04', keyVector=times(d.inputs['keyVector'], 1e-6), memory=times(d.inputs['memory'], 1e4))
    yield d.case('numbers of 1e-200 (float64 only)', **scaled(d, 1e-200))
    yield d.case('numbers of 1e+200 (float64 only)', **scaled(d, 1e200))


def lecture():
    """Slide of the first lecture: m = (1 - alpha) m + alpha b_i m, against m = (1 - alpha b_i) m + alpha b_i v."""
    alpha, steps, v = 0.2, 10, 3.0
    printed = lambda m, b: (1 - alpha) * m + alpha * b * m
    right = lambda m, b: (1 - alpha * b) * m + alpha * b * v
    rows = []
    for b in (0.0, 0.3, 1.0):
        p, q = [1.0], [1.0]
        for _ in range(steps):
            p, q = p + [printed(p[-1], b)], q + [right(q[-1], b)]
        rows.append(dict(b=b, printed=p, corrected=q))
    key, memory, beta = [1.0, 0.2], [[0.9, 0.1], [3.0, 4.0], [-0.5, 0.8]], 5.0
    k, m = np.array(key), np.array(memory)
    dot, soft = m @ k, lambda z: (np.exp(z - z.max()) / np.exp(z - z.max()).sum())
    cos = dot / np.linalg.norm(m, axis=1) / np.linalg.norm(k)
    return dict(write=dict(alpha=alpha, steps=steps, start=1.0, v=v, rows=rows),
                score=dict(keyVector=key, memory=memory, beta=beta, dot=dot.tolist(), cosine=cos.tolist(),
                           dotWeights=soft(dot).tolist(), content=soft(beta * cos).tolist()))


def write(name, data):
    with open(os.path.join(HERE, name), 'w') as f:
        f.write(json.dumps(data, separators=(',', ':'), allow_nan=False) + '\n')


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/ntm.py, from Graves, Wayne and Danihelka (2014), sections 3.1 to 3.3; gradients by autograd',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    write('ntm.json', dict(source=source, cases=list(cases()), lecture=lecture()))
    long = Draw(31, 1001, 2, 1)
    k = long.inputs['keyVector']
    long.inputs['memory'][1000] = [round(2 * k[0], 1), round(2 * k[1] + 0.1, 1)]  # a good match beyond the thousandth slot
    previous = [0.5 * p + 0.01 * (j % 100 == 0) for j, p in enumerate(one_hot(1001, 1000))]
    row = long.case('1001 slots', digits=12, previous=previous, beta=100.0, gamma=1.5, shift=[0.2, 0.5, 0.3])
    left_out = dict(outputs=('similarity', 'gated', 'shifted', 'memoryAfter'), gradients=('previous',))
    for group, names in left_out.items():  # the file stays small: what is kept depends on all of them
        for name in names:
            del row[group][name], row['spread'][group][name]
    write('ntm-long.json', dict(source={**source, 'rounded': '12 digits of the largest number of an array'}, cases=[row]))
