/** What is published about each widget as data, as it was built: every address, each file by its own schema. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { check, merged, sizesOf } from '../../components/parts/codec.ts';
import type { Declaration, Inputs, InputValue } from '../../components/parts/declare.ts';
import { annotations } from '../../src/embed/schema.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { filesOf, forkBase, gzipped, pagesOf, readBuilt } from '../browser/support/built.ts';
import { randomState, seeded, type Random } from '../browser/support/states.ts';

const json = (path: string) => JSON.parse(readBuilt('dist', path).toString()) as Record<string, unknown>;
const xml = (text: string) => new JSDOM(text, { contentType: 'application/xml' }).window.document;

function validator(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  ajv.addVocabulary([...annotations]);
  formats.default(ajv);
  return ajv;
}
const faults = (validate: ValidateFunction, value: unknown) => (validate(value) ? [] : validate.errors);

/** oEmbed 1.0, https://oembed.com, section 2.3.4: parameters of every response, and of type "rich" (2.3.4.4). */
const oembedSchema = {
  type: 'object',
  properties: {
    type: { enum: ['photo', 'video', 'link', 'rich'] },
    version: { const: '1.0' },
    title: { type: 'string' },
    author_name: { type: 'string' },
    author_url: { type: 'string', format: 'uri' },
    provider_name: { type: 'string' },
    provider_url: { type: 'string', format: 'uri' },
    cache_age: { type: 'integer', minimum: 0 },
    thumbnail_url: { type: 'string', format: 'uri' },
    thumbnail_width: { type: 'integer', minimum: 1 },
    thumbnail_height: { type: 'integer', minimum: 1 },
  },
  required: ['type', 'version'],
  // "If this parameter is present, thumbnail_width and thumbnail_height must also be present", and so for each of them.
  dependentRequired: {
    thumbnail_url: ['thumbnail_width', 'thumbnail_height'],
    thumbnail_width: ['thumbnail_url', 'thumbnail_height'],
    thumbnail_height: ['thumbnail_url', 'thumbnail_width'],
  },
  allOf: [
    {
      if: { properties: { type: { const: 'rich' } } },
      then: {
        properties: {
          html: { type: 'string', minLength: 1 },
          width: { type: 'integer', minimum: 1 },
          height: { type: 'integer', minimum: 1 },
        },
        required: ['html', 'width', 'height'],
      },
    },
  ],
};

const files = new Set(filesOf('dist'));
const book = new JSDOM(readBuilt('dist', '')).window.document.querySelector<HTMLLinkElement>(
  'link[rel=canonical]',
)!.href;
const inside = (address: unknown) => {
  expect(address).toMatch(new RegExp(`^${book}`));
  const { pathname, hash } = new URL(String(address));
  return { path: pathname.slice(new URL(book).pathname.length), hash };
};
const isThere = (path: string) => files.has(path === '' || path.endsWith('/') ? `${path}index.html` : path);

const published = json('embed/widget.schema.json');
const [isOembed, isWidget] = [validator().compile(oembedSchema), validator().compile(published)];

