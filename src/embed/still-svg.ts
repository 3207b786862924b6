/**
 * The figure that was made at build time as one SVG document: title, panels with their drawings, the sentence, and
 * where it is from. It stands alone in an `<img>`: no script, no style sheet, no font or address of another file.
 */
import { JSDOM } from 'jsdom';
import { lettersOf, textOf, type Run } from '../../components/parts/runs.ts';
import type { Macros } from '../../components/parts/label.ts';
import type { Declaration, Panel } from '../../components/parts/types.ts';
import { properties, style } from './still-style.ts';
import { resolved, type Properties, type Theme } from './still-colours.ts';
import { widthOf, wrapped } from './still-words.ts';

export interface StillFigure {
  declaration: Declaration;
  /** What `still` made. */
  html: string;
  title: string;
  sentence: string;
  /** A line that says where the picture is from. */
  source: string;
  macros: Macros;
}

const SVG = 'http://www.w3.org/2000/svg';
const PADDING = 20;
const GAP = 20;
/** Figures whose panels stand side by side as they come wrap at this width; others are this wide at least. */
const [NARROW, WIDE] = [680, 760];
/** On paper and in other people's programs the book's faces may be missing; these are of about their width. */
const faces: Properties = {
  '--sans': "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif",
  '--serif': "'Source Serif 4', 'Source Serif Pro', Georgia, 'Times New Roman', serif",
  '--mono': 'monospace',
};
const all = { ...properties, ...faces };
/** What is the same in both themes, by the figure's HTML. */
const drawn = new Map<string, string>();

