/** The line of a fault: a bar and a paler ground, a cross in the place of its number, and words for screen readers. */
import { RangeSet, StateEffect, StateField, type EditorState } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, lineNumberMarkers } from '@codemirror/view';

/** A line, counted from 1, and a sentence. */
export interface LineFault {
  line: number;
  words: string;
}

export const showFault = StateEffect.define<LineFault | undefined>();

/** A fault and the beginning of its line, which moves along as lines are written above it. */
type Shown = (LineFault & { from: number }) | undefined;

const faultyLine = Decoration.line({ class: 'cm-faulty' });

class Cross extends GutterMarker {
  override elementClass = 'cm-faulty-number';
  override toDOM() {
    return document.createTextNode('✕');
  }
}
const cross = new Cross();

export const faultField = StateField.define<Shown>({
  create: () => undefined,
  update(shown, { effects, changes, newDoc }) {
    for (const effect of effects) {
      if (!effect.is(showFault)) continue;
      const { value } = effect;
      if (!value) return undefined;
      const line = Math.min(Math.max(1, Math.round(value.line) || 1), newDoc.lines);
      return { ...value, line, from: newDoc.line(line).from };
    }
    return shown && { ...shown, from: newDoc.lineAt(changes.mapPos(shown.from, 1)).from };
  },
  provide: (own) => [
    EditorView.decorations.from(own, (shown) =>
      shown ? Decoration.set(faultyLine.range(shown.from)) : Decoration.none,
    ),
    lineNumberMarkers.from(own, (shown) => (shown ? RangeSet.of(cross.range(shown.from)) : RangeSet.empty)),
    EditorView.contentAttributes.from(own, (shown) => ({ 'aria-invalid': String(Boolean(shown)) })),
  ],
});

export const faultIn = (state: EditorState) => state.field(faultField);
