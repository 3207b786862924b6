/** What the buttons of a figure do. */
import { resized } from './codec.ts';
import { outputNames, type ChoiceInput } from './declare.ts';
import { keep } from './kept-file.ts';
import type { Live } from './live.ts';

export function resize(live: Live, dimension: string, by: number) {
  const { given, sizes } = live.flow;
  void live.change(resized(live.declaration, given, dimension, sizes[dimension] + by));
}

export function walk(live: Live, by: number) {
  const { options } = live.declaration.inputs.stage as ChoiceInput;
  const at = options.findIndex(({ value }) => value === live.flow.inputs.stage);
  const next = options[at + by];
  if (next) void live.change({ stage: next.value });
}

export async function apply(live: Live, index: number) {
  const names = outputNames(live.declaration);
  const values = await Promise.all(names.map((name) => live.get(name)));
  const outputs = Object.fromEntries(names.map((name, position) => [name, values[position]]));
  await live.change(live.declaration.presets[index].change(live.flow.inputs, outputs));
}

export function act(live: Live, action: string, event: Event) {
  const { page, root } = live;
  if (action === 'reset') void live.reset();
  if (action === 'undo') void live.undo();
  if (action === 'redo') void live.redo();
  if (action === 'fullscreen') page.fullscreen?.(root);
  if (action === 'cite') void copy(live, page.cite, 'The citation');
  if (action === 'keep') void keep(live);
  if (action === 'charts') void chart(live);
  if (action === 'svg' || action === 'png') void save(live, action);
  if (action !== 'link') return;
  event.preventDefault();
  void copy(live, new URL(page.link(live.flow.given), root.baseURI).href, 'The link to this state');
}

/** Where the clipboard is refused, as it is in many frames, the text stands there to be copied. */
async function copy(live: Live, text: string, what: string) {
  if (await live.page.copy(text)) return live.say([`${what} was copied.`]);
  await live.say([`${what} could not be copied here; take it from this field.`], text);
  const field = live.root.querySelector<HTMLTextAreaElement>('.offered');
  field?.focus();
  field?.select();
}

async function save(live: Live, kind: 'svg' | 'png') {
  await live.settled;
  await live.sign();
  const words = await live.page.save?.(kind).catch(() => 'The picture could not be made here.');
  if (words) await live.say([words]);
}

/** Draws the tables as charts, or takes the charts away. */
async function chart(live: Live) {
  const found = live.charts ? undefined : await live.page.charts?.().catch(() => undefined);
  if (!live.charts && !found)
    return live.say(['The charts could not be fetched; the tables have every number.']);
  live.charts = found;
  await live.draw();
}

export function stroll(live: Live, by: number) {
  const { input, last } = live.declaration.walk!;
  const end = last(live.flow.sizes);
  const now = Math.min(live.flow.inputs[input] as number, end);
  void live.change({ [input]: Math.min(Math.max(now + by, 0), end) });
}
