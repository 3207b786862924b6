"""Reference values for a matrix times a vector, taken apart: `python3 tests/golden/terms.py` writes terms.json (NumPy).
`spread` is 2^-24 times the magnitudes that are multiplied or added."""
import json, os
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def case(name, M, v):
    M, v = np.array(M), np.array(v)
    terms, sums = np.einsum('ij,j->ij', M, v), M @ v
    ulp = lambda a: float('%.2g' % (2.0 ** -24 * np.abs(a).max()))
    clean = lambda a: (np.round(a, 12) + 0.0).tolist()
    return dict(name=name, inputs=dict(M=M.tolist(), v=v.tolist()), outputs=dict(terms=clean(terms), sums=clean(sums)),
                gradients={}, spread=dict(outputs=dict(terms=ulp(terms), sums=ulp(M.shape[1] * np.abs(terms).sum(axis=1))), gradients={}))


def cases():
    r = np.random.RandomState(11)
    draw = lambda *shape: np.round(r.randn(*shape), 2)
    yield case('three by two', draw(3, 2), draw(2))
    yield case('one by one', [[-2.5]], [0.5])
    yield case('one row of five', draw(1, 5), draw(5))
    yield case('four rows of one', draw(4, 1), [3.0])
    yield case('sums that cancel', [[1.0, 1.0, 1.0], [2.0, -1.0, 0.5]], [1.0, -1.5, 0.5])
    yield case('a vector of zeros', draw(2, 3), np.zeros(3))


if __name__ == '__main__':
    source = dict(made='python3 tests/golden/terms.py', numpy=np.__version__)
    with open(os.path.join(HERE, 'terms.json'), 'w') as f:
        f.write(json.dumps(dict(source=source, cases=list(cases())), separators=(',', ':'), allow_nan=False) + '\n')
