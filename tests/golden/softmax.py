"""Reference values for the softmax: `python3 tests/golden/softmax.py` writes softmax.json.

Written from the equations, without any code of this repository; float64; every derivative by PyTorch's autograd.
    p = softmax(o / temperature), log p = log_softmax(o / temperature), L = -sum_k y_k log softmax(o)_k
- dP is the gradient of <upstream, p> by o, dLog that of <upstream, log p>, error that of L.
`spread` is, as in rnn.py, the largest change of an array over some runs in which every input and intermediate is
multiplied by 1 + u 2^-24, u uniform in [-1, 1].
"""
import json, os
import numpy as np
import torch
from rnn import Noise, exact, rounded

torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))


def logs(o, temperature, rnd):
    n = len(o)
    s = rnd(rnd(o - o.detach().max()) / temperature)
    return rnd(s - rnd(torch.log(rnd(rnd(torch.exp(s)).sum(), n))), 2)


def shares(o, temperature, rnd):
    s = rnd(rnd(o - o.detach().max()) / temperature)
    e = rnd(torch.exp(s))
    return rnd(e / rnd(e.sum(), len(o)), 2)


def by(o, value):
    return torch.autograd.grad(value, o, retain_graph=True)[0]


def evaluate(scores, temperature, target, upstream, rnd=exact):
    o = rnd(torch.tensor(scores, requires_grad=True))
    y, g = rnd(torch.tensor(target)), rnd(torch.tensor(upstream))
    p, logp = shares(o, temperature, rnd), logs(o, temperature, rnd)
    loss = -rnd(rnd(y * logs(o, 1.0, rnd)).sum(), len(scores))
    # Both by autograd; the noise of each product in them is that of the hooks of the intermediates.
    outputs = dict(p=p, logP=logp, loss=loss.reshape(1))
    gradients = dict(error=by(o, loss), dP=by(o, (g * p).sum()), dLog=by(o, (g * logp).sum()))
    return [{k: v.detach().numpy() for k, v in d.items()} for d in (outputs, gradients)]


def case(name, scores, target=None, temperature=1.0, upstream=None, seed=0):
    r = np.random.RandomState(seed)
    n = len(scores)
    target = [float(i == n // 2) for i in range(n)] if target is None else target
    upstream = (np.round(r.randn(n), 2) + 0.0).tolist() if upstream is None else upstream
    given = (scores, temperature, target, upstream)
    right = evaluate(*given)
    worst = [{k: 0.0 for k in d} for d in right]
    for run in range(16):
        for most, noisy, exactly in zip(worst, evaluate(*given, rnd=Noise(run)), right):
            for k in most:
                most[k] = max(most[k], float(np.abs(noisy[k] - exactly[k]).max()))
    # What autograd multiplies inside a softmax is not rounded by hooks: at least as much as the result's own rounding.
    for most, exactly in zip(worst, right):
        for k in most:
            most[k] = float('%.2g' % max(most[k], 2.0 ** -24 * float(np.abs(exactly[k]).max())))
    return dict(name=name, inputs=dict(scores=scores, temperature=temperature, target=target, upstream=upstream),
                outputs={k: rounded(v) for k, v in right[0].items()}, gradients={k: rounded(v) for k, v in right[1].items()},
                spread=dict(outputs=worst[0], gradients=worst[1]))


def cases():
    r = np.random.RandomState(7)
    draw = lambda n, scale=1.0: (np.round(scale * r.randn(n), 2) + 0.0).tolist()
    typical = draw(5)
    yield case('typical, five scores', typical)
    for temperature in (0.25, 0.5, 2.0, 50.0):
        yield case('temperature %g' % temperature, typical, temperature=temperature)
    yield case('one score', [3.0])
    yield case('two scores', [0.5, -0.25], temperature=0.7)
    yield case('all equal', [2.0] * 4)
    yield case('shared target', typical, target=[0.1, 0.2, 0.3, 0.4, 0.0])
    yield case('target of zeros', typical, target=[0.0] * 5)
    yield case('target of ones', typical, target=[1.0] * 5)
    yield case('scores of 1000', [1000.0, 1001.0, 999.5, 1000.25])
    yield case('scores of -1000', [-1000.0, -1001.0, -999.5, -1000.25])
    yield case('sure: one far above', [0.0, 30.0, 1.0], upstream=[1.0, 2.0, -1.0])
    yield case('surer than single precision', [0.0, 80.0, 1.0], upstream=[1.0, 2.0, -1.0])
    yield case('wide: 40 scores', draw(40, 2.0), seed=3)
    yield case('tiny scores', [1e-6, -2e-6, 3e-6])
    yield case('cold: nearly a choice', [1.0, 1.5, 0.5], temperature=0.05)


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/softmax.py, from the equations in its head; derivatives by autograd',
                  torch=torch.__version__, numpy=np.__version__)
    with open(os.path.join(HERE, 'softmax.json'), 'w') as f:
        f.write(json.dumps(dict(source=source, cases=list(cases())), separators=(',', ':'), allow_nan=False) + '\n')
