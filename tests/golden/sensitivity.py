"""Reference values for what is still felt of the first input: `python3 tests/golden/sensitivity.py` writes sensitivity.json.

Written from the equations, without any code of this repository; float64; every derivative by PyTorch's autograd, from
each h_t (and c_t) back to x_1, where the kernels go forward:
    plain  h_t = tanh(U h_{t-1} + W x_t + b)
    LSTM   q_t = sigma(U_q h_{t-1} + W_q x_t + b_q) for each gate q, or as it is set by hand;  g_t = tanh(U_g h_{t-1} + W_g x_t + b_g)
           c_t = f_t c_{t-1} + i_t g_t,  h_t = o_t tanh(c_t)
S[t] = dh_t/dx_1, C[t] = dc_t/dx_1, sizes are roots of sums of squares. `spread` as in rnn.py.
"""
import json, os, sys
import numpy as np
import torch
from rnn import Noise, exact, grads, rounded

HERE = os.path.dirname(os.path.abspath(__file__))
GATES = 'ifo'


def evaluate(kind, inputs, rnd=exact):
    leaf = lambda v: rnd(torch.tensor(v, dtype=torch.float64).requires_grad_(True))
    weights = lambda q: {k: leaf(inputs[q][k]) for k in 'UWb'}
    def z(w, h, x):
        return rnd(rnd(rnd(w['U'] @ h, len(h)) + rnd(w['W'] @ x, len(x))) + w['b'])
    rows = [leaf(row) for row in inputs['x']]
    H = len(inputs['g']['b'])
    g = weights('g')
    gates = {q: leaf(inputs[q]['hand']) if 'hand' in inputs[q] else weights(q) for q in GATES} if kind == 'lstm' else {}
    h, c = torch.zeros(H, dtype=torch.float64), torch.zeros(H, dtype=torch.float64)
    out = {k: [] for k in (('h', 'S', 'size') if kind == 'plain' else ('i', 'f', 'o', 'g', 'c', 'h', 'C', 'S', 'cellSize', 'size'))}
    felt = lambda v: torch.stack([grads(v[i], [rows[0]])[0] for i in range(H)])
    for t, x in enumerate(rows):
        new = rnd(torch.tanh(z(g, h, x)))
        if kind == 'lstm':
            value = {q: rnd(w[t] + 0) if torch.is_tensor(w) else rnd(torch.sigmoid(z(w, h, x))) for q, w in gates.items()}
            c = rnd(rnd(value['f'] * c) + rnd(value['i'] * new))
            h = rnd(value['o'] * rnd(torch.tanh(c)))
            C = felt(c)
            for k, v in dict(value, g=new, c=c, C=C, cellSize=C.norm().reshape(1)).items():
                out[k].append(v.detach().numpy())
        else:
            h = new
        S = felt(h)
        for k, v in dict(h=h, S=S, size=S.norm().reshape(1)).items():
            out[k].append(v.detach().numpy())
    return out


class Draw:
    def __init__(self, seed, I, H, T, scale=1.0):
        r = np.random.RandomState(seed)
        draw = lambda *shape: np.round(r.normal(0, 1, shape), 2).tolist()
        of = lambda: dict(U=(np.round(np.array(draw(H, H)) * scale / H ** 0.5, 3)).tolist(), W=draw(H, I), b=draw(H))
        self.inputs = dict(g=of(), i=of(), f=of(), o=of(), x=draw(T, I))
        self.hands = {q: np.round(r.uniform(0, 1, (T, H)), 2).tolist() for q in GATES}
        self.T, self.H = T, H


def case(name, kind, inputs, runs=8):
    if kind == 'plain':
        inputs = dict(g=inputs['g'], x=inputs['x'])
    right, worst = evaluate(kind, inputs), None
    for seed in range(runs):
        noisy = evaluate(kind, inputs, Noise(seed))
        change = {k: [float(np.abs(a - b).max()) for a, b in zip(noisy[k], right[k])] for k in right}
        worst = change if worst is None else {k: [max(p) for p in zip(worst[k], change[k])] for k in right}
    return dict(name=name, kind=kind, inputs=inputs, outputs={k: [rounded(v) for v in right[k]] for k in right}, gradients={},
                spread=dict(outputs={k: [float('%.2g' % v) for v in worst[k]] for k in right}, gradients={}))


def cases():
    for seed, (I, H, T) in enumerate([(1, 1, 1), (1, 1, 2), (2, 3, 5), (1, 4, 7), (3, 2, 12)]):
        d = Draw(seed, I, H, T)
        size = '%d inputs, %d units, T = %d' % (I, H, T)
        yield case('plain, ' + size, 'plain', d.inputs)
        yield case('gates from weights, ' + size, 'lstm', d.inputs)
        yield case('gates by hand, ' + size, 'lstm', dict(d.inputs, **{q: dict(hand=v) for q, v in d.hands.items()}))
    d = Draw(10, 1, 3, 7)
    closed = lambda first, rest, T=7: dict(hand=[[float(first)] * 3] + [[float(rest)] * 3] * (T - 1))
    yield case('remembers: written once, never forgotten', 'lstm', dict(d.inputs, i=closed(1, 0), f=closed(0, 1), o=closed(0, 1)))
    yield case('nothing written at the first step', 'lstm', dict(d.inputs, i=closed(0, 1), f=closed(1, 1), o=closed(1, 1)))
    yield case('only the input gate by hand', 'lstm', dict(d.inputs, i=closed(1, 0)))
    d = Draw(11, 1, 3, 20, scale=3.0)
    yield case('large weights, plain', 'plain', d.inputs)
    yield case('large weights, gates from weights', 'lstm', d.inputs)
    d = Draw(12, 2, 2, 5)
    yield case('saturated by 30', 'lstm', dict(d.inputs, f=dict(d.inputs['f'], b=[30.0, -30.0]), o=dict(d.inputs['o'], b=[30.0, 1.0])))


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/sensitivity.py, from the equations in its head; derivatives by autograd',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    with open(os.path.join(HERE, 'sensitivity.json'), 'w') as f:
        f.write(json.dumps(dict(source=source, cases=list(cases())), separators=(',', ':'), allow_nan=False) + '\n')
