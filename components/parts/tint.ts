/** −1 … 1 as a mixture of the style sheet's two ends and its middle, in hundredths. */
export function tint(share: number): string {
  const amount = Math.min(Math.abs(Number.isNaN(share) ? 0 : share), 1);
  const end = share < 0 ? 'var(--negative)' : 'var(--positive)';
  return `color-mix(in oklab, ${end} ${Math.round(amount * 100)}%, var(--nought))`;
}
