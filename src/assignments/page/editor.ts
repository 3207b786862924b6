/**
 * The field in which a kernel is written: CodeMirror with line numbers, undo and the colours of the book.
 *
 * It stands in a shadow root. There CodeMirror puts its styles into a constructed sheet, which the site's
 * `style-src 'self'` allows; in the document itself it would add a <style>, which the policy refuses. The book's tokens
 * reach it all the same, since custom properties are inherited.
 *
 * Tab is not bound: it leaves the field, as in any other. New lines are indented by themselves.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { faultField, faultIn, showFault, type LineFault } from './editor-fault.ts';
import { givenNames } from './editor-names.ts';
import { colours, look } from './editor-look.ts';

export interface EditorOptions {
  text: string;
  parameters: readonly string[];
  constants: readonly string[];
  /** What a screen reader calls the field. */
  label: string;
  /** After each change by the reader; not when `text` is set. */
  change(text: string): void;
}

export interface Editor {
  text: string;
  /** Points at a line and says what is wrong there; without a fault the mark goes. */
  mark(fault?: LineFault): void;
  destroy(): void;
}

/** Set from outside, and so no change of the reader's. */
const outside = Annotation.define<boolean>();

export function editor(place: HTMLElement, options: EditorOptions): Editor {
  const host = place.ownerDocument.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  // The page listens to some letters (/ opens its search) where nobody writes, and cannot see who writes in here.
  host.addEventListener('keydown', (event) => event.key !== 'Escape' && event.stopPropagation());
  place.append(host);
  const view = new EditorView({
    state: EditorState.create({ doc: options.text, extensions: extensions(options) }),
    root,
    parent: root,
  });
  const notes = notesBelow(view, options);
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(insert) {
      const changes = { from: 0, to: view.state.doc.length, insert };
      view.dispatch({ changes, annotations: outside.of(true) });
    },
    mark(fault) {
      view.dispatch({ effects: showFault.of(fault) });
      notes.fault.replaceChildren(...spoken(faultIn(view.state)?.words ?? '', host.ownerDocument));
    },
    destroy() {
      view.destroy();
      host.remove();
    },
  };
}

function extensions({ parameters, constants, label, change }: EditorOptions) {
  return [
    ...[lineNumbers(), history(), bracketMatching(), EditorView.lineWrapping],
    ...[EditorState.tabSize.of(2), indentUnit.of('  '), keymap.of([...defaultKeymap, ...historyKeymap])],
    ...[javascriptLanguage.extension, syntaxHighlighting(colours), look],
    ...[givenNames(parameters, constants), faultField],
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': 'given fault' }),
    EditorView.updateListener.of(({ docChanged, transactions, state }) => {
      const own = transactions.some(
        (transaction) => transaction.docChanged && !transaction.annotation(outside),
      );
      if (docChanged && own) change(state.doc.toString());
    }),
  ];
}

/** What the kernel may use, and what is wrong with it, in words under the lines. */
function notesBelow(view: EditorView, { parameters, constants }: EditorOptions) {
  const note = (id: string) => {
    const line = view.dom.ownerDocument.createElement('p');
    [line.id, line.className] = [id, `cm-${id}`];
    view.dom.append(line);
    return line;
  };
  const given = [...parameters, ...constants.map((name) => `this.constants.${name}`)];
  note('given').textContent =
    `It can use ${[...given, 'this.thread.x', 'this.thread.y', 'Math'].join(', ')}.`;
  return { fault: note('fault') };
}

/** A sentence whose parts between backticks are of the student's own text. */
function spoken(words: string, document: Document): (string | Node)[] {
  return words.split(/(`[^`]*`)/).map((part) => {
    if (!/^`.*`$/s.test(part)) return part;
    const code = document.createElement('code');
    code.textContent = part.slice(1, -1);
    return code;
  });
}