describe.each(Object.values(declarations))('$id', (declaration) => {
  const { id, title } = declaration;
  const folder = `embed/${id}/`;
  const page = new JSDOM(readBuilt('dist', folder)).window.document;
  const meta = (name: string) =>
    page.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content');

  test.each([
    ...[
      'index.html',
      'oembed.json',
      'widget.json',
      'figure-light.svg',
      'figure-dark.svg',
      'module.js',
      'afm.mjs',
    ],
  ])('has %s', (name) => {
    expect(readBuilt('dist', folder + name).length).toBeGreaterThan(100);
  });

  test('oembed.json keeps to oEmbed 1.0, and the page leads to it', () => {
    const answer = json(`${folder}oembed.json`);
    expect(faults(isOembed, answer)).toEqual([]);
    const links = [...page.querySelectorAll<HTMLLinkElement>('link[type="application/json+oembed"]')];
    expect(links.map(({ rel, href, title }) => [rel, inside(href).path, title])).toEqual([
      ['alternate', `${folder}oembed.json`, title],
    ]);
    // "The markup should be valid XHTML 1.0 Basic": well formed at least.
    const frame = xml(String(answer.html)).documentElement;
    expect([frame.localName, ...frame.getAttributeNames()]).toEqual([
      'iframe',
      'src',
      'width',
      'height',
      'title',
      'style',
    ]);
    expect(inside(frame.getAttribute('src')).path).toBe(folder);
    expect([frame.getAttribute('title'), Number(frame.getAttribute('height'))]).toEqual([
      title,
      answer.height,
    ]);
    expect(isThere(inside(answer.thumbnail_url).path)).toBe(true);
  });

  test('the page tells other sites its title, description, picture and address', () => {
    expect([meta('og:title'), meta('twitter:title')]).toEqual([title, title]);
    expect([meta('og:description'), meta('twitter:description')]).toEqual([
      meta('description'),
      meta('description'),
    ]);
    expect(inside(meta('og:url')).path).toBe(folder);
    expect([meta('og:image'), meta('twitter:image')]).toEqual([
      `${book}social/embed-${id}.png`,
      `${book}social/embed-${id}.png`,
    ]);
    expect(
      readBuilt('dist', inside(meta('og:image')).path)
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const names = [...page.head.querySelectorAll('meta[property]')].map((one) =>
      one.getAttribute('property'),
    );
    expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
  });

  test('widget.json keeps to its published schema, and every address in it is there', () => {
    const file = json(`${folder}widget.json`);
    expect(published.$id).toBe(file.$schema);
    expect(faults(isWidget, file)).toEqual([]);
    const { addresses, chapter } = file as Record<string, Record<string, string>>;
    expect(inside(addresses!.element).path).toBe('embed.js');
    expect(Object.entries(addresses!).filter(([, one]) => !isThere(inside(one).path))).toEqual([]);
    const home = inside(chapter!.address);
    expect(readBuilt('dist', home.path).toString()).toMatch(
      new RegExp(`<unfold-widget [^>]*\\bid="${home.hash.slice(1)}"`),
    );
    expect([file.title, file.version]).toEqual([title, declaration.version]);
  });

  test('the schema of inputs accepts and refuses what the codec does', () => {
    const validate = validator().compile((json(`${folder}widget.json`) as { inputs: object }).inputs);
    const { accepted, refused, unsayable } = compared(declaration, validate);
    expect([accepted, refused].map((count) => count > 100)).toEqual([true, true]);
    // What a schema cannot say is all that the codec refuses besides: extents that disagree, arrays and texts that mean nothing.
    expect(
      unsayable.filter((words) => !/; set both, or reset first|valid|; it must be /.test(words)),
    ).toEqual([]);
  });

  test('every default fits', () => {
    const { inputs, outputs } = json(`${folder}widget.json`) as Record<
      string,
      { properties: Record<string, { default: InputValue }> }
    >;
    expect(Object.keys(outputs!.properties)).toEqual(Object.keys(declaration.outputs));
    validator().compile(outputs!);
    for (const name of Object.keys(declaration.inputs)) {
      expect(check(declaration, { [name]: inputs!.properties[name]!.default })).toBeDefined();
    }
  });

  test('the pictures are small, hold the figure’s numbers and need nothing else', () => {
    const [light, dark] = ['light', 'dark'].map((theme) => readBuilt('dist', `${folder}figure-${theme}.svg`));
    for (const bytes of [light!, dark!]) expect(gzipped(bytes)).toBeLessThanOrEqual(40_000);
    const bare = (bytes: Buffer) => bytes.toString().replaceAll(/#[\da-f]{6}\b/g, '#');
    expect(bare(dark!)).toBe(bare(light!));
    const picture = xml(light!.toString());
    expect(picture.documentElement.localName).toBe('svg');
    const texts = (root: ParentNode, some: string) =>
      [...root.querySelectorAll(some)].map(({ textContent }) => textContent).filter(Boolean);
    expect(texts(picture, 'text')).toEqual(expect.arrayContaining(texts(page, '[data-drawing] > svg text')));
    const values = [...picture.querySelectorAll('*')].flatMap((one) => [...one.attributes]);
    const outward = values.filter(
      ({ name, value }) => /^on|href|src/.test(name) || (name !== 'xmlns' && /:\/\/|url\(/.test(value)),
    );
    expect(outward.map(({ name }) => name)).toEqual([]);
    expect(picture.querySelectorAll('script, style, a, image, use, foreignObject')).toHaveLength(0);
  });
});

test.each(['embed/', 'embed/widget.schema.json', 'embed.js', 'embed-check/', 'teach/embed/'])(
  'for all of them there is /%s',
  (path) => expect(isThere(path)).toBe(true),
);

/** How often schema and codec agreed; where only the codec refuses, its words. */
function compared(declaration: Declaration, validate: ValidateFunction) {
  const found = { accepted: 0, refused: 0, unsayable: [] as string[] };
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, spoilt) => {
      const random = seeded(seed);
      const state = randomState(declaration, random);
      const change = spoilt ? spoiled(declaration, state, random) : state;
      const fault = faultOf(declaration, change);
      const fits = validate(structuredClone(change));
      if (fits && fault) found.unsayable.push(fault);
      else expect([fits, change, fault]).toEqual([!fault, change, fault]);
      if (fits) found.accepted += 1;
      else found.refused += 1;
    }),
    { numRuns: 600, seed: 4 },
  );
  return found;
}

