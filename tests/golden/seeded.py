"""Reference values of the seeded random numbers: `python3 tests/golden/seeded.py` writes seeded.json.

The generator once more, in whole numbers of Python, from the sources that kernels/seeded.ts names: a counter that
grows by 0x9e3779b9 (Steele, Lea and Flood 2014, cut to 32 bits), mixed by the 32-bit finaliser of MurmurHash3
(Appleby); normal numbers by Box and Muller (1958). Moments are those of the first 10,000 numbers.
"""
import json, math, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
GAMMA, MASK = 0x9e3779b9, 0xffffffff


def mix(h):
    h &= MASK
    h = (h ^ h >> 16) * 0x85ebca6b & MASK
    h = (h ^ h >> 13) * 0xc2b2ae35 & MASK
    return h ^ h >> 16


def absorb(state, value):
    """Whole numbers of more than 32 bits are taken in twice."""
    low = mix(state + GAMMA ^ mix((value & MASK) + GAMMA))
    return low if value >> 32 == 0 else mix(low ^ mix(value >> 32))


def numbers(state):
    while True:
        state = state + GAMMA & MASK
        yield mix(state) / 2 ** 32


def seeded(seed):
    return numbers(absorb(0, seed))


def normal(stream):
    radius = math.sqrt(-2 * math.log(1 - next(stream)))
    return radius * math.cos(2 * math.pi * next(stream))


def entry(seed, name, i, j):
    state = absorb(0, seed)
    for letter in name:
        state = absorb(state, ord(letter))
    return normal(numbers(absorb(absorb(state, i), j)))


def moments(values):
    n = len(values)
    mean = math.fsum(values) / n
    return dict(mean=mean, variance=math.fsum((v - mean) ** 2 for v in values) / n)


def first(seed):
    stream, again = seeded(seed), seeded(seed)
    uniform, normals = [next(stream) for _ in range(10000)], [normal(again) for _ in range(10000)]
    return dict(seed=seed, uniform=uniform[:8], normal=normals[:8],
                moments=dict(uniform=moments(uniform), normal=moments(normals)))


if __name__ == '__main__':
    entries = [(seed, name, i, j) for seed in (1, 2, 1000) for name in ('basis', 'input', 'é') for i in (0, 3, 999) for j in (0, 15)]
    data = dict(source=dict(made='python3 tests/golden/seeded.py', python=sys.version.split()[0]),
                streams=[first(seed) for seed in (0, 1, 2, 123456789, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 5)],
                entries=[dict(of=list(each), value=entry(*each)) for each in entries])
    with open(os.path.join(HERE, 'seeded.json'), 'w') as f:
        f.write(json.dumps(data, separators=(',', ':'), allow_nan=False) + '\n')