/** The document in one theme. */
export function stillSvg(figure: StillFigure, theme: Theme): string {
  const text = unthemed(figure).replace(
    /="([^"]*(?:var|color-mix|light-dark)\([^"]*)"/g,
    (_, value: string) => {
      const plain = resolved(value.replaceAll('&apos;', "'"), all, theme);
      return `="${plain}"`;
    },
  );
  return `${text}\n`;
}

type Text = (content: string | readonly Run[], attributes: Record<string, string | number>) => SVGTextElement;

/** What one panel shows, from top to bottom; drawings with the size at which they are drawn. */
interface Part {
  width: number;
  titles: string[];
  formula: Run[];
  values: Run[][];
  above?: Drawing;
  drawing?: Drawing;
  below?: Drawing;
}
interface Drawing {
  svg: Element;
  width: number;
  height: number;
}

interface Work extends StillFigure {
  window: InstanceType<typeof JSDOM>['window'];
  document: Document;
  letters: (tex: string) => Run[];
  text: Text;
}

function unthemed(figure: StillFigure): string {
  const known = drawn.get(figure.html) ?? draw(figure);
  drawn.set(figure.html, known);
  return known;
}

function draw(figure: StillFigure): string {
  const { window } = new JSDOM(`<unfold-widget>${figure.html}</unfold-widget>`);
  const { document } = window;
  const shown = document.querySelector('figure.unfold')!;
  // Tables hold many elements that no rule for drawings need look at.
  shown.querySelector('.tools')?.remove();
  style(shown);
  const work = {
    ...figure,
    window,
    document,
    letters: lettersOf(document, figure.macros),
    text: textsOf(document),
  };
  const page = laidOut(work);
  clean(page);
  return new window.XMLSerializer().serializeToString(page);
}

/** Texts are placed by their first line's base, in the book's sans and ink unless something else is said. */
function textsOf(document: Document): Text {
  return (content, attributes) => {
    const runs = typeof content === 'string' ? [{ text: content, bold: false, italic: false }] : content;
    const text = textOf(document, runs, attributes);
    if (typeof content === 'string') text.textContent = content;
    for (const part of text.querySelectorAll('[class^="kind-"]')) {
      const colour = `--${part.getAttribute('class')!.slice('kind-'.length)}`;
      if (colour in all) part.setAttribute('fill', `var(${colour})`);
    }
    return text;
  };
}

function laidOut(work: Work): Element {
  const { document, text, declaration, title, sentence, source } = work;
  const { rows, width } = rowsOf(work);
  const page = element(document, 'svg', { role: 'img' });
  const name = element(document, 'title', {});
  name.textContent = title;
  const description = element(document, 'desc', {});
  description.textContent = sentence;
  const ground = element(document, 'rect', {
    ...{ x: 0.5, y: 0.5, rx: 8, fill: 'var(--surface)', stroke: 'var(--rule)' },
  });
  page.append(name, description, ground);
  let y = PADDING;
  const lines = (words: readonly string[], size: number, rest: Record<string, string | number>) => {
    for (const line of words) {
      y += Math.round(size * 1.35);
      page.append(text(line, { x: PADDING, y: y - size * 0.3, 'font-size': size, ...rest }));
    }
  };
  lines(wrapped(title, width, 17, { bold: true, shortest: 0.5 }), 17, { 'font-weight': 650 });
  y += 12;
  for (const row of rows.filter(({ after }) => !after)) y += placed(work, page, row.parts, y);
  lines(wrapped(sentence, Math.min(width, 660), 15), 15, {});
  y += 16;
  for (const row of rows.filter(({ after }) => after)) y += placed(work, page, row.parts, y);
  lines(wrapped(source, width, 11), 11, { fill: 'var(--ink-3)' });
  const size = { width: width + 2 * PADDING, height: Math.round(y + PADDING * 0.75) };
  set(page, {
    ...size,
    viewBox: `0 0 ${size.width} ${size.height}`,
    fill: 'var(--ink)',
    'font-family': 'var(--sans)',
  });
  set(ground, { width: size.width - 1, height: size.height - 1 });
  if (declaration.panels.length === 0) throw new Error(`${declaration.id}: a picture needs a panel`);
  return page;
}

interface Row {
  parts: Part[];
  after: boolean;
}

/** The panels that have to do with the state on show: those that the figure has. */
const panelsOf = ({ document, declaration }: Work) =>
  declaration.panels.filter(
    ({ when }, index) => !when || document.querySelector(`[data-panel$="-${index}"]`) !== null,
  );

/** Panels beside each other: as they say how much of the width they take, or as many as there is room for. */
function rowsOf(work: Work): { rows: Row[]; width: number } {
  const panels = panelsOf(work);
  const groups = [false, true].map((after) => panels.filter((panel) => Boolean(panel.after) === after));
  if (panels.some(({ span }) => span)) {
    const widest = panels.map((panel) => (panel.span === 'full' ? natural(work, panel) : 0));
    const width = Math.max(WIDE, ...widest);
    const rows = groups.flatMap((group, index) =>
      spanned(work, group, width).map((parts) => ({ parts, after: index === 1 })),
    );
    return { rows, width };
  }
  const rows = groups.flatMap((group, index) =>
    balanced(group.map((panel) => partOf(work, panel, natural(work, panel)))).map((parts) => ({
      parts,
      after: index === 1,
    })),
  );
  const widths = rows.map(({ parts }) => widthOfRow(parts));
  return { rows, width: Math.max(NARROW * 0.75, ...widths) };
}

const widthOfRow = (parts: readonly Part[]) =>
  parts.reduce((sum, { width }) => sum + width, GAP * (parts.length - 1));

/** As few rows as hold all parts, and of those the ones whose longest is shortest. */
function balanced(parts: readonly Part[]): Part[][] {
  const cut = (most: number) => {
    const rows: Part[][] = [[]];
    for (const part of parts) {
      const row = rows.at(-1)!;
      if (row.length > 0 && widthOfRow([...row, part]) > most) rows.push([part]);
      else row.push(part);
    }
    return rows;
  };
  const { length } = cut(NARROW);
  let most = NARROW;
  while (most > 10 && cut(most - 10).length === length) most -= 10;
  return parts.length > 0 ? cut(most) : [];
}

/** Shares of the width; the plane of a chart takes five twelfths, as on the page. */
function spanned(work: Work, panels: readonly Panel[], width: number): Part[][] {
  const rows: { parts: Part[]; taken: number }[] = [];
  for (const panel of panels) {
    const chart = svgOf(work, panel)?.classList.contains('chart');
    const twelfths = { third: chart ? 5 : 4, half: 6, 'two-thirds': chart ? 7 : 8, full: 12 }[
      panel.span ?? 'full'
    ];
    const share = (twelfths / 12) * (width + GAP) - GAP;
    const row = rows.at(-1);
    const part = partOf(work, panel, share);
    if (row && row.taken + twelfths <= 12) {
      row.parts.push(part);
      row.taken += twelfths;
    } else rows.push({ parts: [part], taken: twelfths });
  }
  return rows.map(({ parts }) => parts);
}

const number = (element: Element, name: string) => Number(element.getAttribute(name));
const svgOf = ({ document }: Work, { drawing }: { drawing?: string }) =>
  drawing ? (document.querySelector(`[data-drawing="${drawing}"] > svg`) ?? undefined) : undefined;

const natural = (work: Work, panel: Panel) =>
  Math.max(
    ...[panel, panel.above, panel.below].map((one) => {
      const svg = one && svgOf(work, one);
      return svg ? number(svg, 'width') : 0;
    }),
  );

/** Charts fill their column, whatever else is no larger than it is. */
function drawingOf(work: Work, one: { drawing?: string } | undefined, column: number): Drawing | undefined {
  const svg = one && svgOf(work, one);
  if (!svg || svg.getAttribute('visibility') === 'hidden') return undefined;
  const [width, height] = [number(svg, 'width'), number(svg, 'height')];
  const scale = svg.classList.contains('chart') ? column / width : Math.min(1, column / width);
  return { svg, width: width * scale, height: height * scale };
}

function partOf(work: Work, panel: Panel, width: number): Part {
  return {
    width,
    titles: wrapped(panel.title, width, 13, { bold: true }),
    formula: panel.formula ? work.letters(panel.formula) : [],
    values: valuesOf(work, panel, width),
    above: drawingOf(work, panel.above, width),
    drawing: drawingOf(work, panel, width),
    below: drawingOf(work, panel.below, width),
  };
}

/** What the controls of a panel are set to, in lines; by its letter alone where there is no room for more. */
function valuesOf({ declaration, document, letters }: Work, panel: Panel, width: number): Run[][] {
  const run = (text: string): Run => ({ text, bold: false, italic: false });
  const items = (panel.controls ?? []).map((name) => {
    const { label, symbol } = declaration.inputs[name]!;
    const group = document.querySelector(
      `.control[aria-label="${label}"], .control:has([data-input="${name}"])`,
    );
    const value = run(group?.querySelector('.fixed')?.textContent?.trim() ?? '');
    const short = symbol ? letters(symbol) : [run(label)];
    const long = symbol ? [run(`${label} `), ...short] : short;
    const fits = runsWidth([...long, run(' '), value]) <= width;
    return [...(fits ? long : short), run(' '), value];
  });
  const lines: Run[][] = [];
  for (const item of items) {
    const line = lines.at(-1);
    const longer = [...(line ?? []), run('\u2003'), ...item];
    if (line && runsWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines;
}

const runsWidth = (runs: readonly Run[]) =>
  runs.reduce((sum, { text, shift, bold }) => sum + widthOf(text, shift ? 9 : 12.5, bold), 0);

/** Writes a row of panels whose titles, formulas and drawings stand on the same lines; gives its height. */
function placed(work: Work, page: Element, parts: readonly Part[], top: number): number {
  const { document, text } = work;
  const most = (height: (part: Part) => number) => Math.max(...parts.map(height));
  const titles = 17 * most((part) => part.titles.length);
  const formulas = most((part) => part.formula.length) ? 23 : 0;
  const values = 18 * most((part) => part.values.length);
  const above = most((part) => part.above?.height ?? 0);
  const drawings = most((part) => part.drawing?.height ?? 0);
  const below = most((part) => part.below?.height ?? 0);
  const head = 8 + titles + formulas + (values && values + 4) + 8;
  const start = head + above + (above && 9);
  let x = PADDING;
  for (const part of parts) {
    const line = element(document, 'path', { d: `M${round(x)} ${round(top)}h${round(part.width)}` });
    set(line, { stroke: 'var(--rule)', 'stroke-width': 2 });
    page.append(line);
    part.titles.forEach((words, at) => {
      page.append(text(words, { x, y: top + 18 + 17 * at, 'font-size': 13, 'font-weight': 600 }));
    });
    const at = top + 8 + titles;
    const formula = { x, y: at + 15, 'font-size': 14, fill: 'var(--ink-2)', 'font-family': 'var(--serif)' };
    if (part.formula.length > 0) page.append(text(part.formula, formula));
    part.values.forEach((runs, row) => {
      const y = at + formulas + 14 + 18 * row;
      page.append(text(runs, { x, y, 'font-size': 12.5, fill: 'var(--ink-2)' }));
    });
    // Controls stand above the drawings: what lies directly on a drawing is at its upper edge.
    put(page, part.above, x, top + head + above - (part.above?.height ?? 0));
    put(page, part.drawing, x, top + start);
    put(page, part.below, x, top + start + drawings + 9);
    x += part.width + GAP;
  }
  return start + drawings + (below && below + 9) + 22;
}

function put(page: Element, drawing: Drawing | undefined, x: number, y: number) {
  if (!drawing) return;
  const { svg, width, height } = drawing;
  set(svg, { x: round(x), y: round(y), width: round(width), height: round(height), overflow: 'visible' });
  page.append(svg);
}

const round = (value: number) => Math.round(value * 10) / 10;

function element(document: Document, name: string, attributes: Record<string, string | number>): Element {
  const made = document.createElementNS(SVG, name);
  set(made, attributes);
  return made;
}

function set(element: Element, attributes: Record<string, string | number>) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

const spoken = /^(class|tabindex|role|display|visibility|aria-.*|data-.*)$/;

/** What only a page, a reader's pointer or a style sheet would use goes. */
function clean(page: Element) {
  const unseen = 'style, script, [display="none"], [visibility="hidden"], .hit, .hits';
  for (const one of page.querySelectorAll(unseen)) one.remove();
  for (const one of page.querySelectorAll('*')) {
    for (const { name } of [...one.attributes]) if (spoken.test(name)) one.removeAttribute(name);
    for (const name of ['fill', 'stroke']) {
      if (one.getAttribute(name) === 'currentColor') one.setAttribute(name, 'var(--ink)');
    }
  }
}
