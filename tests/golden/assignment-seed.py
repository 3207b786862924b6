"""Reference values of generator 1 of assignments: `python3 tests/golden/assignment-seed.py` writes assignment-seed.json.

The generator once more, as the header of src/assignments/seed.ts describes it, with Python's hashlib and whole numbers.
"""
import hashlib, json, math, os, sys
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))


def seed_of(assignment, exercise, student):
    return hashlib.sha256('|'.join((assignment, exercise, student)).encode('utf-8')).hexdigest()


def decimals(value):
    return min(20, max(0, -Decimal(repr(value)).normalize().as_tuple().exponent))


class Random:
    def __init__(self, seed):
        self.seed, self.k = seed, 0

    def fraction(self):
        digest = hashlib.sha256(f'1|{self.seed}|{self.k}'.encode('utf-8')).digest()
        self.k += 1
        return (int.from_bytes(digest, 'big') >> 256 - 53) / 2 ** 53

    def uniform(self, low, high):
        value = low + (high - low) * self.fraction()
        return value if value < high else low

    def integer(self, low, high):
        return low + math.floor(self.fraction() * (high - low + 1))

    def stepped(self, low, high, step):
        places = max(decimals(low), decimals(step))
        return float(f'{low + step * self.integer(0, math.floor((high - low) / step + 1e-9)):.{places}f}') + 0.0

    def pick(self, entries):
        return entries[self.integer(0, len(entries) - 1)]

    def normal(self, mean, deviation):
        u = self.fraction()
        v = self.fraction()
        return mean + deviation * float(f'{math.sqrt(-2 * math.log(1 - u)) * math.cos(2 * math.pi * v):.9f}')

    def shuffled(self, entries):
        order = list(entries)
        for i in range(len(order) - 1, 0, -1):
            j = self.integer(0, i)
            order[i], order[j] = order[j], order[i]
        return order


def case(assignment, exercise, student):
    """Each method from the start of its own stream, then all in turn from one stream."""
    seed = seed_of(assignment, exercise, student)
    def first(draw, count=8):
        random = Random(seed)
        return [draw(random) for _ in range(count)]
    mixed = Random(seed)
    return dict(of=[assignment, exercise, student], seed=seed,
                uniform=first(lambda r: r.uniform(0, 1)), ranged=first(lambda r: r.uniform(-2.5, 7)),
                integer=first(lambda r: r.integer(-3, 11)), stepped=first(lambda r: r.stepped(-0.3, 1.2, 0.1)),
                fine=first(lambda r: r.stepped(0, 1e-6, 1e-7)), large=first(lambda r: r.stepped(123456.7, 123500, 0.1)),
                pick=first(lambda r: r.pick(['a', 'b', 'c'])), normal=first(lambda r: r.normal(1, 0.25)),
                shuffled=Random(seed).shuffled(list(range(9))),
                mixed=[mixed.integer(0, 99), mixed.normal(0, 1), mixed.uniform(1, 2), mixed.shuffled([1, 2, 3, 4]),
                       mixed.stepped(0.8, 1.2, 0.05), mixed.pick([10, 20, 30])])


if __name__ == '__main__':
    cases = [case(*each) for each in (
        ('sample-bptt', 'postcard', 'ada'), ('sample-bptt', 'postcard', 'ada#1'), ('sample-bptt', 'postcard', 'émile'),
        ('sample-bptt', 'horizon', 'ada'), ('hw2', 'variant', '李.雷@example.org'), ('hw2', 'a', 'variant 63'))]
    data = dict(source=dict(made='python3 tests/golden/assignment-seed.py', python=sys.version.split()[0]), cases=cases)
    with open(os.path.join(HERE, 'assignment-seed.json'), 'w') as f:
        f.write(json.dumps(data, separators=(',', ':'), allow_nan=False) + '\n')
