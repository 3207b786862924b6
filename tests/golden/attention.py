"""Reference values for attention and for a decoder with input feeding: `python3 tests/golden/attention.py` writes attention.json.

Written from Bahdanau, Cho and Bengio (2014), section 3.1, and Luong, Pham and Manning (2015), sections 3.1 and 3.3,
without any code of this repository; float64; gradients by PyTorch's autograd of the scalar
    one look   L = <dContext, c> + <dWeights, alpha>
    decoder    L = sum_t <dAttended_t, h~_t>            with random upstream arrays.

`spread` tells how well each number can be known in float32: the largest change of it over 16 runs in which every
input, product and intermediate, forward and backward, is multiplied by 1 + u 2^-24 with u uniform in [-1, 1].
"""
import json, os, sys
import numpy as np
import torch
from noise import Noise, exact

torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))


ACT = dict(linear=lambda z: z, tanh=torch.tanh, sigmoid=torch.sigmoid)


def scores(kind, x, s, keys, rnd, act):
    n, d = keys.shape
    if kind == 'additive':
        projected = rnd(x['W'] @ s + x['b'], len(s) + 1)
        z = rnd(projected[None, :] + rnd(keys @ x['U'].T, d))
        hidden = rnd(torch.tanh(z))
        return dict(projected=projected, z=z, hidden=hidden), rnd(hidden @ x['v'], len(x['v']))
    if kind == 'dot':
        return {}, rnd(keys @ s, d)
    if kind == 'general':
        projected = rnd(x['G'].T @ s, len(s))
        return dict(projected=projected), rnd(keys @ projected, d)
    own = rnd(keys @ x['q'], d)
    z = rnd(own + rnd(x['p'] @ s + x['r'], len(s) + 1))
    return dict(own=own, z=z), rnd(ACT[act](z))


def look(kind, x, s, keys, rnd, act):
    steps, e = scores(kind, x, s, keys, rnd, act)
    p = rnd(torch.exp(rnd(e - e.detach().max())), len(e))
    alpha = rnd(p / rnd(p.sum(), len(e)))
    return dict(steps, scores=e, weights=alpha, context=rnd(alpha @ keys, len(e)))


def one_look(x, case, rnd):
    x = {k: rnd(v) for k, v in x.items()}
    y = look(case['score'], x, x['query'], x['keys'], rnd, case.get('activation', 'tanh'))
    up = {k: torch.tensor(v) for k, v in case['upstream'].items()}
    return y, (up['dContext'] * y['context']).sum() + (up['dWeights'] * y['weights']).sum()


def decoder(x, case, rnd):
    """s_t = tanh(B s_{t-1} + X x_t + F h~_{t-1} + a), c_t by a look from s_t, h~_t = tanh(C c_t + S s_t + k)."""
    x = {k: rnd(v) for k, v in x.items()}
    up, s, fed = torch.tensor(case['upstream']['dAttended']), x['start'], torch.zeros(len(x['k']))
    names = ('states', 'scores', 'weights', 'contexts', 'attended')
    seen = {name: [] for name in names}
    for x_t in x['x']:
        s = rnd(torch.tanh(rnd(x['B'] @ s + x['X'] @ x_t + x['F'] @ fed + x['a'], 4)))
        y = look(case['score'], x, s, x['keys'], rnd, 'tanh')
        fed = rnd(torch.tanh(rnd(x['C'] @ y['context'] + x['S'] @ s + x['k'], 4)))
        for name, value in zip(names, (s, y['scores'], y['weights'], y['context'], fed)):
            seen[name].append(value)
    y = {name: torch.stack(values) for name, values in seen.items()}
    return y, (up * y['attended']).sum()


def evaluate(run, case, rnd=exact):
    x = {k: torch.tensor(v, requires_grad=True, dtype=torch.float64) for k, v in case['inputs'].items()}
    y, L = run(x, case, rnd)
    L.backward()
    grads = {k: (torch.zeros_like(v) if v.grad is None else v.grad).numpy() for k, v in x.items()}
    return {k: v.detach().numpy() for k, v in y.items()}, grads


