"""Reference values for LSTM layers: `python3 tests/golden/lstm.py` writes lstm.json and lstm-peephole.json.

Written from the equations, without any code of this repository; float64; every derivative by PyTorch's autograd:
    z^k_t = Wk x_t + Uk h_{t-1} + bk  (k = i, f, o, g),   i, f, o = sigmoid,  g = tanh
    c_t = f c_{t-1} + i g,   h_t = o tanh(c_t)
    with peepholes (Gers, Schraudolph, Schmidhuber 2002):  z^i += pi c_{t-1},  z^f += pf c_{t-1},  z^o += po c_t
    L = sum_t <dh_t, h_t> + <dc_t, c_t>   with given dh, dc [T][H]

Without peepholes every case is run through torch.nn.LSTMCell as well, and must agree with it in h, c and all gradients.

- dh[t], dc[t], di[t] ... are dL/dh_t, dL/dc_t and dL/dz^k_t: the gradients at the nodes of the graph.
- straight[t] is what reaches c_t without leaving the cell: dL/dc_t when every gate, candidate and h_t is a leaf of its own
  beyond step t; detoured[t] is the rest. outside[t] has been through h at every step: dL/dc_t of a net whose forget gates
  multiply a detached c_{t-1}.
- jacobians[t-1] is dc_t/dc_{t-1} for t = 2 ... T with o_{t-1} held.

The derivatives of tanh and sigmoid are given as 4q/(1+q)^2, q = exp(-2|z|), and q/(1+q)^2, q = exp(-|z|), since
PyTorch's 1 - h^2 and h(1 - h) lose every digit where h is near 1.

`spread` tells how well each array can be known in float32: the largest change of it over some runs in which every
input, product and intermediate, forward and backward, is multiplied by 1 + u 2^-24 with u uniform in [-1, 1].
Numbers are rounded to 12 digits of the largest one of their array (one step's array, where a value is a list).
"""
import json, os, sys
import numpy as np
import torch
from rnn import Act, Noise, exact, grads, pieces, rounded, rows, slope, times, tree

torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))
LETTERS = 'ifog'
WEIGHTS = [m + k for m in 'WUb' for k in LETTERS]
PEEPHOLES = ['pi', 'pf', 'po']
STEP = ['zi', 'zf', 'zo', 'zg', 'i', 'f', 'o', 'g', 'c', 's', 'h', 'slopeI', 'slopeF', 'slopeO', 'slopeG', 'slopeC']


def one_step(p, x, h, c, rnd, cut=False):
    z = {k: rnd(rnd(rnd(p['W' + k] @ x, len(x)) + rnd(p['U' + k] @ h, len(h))) + p['b' + k]) for k in LETTERS}
    if 'pi' in p:
        z['i'] = rnd(z['i'] + rnd(p['pi'] * c))
        z['f'] = rnd(z['f'] + rnd(p['pf'] * c))
    i, f, g = (rnd(Act.apply(z[k], 'tanh' if k == 'g' else 'sigmoid')) for k in 'ifg')
    now = rnd(rnd(f * (c.detach() if cut else c)) + rnd(i * g))
    if 'pi' in p:
        z['o'] = rnd(z['o'] + rnd(p['po'] * now))
    o = rnd(Act.apply(z['o'], 'sigmoid'))
    s = rnd(Act.apply(now, 'tanh'))
    sl = {k: slope('tanh' if k == 'g' else 'sigmoid', z[k]) for k in LETTERS}
    return dict(zi=z['i'], zf=z['f'], zo=z['o'], zg=z['g'], i=i, f=f, o=o, g=g, c=now, s=s, h=rnd(o * s), slopeI=sl['i'],
                slopeF=sl['f'], slopeO=sl['o'], slopeG=sl['g'], slopeC=slope('tanh', now))


