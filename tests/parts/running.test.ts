/** A figure that plays a run: only on a press, in slices, one step back for one play, and never where nobody sees it. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { cell } from '../../components/parts/declare.ts';
import { sessionOf, type Session } from '../../components/parts/session.ts';
import { small, type Part } from './small.ts';
import { standing, type Standing } from './standing.ts';

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const until = (fact: () => unknown) => vi.waitUntil(fact, { timeout: 4000, interval: 5 });

/** A widget whose run counts; a slice takes a millisecond or more and does some five. */
function counting(changes: Part = {}, slice = 1) {
  const sessions: (Session<number> & { sum: number; slices: number })[] = [];
  const session = cell(['rate'], (rate: number) => {
    let [at, slices] = [0, 0];
    const work = sessionOf<number>({
      reached: () => at,
      back: () => void (at = 0),
      shown: () => at * rate,
      async advance(_, most) {
        slices++;
        await wait(slice);
        return (at = Math.min(at + 5, most));
      },
    });
    const made = Object.create(work, { slices: { get: () => slices } }) as (typeof sessions)[number];
    sessions.push(made);
    return made;
  });
  const declaration = small({
    inputs: {
      ...small().inputs,
      iterations: { kind: 'number', range: [0, 5000], step: 1, whole: true, default: 10, label: 'iterations', words: 'How far.' },
    },
    values: {
      ...small().values,
      session,
      reached: cell(['session', 'iterations', 'invalidation'], (one: Session, count: number, invalidation: Promise<void>) => one.at(count, invalidation)),
    },
    outputs: { ...small().outputs, reached: { shape: [], label: 'reached', words: 'How far.' } },
    run: { input: 'iterations', session: 'session', one: 'iteration', words: 'iterations', last: () => 5000 },
    ...changes,
  });
  return { declaration, sessions };
} // prettier-ignore

const row = ({ root }: Standing) => root.querySelector('.run')!;
const button = (figure: Standing, does: string) =>
  row(figure).querySelector<HTMLButtonElement>(`[data-run="${does}"]`);
const count = ({ live }: Standing) => live.flow.inputs.iterations as number;

async function ready(changes: Part = {}, given = {}, slice = 1) {
  const { declaration, sessions } = counting(changes, slice);
  const figure = await standing(declaration, {}, { given });
  await until(() => figure.live.running);
  return { figure, sessions, window: figure.root.ownerDocument.defaultView! };
}

test('plays from a press to a pause, eight pictures a second at most, in one step back', async () => {
  const { figure } = await ready();
  const drawn = () => figure.told.filter((type) => type === 'change').length;
  await wait(60);
  expect([count(figure), drawn()]).toEqual([10, 0]);
  button(figure, 'play')!.click();
  await until(() => count(figure) > 60);
  const [begun, first] = [performance.now(), drawn()];
  await wait(400);
  expect(drawn() - first).toBeLessThanOrEqual((performance.now() - begun) / 125 + 1);
  expect(button(figure, 'stop')!.textContent).toMatch(/Pause/);
  button(figure, 'stop')!.click();
  await until(() => button(figure, 'play'));
  // The slice that was at work is drawn too.
  await wait(30);
  const end = count(figure);
  await wait(140);
  expect(count(figure)).toBe(end);
  expect(await figure.live.get('reached')).toBe(end);
  expect(row(figure).textContent).toMatch(
    new RegExp(`${end.toLocaleString('en')} iterations, [\\d,]+ a second`),
  );
  await figure.live.undo();
  expect(count(figure)).toBe(10);
  await figure.live.redo();
  expect(await figure.live.get('reached')).toBe(end);
});

test('steps, goes back to the start, and starts again with the same numbers', async () => {
  const { figure } = await ready();
  await figure.press('[data-run="1"]');
  await figure.press('[data-run="100"]');
  expect(await figure.live.get('reached')).toBe(111);
  await figure.press('[data-run="start"]');
  expect(await figure.live.get('reached')).toBe(0);
  expect(button(figure, 'start')!.disabled).toBe(true);
  await figure.press('[data-run="10"]');
  expect(await figure.live.get('reached')).toBe(10);
});

test.each([
  ['another input', ({ live }: Standing) => live.change({ rate: -1 })],
  ['a host', ({ live }: Standing) => live.set({ rate: -1 })],
  ['a reset', ({ live }: Standing) => live.reset()],
  ['freezing', ({ live }: Standing) => live.freeze()],
  ['removing', ({ live }: Standing) => live.dispose()],
  ['a hidden page', ({ root: { ownerDocument } }: Standing) => {
    vi.spyOn(ownerDocument, 'hidden', 'get').mockReturnValue(true);
    ownerDocument.dispatchEvent(new ownerDocument.defaultView!.Event('visibilitychange'));
  }],
])('%s stops it', async (_, stop) => {
  const { figure, sessions } = await ready();
  button(figure, 'play')!.click();
  await until(() => count(figure) > 20);
  await stop(figure);
  await wait(30);
  const [end, slices] = [count(figure), sessions.at(-1)!.slices];
  await wait(140);
  expect([count(figure), sessions.at(-1)!.slices, figure.live.running!.playing]).toEqual([end, slices, false]);
}); // prettier-ignore

