"""Reference values for how far gradients travel: `python3 tests/golden/spectrum.py` writes spectrum.json.

Written from the equations with NumPy, without any code of this repository:
    h_t = act(U h_{t-1} + x_t), h_0 = 0;   J_t = diag(act'(z_t)) U;   P_k = J_T J_{T-1} ... J_{T-k+1}, P_0 = I
    gradientNorm[k] = largest singular value of P_k (numpy.linalg.svd),  stateNorm[k] = |h_k|,   as log10

States of linear and relu and all products are kept as m * 2^e with m near 1 (multiplying by a power of two is exact),
slopes of saturated units as logarithms, so that 1.01^1000, numbers beyond 1e308 and below 1e-308 are right.
Where a norm is 0 its logarithm is left out: from there on it stays 0, and the list is shorter.
`spread` as in rnn.py: the largest change over 8 runs in which every number errs by up to 2^-24 of itself.

`matrices` holds U = Q S B S^-1 Q^T: Q from the generator of seeded.py by numpy.linalg.qr, eigenvalues checked here by
numpy.linalg.eigvals. `facts` are the numbers that the text and the corrections of the lectures quote.
"""
import json, math, os, sys
import numpy as np
from seeded import entry, seeded

HERE = os.path.dirname(os.path.abspath(__file__))
STEEPEST = dict(linear=1.0, tanh=1.0, relu=1.0, sigmoid=0.25)


class Noise:
    def __init__(self, seed):
        self.random = np.random.RandomState(seed)

    def __call__(self, x, n=1):
        return x * (1 + self.random.uniform(-1, 1, np.shape(x)) * 2.0 ** -24 * n ** 0.5)


def exact(x, n=1):
    return x


def rescaled(m):
    """m and e with the given array = m * 2^e and the largest entry of m in [1/2, 1)."""
    top = np.abs(m).max()
    if top == 0:
        return m, 0
    e = math.frexp(top)[1]
    return np.ldexp(m, -e), e


def act(kind, z):
    if kind == 'tanh':
        return np.tanh(z)
    if kind == 'sigmoid':
        q = np.exp(-np.abs(z))
        return np.where(z >= 0, 1 / (1 + q), q / (1 + q))
    return np.maximum(z, 0) if kind == 'relu' else z


def log_slope(kind, z):
    """Natural logarithm of act'(z)."""
    if kind == 'linear':
        return np.zeros_like(z)
    if kind == 'relu':
        return np.where(z > 0, 0.0, -np.inf)
    c = 2 if kind == 'tanh' else 1
    return (math.log(4) if kind == 'tanh' else 0) - c * np.abs(z) - 2 * np.log1p(np.exp(-c * np.abs(z)))


def log10(norm, e2=0, elog=0.0):
    return math.log10(norm) + e2 * math.log10(2) + elog / math.log(10) if norm > 0 else None


def run(U, x, kind, rnd=exact):
    n = len(U)
    U = rnd(U)
    h, e, slopes, states, lost = np.zeros(n), 0, [], [None], 0.0
    for xt in x:
        z = rnd(rnd(U @ h, n) + np.ldexp(rnd(xt), -e))
        slopes.append(log_slope(kind, z))  # of relu and linear by the sign alone
        h = rnd(act(kind, z))
        if kind in ('linear', 'relu'):
            h, more = rescaled(h)
            if e + more < 0:  # not smaller than 1: x_t is not to be lost
                h, more = np.ldexp(h, more + e), -e
            e += more
        lost += float(rnd(1.0) - 1) * e * math.log10(2)  # the sum of logarithms is rounded at each step, too
        norm = log10(np.linalg.norm(h), e)
        states.append(norm and norm + lost)
    P, e, elog, norms = np.eye(n), 0, 0.0, [0.0]
    for s in slopes[::-1]:
        top = s.max()
        if np.isinf(top):
            P = P * 0
        else:
            P = rnd(rnd(P * rnd(np.exp(s - top))) @ U, n)
            elog += top
        P, more = rescaled(P)
        e += more
        norms.append(log10(np.linalg.svd(P, compute_uv=False)[0], e, elog))
    return states, norms


def until_zero(values, skip=0):
    kept = []
    for v in values[skip:]:
        if v is None:
            break
        kept.append(v)
    assert all(v is None for v in values[skip + len(kept):]), 'a norm comes back from 0'
    return kept


