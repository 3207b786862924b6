"""Reference values for real-time recurrent learning: `/usr/bin/python3 tests/golden/rtrl.py` writes rtrl.json.

The network of rnn.py with one layer, from its equations; float64; every derivative by PyTorch's autograd, backward, where
the kernels carry it forward:
- sensitivities[t][k][i N + j] is dh_tk/dtheta_ij, theta = (U W b) [H][N], all uses up to step t;
- shares[t] is dL_t/dtheta, totals[t] the gradient of L_1 + ... + L_t; dU, dW, db, dV, dc that of all.
`spread` and rounding as in rnn.py.
"""
import json, os, sys
import numpy as np
import torch
from rnn import Act, Draw, Noise, cell, exact, grads, loss_of, pieces, rounded, slope, times, tree

HERE = os.path.dirname(os.path.abspath(__file__))


def evaluate(network, inputs, rnd=exact, light=False):
    H, I, O, T, kind = network['units'][0], network['inputs'], network['outputs'], network['steps'], network['activation']
    leaf = lambda v, *shape: rnd(torch.tensor(v, dtype=torch.float64).reshape(*shape).requires_grad_(True))
    U, W, b = leaf(inputs['U'][0], H, H), leaf(inputs['W'][0], H, I), leaf(inputs['b'][0], H)
    V, c = leaf(inputs['V'], O, H), leaf(inputs['c'], O)
    x, y = leaf(inputs['x'], T, I), leaf(inputs['y'], T, O)
    h = leaf((inputs.get('initial') or [[0.0] * H])[0], H)
    theta = [U, W, b]
    whole = lambda parts: np.concatenate([p.numpy().reshape(H, -1) for p in parts], axis=1)
    z, hs, slopes, o, losses, senders = [], [], [], [], [], []
    for t in range(T):
        senders.append(torch.cat([h, x[t], torch.ones(1)]))
        zt, h = cell(kind, U, h, rnd(rnd(W @ x[t], I) + b), rnd)
        z.append(zt)
        hs.append(h)
        slopes.append(slope(kind, zt))
        o.append(rnd(rnd(V @ h, H) + c))
        losses.append(loss_of(network['cost'], o[-1], y[t], rnd))
    arrays = lambda values: [v.detach().numpy() for v in values]
    carried = [] if light else [np.stack([whole(grads(ht[k], theta)).ravel() for k in range(H)]) for ht in hs]
    shares = [] if light else [whole(grads(one, theta)) for one in losses]
    totals = [rnd(torch.tensor(total)).numpy() for total in np.cumsum(shares, axis=0)] if shares else []
    loss = sum(losses, torch.zeros(()))
    end = [g.numpy() for g in grads(loss, [U, W, b, V, c])]
    out = dict(z=arrays(z), h=arrays(hs), slopes=arrays(slopes), o=arrays(o), senders=arrays(senders),
               losses=[np.atleast_1d(v) for v in arrays(losses)])
    outer = [] if light else [grads(one, [ot])[0].numpy() for one, ot in zip(losses, o)]
    grad = dict(outputErrors=outer, errors=[V.detach().numpy().T @ e for e in outer],
                sensitivities=carried, shares=shares, totals=totals, dU=end[0], dW=end[1], db=end[2], dV=end[3], dc=end[4])
    return out, grad


def case(name, draw, runs=16, light=False, leave=(), **changes):
    network, inputs = draw.network, {**draw.inputs, **changes}
    values = evaluate(network, inputs, light=light)
    for group in values:
        for k in group:
            assert all(np.isfinite(v).all() for v, _ in pieces(group[k])), (name, k)
    flat = lambda result: [v for group in result for k in group for v, _ in pieces(group[k])]
    right, worst = flat(values), None
    for seed in range(runs):
        noisy = flat(evaluate(network, inputs, Noise(seed), light))
        change = [float(np.abs(a - b).max()) if a.size else 0.0 for a, b in zip(noisy, right)]
        worst = change if worst is None else [max(a, b) for a, b in zip(worst, change)]
    spreads = iter(worst)
    spread = [{k: tree(group[k], lambda v: float('%.2g' % next(spreads))) for k in group} for group in values]
    keep = lambda d: {k: v for k, v in d.items() if k not in leave}
    out, grad = [{k: tree(v, rounded) for k, v in keep(group).items()} for group in values]
    return dict(name=name, network=network, inputs=inputs, outputs=out, gradients=grad,
                spread=dict(outputs=keep(spread[0]), gradients=keep(spread[1])))


def cases():
    seed = 400
    for activation in ('linear', 'tanh', 'sigmoid', 'relu'):
        for cost in ('squared', 'softmax'):
            seed += 1
            yield case('%s, %s, T = 4' % (activation, cost), Draw(seed, 2, [3], 2, 4, activation, cost))
    for steps in (0, 1):
        yield case('T = %d' % steps, Draw(410 + steps, 2, [3], 2, steps, cost='softmax', initial=False))
    yield case('one unit, one input, one output, T = 6', Draw(412, 1, [1], 1, 6, initial=False))
    yield case('one unit, three inputs', Draw(413, 3, [1], 2, 3))
    yield case('five units, T = 3', Draw(414, 1, [5], 3, 3, 'sigmoid', 'softmax'))
    d = Draw(415, 2, [3], 2, 4)
    yield case('nothing but zeros', d, U=times(d.inputs['U'], 0), W=times(d.inputs['W'], 0), b=times(d.inputs['b'], 0), V=times(d.inputs['V'], 0),
               c=times(d.inputs['c'], 0), x=times(d.inputs['x'], 0), initial=times(d.inputs['initial'], 0))
    yield case('recurrent weights of zero', d, U=times(d.inputs['U'], 0))
    yield case('saturated: z near 15', d, b=[[15.0, -14.5, 15.5]], W=times(d.inputs['W'], 0.3))
    yield case('saturated: z near 300', d, b=[[300.0, -310.0, 0.0]])
    e = Draw(416, 2, [3], 2, 5, 'linear', 'squared')
    yield case('linear, U of 30', e, U=times(e.inputs['U'], 30), V=times(e.inputs['V'], 1e-3))
    yield case('linear, U of 1e-10', e, U=times(e.inputs['U'], 1e-10))
    yield case('linear, x of 1e+30, W of 1e-30', e, x=times(e.inputs['x'], 1e30), W=times(e.inputs['W'], 1e-30), y=times(e.inputs['y'], 1))


def long_case():
    d = Draw(417, 1, [2], 1, 1001, 'tanh', 'squared', 1)
    x = [[0.0]] * 1000 + [[1.5]]
    leave = ('z', 'h', 'slopes', 'o', 'losses', 'senders', 'outputErrors', 'errors', 'sensitivities', 'shares', 'totals')
    yield case('T = 1001', d, runs=6, light=True, leave=leave, x=x)


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/rtrl.py, from the equations in its head; derivatives by autograd',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    with open(os.path.join(HERE, 'rtrl.json'), 'w') as f:
        f.write(json.dumps(dict(source=source, cases=[*cases(), *long_case()]), separators=(',', ':'), allow_nan=False) + '\n')
