/** Why a figure asks before it plays; nothing where it need not. */
import { savesData, wishes } from './saving.ts';

interface Battery {
  charging: boolean;
  level: number;
}
type Telling = Navigator & { getBattery?: () => Promise<Battery> };

/** A browser that saves its battery does so at about this level. */
const LOW = 0.2;

/** Browsers tell of power only in part: what none of them says is not asked about. */
export async function reasonToAsk(window: Window): Promise<string | undefined> {
  const { document, navigator } = window;
  const less = document.documentElement.dataset.motion === '0';
  if (less || wishes(window, 'motion')) return 'Less motion is wished for here.';
  if (savesData(window)) return 'Your browser is set to save.';
  const { getBattery } = navigator as Telling;
  const battery = await getBattery?.call(navigator).catch(() => undefined);
  return battery && !battery.charging && battery.level <= LOW ? 'Your battery is low.' : undefined;
}
