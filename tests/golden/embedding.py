"""Reference values for embeddings: `python3 tests/golden/embedding.py` writes embedding.json.

torch.nn.functional.embedding in float64, and its gradient by autograd. No number is rounded on the way forward; on the
way back the rows of one symbol are added up, and `spread` is 2^-24 times the largest such sum of magnitudes.
"""
import json, os
import numpy as np
import torch

torch.set_default_dtype(torch.float64)
HERE = os.path.dirname(os.path.abspath(__file__))


def case(name, table, symbols, seed=0):
    errors = np.round(np.random.RandomState(seed).randn(len(symbols), len(table[0])), 2) + 0.0
    E = torch.tensor(table, requires_grad=True)
    e = torch.nn.functional.embedding(torch.tensor(symbols), E)
    (e * torch.tensor(errors)).sum().backward()
    sums = np.zeros(E.shape)
    for s, row in zip(symbols, errors):
        sums[s] += np.abs(row)
    ulp = lambda a: float('%.2g' % (2.0 ** -24 * np.abs(a).max()))
    clean = lambda a: (np.round(a, 12) + 0.0).tolist()
    return dict(name=name, inputs=dict(E=table, s=symbols, errors=errors.tolist()), outputs=dict(e=clean(e.detach().numpy())),
                gradients=dict(dE=clean(E.grad.numpy())), spread=dict(outputs=dict(e=ulp(np.array(table))), gradients=dict(dE=ulp(sums))))


def cases():
    r = np.random.RandomState(5)
    draw = lambda rows, columns: (np.round(r.randn(rows, columns), 2) + 0.0).tolist()
    yield case('typical: hello', draw(4, 3), [0, 1, 2, 2, 3], 1)
    yield case('one symbol, one number', [[0.5]], [0], 2)
    yield case('the same symbol at every step', draw(3, 2), [1] * 6, 3)
    yield case('symbols that never come', draw(9, 4), [8, 0, 8], 4)
    yield case('1001 rows, the last of them', draw(1001, 1), [1000, 0, 999], 6)
    yield case('1001 steps', draw(2, 1), [int(v) for v in r.randint(2, size=1001)], 7)


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/embedding.py, by torch.nn.functional.embedding and autograd',
                  torch=torch.__version__, numpy=np.__version__)
    with open(os.path.join(HERE, 'embedding.json'), 'w') as f:
        f.write(json.dumps(dict(source=source, cases=list(cases())), separators=(',', ':'), allow_nan=False) + '\n')
