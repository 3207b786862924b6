/**
 * The only way in for what a reader, an address, an attribute or a host page says about a widget's inputs.
 * `check` is strict (for `set`): it rejects and changes nothing. `parse` is lenient (for addresses and attributes):
 * it clamps or takes the default, and says so. Nothing that comes in is ever HTML, TeX, code or a link.
 */
export { check, inputName } from './check.ts';
export { InputError, LARGEST, LARGEST_COUNT, LONGEST_QUERY, LONGEST_TEXT, TOO_LONG } from './limits.ts';
export { meant } from './meant.ts';
export { complete, merged, resized, sizesOf, without } from './sizes.ts';
export { format, parse, read, travels } from './texts.ts';
export { VERSION } from './versions.ts';
