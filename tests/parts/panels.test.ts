/** Panels that come and go with a choice: each has its own title, controls and drawing, whatever stood there before. */
import { expect, test } from 'vitest';
import { cell } from '../../components/parts/declare.ts';
import { small } from './small.ts';
import { standing } from './standing.ts';

const drawn = (name: string) =>
  cell(['document'], (document: Document) => {
    const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    picture.textContent = name;
    return picture;
  });

test('a panel that comes is whole, and those beside it stay what they are', async () => {
  const widget = small({
    drawings: { first: drawn('first'), bright: drawn('bright'), last: drawn('last') },
    panels: [
      { title: 'one', drawing: 'first', controls: ['shade'] },
      { title: 'only bright', formula: 'x', drawing: 'bright', controls: ['rate'], when: { shade: ['bright'] } },
      { title: 'three', drawing: 'last', controls: ['pair'] },
    ],
  }); // prettier-ignore
  const { live, root } = await standing(widget);
  const panels = () =>
    [...root.querySelectorAll('.panel')].map((panel) =>
      ['.panel-title', '.control-name', '.drawing'].map((part) => panel.querySelector(part)!.textContent.replace(/ =.*/, '').trim()),
    );
  const dim = [
    ['one', 'shade', 'first'],
    ['three', 'pair', 'last'],
  ];
  const bright = [dim[0], ['only bright', 'rate', 'bright'], dim[1]];
  const last = root.querySelectorAll('.panel')[1];
  expect(panels()).toEqual(dim);
  await live.change({ shade: 'bright' });
  expect(panels()).toEqual(bright);
  expect(root.querySelectorAll('.panel')[2]).toBe(last);
  await live.change({ rate: 2 });
  expect(panels()).toEqual(bright);
  await live.change({ shade: 'dim' });
  expect(panels()).toEqual(dim);
  await live.undo();
  expect(panels()).toEqual(bright);
}); // prettier-ignore
