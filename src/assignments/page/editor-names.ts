/** Arguments and constants stand out from the names that the student makes up. */
import { syntaxTree } from '@codemirror/language';
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView } from '@codemirror/view';

const given = Decoration.mark({ class: 'cm-given-name' });

export function givenNames(parameters: readonly string[], constants: readonly string[]) {
  /** By what the grammar calls a name by itself, and one after a point. */
  const names = new Map([
    ['VariableName', new Set(parameters)],
    ['PropertyName', new Set(constants)],
  ]);
  const found = ({ state, visibleRanges }: EditorView): DecorationSet => {
    const builder = new RangeSetBuilder<Decoration>();
    for (const { from, to } of visibleRanges) {
      syntaxTree(state).iterate({
        ...{ from, to },
        enter: (node) => {
          const list = names.get(node.name);
          if (list?.has(state.sliceDoc(node.from, node.to))) builder.add(node.from, node.to, given);
        },
      });
    }
    return builder.finish();
  };
  return ViewPlugin.define(
    (view) => ({
      marks: found(view),
      update(update) {
        const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
        if (update.docChanged || update.viewportChanged || parsed) this.marks = found(update.view);
      },
    }),
    { decorations: ({ marks }) => marks },
  );
}
