"""Reference values for the trainer: `python3 tests/golden/trainer.py` writes trainer.json.

Losses and gradients of small networks by PyTorch in float64: its own RNN and LSTM, which order the gates i f g o; a GRU
from the equations, since PyTorch's multiplies by r elsewhere:
    z = s(Wz x + Uz h' + bz), r = s(Wr x + Ur h' + br), k = tanh(W x + U (r * h') + b), h = (1 - z) * h' + z * k
The second chunk begins with the states that the first ended in, as numbers without a gradient; o_t = V h_t + c from the
top layer; L = sum over steps of weight times cost, mean over the sequences. Parameters are 0.6 times normal numbers.

And the work unit: the char-RNN of 112 lines (tanh, H = 100, V = 65, T = 25, batch 1, clip 5 by value, Adagrad), its losses
by float64, and how far those of float32 are from them. At the rate 0.1 of that program a network of this size is chaotic:
after ten iterations two runs that differ in one rounding have nothing in common but their means. At 0.01 they stay together.
"""
import json, os, sys
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from seeded import entry, seeded

torch.set_default_dtype(torch.float64)
GATES = dict(rnn=[''], lstm=['i', 'f', 'g', 'o'], gru=['z', 'r', ''])


def matrix(name, rows, columns, scale=0.6, seed=1):
    return torch.tensor([[scale * entry(seed, name, i, j) for j in range(columns)] for i in range(rows)])


def parameters(model):
    found, below = {}, model.get('inputs') or model['symbols']
    for layer, H in enumerate(model['hidden'], 1):
        for gate in GATES[model['cell']]:
            name = f'layer{layer}.%s{gate}'
            found[name % 'U'] = matrix(name % 'U', H, H)
            found[name % 'W'] = matrix(name % 'W', H, below)
            found[name % 'b'] = matrix(name % 'b', 1, H)[0]
        below = H
    outputs = model.get('outputs') or model['symbols']
    found['V'], found['c'] = matrix('V', outputs, below), matrix('c', 1, outputs)[0]
    return {name: value.requires_grad_() for name, value in found.items()}


def by_torch(model, p, x, state):
    """The top states [T, B, H] and the last states, by torch's own networks, whose weights stay attached to p."""
    h = x
    ends = []
    for layer, H in enumerate(model['hidden'], 1):
        def stacked(letter):
            return torch.cat([p[f'layer{layer}.{letter}{gate}'] for gate in GATES[model['cell']]])
        weights = [stacked('W'), stacked('U'), stacked('b'), torch.zeros(stacked('b').shape)]
        start = state[layer - 1] if state else [torch.zeros(1, x.shape[1], H)] * 2
        if model['cell'] == 'lstm':
            h, *end = torch._VF.lstm(h, start, weights, True, 1, 0.0, True, False, False)
        else:
            h, *end = torch._VF.rnn_tanh(h, start[0], weights, True, 1, 0.0, True, False, False)
        ends.append([e.detach() for e in end])
    return h, ends


def gru(model, p, x, state):
    ends, s = [], torch.sigmoid
    for layer, H in enumerate(model['hidden'], 1):
        P = {name.split('.')[1]: value for name, value in p.items() if name.startswith(f'layer{layer}.')}
        h = state[layer - 1] if state else torch.zeros(x.shape[1], H)
        states = []
        for below in x:
            z = s(below @ P['Wz'].T + h @ P['Uz'].T + P['bz'])
            r = s(below @ P['Wr'].T + h @ P['Ur'].T + P['br'])
            k = torch.tanh(below @ P['W'].T + (r * h) @ P['U'].T + P['b'])
            h = (1 - z) * h + z * k
            states.append(h)
        x = torch.stack(states)
        ends.append(h.detach())
    return x, ends


def chunk(model, random, rows, weighted):
    symbols = lambda n: [int(next(random) * n) for _ in range(rows)]
    vectors = lambda n: [float(torch.tensor(2 * next(random) - 1).float()) for _ in range(rows * n)]
    outputs = model.get('outputs') or model['symbols']
    return dict(inputs=vectors(model['inputs']) if 'inputs' in model else symbols(model['symbols']),
                targets=vectors(outputs) if model.get('cost') == 'squared' else symbols(outputs),
                **(dict(weights=[[0, 1, 0.5][r % 3] for r in range(rows)]) if weighted else {}))


