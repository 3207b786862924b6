/** What an embed's address says besides inputs: how the page shows the figure, and what it lets a reader do. */
export const frameWords = [
  'theme',
  'notation',
  'controls',
  'lock',
  'heading',
  'links',
  'motion',
  'device',
  'start',
  'tag',
] as const;

/**
 * The name in an address of what an attribute says. Attributes arrive in lower case, where `v` is an input that is called
 * V; the version of the figure that wrote a state, `v` in an address, is `data-v`.
 */
export const inAddress = (attribute: string): string =>
  attribute === 'data-v' ? 'v' : attribute === 'v' ? 'V' : attribute;

/** Global HTML attributes, names special in JSX, and the reserved words of an embed's address. */
export const reserved: ReadonlySet<string> = new Set(
  (
    'accesskey autocapitalize autofocus class contenteditable dir draggable enterkeyhint hidden id inert inputmode is ' +
    'itemid itemprop itemref itemscope itemtype lang nonce part popover role slot spellcheck style tabindex title translate ' +
    'key ref children classname dangerouslysetinnerhtml ' +
    'alone name src loading start theme notation controls lock heading links motion device tag s ' +
    'document letters invalidation sizes sentence explain ready schema params state'
  ).split(' '),
);