def evaluate(inputs, rnd=exact, light=False):
    p = {k: rnd(torch.tensor(v).requires_grad_(True)) for k, v in inputs.items() if k not in ('x', 'h0', 'c0', 'dh', 'dc')}
    H, T = len(inputs['bi']), len(inputs['x'])
    shape = dict(x=(T, len(inputs['Wi'][0])), h0=(H,), c0=(H,), dh=(T, H), dc=(T, H))
    leaf = {k: rnd(torch.tensor(inputs.get(k) or np.zeros(s).tolist()).reshape(s).requires_grad_(True)) for k, s in shape.items()}
    x = [leaf['x'][t].clone() for t in range(T)]
    steps, h, c = [], leaf['h0'], leaf['c0']
    for t in range(T):
        steps.append(one_step(p, x[t], h, c, rnd))
        h, c = steps[-1]['h'], steps[-1]['c']
    loss = sum((rnd(leaf['dh'][t] * s['h'], H).sum() + rnd(leaf['dc'][t] * s['c'], H).sum() for t, s in enumerate(steps)), torch.zeros(()))
    out = {k: [s[k].detach().numpy() for s in steps] for k in STEP}
    lists = dict(dh='h', dc='c', di='zi', df='zf', do='zo', dg='zg')
    names = [*p, 'h0', 'c0']
    found = grads(loss, [s[n] for n in lists.values() for s in steps] + x + [p[n] if n in p else leaf[n] for n in names])
    found = iter([f.numpy() for f in found])
    grad = {k: [next(found) for _ in steps] for k in lists}
    grad['dx'] = [next(found) for _ in x]
    grad.update({'d' + n: next(found) for n in names})
    if 'pi' not in p and not light:
        grad.update(ways(steps, leaf, grad, rnd))
        grad['outside'] = outside(p, x, leaf, rnd)
        grad['jacobians'] = [jacobian(p, x[t], steps[t - 1], rnd) for t in range(1, T)]
    return out, grad


def ways(steps, leaf, grad, rnd):
    """Through the cell alone: c_t = f c_{t-1} + (a constant) with the f of the run, h_t = o tanh(c_t) seen by the loss alone."""
    if not steps:
        return dict(straight=[], detoured=[])
    free = [s['c'].detach().requires_grad_(True) for s in steps]
    straight = []
    for t in range(len(steps)):
        c, total = free[t], torch.zeros(())
        for s in range(t, len(steps)):
            if s > t:
                c = rnd(rnd(steps[s]['f'].detach() * c) + (steps[s]['c'] - steps[s]['f'] * steps[s - 1]['c']).detach())
            h = rnd(steps[s]['o'].detach() * rnd(Act.apply(c, 'tanh')))
            total = rnd(total + rnd(leaf['dh'][s].detach() * h).sum() + rnd(leaf['dc'][s].detach() * c).sum())
        straight.append(grads(total, [free[t]])[0].numpy())
    return dict(straight=straight, detoured=[a - b for a, b in zip(grad['dc'], straight)])


def outside(p, x, leaf, rnd):
    cells, h, c, loss = [], leaf['h0'], leaf['c0'], torch.zeros(())
    for t in range(len(x)):
        s = one_step(p, x[t], h, c, rnd, cut=True)
        h, c = s['h'], s['c']
        cells.append(c)
        loss = loss + rnd(leaf['dh'][t] * h, len(h)).sum() + rnd(leaf['dc'][t] * c, len(c)).sum()
    return [g.numpy() for g in grads(loss, cells)] if cells else []


def jacobian(p, x, before, rnd):
    c = before['c'].detach().requires_grad_(True)
    q = {k: v.detach() for k, v in p.items()}
    h = rnd(before['o'].detach() * rnd(Act.apply(c, 'tanh')))
    return rows(one_step(q, x.detach(), h, c, rnd)['c'], [c])[0].numpy()


