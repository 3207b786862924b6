/** Words that a widget's names must not be, from the HTML and React documentation rather than from the widgets' own list. */
export const globalAttributes = (
  'accesskey anchor autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint exportparts ' +
  'headingoffset headingreset hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang nonce ' +
  'part popover role slot spellcheck style tabindex title translate virtualkeyboardpolicy writingsuggestions'
).split(' ');

export const jsxNames = ['key', 'ref', 'classname', 'children', 'dangerouslysetinnerhtml'];
