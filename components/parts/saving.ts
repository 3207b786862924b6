/** What a reader wishes for in the settings of browser and system. */
export type Settings = Pick<Window, 'navigator'> & { matchMedia?: Window['matchMedia'] };

export const wishes = ({ matchMedia }: Settings, what: 'motion' | 'data'): boolean =>
  Boolean(matchMedia?.(`(prefers-reduced-${what}: reduce)`).matches);

/** Whether little is to be loaded; browsers tell of it in one way or the other. */
export function savesData(settings: Settings): boolean {
  const { connection } = settings.navigator as Navigator & { connection?: { saveData?: boolean } };
  return Boolean(connection?.saveData) || wishes(settings, 'data');
}