def by_torch(inputs, out, grad):
    """h, c and all gradients once more by torch.nn.LSTMCell, whose rows are in the order i, f, g, o."""
    H, T = len(inputs['bi']), len(inputs['x'])
    I = len(inputs['Wi'][0])
    cell = torch.nn.LSTMCell(I, H)
    stack = lambda m: torch.tensor(sum((list(inputs[m + k]) for k in 'ifgo'), []))
    with torch.no_grad():
        cell.weight_ih.copy_(stack('W')), cell.weight_hh.copy_(stack('U'))
        cell.bias_ih.copy_(stack('b')), cell.bias_hh.zero_()
    get = lambda k, *s: torch.tensor(inputs.get(k) or np.zeros(s).tolist()).reshape(s).requires_grad_(True)
    x, h0, c0, dh, dc = get('x', T, I), get('h0', H), get('c0', H), get('dh', T, H), get('dc', T, H)
    h, c, loss = h0[None], c0[None], torch.zeros(())
    for t in range(T):
        h, c = cell(x[t][None], (h, c))
        assert_near(h[0], out['h'][t]), assert_near(c[0], out['c'][t])
        loss = loss + (dh[t] * h[0]).sum() + (dc[t] * c[0]).sum()
    if T == 0:
        return
    loss.backward()
    for matrix, g in (('W', cell.weight_ih.grad), ('U', cell.weight_hh.grad), ('b', cell.bias_ih.grad)):
        for at, k in enumerate('ifgo'):
            assert_near(g[at * H:(at + 1) * H], grad['d' + matrix + k])
    assert_near(h0.grad, grad['dh0']), assert_near(c0.grad, grad['dc0']), assert_near(x.grad, np.array(grad['dx']))


def assert_near(a, b):
    a = a.detach().numpy()
    assert np.abs(a - b).max() <= 1e-9 * max(np.abs(b).max(), 1e-6), (a, b)


def case(name, inputs, runs=8, leave=(), torch_too=True, light=False):
    out, grad = evaluate(inputs, light=light)
    if 'pi' not in inputs and torch_too:
        by_torch(inputs, out, grad)
    for group in (out, grad):
        for k in group:
            assert all(np.isfinite(v).all() for v, _ in pieces(group[k])), (name, k)
    flat = lambda result: [v for group in result for k in group for v, _ in pieces(group[k])]
    right, worst = flat((out, grad)), None
    for seed in range(runs):
        change = [float(np.abs(a - b).max()) if a.size else 0.0 for a, b in zip(flat(evaluate(inputs, Noise(seed), light)), right)]
        worst = change if worst is None else [max(a, b) for a, b in zip(worst, change)]
    spreads = iter(worst)
    spread = [{k: tree(group[k], lambda v: float('%.2g' % next(spreads))) for k in group} for group in (out, grad)]
    keep = lambda d: {k: v for k, v in d.items() if k not in leave}
    out, grad = [{k: tree(v, rounded) for k, v in keep(group).items()} for group in (out, grad)]
    return dict(name=name, inputs=inputs, outputs=out, gradients=grad, spread=dict(outputs=keep(spread[0]), gradients=keep(spread[1])))


class Draw:
    """Random inputs with few decimals, so that the file stays small."""
    def __init__(self, seed, I, H, T, peepholes=False, scale=1.0, start=True, decimals=2):
        r = np.random.RandomState(seed)
        cut = lambda a: (np.round(a, decimals) + 0.0).tolist()
        self.inputs = {}
        for k in LETTERS:
            self.inputs['W' + k] = cut(scale * r.randn(H, I) / I ** 0.5)
            self.inputs['U' + k] = cut(scale * r.randn(H, H) / H ** 0.5)
            self.inputs['b' + k] = cut(0.5 * r.randn(H) + (k == 'f'))
        if peepholes:
            self.inputs.update({k: cut(r.randn(H)) for k in PEEPHOLES})
        self.inputs.update(x=cut(r.randn(T, I)), dh=cut(r.randn(T, H)), dc=cut(r.randn(T, H)))
        if start:
            self.inputs.update(h0=cut(r.uniform(-1, 1, H)), c0=cut(r.randn(H)))

    def case(self, name, runs=8, leave=(), torch_too=True, light=False, **changes):
        return case(name, {**self.inputs, **changes}, runs, leave, torch_too, light)


