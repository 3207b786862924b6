/** The text of the races: 65 symbols in 80 words of a seeded generator, the first words far more frequent than the last. */
import { seeded } from '../../../kernels/seeded.ts';

export function raceText(): string {
  const random = seeded(11);
  const below = (n: number) => Math.floor(random() * n);
  const letter = (n: number) => String.fromCharCode(33 + n);
  const words = Array.from(
    { length: 80 },
    (_, w) => letter(w % 64) + Array.from({ length: 1 + below(6) }, () => letter(below(64))).join(''),
  );
  const order = [
    ...Array.from({ length: 80 }, (_, w) => w),
    ...Array.from({ length: 800 }, () => Math.floor(80 * random() ** 3)),
  ];
  return order.map((w) => words[w]!).join(' ');
}
