"""Reference values for gated recurrent units: `python3 tests/golden/gru.py` writes gru.json.

Written from the equations, without any code of this repository; float64; every derivative by PyTorch's autograd of
    L = sum_t upstream_t . h_t
    az = Wz x + Uz h' + bz,  ar = Wr x + Ur h' + br,  z = sigmoid(az),  r = sigmoid(ar)         h' is the state before
    reset 'state':    gated = r h',  a = W x + U gated + b           (Chung et al. 2014)
    reset 'product':  gated = r (U h' + bU),  a = W x + gated + b    (cuDNN)
    candidate = tanh(a)
    update 'candidate': h = (1 - z) h' + z candidate (Chung et al. 2014); 'previous': h = z h' + (1 - z) candidate (Cho et al. 2014)

Where both are as in PyTorch, h and all gradients of parameters, inputs and initial state are torch.nn.GRUCell's own.
The ways back to h' at each step: `kept` by the mixture itself, `viaUpdate`, `viaReset`, `viaCandidate` by a copy of h' each.
`spread`, rounding and the slopes are as in rnn.py.
"""
import sys
import numpy as np
import torch
from rnn import Act, Noise, exact, grads, pieces, rounded, tree, write

OUTPUTS = ['az', 'ar', 'a', 'z', 'r', 'gated', 'candidate', 'h']
WEIGHTS = ['Wz', 'Uz', 'bz', 'Wr', 'Ur', 'br', 'W', 'U', 'b']
WAYS = ['kept', 'viaUpdate', 'viaReset', 'viaCandidate']


def evaluate(network, inputs, rnd=exact):
    H, I, T = network['units'], network['inputs'], network['steps']
    shape = dict(W=(H, I), U=(H, H), b=(H,))
    leaf = lambda v, *s: rnd(torch.tensor(v, dtype=torch.float64).reshape(*s).requires_grad_(True))
    p = {k: leaf(inputs[k], *shape[k[0]]) for k in WEIGHTS}
    bU = leaf(inputs.get('bU') or [0.0] * H, H)
    x, up = leaf(inputs['x'], T, I), torch.tensor(inputs['upstream'], dtype=torch.float64).reshape(T, H)
    initial = leaf(inputs.get('initial') or [0.0] * H, H)
    inside, keeping = network['reset'] == 'state', network['update'] == 'previous'
    h, made, ways, xs = initial, {k: [] for k in OUTPUTS}, {k: [] for k in WAYS}, []
    dot = lambda m, v: rnd(m @ v, len(v))
    loss = torch.zeros(())
    for t in range(T):
        copies = {k: h.clone() for k in WAYS}
        xt = x[t].clone()
        xs.append(xt)
        az = rnd(rnd(dot(p['Wz'], xt) + dot(p['Uz'], copies['viaUpdate'])) + p['bz'])
        ar = rnd(rnd(dot(p['Wr'], xt) + dot(p['Ur'], copies['viaReset'])) + p['br'])
        z, r = rnd(Act.apply(az, 'sigmoid')), rnd(Act.apply(ar, 'sigmoid'))
        old = copies['viaCandidate']
        gated = rnd(r * old) if inside else rnd(r * rnd(dot(p['U'], old) + bU))
        a = rnd(rnd(dot(p['W'], xt) + (dot(p['U'], gated) if inside else gated)) + p['b'])
        candidate = rnd(Act.apply(a, 'tanh'))
        fresh, kept = (rnd(1 - z), z) if keeping else (z, rnd(1 - z))
        h = rnd(rnd(kept * copies['kept']) + rnd(fresh * candidate))
        for k, v in zip(OUTPUTS, (az, ar, a, z, r, gated, candidate, h)):
            made[k].append(v)
        for k in WAYS:
            ways[k].append(copies[k])
        loss = loss + rnd(up[t] * h).sum()
    named = dict(dh=made['h'], daz=made['az'], dar=made['ar'], da=made['a'], **ways, dx=xs,
                 **{'d' + k: [p[k]] for k in WEIGHTS}, dbU=[bU], dInitial=[initial])
    arrays = [v.detach().numpy() for v in grads(loss, [v for part in named.values() for v in part])]
    found = iter(arrays)
    grad = {k: [next(found) for _ in part] for k, part in named.items()}
    for k in [*('d' + k for k in WEIGHTS), 'dbU', 'dInitial']:
        grad[k] = grad[k][0]
    return {k: [v.detach().numpy() for v in part] for k, part in made.items()}, grad


