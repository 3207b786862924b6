/** The texts that teachers paste: what an editor, a browser and the codec make of them. */
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { check, complete, format, meant, parse } from '../../components/parts/codec.ts';
import type { Inputs } from '../../components/parts/declare.ts';
import { pairsFor } from '../../src/element/address.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { started } from '../../src/embed/afm-start.ts';
import * as snippet from '../../src/embed/snippet.ts';
import { ofSize, randomState, seeded } from '../browser/support/states.ts';

const plain = {
  book: 'https://book.example/fork/',
  widget: 'eigen-gradient',
  title: 'What is left',
  height: 460,
};
const nasty = 'λ > 1 & "more" </iframe><script>alert(1)</script> [x](y) `c` \\ *a*\n\u0000 ’s';
const dom = (html: string) => new JSDOM(`<!doctype html><body>${html}`).window.document.body;

describe('the frame', () => {
  test('is the text of the specification', () => {
    const options = { ...plain, state: [['radius', '1.01']] as const, wrote: 1 };
    expect(snippet.iframe(options)).toBe(
      '<iframe src="https://book.example/fork/embed/eigen-gradient/?radius=1.01&amp;v=1" width="100%" height="460" title="What is left" style="border:0"></iframe>',
    );
    expect(snippet.frameAddress(plain)).toBe('https://book.example/fork/embed/eigen-gradient/');
  });

  test('says only what is not so anyway', () => {
    const usual = { theme: 'auto', notation: 'book', controls: 'all', lock: [], start: 'auto' } as const;
    const rest = { heading: true, links: true, motion: true, device: 'auto', tag: '' };
    expect(snippet.wordsOf({ ...usual, ...rest })).toEqual([]);
    const other = {
      ...{ theme: 'dark', notation: 'wu', controls: ['radius', 'seed'], lock: ['seed'], heading: false },
      ...{ links: false, motion: false, device: 'plain', start: 'click', tag: 'week-3' },
    };
    expect(new URL(snippet.frameAddress({ ...plain, ...other })).search).toBe(
      '?theme=dark&notation=wu&controls=radius,seed&lock=seed&heading=0&links=0&motion=0&device=plain&start=click&tag=week-3',
    );
    expect(snippet.wordsOf({ controls: [] })).toEqual([['controls', 'none']]);
  });

  test('has no more than five attributes, whatever the title says', () => {
    const body = dom(snippet.iframe({ ...plain, title: nasty, width: 640 }));
    expect([...body.childNodes].map(({ nodeName }) => nodeName)).toEqual(['IFRAME']);
    const frame = body.querySelector('iframe')!;
    expect(frame.getAttributeNames()).toEqual(['src', 'width', 'height', 'title', 'style']);
    expect(frame.title).toBe('λ > 1 & "more" </iframe><script>alert(1)</script> [x](y) `c` \\ *a* ’s');
  });

  test('of a frozen version stays in it', () => {
    const frozen = { ...plain, version: '0.1.0' };
    const texts = [snippet.iframe, snippet.element, snippet.anywidget, snippet.observable, snippet.quarto];
    for (const text of [...texts, snippet.markdown, snippet.mystFrame, snippet.sphinx]) {
      const found = text(frozen).match(/https:\/\/book\.example[^\s"')]*/g)!;
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter((one) => !one.startsWith('https://book.example/fork/v/0.1.0/'))).toEqual([]);
    }
  });
});

/** Whether a state went behind `#s=`. */
const long = new Set<boolean>();

describe.each(Object.values(declarations))('a state of $id', (declaration) => {
  const shown = { ...plain, widget: declaration.id, wrote: declaration.version };
  const known = new Set(['theme', 'notation', 'controls', 'lock', 'tag', 'v']);

  test('comes back from the address, short or long, beside words and WordPress’s secret', () => {
    const large = ofSize(declaration, 'largest');
    const states = fc.integer().map((seed) => {
      return seed % 3 ? randomState(declaration, seeded(seed)) : randomState(large, seeded(seed), 'all');
    });
    fc.assert(
      fc.property(states, fc.boolean(), (given, dark) => {
        const options = {
          ...shown,
          state: format(declaration, given),
          ...(dark && { theme: 'dark', tag: "a'b(c)" }),
        };
        const url = new URL(snippet.frameAddress(options));
        expect(url.search.length).toBeLessThanOrEqual(2048);
        expect(url.href).not.toMatch(/[\s"'()<>]/);
        long.add(url.hash !== '');
        const pairs = pairsFor(declaration.id, url, true).filter(([name]) => !known.has(name));
        const back = parse(declaration, pairs);
        expect(back.notes).toEqual([]);
        expect(complete(declaration, back.given)).toEqual(complete(declaration, check(declaration, given)));
        expect(url.searchParams.get('tag')).toBe(dark ? "a'b(c)" : null);
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  test('comes back from the element’s attributes and from the cell of a notebook', () => {
    const given = randomState(declaration, seeded(7), 'tame');
    const options = { ...shown, title: nasty, state: format(declaration, given) };
    const body = dom(snippet.element(options));
    const found = body.querySelector<HTMLElement>('unfold-widget')!;
    const texts = [...found.attributes].filter(({ name }) => name !== 'name' && name !== 'data-v');
    expect(
      parse(
        declaration,
        texts.map(({ name, value }) => [name, value]),
      ).given,
    ).toEqual(given);
    expect(found.dataset.v).toBe(String(declaration.version));
    expect(body.querySelectorAll('script')).toHaveLength(1);
    expect(found.querySelector('a > img')!.getAttribute('alt')).toContain('</iframe>');
    const cell = JSON.parse(snippet.anywidget(options).split('\n')[1]!) as Record<string, unknown>;
    const back = started(declaration, (name) => cell[name]);
    expect(back.notes).toEqual([]);
    expect(complete(declaration, back.given)).toEqual(complete(declaration, given));
    const set = /Object\.entries\((.*)\)\) \{/.exec(
      snippet.observable({ ...options, theme: 'dark', motion: false }),
    );
    const changes = Object.entries(JSON.parse(set![1]!) as Inputs);
    const values = changes.map(([name, value]) => [name, meant(declaration.inputs[name], value)]);
    expect(check(declaration, Object.fromEntries(values))).toEqual(given);
  });
});

test('among those states were short and long ones', () => {
  expect([...long].sort()).toEqual([false, true]);
});

test('a state that no figure would read is refused', () => {
  const state = [['eigenvalues', '1'.repeat(70_000)]] as const;
  expect(() => snippet.frameAddress({ ...plain, state })).toThrow('70012 characters of an address');
});

describe('Markdown of every kind', () => {
  const nastier = { ...plain, title: nasty, state: [['radius', '1.01']] as const };

  test('keeps a title inside its brackets', () => {
    expect(snippet.markdown(nastier)).toBe(
      '[![λ \\> 1 \\& "more" \\</iframe\\>\\<script\\>alert(1)\\</script\\> \\[x\\](y) \\`c\\` \\\\ \\*a\\* ’s]' +
        '(https://book.example/fork/embed/eigen-gradient/figure-light.svg)](https://book.example/fork/embed/eigen-gradient/?radius=1.01)',
    );
  });

  test('is one block for each system', () => {
    expect(snippet.anywidget({ ...plain, theme: 'dark' })).toBe(
      ':::{anywidget} https://book.example/fork/embed/eigen-gradient/afm.mjs\n{ "theme":"dark" }\n:::',
    );
    expect(snippet.mystFrame(nastier).split('\n')).toHaveLength(5);
    expect(snippet.sphinx(nastier).split('\n')).toEqual(['```{raw} html', snippet.iframe(nastier), '```']);
    expect(snippet.quarto(nastier)).toContain(`\`\`\`{=html}\n${snippet.iframe(nastier)}\n\`\`\``);
  });
});