test('off screen it stops', async () => {
  const seen: ((entries: { isIntersecting: boolean }[]) => void)[] = [];
  const { declaration } = counting();
  class Observer {
    constructor(call: (typeof seen)[number]) {
      seen.push(call);
    }
    observe() {}
    disconnect() {}
  }
  const figure = await standing(declaration);
  const { Player } = await import('../../components/parts/player.ts');
  Object.assign(figure.root.ownerDocument.defaultView!, { IntersectionObserver: Observer });
  const player = new Player(figure.live, declaration.run!);
  onTestFinished(() => player.dispose());
  player.press('play');
  await until(() => count(figure) > 20);
  seen.at(-1)!([{ isIntersecting: false }]);
  expect(player.state.playing).toBe(false);
});

test.each([
  ['less motion', { matchMedia: (query: string) => ({ matches: query.includes('motion') }) }, /motion/],
  ['a low battery', { navigator: { getBattery: () => Promise.resolve({ charging: false, level: 0.1 }) } }, /battery/],
  ['saving', { navigator: { connection: { saveData: true } } }, /save/],
])('asks first with %s', async (_, says, words) => {
  const { figure, window } = await ready();
  for (const [name, value] of Object.entries(says)) Object.defineProperty(window, name, { value });
  button(figure, 'play')!.click();
  await until(() => button(figure, 'anyway'));
  expect(row(figure).textContent).toMatch(words);
  await wait(60);
  expect(count(figure)).toBe(10);
  button(figure, 'no')!.click();
  expect(button(figure, 'play')).not.toBeNull();
  button(figure, 'play')!.click();
  await until(() => button(figure, 'anyway'));
  button(figure, 'anyway')!.click();
  await until(() => count(figure) > 20);
  button(figure, 'stop')!.click();
  await until(() => button(figure, 'play'));
  button(figure, 'play')!.click();
  await until(() => button(figure, 'stop'));
}); // prettier-ignore

test('a link to far away shows a picture at once, then how far it has come, and can be stopped there', async () => {
  const { figure } = await ready({}, { iterations: 4000, rate: 2 }, 3);
  expect(figure.root.querySelector('.sentence')).not.toBeNull();
  await until(() => row(figure).querySelector('progress'));
  expect(figure.live.flow.given).toEqual({ iterations: 4000, rate: 2 });
  expect(row(figure).textContent).toMatch(/of 4,000 iterations/);
  button(figure, 'stop')!.click();
  await until(() => button(figure, 'play'));
  expect(count(figure)).toBeGreaterThan(10);
  expect(count(figure)).toBeLessThan(4000);
  expect(await figure.live.get('reached')).toBe(2 * count(figure));
});

test('a newer state ends a jump, and its own picture is the one that stands', async () => {
  const { figure, sessions } = await ready({}, {}, 3);
  void figure.live.change({ iterations: 3000 });
  await wait(40);
  void figure.live.change({ rate: 0.5 });
  await wait(40);
  await figure.live.change({ iterations: 20 });
  expect(await figure.live.get('reached')).toBe(10);
  expect(sessions[0]!.slices).toBeLessThan(60);
});

test('what is fixed here cannot be played', async () => {
  const { declaration } = counting();
  const locked = await standing(declaration, { locked: ['iterations'] });
  expect([...row(locked).querySelectorAll('button, input')].every((one) => one.hasAttribute('disabled'))).toBe(true); // prettier-ignore
  const hidden = await standing(declaration, { controls: ['rate'] });
  expect(hidden.root.querySelector('.run')).toBeNull();
});

test('at a pace it goes no faster', async () => {
  const { figure } = await ready({
    run: { ...counting().declaration.run!, pace: () => 80 },
  });
  button(figure, 'play')!.click();
  await until(() => count(figure) >= 30);
  const [from, begun] = [count(figure), performance.now()];
  await wait(300);
  expect(count(figure) - from).toBeLessThanOrEqual(Math.ceil((performance.now() - begun) / 125 + 1) * 10);
});

test('a run that a widget cannot have is told', () => {
  const run = { input: 'rate', session: 'none', one: 'one', words: 'ones', last: () => 1 };
  expect(() => small({ run })).toThrow(/"rate" is no whole-number.*"none" has no value/);
});
