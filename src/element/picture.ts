/** A figure as one SVG document: its drawings where they stand on the screen, colours as they are now. */

const SVG = 'http://www.w3.org/2000/svg';
const kept = [
  'fill',
  'stroke',
  'stroke-width',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
];

export function toSVG(element: HTMLElement): string {
  const figure = element.querySelector('figure.unfold')!;
  const frame = figure.getBoundingClientRect();
  const page = element.ownerDocument.createElementNS(SVG, 'svg');
  page.setAttribute('xmlns', SVG);
  page.setAttribute('viewBox', `0 0 ${Math.ceil(frame.width)} ${Math.ceil(frame.height)}`);
  const title = element.ownerDocument.createElementNS(SVG, 'title');
  title.textContent = figure.querySelector('.title')?.textContent ?? '';
  page.append(title);
  for (const drawing of figure.querySelectorAll<SVGSVGElement>('svg')) {
    if (getComputedStyle(drawing).visibility !== 'visible') continue;
    page.append(placed(drawing, frame));
  }
  for (const text of figure.querySelectorAll<HTMLElement>('.title, .panel-title, .sentence')) {
    page.append(written(text, frame));
  }
  return new XMLSerializer().serializeToString(page);
}

function placed(drawing: SVGSVGElement, frame: DOMRect) {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const box = drawing.getBoundingClientRect();
  for (const [name, value] of Object.entries({
    x: box.x - frame.x,
    y: box.y - frame.y,
    width: box.width,
    height: box.height,
  })) {
    copy.setAttribute(name, value.toFixed(1));
  }
  const originals = drawing.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, index) => {
    const style = getComputedStyle(originals[index]!);
    for (const name of kept) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'tabindex', 'role']) element.removeAttribute(name);
  });
  return copy;
}

function written(text: HTMLElement, frame: DOMRect) {
  const box = text.getBoundingClientRect();
  const style = getComputedStyle(text);
  const line = text.ownerDocument.createElementNS(SVG, 'text');
  line.setAttribute('x', (box.x - frame.x).toFixed(1));
  line.setAttribute('y', (box.y - frame.y + parseFloat(style.fontSize)).toFixed(1));
  line.setAttribute('fill', style.color);
  line.setAttribute('font-family', style.fontFamily);
  line.setAttribute('font-size', style.fontSize);
  line.textContent = text.textContent;
  return line;
}