def case(name, kind, Us, x):
    """Several networks with one input sequence [T][n]."""
    Us, x = [np.array(U, float) for U in Us], np.array(x, float).reshape(len(x), len(Us[0]))
    right = [run(U, x, kind) for U in Us]
    spread = [[0.0, 0.0] for _ in Us]
    for seed in range(8):
        for r, U in enumerate(Us):
            for i, (noisy, ref) in enumerate(zip(run(U, x, kind, Noise(seed)), right[r])):
                for a, b in zip(noisy, ref):
                    if a is not None and b is not None:
                        spread[r][i] = max(spread[r][i], abs(a - b))
    # h_0 = 0 and the states of a relu that is dead at some step have no logarithm: norms are given from the first
    # state that is not 0 only where all later ones are not 0 either.
    states = [[v if v is None else round(v, 12) for v in s[1:]] for s, _ in right]
    short = lambda v: float('%.2g' % v)
    return dict(name=name, activation=kind, inputs=dict(U=[U.tolist() for U in Us], x=x.tolist()),
                outputs=dict(stateNorm=[[v for v in s if v is not None] for s in states],
                             gradientNorm=[[round(v, 12) for v in until_zero(n)] for _, n in right]),
                gradients={}, scale=1,
                spread=dict(outputs=dict(stateNorm=[short(s[0]) for s in spread], gradientNorm=[short(s[1]) for s in spread]), gradients={}),
                radius=[round(float(np.abs(np.linalg.eigvals(U)).max()), 14) for U in Us],
                norm=[round(float(np.linalg.svd(U, compute_uv=False)[0]), 14) for U in Us], steepest=STEEPEST[kind])


def blocks(eigenvalues):
    """Conjugate pairs stand beside each other; real ones alone."""
    B, i, n = np.zeros((len(eigenvalues),) * 2), 0, len(eigenvalues)
    while i < n:
        a, b = eigenvalues[i]
        if b == 0:
            B[i, i] = a
            i += 1
        else:
            B[i:i + 2, i:i + 2] = [[a, -b], [b, a]]
            i += 2
    return B


def orthogonal(n, seed):
    Q, R = np.linalg.qr(np.array([[entry(seed, 'basis', i, j) for j in range(n)] for i in range(n)]))
    return Q * np.sign(np.diag(R))


