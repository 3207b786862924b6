/**
 * A widget in the form of anywidget's front-end modules (https://anywidget.dev/en/afm/): traits that are named as
 * inputs set the figure, a reader's changes set the traits of inputs and outputs. A trait that the model does not have
 * keeps its default; what MyST passes is plain JSON, of a few names. Each view is a figure of its own.
 */
import type { Declaration } from '../../components/parts/declare.ts';
import { started } from './afm-start.ts';
import { Traits, type Model } from './afm-traits.ts';
import { stand } from './shadow.ts';
import { wishesOf, words } from './wishes.ts';

interface View {
  model: Model;
  el: HTMLElement;
  /** Newer hosts tell the end of a view by it as well. */
  signal?: AbortSignal;
}

export function afmOf(declaration: Declaration) {
  return {
    render({ model, el, signal }: View): () => void {
      const said = () =>
        wishesOf(declaration, Object.fromEntries(Object.keys(words).map((word) => [word, model.get(word)])));
      const { given, notes } = started(declaration, (name) => model.get(name));
      const style = said();
      // The figure has a reader's change just after it tells of it.
      const emit = () => queueMicrotask(() => traits.publish());
      const all = [...style.notes, ...notes];
      const standing = stand(el.ownerDocument, declaration, {
        ...style,
        given,
        notes: all,
        first: given,
        emit,
      });
      el.append(standing.element);
      const traits = new Traits(model, standing.live);
      for (const word of Object.keys(words)) traits.listen(word, () => standing.style(said()));
      void standing.live.ready.then(() => traits.publish());
      const leave = () => {
        traits.stop();
        standing.remove();
      };
      signal?.addEventListener('abort', leave, { once: true });
      return leave;
    },
  };
}