def of_torch(network, inputs):
    """torch.nn.GRUCell over the sequence: h, and the gradients of everything that goes in."""
    H, I, T = network['units'], network['inputs'], network['steps']
    cell = torch.nn.GRUCell(I, H, dtype=torch.float64)
    of = lambda k, *s: torch.tensor(inputs[k], dtype=torch.float64).reshape(*s)
    with torch.no_grad():
        cell.weight_ih.copy_(torch.cat([of('Wr', H, I), of('Wz', H, I), of('W', H, I)]))
        cell.weight_hh.copy_(torch.cat([of('Ur', H, H), of('Uz', H, H), of('U', H, H)]))
        cell.bias_ih.copy_(torch.cat([of('br', H), of('bz', H), of('b', H)]))
        cell.bias_hh.copy_(torch.cat([torch.zeros(2 * H), torch.tensor(inputs.get('bU') or [0.0] * H, dtype=torch.float64)]))
    x = of('x', T, I).requires_grad_(True)
    initial = torch.tensor(inputs.get('initial') or [0.0] * H, dtype=torch.float64).requires_grad_(True)
    h, states = initial, []
    for t in range(T):
        h = cell(x[t], h)
        states.append(h)
    loss = sum(((torch.tensor(u, dtype=torch.float64) * s).sum() for u, s in zip(inputs['upstream'], states)), torch.zeros(()))
    wi, wh, bi, bh, dx, d0 = [g.numpy() for g in grads(loss, [cell.weight_ih, cell.weight_hh, cell.bias_ih, cell.bias_hh, x, initial])]
    part = lambda m, k: m[k * H:(k + 1) * H]
    grad = {n + g: part(m, k) for k, g in enumerate(('r', 'z', '')) for n, m in (('dW', wi), ('dU', wh), ('db', bi))}
    return dict(h=[s.detach().numpy() for s in states]), dict(grad, dbU=part(bh, 2), dx=list(dx), dInitial=d0)


def case(name, network, inputs, runs=16):
    values = evaluate(network, inputs)
    for group in values:
        for k in group:
            assert all(np.isfinite(v).all() for v, _ in pieces(group[k])), (name, k)
    if (network['update'], network['reset']) == ('previous', 'product') and 'saturated' not in name:
        for mine, theirs in zip(values, of_torch(network, inputs)):
            for k in theirs:
                for a, b in pieces(mine[k], theirs[k]):
                    assert np.abs(a - b).max(initial=0) <= 1e-13 * max(1, np.abs(a).max(initial=0)), (name, k)
                mine[k] = theirs[k]
    flat = lambda result: [v for group in result for k in group for v, _ in pieces(group[k])]
    right, worst = flat(values), None
    for seed in range(runs):
        noisy = flat(evaluate(network, inputs, Noise(seed)))
        change = [float(np.abs(a - b).max()) if a.size else 0.0 for a, b in zip(noisy, right)]
        worst = change if worst is None else [max(a, b) for a, b in zip(worst, change)]
    spreads = iter(worst)
    spread = [{k: tree(group[k], lambda v: float('%.2g' % next(spreads))) for k in group} for group in values]
    out, grad = [{k: tree(v, rounded) for k, v in group.items()} for group in values]
    return dict(name=name, network=network, inputs=inputs, outputs=out, gradients=grad, spread=dict(outputs=spread[0], gradients=spread[1]))


FORMS = [(update, reset) for update in ('candidate', 'previous') for reset in ('state', 'product')]


class Draw:
    """Random inputs with few decimals, so that the file stays small."""
    def __init__(self, seed, inputs, units, steps, form=FORMS[0], initial=True):
        r = np.random.RandomState(seed)
        cut = lambda *shape: (np.round(r.randn(*shape) / shape[-1] ** 0.5, 2) + 0.0).tolist()
        self.network = dict(inputs=inputs, units=units, steps=steps, update=form[0], reset=form[1])
        self.inputs = {k: cut(units, inputs) if k[0] == 'W' else cut(units, units) if k[0] == 'U' else cut(units) for k in WEIGHTS}
        if form[1] == 'product':
            self.inputs['bU'] = cut(units)
        self.inputs.update(x=[cut(inputs) for _ in range(steps)], upstream=[cut(units) for _ in range(steps)])
        if initial:
            self.inputs['initial'] = cut(units)

    def case(self, name, **changes):
        return case('%s, z weighs the %s, r the %s' % (name, self.network['update'], self.network['reset']), self.network, {**self.inputs, **changes})


def cases():
    for k, form in enumerate(FORMS):
        yield Draw(100 + k, 2, 3, 5, form).case('typical')
        yield Draw(110 + k, 3, 2, 12, form, initial=False).case('T = 12')
        yield Draw(120 + k, 1, 1, 1, form).case('one unit, T = 1')
        yield Draw(130 + k, 2, 2, 0, form).case('T = 0')
        d = Draw(140 + k, 2, 3, 3, form)
        zero = lambda v: [zero(w) for w in v] if isinstance(v, list) else 0.0
        yield d.case('nothing but zeros', **{k: zero(v) for k, v in d.inputs.items() if k != 'upstream'})
        d = Draw(150 + k, 2, 3, 4, form)
        for much in (15.0, 30.0, 300.0):
            yield d.case('saturated near %d' % much, bz=[much, -much, 0.0], br=[-much, 0.5, much], b=[much, 0.1, -much])
        yield d.case('x of 1e-30', x=[[1e-30, -2e-30]] * 4, initial=[0.0] * 3)
        yield d.case('x of 1e+30, saturated', x=[[1e30, -2e30]] * 4)


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/gru.py, from the equations in its head and torch.nn.GRUCell; derivatives by autograd',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    write('gru.json', dict(source=source, cases=list(cases())))
