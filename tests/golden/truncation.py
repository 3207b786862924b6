"""Reference values for truncation: `/usr/bin/python3 tests/golden/truncation.py` writes truncation.json.

The network of rnn.py with one layer. For each loss L_tau alone: forward, with the state detached before the first step that
its walk back still reaches, and the gradient of theta = (U W b) [H][N] by PyTorch's autograd; these are added up.
A walk ends at the last step of tau's chunk of `every` steps (also where the sequence ends before) and goes `back` steps.
"""
import json, os, sys
import numpy as np
import torch
from rnn import Act, Draw, grads, loss_of, exact, rounded

HERE = os.path.dirname(os.path.abspath(__file__))


def gradient(network, inputs, every, back, counted):
    H, T = network['units'][0], network['steps']
    total = 0
    for tau in counted:
        theta = [torch.tensor(inputs[k][0]).requires_grad_(True) for k in 'UWb']
        (U, W, b), V, c, x, y = theta, *[torch.tensor(inputs[k]) for k in 'Vcxy']
        end = (tau // every + 1) * every - 1
        h = torch.tensor(inputs['initial'][0])
        for t in range(tau + 1):
            if t <= end - back:
                with torch.no_grad():
                    h = Act.apply(U @ h + W @ x[t] + b, network['activation'])
            else:
                h = Act.apply(U @ h + W @ x[t] + b, network['activation'])
        loss = loss_of(network['cost'], V @ h + c, y[tau], exact)
        total = total + np.concatenate([g.numpy().reshape(H, -1) for g in grads(loss, theta)], axis=1)
    return total


def cases():
    draws = [Draw(500, 2, [3], 2, 7), Draw(501, 1, [2], 1, 12, 'sigmoid', 'squared'), Draw(502, 1, [4], 3, 6, 'linear', 'softmax')]
    for draw in draws:
        T = draw.network['steps']
        for every, back in ((1, 1), (2, 2), (3, 3), (T, T), (1, 3), (2, 5), (3, T), (5, 5)):
            for counted in (list(range(T)), [T - 1]):
                value = gradient(draw.network, draw.inputs, every, back, counted)
                yield dict(network=draw.network, inputs=draw.inputs, every=every, back=back, last=len(counted) == 1, gradient=rounded(value))


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/truncation.py, from the rule in its head; derivatives by autograd',
                  python=sys.version.split()[0], torch=torch.__version__, numpy=np.__version__)
    with open(os.path.join(HERE, 'truncation.json'), 'w') as f:
        f.write(json.dumps(dict(source=source, cases=list(cases())), separators=(',', ':'), allow_nan=False) + '\n')
