/** Every address that exists for a figure, in words. */

export interface Address {
  /** Behind the address of the book, with the figure's id in it. */
  path: string;
  words: string;
}

export const addressesOf = (id: string): Address[] => [
  { path: `embed/${id}/`, words: 'the figure alone, for a frame' },
  { path: `embed/${id}/oembed.json`, words: 'oEmbed 1.0, by which systems find frame, size and title from the address' },
  { path: `embed/${id}/figure-light.svg`, words: 'its picture, on light ground' },
  { path: `embed/${id}/figure-dark.svg`, words: 'its picture, on dark ground' },
  { path: `embed/${id}/widget.json`, words: 'inputs and outputs as a JSON schema, title, description, chapter, version' },
  { path: `embed/${id}/module.js`, words: 'a module for Observable’s runtime, 5 or 6' },
  { path: `embed/${id}/afm.mjs`, words: 'a module for anywidget and MyST, in one file' },
]; // prettier-ignore
