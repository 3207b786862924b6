/** A wrong name in a chapter stops the build with file, line, column, what was found and the nearest right name. */
import { describe, expect, test } from 'vitest';
import { nearest, suggestion } from '../../src/mdx/nearest.ts';
import { bookNames, components, elements } from '../../src/mdx/names.ts';
import { problemsIn } from '../../src/mdx/check-names.ts';
import { complaint, treeOf } from './chapter.ts';

const problems = (text: string) => [...problemsIn(treeOf(text), bookNames())].map(({ words }) => words);

test('the place is the file’s, from the root of the project, and the line and column of the fault', () => {
  const text =
    '---\ntitle: x\n---\n\nSome words and <Term id="softmx">so</Term>.\n\n<Cite key="graves2014nt" />\n';
  const error = complaint(text)!;
  const [first, second] = error.message.split('\n');
  expect(first).toMatch(
    /^content\/chapters\/new\.mdx:5:16 <Term id="softmx"\/>: no such term .* Did you mean softmax\?/,
  );
  expect(second).toMatch(
    /^content\/chapters\/new\.mdx:7:1 <Cite key="graves2014nt"\/>: no such source .* Did you mean graves2014ntm\?/,
  );
  expect([error.line, error.column]).toEqual([5, 16]);
});

describe('every wrong name is found', () => {
  test.each<[string, string, string]>([
    ['a component', '<Widgt name="ntm-step" />', '<Widgt>: no such component. Did you mean Widget?'],
    ['a component in small letters', '<claim>x</claim>', '<claim>: no such component. Did you mean Claim?'],
    ['an element that is not for chapters', '<script>1</script>', '<script>: no such component.'],
    ['a component of an object', '<Foo.Bar />', '<Foo.Bar>: no such component.'],
    ['a widget', '<Widget name="ntm-stap" />', '<Widget name="ntm-stap"/>: no such widget. Did you mean ntm-step?'],
    ['a widget of the prototype', '<Widget name="constructor" />', '<Widget name="constructor"/>: no such widget.'],
    ['no widget', '<Widget />', '<Widget>: name is missing.'],
    ['an input', '<Widget name="ntm-step" bta={5} />', '<Widget bta>: ntm-step has no such input. Did you mean beta?'],
    ['an input of a value', '<Value widget="ntm-step" output="read" at={[0]} gama={2} />', '<Value gama>: ntm-step has no such input. Did you mean gamma?'],
    ['an output', '<Value widget="ntm-step" output="wieghts" />', '<Value output="wieghts"/>: ntm-step has no such output. Did you mean weights?'],
    ['no output', '<Value widget="ntm-step" />', '<Value>: output is missing.'],
    ['a value out of range', '<Widget name="ntm-step" beta={500} />', '<Widget beta>: ntm-step: beta is 500; it must be a number from 0 to 100'],
    ['a value of another shape', '<Widget name="ntm-step" shift={[0, 1]} />', '<Widget shift>: ntm-step: shift is [0,1]; it must be 3 numbers'],
    ['a stage', '<Widget name="ntm-step" stage="shrift" />', '<Widget stage>: stage keeps its default. ntm-step: stage is "shrift"; it must be one of similarity,'],
    ['a computed value', '<Widget name="ntm-step" beta={2 * 3} />', '<Widget beta={…}>: only numbers, strings and arrays of them may stand in {…}.'],
    ['spread attributes', '<Widget {...all} />', '<Widget {…}>: attributes are written one by one.'],
    ['a figure’s id twice', '<Widget name="ntm-step" />\n\n<Widget name="ntm-step" />', '<Widget id="ntm-step"/>: a figure above has this id. Give one of them another.'],
    ['a term', '<Term id="gradeint">x</Term>', '<Term id="gradeint"/>: no such term in content/glossary.yaml. Did you mean gradient?'],
    ['a source', '<Cite key="graves2014nmt" />', '<Cite key="graves2014nmt"/>: no such source in content/bibliography.yaml. Did you mean graves2014ntm?'],
    ['an attribute', '<Cite kee="graves2014ntm" />', '<Cite kee>: no such attribute. Did you mean key?'],
    ['a model', '<Source of="ntn" name="gated" />', '<Source of="ntn"/>: no such model in kernels/. Did you mean ntm?'],
    ['a kernel', '<Source of="ntm" name="gatd" />', '<Source name="gatd"/>: no such kernel in ntm.ts. Did you mean gated?'],
    ['a function that is no kernel', '<Source of="ntm" name="forward" />', '<Source name="forward"/>: no such kernel in ntm.ts.'],
    ['a lecture', '<LectureNote lecture="woo">\n\nx\n\n</LectureNote>', '<LectureNote lecture="woo"/>: no such lecture. Did you mean wu?'],
    ['an import', 'import x from "y"', 'import and export are not for chapters: every component is there by its name.'],
    ['an export', 'export const x = 1', 'import and export are not for chapters: every component is there by its name.'],
    ['an expression', 'Two and {1 + 1}.', '{1 + 1}: only comments may stand in braces.'],
    ['an expression on its own', '{book.title}', '{book.title}: only comments may stand in braces.'],
    ['a chapter in a link', '[x](/ntn/)', '(/ntn/): no such chapter. Did you mean ntm?'],
    ['a chapter that is not written', '[x](/teacher-forcing/)', '(/teacher-forcing/): that chapter is not written yet. Name it without a link.'],
    ['a relative link', '[x](ntm/)', '(ntm/): a link in the book has the form /chapter/ or /chapter/#section.'],
    ['a state without a figure', '[x](?ntm-step.beta=5#ntm-step)', '(?ntm-step.beta=5#ntm-step): ntm-step.beta=5 is no state of a figure'],
    ['a state of another figure', '<Widget name="ntm-step" />\n\n[x](?ntm-stap.beta=5#ntm-step)', 'is no state of a figure, like ntm-step.beta=50. Did you mean ntm-step?'],
    ['a state’s input', '<Widget name="ntm-step" />\n\n[x](?ntm-step.bata=5#ntm-step)', 'ntm-step has no input bata. Did you mean beta?'],
    ['a state out of range', '<Widget name="ntm-step" />\n\n[x](?ntm-step.beta=500#ntm-step)', 'beta was out of range and was brought to 100.'],
    ['a state of another chapter’s', '[x](/ntm/?ntm-step.bata=5#ntm-step)', 'ntm-step has no input bata. Did you mean beta?'],
    ['a link by reference', '[x][y]\n\n[y]: /ntn/', '(/ntn/): no such chapter. Did you mean ntm?'],
    ['a link to a place that no figure has', '<Widget name="ntm-step" />\n\n[x](?ntm-step.beta=5#ntm-stap)', 'ntm-stap'],
  ])('%s', (_, text, words) => {
    const found = problems(text);
    // A fault may have another in its wake, as a component without its name.
    expect(found.filter((problem) => problem.includes(words))).toHaveLength(1);
    expect(found.length).toBeLessThanOrEqual(3);
    expect(complaint(text)!.message).toMatch(/^content\/chapters\/new\.mdx:\d+:\d+ /);
  }); // prettier-ignore

  test('and all of them at once, in their order', () => {
    expect(problems('<Term id="a">x</Term> <Cite key="b" />\n\n[x](/ntn/)').map((words) => words.slice(0, 6))).toEqual(['<Term ', '<Cite ', '(/ntn/']);
  }); // prettier-ignore
});

