/** Why a figure asks before it plays; nothing where it need not. */

interface Battery {
  charging: boolean;
  level: number;
}
type Telling = Navigator & {
  connection?: { saveData?: boolean };
  getBattery?: () => Promise<Battery>;
};

/** A browser that saves its battery does so at about this level. */
const LOW = 0.2;

/** Browsers tell of power only in part: what none of them says is not asked about. */
export async function reasonToAsk({ document, navigator, matchMedia }: Window): Promise<string | undefined> {
  const less = document.documentElement.dataset.motion === '0';
  if (less || wishes(matchMedia, 'motion')) return 'Less motion is wished for here.';
  const { connection, getBattery } = navigator as Telling;
  if (connection?.saveData || wishes(matchMedia, 'data')) return 'Your browser is set to save.';
  const battery = await getBattery?.call(navigator).catch(() => undefined);
  return battery && !battery.charging && battery.level <= LOW ? 'Your battery is low.' : undefined;
}

const wishes = (matchMedia: Window['matchMedia'] | undefined, what: 'motion' | 'data') =>
  Boolean(matchMedia?.(`(prefers-reduced-${what}: reduce)`).matches);
