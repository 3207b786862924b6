/** What is asked, as it stands in a text; and what an author does wrong is told with its place. */
import { createProcessor } from '@mdx-js/mdx';
import { describe, expect, test } from 'vitest';
import { forStudents, structureOf } from '../../src/assignments/structure.ts';
import type { Node } from '../../src/mdx/walk.ts';

const parse = (text: string) => createProcessor({ format: 'mdx' }).parse(text) as unknown as Node;
const read = (text: string) => structureOf(parse(text), 'Homework');
const head = '<Assignment id="hw1" due="2026-12-04T23:59+08:00" points={5} />\n\n';
const exercise = (inside: string, attributes = '') =>
  `${head}<Exercise id="one" title="One" points={5}${attributes}>\n\n${inside}\n\n</Exercise>\n`;
const choices = (attributes = '') =>
  `<AskChoice label="Which?"${attributes}>\n<Choice>a</Choice>\n<Choice right>b</Choice>\n</AskChoice>`;

describe('questions', () => {
  test.each([
    ['<AskNumber label="x" />', { kind: 'number', id: 'one', check: 'grader', points: 5, tolerance: { relative: 0.01 } }],
    ['<AskNumber label="x" id="u" absolute={0.5} digits={3} unit="nats" check="now" />', { id: 'one.u', check: 'now', tolerance: { absolute: 0.5, digits: 3 }, unit: 'nats' }],
    ['<AskVector label="x" length={3} check="hash" />', { kind: 'vector', length: 3, check: 'hash' }],
    [choices(), { kind: 'choice', choices: 2, many: false, right: [1] }],
    ['<AskText label="x" longest={200} />', { kind: 'text', longest: 200, check: 'grader' }],
    ['<AskState label="x" widget="eigen-gradient" capture={["radius"]} />\n\n<Widget name="eigen-gradient" />', { kind: 'state', figure: 'eigen-gradient', capture: ['radius'] }],
    ['<AskState label="x" widget="bptt-unfold" figure="mine" capture={["U"]} />\n\n<Widget name="bptt-unfold" id="mine" U={[[1]]} x={[[1], [0]]} units={1} />', { kind: 'state', figure: 'mine', given: 'x=1%3B0&units=1' }],
    ['<AskKernel label="x" kernel="lstm" step="cell" parameters={["i", "g"]} />', { kind: 'kernel', parameters: ['i', 'g'], constants: [] }],
  ])('%s', (text, expected) => {
    const { assignment, faults } = read(exercise(text));
    expect(faults).toEqual([]);
    expect(assignment.exercises[0]!.asks[0]).toMatchObject(expected);
  }); // prettier-ignore

  test('points are shared among questions without', () => {
    const text = ['a', 'b', 'c'].map((id, i) => `<AskText label="x" id="${id}"${i ? '' : ' points={3}'} />`).join('\n\n');
    expect(read(exercise(text)).assignment.exercises[0]!.asks.map(({ points }) => points)).toEqual([3, 1, 1]);
  }); // prettier-ignore

  test('students are told which choice is right where it is checked at once, and nowhere else', () => {
    const right = (check: string) => {
      const [ask] = forStudents(read(exercise(choices(check))).assignment).exercises[0]!.asks;
      return 'right' in ask!;
    };
    expect([right(' check="now"'), right(' check="hash"'), right('')]).toEqual([true, false, false]);
  });
});

describe('is told', () => {
  test.each([
    ['no head', '<Exercise id="one" title="One" points={5}>\n\n</Exercise>', /found 0 <Assignment/],
    ['two heads', `${head}${head}`, /found 2 <Assignment/],
    ['no exercise', head, /there is no <Exercise>/],
    ['a sum that is wrong', exercise('').replace('title="One" points={5}', 'title="One" points={4}'), /have 4 points together/],
    ['a date without a zone', exercise('').replace('+08:00', ''), /2026-12-04T23:59\+08:00, with the time zone/],
    ['a question outside', `${exercise('')}\n\n<AskText label="x" />\n`, /<AskText>: stands in no <Exercise>/],
    ['a number outside', `<Param name="u" />\n\n${exercise('')}`, /<Param>: stands in no/],
    ['two questions without ids', exercise('<AskText label="a" />\n\n<AskText label="b" />'), /needs an id for each/],
    ['two of one id', exercise('<AskText id="a" label="a" />\n\n<AskText id="a" label="b" />'), /are called one.a/],
    ['too many points', exercise('<AskText id="a" label="a" points={6} />'), /has 5 points, but its questions have 6/],
    ['an unknown check', exercise('<AskNumber label="a" check="later" />'), /found later, allowed: now, hash, grader/],
    ['a hash of settings', exercise('<AskState label="a" widget="w" capture={["r"]} check="hash" />\n\n<Widget name="w" />'), /only numbers, vectors and choices/],
    ['one choice', exercise('<AskChoice label="a"><Choice right>a</Choice></AskChoice>'), /fewer than two/],
    ['two right ones', exercise(choices().replace('<Choice>', '<Choice right>')), /Write <AskChoice many>/],
    ['keys of two kinds', exercise('<AskNumber id="a" label="a" check="now" />\n\n<AskNumber id="b" label="b" />'), /Make two exercises of it/],
    ['settings of no figure', exercise('<AskState label="a" widget="w" capture={["r"]} />'), /there is no such figure. There are none/],
    ['settings of another figure', exercise('<AskState label="a" widget="w" figure="f" capture={["r"]} />\n\n<Widget name="v" id="f" />'), /is a v, not a w/],
    ['settings without a student’s own number', exercise('<AskState label="a" widget="w" capture={["r"]} />\n\n<Widget name="w" bind={["s=s"]} />'), /s is the student's own number there/],
    ['a bad id', exercise('').replace('id="one"', 'id="One!"'), /small letters, digits and hyphens/],
  ])('%s', (_, text, words) => {
    const { faults } = read(text);
    expect(faults.map((fault) => fault.words).join('\n')).toMatch(words);
  }); // prettier-ignore
});