INSIDE = [k for k in STEP if k not in ('c', 'h')]


def cases(peep):
    suffix = ', peepholes' if peep else ''
    yield Draw(1, 2, 3, 4, peep).case('typical' + suffix)
    yield Draw(2, 1, 1, 1, peep).case('one cell, T = 1')
    yield Draw(3, 3, 2, 1, peep, start=False).case('T = 1, from zeros')
    yield Draw(4, 2, 2, 0, peep).case('T = 0')
    yield Draw(5, 4, 5, 6, peep).case('five cells, T = 6', leave=INSIDE)
    yield Draw(6, 1, 1, 12, peep, start=False).case('one cell, T = 12', leave=INSIDE)
    d = Draw(7, 2, 2, 3, peep)
    yield d.case('only the last h has a loss', dc=times(d.inputs['dc'], 0), dh=[[0.0, 0.0], [0.0, 0.0], [1.0, -0.5]])
    yield d.case('only the last c has a loss', dh=times(d.inputs['dh'], 0), dc=[[0.0, 0.0], [0.0, 0.0], [1.0, -0.5]])
    yield d.case('nothing but zeros', **{k: times(v, 0) for k, v in d.inputs.items()})
    shut = {k: times(d.inputs[k], 0) for k in ('Ui', 'Uf', 'Uo', 'Wi', 'Wf', 'Wo')}
    yield d.case('gates that keep: f = 1, i = 0', **shut, bf=[20.0, 22.0], bi=[-20.0, -21.0], torch_too=False)
    yield d.case('gates that write: f = 0, i = 1', **shut, bf=[-20.0, -22.0], bi=[20.0, 21.0], torch_too=False)
    yield d.case('output gate closed', **shut, bo=[-25.0, -30.0], torch_too=False)
    yield d.case('saturated: weights by 10', torch_too=False, **{m + k: times(d.inputs[m + k], 10) for m in 'WU' for k in LETTERS})
    yield d.case('saturated: z near 15 and 30', bi=[15.0, 30.0], bf=[-14.5, -31.0], bo=[15.5, 29.0], bg=[14.0, -30.0], torch_too=False)
    yield d.case('cells of 20', c0=[20.0, -21.0], bf=[8.0, 9.0], torch_too=False)
    yield d.case('x of 1e+20', x=times(d.inputs['x'], 1e20), torch_too=False)
    yield d.case('x of 1e-20', x=times(d.inputs['x'], 1e-20))
    yield d.case('errors of 1e-25', dh=times(d.inputs['dh'], 1e-25), dc=times(d.inputs['dc'], 1e-25), torch_too=False)
    yield d.case('errors of 1e-200 (float64 only)', dh=times(d.inputs['dh'], 1e-200), dc=times(d.inputs['dc'], 1e-200), torch_too=False)
    long = Draw(8, 1, 2, 1001, peep, scale=0.4, start=False, decimals=1)
    last = [[0.0, 0.0]] * 1000 + [[1.0, -0.5]]
    slim = [k for k in STEP if k != 'h'] + ['dh', 'di', 'df', 'do', 'dg', 'dx', 'dc']
    yield long.case('T = 1001', runs=3, leave=slim, torch_too=False, light=True, dh=last, dc=times(last, 0), bf=[6.0, 7.0])


def write(name, data):
    with open(os.path.join(HERE, name), 'w') as f:
        f.write(json.dumps(data, separators=(',', ':'), allow_nan=False) + '\n')


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/lstm.py, from the equations in its head; derivatives by autograd',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    write('lstm.json', dict(source=source, cases=list(cases(False))))
    write('lstm-peephole.json', dict(source=source, cases=list(cases(True))))