def case(name, model, batch, steps, weighted=False):
    random, rows, p, state = seeded(3), batch * steps, parameters(model), None
    chunks, losses = [chunk(model, random, rows, weighted) for _ in range(2)], []
    outputs = model.get('outputs') or model['symbols']
    for one in chunks:
        x = torch.tensor(one['inputs'])
        x = x.view(steps, batch, -1) if 'inputs' in model else torch.nn.functional.one_hot(
            x.view(steps, batch), model['symbols']).double()
        h, state = (gru if model['cell'] == 'gru' else by_torch)(model, p, x, state)
        o = (h @ p['V'].T + p['c']).view(rows, outputs)
        y = torch.tensor(one['targets'])
        cost = (0.5 * (o - y.view(rows, outputs)) ** 2).sum(1) if model.get('cost') == 'squared' else \
            torch.nn.functional.cross_entropy(o, y, reduction='none')
        loss = (cost * torch.tensor(one.get('weights', [1.] * rows))).sum() / batch
        losses.append(loss.item())
    found = torch.autograd.grad(loss, list(p.values()))
    gradients = {name: rounded(g) for name, g in zip(p, found)}
    return dict(name=name, model=model, batch=batch, steps=steps, chunks=chunks, losses=losses, gradients=gradients)


def rounded(g):
    return json.loads(json.dumps(g.tolist(), default=float), parse_float=lambda x: float(f'{float(x):.12g}'))


def text():
    """65 symbols in 80 words, the first ones far more frequent than the last."""
    random = seeded(11)
    below = lambda n: int(next(random) * n)
    words = [chr(33 + w % 64) + ''.join(chr(33 + below(64)) for _ in range(1 + below(6))) for w in range(80)]
    order = list(range(80)) + [int(80 * next(random) ** 3) for _ in range(800)]
    return ' '.join(words[w] for w in order)


def work_unit(data, iterations, dtype, rate):
    symbols = sorted(set(data))
    codes = [symbols.index(c) for c in data]
    V, H, T = len(symbols), 100, 25
    assert V == 65
    cast = lambda m: m.to(dtype).requires_grad_()
    p = [cast(matrix(name, *shape, 0.01)) for name, shape in
         [('layer1.U', (H, H)), ('layer1.W', (H, V)), ('V', (V, H))]] + \
        [cast(torch.zeros(H)), cast(torch.zeros(V))]
    memory, losses, at = [torch.zeros_like(q) for q in p], [], 0
    for _ in range(iterations):
        if at + T + 1 > len(codes) or not losses:
            at, h = 0, torch.zeros(H, dtype=dtype)
        U, W, out, b, c = p
        states = []
        for t in range(T):
            h = torch.tanh(W[:, codes[at + t]] + U @ h + b)
            states.append(h)
        o = torch.stack(states) @ out.T + c
        loss = torch.nn.functional.cross_entropy(o, torch.tensor(codes[at + 1:at + T + 1]), reduction='sum')
        h, at = h.detach(), at + T
        losses.append(loss.item())
        for q, g, m in zip(p, torch.autograd.grad(loss, p), memory):
            g = g.clamp(-5, 5)
            m += g * g
            q.data -= rate * g / torch.sqrt(m + 1e-8)
    return losses


def main():
    cases = [
        case('rnn on symbols', dict(cell='rnn', symbols=5, hidden=[3]), 1, 4),
        case('two layers of rnn, batched', dict(cell='rnn', symbols=4, hidden=[5, 3]), 3, 3),
        case('lstm on symbols', dict(cell='lstm', symbols=3, hidden=[5]), 1, 4),
        case('two layers of lstm on vectors, batched',
             dict(cell='lstm', inputs=3, outputs=2, hidden=[3, 4], cost='squared'), 2, 3, True),
        case('gru on symbols', dict(cell='gru', symbols=6, hidden=[4]), 1, 4),
        case('three layers of gru on vectors, batched',
             dict(cell='gru', inputs=3, outputs=2, hidden=[3, 2, 4], cost='squared'), 2, 3, True),
        case('rnn from vectors to symbols', dict(cell='rnn', inputs=2, outputs=3, hidden=[6]), 2, 3, True),
        case('lstm, 7 units on 17', dict(cell='lstm', symbols=3, hidden=[17, 7]), 5, 2),
    ]
    data, asked, units = text(), [1, 100, 1000], []
    for rate in (0.01, 0.1):
        exact, single = [work_unit(data, asked[-1], dtype, rate) for dtype in (torch.float64, torch.float32)]
        units.append(dict(rate=rate, losses=[exact[i - 1] for i in asked],
                          apart=[max(abs(a - b) for a, b in zip(exact[:i], single[:i])) for i in asked],
                          lately=[sum(run[900:]) / 100 for run in (exact, single)]))
    unit = dict(text=data, iterations=asked, runs=units)
    with open(os.path.join(HERE, 'trainer.json'), 'w') as file:
        json.dump(dict(cases=cases, unit=unit), file, indent=1)
        file.write('\n')
    print(units)


main()
