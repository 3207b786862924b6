"""How well a number can be known in single precision, for the scripts beside this file: a noise to put round every
operation. The largest change over a number of noisy runs is what the golden files call `spread`."""
import torch


def exact(x, n=1):
    return x


class Noise:
    """Multiplies a value, and later its gradient, by 1 + u 2^-24; sums of n terms get sqrt(n) times as much."""
    def __init__(self, seed):
        self.generator = torch.Generator().manual_seed(seed)

    def factor(self, x, n):
        u = 2 * torch.rand(x.shape, generator=self.generator) - 1
        return 1 + u * 2.0 ** -24 * n ** 0.5

    def __call__(self, x, n=1):
        x = x * self.factor(x, n)
        if x.requires_grad:
            x.register_hook(lambda g: g * self.factor(g, n))
        return x
