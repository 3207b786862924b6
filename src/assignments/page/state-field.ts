/** Takes the settings of a figure as an answer, and puts them back into it. */
import { format } from '../../../components/parts/codec.ts';
import { declaration } from '../../element/widgets.ts';
import type { UnfoldWidget } from '../../element/index.ts';
import type { AskOf } from '../types.ts';
import type { Own } from './questions.ts';

export function stateField(place: HTMLElement, ask: AskOf<'state'>, changed: (text: string) => void): Own {
  const button = place.querySelector<HTMLButtonElement>('[data-take]')!;
  const line = place.querySelector<HTMLElement>('[data-taken]')!;
  let text = '';
  /** How often anything was put here: settings that come late, for whoever was here before, are not taken. */
  let turn = 0;
  const figure = () => document.getElementById(ask.figure) as UnfoldWidget | null;
  const show = () => {
    const pairs = [...new URLSearchParams(text)].map(([name, value]) => `${name} = ${value.replaceAll(',', ', ')}`);
    line.textContent = text ? `taken: ${pairs.join('; ')}` : 'nothing taken yet';
  };
  button.addEventListener('click', () => {
    const mine = ++turn;
    take(figure(), ask).then(
      (taken) => {
        if (mine !== turn) return;
        text = taken;
        show();
        changed(text);
      },
      (reason: unknown) => {
        reportError(reason);
        line.textContent = 'The figure’s settings could not be taken. See whether you are online and the figure is there, and take them again.';
      },
    );
  });
  return {
    get text() {
      return text;
    },
    set text(value) {
      turn++;
      text = value;
      show();
    },
    get enabled() {
      return !button.disabled;
    },
    set enabled(value) {
      button.disabled = !value;
    },
  };
} // prettier-ignore

/** Every captured input as addresses write it, also where it is as at first. */
async function take(figure: UnfoldWidget | null, ask: AskOf<'state'>): Promise<string> {
  if (!figure) throw new Error(`assignment: the page has no figure "${ask.figure}"`);
  await figure.ready;
  const [declared, params] = [await declaration(ask.widget), figure.params!];
  const set = Object.fromEntries(ask.capture.map((name) => [name, params[name]!]));
  const query = new URLSearchParams(format(declared, set).map(([name, value]) => [name, value]));
  return query.toString().replaceAll('%2C', ',').replaceAll('%3B', ';');
}