function faultOf(declaration: Declaration, change: unknown): string | undefined {
  try {
    sizesOf(declaration, merged(declaration, {}, check(declaration, change)));
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    const array = Object.entries(declaration.inputs).find(
      ([name, input]) => input.kind === 'array' && input.valid && message.includes(` ${name} is `),
    );
    const custom = array?.[1].kind === 'array' && !/each entry from/.test(message);
    return custom ? `valid: ${message}` : message;
  }
}

/** One thing in a state that is out of its range, of another kind, or not there to be set. */
function spoiled(declaration: Declaration, state: Inputs, random: Random): Record<string, unknown> {
  const pick = <T>(some: readonly T[]) => some[Math.floor(random() * some.length)]!;
  const name = pick(Object.keys(declaration.inputs));
  const input = declaration.inputs[name]!;
  const one = { [name]: state[name] };
  const alias = Object.entries(declaration.aliases ?? {}).find(([, meant]) => meant === name)?.[0];
  const others: unknown[] = ['', 'x', null, true, {}, [], [[]], '1', -1e5, 1e5, 0.5, [0], [[0]]];
  if (input.kind === 'choice') return { ...state, [name]: pick(others) };
  if (input.kind === 'text') return { ...state, [name]: pick([null, true, {}, [], 1]) };
  const wrong = pick([
    input.range[0] - 1e-9 - Math.abs(input.range[0]) * 1e-9,
    input.range[1] + 1,
    '0',
    null,
  ]);
  const kinds = [
    { ...one, [`${name}x`]: 1 },
    { [name]: pick(others) },
    { [name]: deepChange(state[name] ?? [0], wrong) },
    ...(input.kind === 'number' && input.whole ? [{ [name]: input.range[0] + 0.5 }] : []),
    ...(alias && name in state ? [{ [alias]: state[name] }, { ...one, [alias]: state[name] }] : []),
    ...(declaration.exclusive ?? []).map((group) =>
      Object.fromEntries(
        group.map((each) => [each, randomState(declaration, random, 'all')[each] ?? state[each] ?? 0]),
      ),
    ),
  ];
  return pick(kinds);
}

/** The first entry of an array, however deep, or the number itself. */
function deepChange(value: InputValue | number[], wrong: unknown): unknown {
  return Array.isArray(value) ? [deepChange(value[0] as InputValue, wrong), ...value.slice(1)] : wrong;
}

describe('the frozen version', () => {
  const pages = pagesOf('dist-fork');
  test.each(pages)('/%s is passed by by search engines, and is its own original', (path) => {
    const text = readBuilt('dist-fork', path).toString();
    expect(text.match(/<meta name="robots" content="noindex">/g)).toHaveLength(1);
    const canonical = /<link rel="canonical" href="([^"]*)">/.exec(text)![1]!;
    expect(new URL(canonical).pathname).toBe(forkBase() + path);
  });
});