def finished(run, case):
    out, grad = evaluate(run, case)
    worst = [{k: 0.0 for k in out}, {k: 0.0 for k in grad}]
    for seed in range(16):
        for i, (noisy, ref) in enumerate(zip(evaluate(run, case, Noise(seed)), (out, grad))):
            for k in ref:
                worst[i][k] = max(worst[i][k], float(np.abs(noisy[k] - ref[k]).max()))
    assert all(np.isfinite(v).all() for v in [*out.values(), *grad.values()]), case['name']
    plain = lambda d: {k: v.tolist() for k, v in d.items()}
    short = lambda d: {k: float('%.2g' % v) for k, v in d.items()}
    return dict(case, outputs=plain(out), gradients=plain(grad), spread=dict(outputs=short(worst[0]), gradients=short(worst[1])))


def draw(seed):
    r = np.random.RandomState(seed)
    return lambda *shape: np.round(r.randn(*shape), 3).tolist()


def case(name, score, seed, n, d, Q, A=3, scale=1.0, **more):
    of = draw(seed)
    inputs = dict(query=of(Q), keys=of(n, d))
    if score == 'additive':
        inputs.update(W=of(A, Q), U=of(A, d), b=of(A), v=of(A))
    if score == 'general':
        inputs.update(G=of(Q, d))
    if score == 'shared':
        inputs.update(p=of(Q), q=of(d), r=of(1))
    inputs['query'] = [round(scale * v, 6) for v in inputs['query']]
    return finished(one_look, dict(name=name, score=score, inputs=inputs, upstream=dict(dContext=of(d), dWeights=of(n)), **more))


def fed(name, score, seed, T, n, d, Q, A, D, I):
    of = draw(seed)
    inputs = dict(x=of(T, I), keys=of(n, d), start=of(Q), B=of(Q, Q), X=of(Q, I), F=of(Q, D), a=of(Q), C=of(D, d), S=of(D, Q), k=of(D))
    if score == 'additive':
        inputs.update(W=of(A, Q), U=of(A, d), b=of(A), v=of(A))
    if score == 'general':
        inputs.update(G=of(Q, d))
    return finished(decoder, dict(name=name, score=score, inputs=inputs, upstream=dict(dAttended=of(T, D))))


def looks():
    yield case('additive', 'additive', 1, 5, 3, 4)
    yield case('additive, one part', 'additive', 2, 1, 3, 2)
    yield case('additive, saturated', 'additive', 3, 4, 2, 2, scale=30.0)
    yield case('dot', 'dot', 4, 6, 3, 3)
    yield case('dot, sharp', 'dot', 5, 6, 3, 3, scale=30.0)
    yield case('general', 'general', 6, 4, 3, 2)
    yield case('general, one number', 'general', 7, 3, 1, 1)
    for act in ('linear', 'tanh', 'sigmoid'):
        yield case('shared, ' + act, 'shared', 8, 5, 3, 2, activation=act)


def decoders():
    yield fed('decoder, additive', 'additive', 21, 4, 5, 3, 4, 2, 3, 2)
    yield fed('decoder, general', 'general', 22, 3, 4, 2, 3, 0, 2, 2)
    yield fed('decoder, dot, one step', 'dot', 23, 1, 3, 2, 2, 0, 4, 1)


def moved():
    """How far the weights move when the query does, for a slide's score act(p.s + q.h_i + r) and for the additive one."""
    of = draw(31)
    keys, queries, p, q = (np.array(v) for v in (of(4, 2), of(3, 2), of(2), of(2)))
    soft = lambda e: np.exp(e - e.max()) / np.exp(e - e.max()).sum()
    rows = {act: [soft(f(keys @ q + p @ s + 0.5)).tolist() for s in queries]
            for act, f in dict(linear=lambda z: z, tanh=np.tanh, sigmoid=lambda z: 1 / (1 + np.exp(-z))).items()}
    return dict(keys=keys.tolist(), queries=queries.tolist(), p=p.tolist(), q=q.tolist(), r=[0.5], weights=rows)


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/attention.py; gradients by autograd', python=sys.version.split()[0],
                  torch=torch.__version__, numpy=np.__version__)
    with open(os.path.join(HERE, 'attention.json'), 'w') as f:
        data = dict(source=source, cases=[*looks(), *decoders()], moved=moved())
        f.write(json.dumps(data, separators=(',', ':'), allow_nan=False) + '\n')