describe('what is right passes', () => {
  test.each([
    '<Widget name="ntm-step" beta={50} shift={[0, 0, 1]} title="x" id="y" />\n\n[x](?y.beta=50#y)',
    '<Widget name="ntm-step" />\n\n[x](?ntm-step.beta=50&ntm-step.v=1#ntm-step)',
    '<Widget name="ntm-step" memory={[[1, -2], [0.5, 0]]} stage="gate" />',
    '<Value widget="ntm-step" output="weights" at={[2]} digits={3} beta={50} />',
    '<Source of="ntm" name="gated" />',
    '<Claim>\n\nSo it *is* <Term id="softmax">softmax</Term>.\n\n</Claim>',
    '<LectureNote lecture="wu" slide="x">\n\nYour slide.\n\n</LectureNote>',
    '<h2 id="a">$\\hid{t}$</h2>\n\n{/* a note */}',
    '[a](https://example.org/x) [b](mailto:a@b.c) [c](#a) [d](/lectures/wu/) [e](/ntm/#gate) [f](/)',
    '$\\frac{a}{b}$ and `<Widgt />` in code',
  ])('%s', (text) => expect(problems(text)).toEqual([]));

  test('components and elements have different names', () => {
    expect(Object.keys(components).filter((name) => elements.includes(name))).toEqual([]);
  });
});

describe('the nearest name', () => {
  const names = ['beta', 'gamma', 'gate', 'keyVector', 'memory'];
  test.each([
    ['bta', 'beta'],
    ['Beta', 'beta'],
    ['gat', 'gate'],
    ['key', 'keyVector'],
    ['memroy', 'memory'],
    ['', 'beta'],
    ['zzzzzz', undefined],
  ])('%s: %s', (name, expected) => {
    if (name) expect(nearest(name, names)).toBe(expected);
  });

  test('is said with all that are allowed, in order', () => {
    expect(suggestion('gat', ['memory', 'gate'])).toBe('Did you mean gate? Allowed: gate, memory.');
    expect(suggestion('x', [])).toBe('Allowed: none yet.');
  });
});
