/** What stands under a figure on paper, and on the screen once it is frozen: its state in a line, and where to find it. */
import type { Declaration, InputValue, Sizes } from './declare.ts';
import type { Make } from './element.ts';
import type { Flow } from './dataflow.ts';
import type { Live } from './live.ts';
import { exact, excerpt } from './numbers.ts';
import { code } from './qr.ts';

export interface Signed {
  make: Make;
  document: Document;
  declaration: Declaration;
  flow: Pick<Flow, 'inputs' | 'sizes' | 'given'>;
  /** The address of the state on show, and that of the figure. */
  state: string;
  home: string;
}

/** Writes it under a live figure, where it differs from what stands there. */
export function print({ root, declaration, flow, page }: Live, make: Make): void {
  const place = root.querySelector('figure.unfold > .printed');
  const address = (given: Flow['given']) => new URL(page.link(given), root.baseURI).href;
  const document = root.ownerDocument;
  const [state, home] = [address(flow.given), address({})];
  const lines = printed({ make, document, declaration, flow, state, home });
  const said = lines.map((line) => (typeof line === 'string' ? line : line.textContent)).join('');
  if (place?.textContent !== said) place?.replaceChildren(...lines);
}

export function printed({ make, document, declaration, flow, state, home }: Signed): (Element | string)[] {
  const picture = code(document, state);
  const lead = picture
    ? 'This state, live: '
    : 'The address of this state is too long to print. The figure, live: ';
  const address = picture ? state : home;
  return [
    picture ?? code(document, home) ?? '',
    make(
      'div',
      {},
      make('p', { class: 'parameters' }, parameters(declaration, flow)),
      make('p', { class: 'address' }, lead, make('span', {}, address)),
    ),
  ];
}

/** Every number and choice, short arrays, and of long ones those that were set, by their extents. */
export function parameters(declaration: Declaration, { inputs, sizes, given }: Signed['flow']): string {
  const { walk } = declaration;
  const parts = Object.entries(declaration.inputs).flatMap(([name, input]) => {
    const value = inputs[name]!;
    if (name === walk?.input) return [`${input.label} ${moment(walk, value as number, sizes)}`];
    if (input.kind === 'choice')
      return [`${input.label} ${input.options.find((option) => option.value === value)?.label ?? ''}`];
    if (input.kind === 'number') return [`${input.label} ${exact(value as number)}`];
    if (input.kind === 'text') return name in given ? [`${input.label} ${excerpt(value as string)}`] : [];
    const numbers = [value].flat(2) as number[];
    const short = input.shape.every((extent) => typeof extent === 'number');
    if (!short && !(name in given)) return [];
    const text = numbers.length <= 4 ? numbers.map(exact).join(', ') : `set by hand (${extents(value)})`;
    return [`${input.label} ${text}`];
  });
  return parts.join(' · ');
}

const moment = ({ last, name }: NonNullable<Declaration['walk']>, value: number, sizes: Sizes) =>
  name(Math.min(value, last(sizes)), sizes);

function extents(value: InputValue): string {
  const rows = value as (number | number[])[];
  return Array.isArray(rows[0]) ? `${rows.length} × ${rows[0].length}` : String(rows.length);
}
