/** How the field looks: the book's tokens, which know light and dark, and system colours where the reader forces them. */
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The colours of the book's listings; hues belong to its figures. */
export const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--ink-2)', fontWeight: '600' },
  { tag: [tags.comment], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.string, tags.regexp], color: 'var(--ink-2)' },
  { tag: [tags.function(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.punctuation, tags.bracket, tags.operator], color: 'var(--ink-2)' },
  { tag: [tags.invalid], textDecoration: 'underline wavy' },
]);

const bar = 'inset 3px 0 0 var(--error)';

export const look = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--rule-strong)',
    borderRadius: 'var(--radius)',
    fontSize: '0.875rem',
  },
  // Above the rules of CodeMirror's own, which draw a dotted line.
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)', minHeight: '6.4em', padding: '0.4em 0' },
  '.cm-gutters': {
    color: 'var(--ink-3)',
    backgroundColor: 'transparent',
    borderRight: '1px solid var(--rule)',
  },
  '&.cm-focused .cm-matchingBracket, .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--rule-strong)',
  },
  '&.cm-focused .cm-nonmatchingBracket, .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    textDecoration: 'underline wavy var(--error)',
  },
  '.cm-given-name': { color: 'var(--accent)', fontWeight: '600' },
  '.cm-line.cm-faulty': {
    backgroundColor: 'var(--error-soft)',
    boxShadow: bar,
    textDecoration: 'underline dotted var(--error)',
    textUnderlineOffset: '0.25em',
  },
  '.cm-faulty-number': { color: 'var(--error)', fontWeight: '700' },
  '.cm-given, .cm-fault': {
    margin: '0',
    padding: '0.35em 0.75em',
    borderTop: '1px solid var(--rule)',
    fontFamily: 'var(--sans)',
    lineHeight: '1.4',
    overflowWrap: 'anywhere',
  },
  '.cm-given': { color: 'var(--ink-2)' },
  '.cm-fault': { color: 'var(--ink)', boxShadow: bar },
  '.cm-fault code': { fontFamily: 'var(--mono)', fontSize: '0.9em', overflowWrap: 'anywhere' },
  '.cm-fault:empty': { display: 'none' },
  '@media (forced-colors: active)': {
    '.cm-line.cm-faulty': { borderInlineStart: '3px solid Highlight' },
    '.cm-fault': { borderInlineStart: '3px solid Highlight' },
  },
});