def recurrent(eigenvalues, shear, seed):
    n = len(eigenvalues)
    half, E, Q = -(-n // 2), np.zeros((n, n)), orthogonal(n, seed)
    for i in range(n // 2):
        E[i, i + half] = 1
    return Q @ (np.eye(n) + shear * E) @ blocks(eigenvalues) @ np.linalg.inv(np.eye(n) + shear * E) @ Q.T


def ring(n, radius, seed):
    """One angle in the middle 0.7 of each of floor(n/2) equal parts of (0, pi); for odd n the last is the radius."""
    stream, pairs, found = seeded(seed), n // 2, []
    for p in range(pairs):
        angle = (p + 0.15 + 0.7 * next(stream)) * math.pi / pairs
        found += [[radius * math.cos(angle), radius * math.sin(angle)], [radius * math.cos(angle), -radius * math.sin(angle)]]
    return found + [[radius, 0.0]] * (n % 2)


def matrix(name, eigenvalues, shear, seed, ring_of=None):
    U = recurrent(eigenvalues, shear, seed)
    wanted = sorted((complex(*v) for v in eigenvalues), key=lambda v: (round(v.real, 6), v.imag))
    got = sorted(np.linalg.eigvals(U), key=lambda v: (round(v.real, 6), v.imag))
    assert np.abs(np.array(wanted) - np.array(got)).max() < 1e-9, (name, wanted, got)
    out = dict(name=name, eigenvalues=eigenvalues, shear=shear, seed=seed, U=np.round(U, 13).tolist(),
               norm=float(np.linalg.svd(U, compute_uv=False)[0]))
    return {**out, 'ring': ring_of} if ring_of is not None else out


def matrices():
    for n, radius, shear, seed in ((2, 0.95, 0, 1), (3, 0.95, 0, 2), (4, 0.95, 0, 1), (4, 1.01, 3, 1), (5, 1.5, 3, 7), (7, 0.3, 1, 3), (16, 1.0, 3, 1)):
        yield matrix('ring %d, radius %s, shear %s' % (n, radius, shear), ring(n, radius, seed), shear, seed, radius)
    yield matrix('all zero', [[0, 0]] * 3, 3, 4)
    yield matrix('reals', [[0.9, 0], [-0.5, 0], [0.2, 0]], 2, 5)
    yield matrix('a pair and two reals', [[0.6, 0.8], [0.6, -0.8], [-1.2, 0], [0.1, 0]], 1.5, 6)


def cases():
    r = np.random.RandomState(5)
    cut = lambda a, d=2: (np.round(a, d) + 0.0).tolist()
    zeros = lambda T, n: [[0.0] * n] * T
    net = lambda n, radius: cut(radius * r.randn(n, n) / n ** 0.5, 3)
    drive = lambda T, n, scale=1.0: cut(scale * r.randn(T, n))
    for kind in ('linear', 'tanh', 'sigmoid', 'relu'):
        yield case('%s, three networks of 3' % kind, kind, [net(3, c) for c in (0.5, 1.0, 1.5)], drive(20, 3))
    yield case('tanh, one network of 1', 'tanh', [[[0.8]]], drive(8, 1))
    yield case('tanh, two networks of 2', 'tanh', [net(2, 1.0), net(2, 0.7)], drive(5, 2))
    yield case('tanh, T = 0', 'tanh', [net(2, 1.0), net(2, 1.5)], [])
    yield case('relu, T = 1', 'relu', [net(2, 1.0), net(2, 1.5)], [[1.0, 2.0]])
    yield case('sigmoid, a network of 16', 'sigmoid', [net(16, 2.0)], drive(10, 16))
    yield case('linear, 1.01 and 0.99 to the power 1000', 'linear', [[[1.01]], [[0.99]]], zeros(1000, 1))
    yield case('linear, [[1, 1], [0, 1]] to the power 100', 'linear', [[[1.0, 1.0], [0.0, 1.0]]], zeros(100, 2))
    yield case('linear, radius 0 and a nilpotent U', 'linear', [[[0.0, 0.0], [0.0, 0.0]], [[0.0, 1.0], [0.0, 0.0]]], [[1.0, 1.0]] * 5)
    yield case('linear, not normal, before it falls', 'linear', [np.round(recurrent(ring(4, 0.95, 1), 3, 1), 6)], drive(200, 4))
    yield case('tanh, T = 1000', 'tanh', [np.round(recurrent(ring(4, c, 1), 0, 1), 6) for c in (0.95, 1.2)], cut(0.5 * r.randn(1000, 4), 1))
    yield case('relu beyond 1e308', 'relu', [[[9.0, 2.0], [3.0, 8.0]], [[0.5, 0.2], [0.1, 0.3]]], [[1.0, 1.5]] * 400)
    yield case('linear beyond 1e308', 'linear', [[[0.0, -20.0], [20.0, 1.0]]], [[1.0, -1.0]] * 300)
    yield case('linear, x of 1e-30 and U of 1e+10', 'linear', [[[1e10, -3e9], [2e9, 8e9]]], [[1e-30, -2e-30]] * 12)
    yield case('relu, dead from the first step', 'relu', [net(2, 1.0)], [[-5.0, -5.0]] * 6)
    yield case('relu, dead at one step', 'relu', [[[0.5, -0.2], [0.3, 0.4]]], [[1.0, 1.0]] * 3 + [[-9.0, -9.0]] + [[1.0, 2.0]] * 3)
    yield case('tanh, saturated by 30', 'tanh', [net(3, 1.0)], [[30.0, -31.0, 29.0], [28.0, 30.0, -33.0]] * 10)
    yield case('sigmoid, saturated by 60', 'sigmoid', [net(3, 1.0)], [[60.0, -61.0, 59.0], [58.0, 60.0, -63.0]] * 10)
    yield case('tanh, saturated but for one unit', 'tanh', [net(3, 1.0)], [[30.0, -31.0, 0.1]] * 12)
    Q = [[0.6, -0.8], [0.8, 0.6]]
    yield case('tanh explodes, 2.5 times an orthogonal U', 'tanh', [(2.5 * np.array(Q)).tolist()], [[1e-12, 2e-12]] + zeros(59, 2))
    yield case('sigmoid, a bound of 1: 4 times an orthogonal U', 'sigmoid', [(4 * np.array(Q)).tolist()], drive(40, 2))


def facts():
    powers = dict(up=1.01 ** 1000, down=0.99 ** 1000, logUp=1000 * math.log10(1.01), logDown=1000 * math.log10(0.99))
    defective = np.linalg.svd(np.linalg.matrix_power(np.array([[1.0, 1.0], [0.0, 1.0]]), 100), compute_uv=False)[0]
    return dict(powers=powers, defective=float(defective))


if __name__ == '__main__':
    data = dict(source=dict(made='python3 tests/golden/spectrum.py, from the equations in its head; singular values by numpy.linalg.svd',
                            python=sys.version.split()[0], numpy=np.__version__),
                cases=list(cases()), matrices=list(matrices()), facts=facts())
    with open(os.path.join(HERE, 'spectrum.json'), 'w') as f:
        f.write(json.dumps(data, separators=(',', ':'), allow_nan=False) + '\n')
