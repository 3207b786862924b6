/** `keys.ts` beside an assignment's text imports nothing: its type is simply there. */
type Keys = import('./types.ts').Keys;
