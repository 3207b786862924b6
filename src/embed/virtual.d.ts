/** Modules that src/build/bundles.ts makes while it bundles. */
declare module 'unfolded:styles' {
  /** The sheet of a figure in a shadow root. */
  const css: string;
  export default css;
}
declare module 'unfolded:book' {
  export const version: string;
  /** The day of the version, as 2026-01-31. */
  export const date: string;
  /** The macros of every notation, by its name. */
  export const notations: Readonly<Record<string, Record<string, string>>>;
}
