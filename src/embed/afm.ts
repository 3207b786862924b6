/** A widget in the form of anywidget's front-end modules. */
import type { Declaration } from '../../components/parts/declare.ts';
import { stand } from './shadow.ts';

export function afmOf(declaration: Declaration) {
  return {
    render({ el }: { el: HTMLElement }) {
      const { element, remove } = stand(el.ownerDocument, declaration);
      el.append(element);
      return remove;
    },
  };
}
