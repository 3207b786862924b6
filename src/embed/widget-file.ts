/** `widget.json`: everything that is to be known of a widget from outside, and the schema of that file. */
import type { Declaration } from '../../components/parts/types.ts';
import { frameHeight, frameWidths } from './heights.ts';
import { DIALECT, inputsSchema, outputsSchema, type Schema } from './schema.ts';

export interface Place {
  /** The book's home page. */
  book: string;
  bookTitle: string;
  bookVersion: string;
  chapterTitle: string;
  /** The picture that goes with a link. */
  preview: string;
}

/** The addresses of what is published for a widget, by what they are. */
export function addressesOf(book: string, widget: string) {
  const folder = `${book}embed/${widget}/`;
  return {
    frame: folder,
    oembed: `${folder}oembed.json`,
    schema: `${folder}widget.json`,
    light: `${folder}figure-light.svg`,
    dark: `${folder}figure-dark.svg`,
    observable: `${folder}module.js`,
    anywidget: `${folder}afm.mjs`,
    element: `${book}embed.js`,
  };
}

export function widgetFile(declaration: Declaration, place: Place) {
  const { id, title, description, chapter, version, dimensions, extents = {} } = declaration;
  const { book, bookTitle, bookVersion, chapterTitle, preview } = place;
  return {
    $schema: `${book}embed/widget.schema.json`,
    id,
    title,
    description,
    version,
    book: { title: bookTitle, version: bookVersion, address: book },
    chapter: { id: chapter, title: chapterTitle, address: `${book}${chapter}/#${id}` },
    licenses: { code: 'MIT', figures: 'CC-BY-4.0' },
    addresses: { ...addressesOf(book, id), preview },
    heights: Object.fromEntries(frameWidths.map((width) => [width, frameHeight(id, width)])),
    dimensions: Object.fromEntries(
      Object.entries(dimensions).map(([name, { words, range, default: usual, input }]) => [
        name,
        { words, range, default: usual, ...(input && { input }) },
      ]),
    ),
    extents: Object.fromEntries(
      Object.entries(extents).map(([name, { words, from }]) => [name, { words, from }]),
    ),
    inputs: inputsSchema(declaration),
    outputs: outputsSchema(declaration),
  };
}

const text = { type: 'string', minLength: 1 };
const address = { type: 'string', format: 'uri' };
const strict = (properties: Record<string, Schema>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const named = (entry: Schema): Schema => ({ type: 'object', additionalProperties: entry });
const extent = { type: 'integer', minimum: 0 };

/** The schema of `widget.json`. */
export const widgetSchema = (book: string): Schema => ({
  $schema: DIALECT,
  $id: `${book}embed/widget.schema.json`,
  title: 'A widget of Unfolded',
  ...strict({
    $schema: address,
    id: { type: 'string', pattern: '^[a-z0-9-]+$' },
    title: text,
    description: text,
    version: {
      type: 'integer',
      minimum: 1,
      description: 'Rises when a state of an older version would mean something else.',
    },
    book: strict({ title: text, version: text, address }),
    chapter: strict({ id: text, title: text, address }),
    licenses: strict({ code: text, figures: text }),
    addresses: strict(
      Object.fromEntries([...Object.keys(addressesOf('', '')), 'preview'].map((name) => [name, address])),
    ),
    heights: {
      ...strict(Object.fromEntries(frameWidths.map((width) => [width, { type: 'integer', minimum: 100 }]))),
      description: 'Pixels that the figure takes at first, by the width of its frame.',
    },
    dimensions: named(
      strict(
        {
          words: text,
          range: { type: 'array', items: extent, minItems: 2, maxItems: 2 },
          default: extent,
          input: { ...text, description: 'The input that is this extent.' },
        },
        ['input'],
      ),
    ),
    extents: named(strict({ words: text, from: extent })),
    inputs: { $ref: DIALECT, description: 'What `set` takes.' },
    outputs: { $ref: DIALECT, description: 'What `get` gives.' },
  }),
});
