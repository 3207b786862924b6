/**
 * The sample assignment as students and instructors meet it: own numbers, answers kept, checked, saved and taken on
 * elsewhere; solutions that are locked; and a class graded by drag and drop with what the command would say.
 */
import { zipSync, strToU8, unzipSync, strFromU8 } from 'fflate';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Right } from '../../src/assignments/types.ts';
import { judge } from '../../src/assignments/judge.ts';
import { responseOf, rightsOf, valuesOf, wrongOf } from '../../src/assignments/solve.ts';
import { writeAnswers } from '../../src/assignments/answers.ts';
import { shown } from '../../src/assignments/shown.ts';
import { loadAssignment, type Loaded } from '../../src/commands/assignments.ts';
import { solutionKey } from '../../src/build/locks.ts';
import { axe, overflow } from './support/access.ts';
import { fork, instructor, open, site } from './support/page.ts';

const ID = 'sample-bptt';
const path = `assignments/${ID}/`;
let loaded: Loaded;
beforeAll(async () => void (loaded = await loadAssignment(ID)));

const enter = (login: string, base = site, options = {}) =>
  open(`${base}${path}#student=${login}`, { until: 'load', ...options });
const rights = async (student: string): Promise<Record<string, Right>> => {
  const { assignment, keys, book } = loaded;
  const each = assignment.exercises.map((one) => rightsOf(ID, one, keys[one.id], student, book));
  return Object.assign({}, ...(await Promise.all(each))) as Record<string, Right>;
};
const asks = () => loaded.assignment.exercises.flatMap((exercise) => exercise.asks);
const ask = (page: Page, id: string) => page.locator(`[data-ask="${id}"]`);
const said = (page: Page) => page.locator('[data-saved]').textContent();

const folder = mkdtempSync(join(tmpdir(), 'answers-'));
/** What was downloaded, from a browser that runs elsewhere. */
async function bytesOf(download: Download): Promise<Buffer> {
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return readFileSync(path);
}

/** A file that a student of this name would hand in: all right, or all wrong. */
async function answersOf(student: string, wrong = false) {
  const known = await rights(student);
  const at = '2026-12-01T10:00:00.000Z';
  const texts = asks().map((one) => {
    const right = known[one.id];
    if (one.kind === 'text') return [one.id, { text: 'Because of <b>this</b>.', at, tries: 0 }] as const;
    return [one.id, { text: wrong ? wrongOf(one, right!) : responseOf(one, right!), at, tries: 1 }] as const;
  });
  const { edition } = loaded.assignment;
  return writeAnswers({ assignment: ID, edition, student, saved: at, responses: Object.fromEntries(texts) }, '0.1.0');
} // prettier-ignore

describe('own numbers', () => {
  test('are the same as in Node, others for others, and none without a login', async () => {
    const { page, troubles } = await enter('Ada');
    const seen = () => page.$$eval('[data-param]', (all) => all.filter((one) => !one.closest('.answer')).map((one) => [(one as HTMLElement).dataset.of!, (one as HTMLElement).dataset.param!, (one as HTMLElement).dataset.digits, one.textContent] as const));
    await page.locator('.param.own').first().waitFor();
    const expected = (all: Awaited<ReturnType<typeof seen>>, student: string) =>
      all.map(([of, name, digits]) => shown(valuesOf(ID, loaded.assignment.exercises.find(({ id }) => id === of)!, loaded.keys[of]!, student)[name]!, digits === undefined ? undefined : Number(digits)));
    const ada = await seen();
    expect(ada.length).toBeGreaterThan(8);
    expect(ada.map(([, , , text]) => text)).toEqual(expected(ada, 'ada'));
    await page.getByRole('button', { name: 'Another login' }).click();
    expect(await page.locator('.param.own').count()).toBe(0);
    await page.getByLabel('Your login in the course').fill('no such|login');
    await page.getByRole('button', { name: 'Show my numbers' }).click();
    expect(await page.locator('[data-login-said]').textContent()).toMatch(/letters/);
    await page.getByLabel('Your login in the course').fill(' Grace ');
    await page.keyboard.press('Enter');
    await page.locator('.param.own').first().waitFor();
    const grace = await seen();
    expect(grace.map(([, , , text]) => text)).toEqual(expected(grace, 'grace'));
    expect(grace).not.toEqual(ada);
    expect(troubles).toEqual([]);
  }); // prettier-ignore

  test('reach the figure that they are bound to', async () => {
    const { page } = await enter('ada');
    const bound = page.locator('unfold-widget[data-bind]').first();
    await bound.scrollIntoViewIfNeeded();
    const [input, to] = (await bound.getAttribute('data-bind'))!.split(' ')[0]!.split('=') as [string, string];
    const [of, name] = to.split('.') as [string, string];
    const wanted = valuesOf(ID, loaded.assignment.exercises.find(({ id }) => id === of)!, loaded.keys[of]!, 'ada')[name];
    await expect
      .poll(() => bound.evaluate((one, input) => (one as unknown as { params?: Record<string, unknown> }).params?.[input], input))
      .toEqual(wanted);
  }); // prettier-ignore
});

describe('answers', () => {
  test('with a decimal comma are checked, kept, and there again on another day', async () => {
    const { page, troubles } = await enter('ada');
    const now = asks().find(({ kind, check }) => kind === 'number' && check === 'now')!;
    const right = Number((await rights('ada'))[now.id]);
    const place = ask(page, now.id);
    const field = place.locator('input');
    const check = place.getByRole('button', { name: 'Check' });
    const verdict = place.locator('[data-verdict]');
    await field.fill('about a half');
    await check.click();
    await expect.poll(() => place.getAttribute('data-state')).toBe('unclear');
    await field.fill(String(right + 7).replace('.', ','));
    await check.click();
    await expect.poll(() => place.getAttribute('data-state')).toBe('wrong');
    expect(await verdict.textContent()).not.toContain(String(right).slice(0, 5));
    await field.fill(String(right).replace('.', ',').replace('-', '−'));
    await check.click();
    await expect.poll(() => place.getAttribute('data-state')).toBe('right');
    expect(await said(page)).toMatch(/Kept in this browser/);
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe(String(right).replace('.', ',').replace('-', '−'));
    expect(await page.locator('[data-progress]').textContent()).toMatch(/^1 of \d+ questions answered/);
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('unfolded answers sample-bptt ada')!) as { responses: Record<string, { tries: number }> });
    // What was not understood cost no attempt.
    expect(kept.responses[now.id]!.tries).toBe(2);
    expect(troubles).toEqual([]);
  }); // prettier-ignore

  test('of two tabs do not overwrite each other', async () => {
    const { page } = await enter('ada');
    const other = await page.context().newPage();
    await other.goto(page.url());
    const [one, two] = asks().filter(({ kind }) => kind === 'number' || kind === 'vector');
    await ask(page, one!.id).locator('input').fill('1');
    await ask(other, two!.id).locator('input').fill('2');
    await expect.poll(() => ask(page, two!.id).locator('input').inputValue()).toBe('2');
    await ask(page, one!.id).locator('input').fill('3');
    await expect.poll(() => ask(other, one!.id).locator('input').inputValue()).toBe('3');
    expect(await ask(other, two!.id).locator('input').inputValue()).toBe('2');
  });

  test('are saved as a file and gone on from on another machine', async () => {
    const { page } = await enter('ada');
    const text = asks().find(({ kind }) => kind === 'text')!;
    await ask(page, text.id).locator('textarea').fill('=HYPERLINK("x") and δ');
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save my answers as a file' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`ada-${ID}-answers.json`);
    const file = (await bytesOf(download)).toString();
    const { page: there } = await enter('ada');
    const take = (name: string, buffer: Buffer) =>
      there.locator('[data-import]').setInputFiles({ name, mimeType: 'application/json', buffer });
    await take('broken.json', Buffer.from(file.slice(0, 200)));
    await expect.poll(() => said(there)).toMatch(/Nothing was changed/);
    await take('other.json', Buffer.from(file.replace('"student": "ada"', '"student": "bob"')));
    await expect.poll(() => said(there)).toMatch(/bob.*Nothing was changed/);
    const old = { unfolded: 'answers', version: 1, assignment: ID, student: 'ada', answers: { [text.id.split('.')[0]!]: { [text.id.split('.')[1] ?? '']: 'written long ago' } } };
    await take('old.json', Buffer.from(JSON.stringify(old)));
    await expect.poll(() => ask(there, text.id).locator('textarea').inputValue()).toBe('written long ago');
    await take('mine.json', Buffer.from(file));
    await expect.poll(() => ask(there, text.id).locator('textarea').inputValue()).toBe('=HYPERLINK("x") and δ');
    expect(await said(there)).toMatch(/the older one was: .*written long ago/);
  }); // prettier-ignore

  test('are not lost where a browser keeps nothing, and it is said', async () => {
    const { page, troubles } = await enter('ada', site, {
      before: (page: Page) =>
        page.addInitScript(() => {
          const refuse = () => {
            throw new DOMException('no', 'SecurityError');
          };
          Object.defineProperty(globalThis, 'localStorage', { get: refuse });
        }),
    });
    const text = asks().find(({ kind }) => kind === 'text')!;
    await ask(page, text.id).locator('textarea').fill('still here');
    expect(await said(page)).toMatch(/keeps nothing.*save your answers/);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save my answers as a file' }).click();
    expect((await bytesOf(await waiting)).toString()).toContain('still here');
    expect(troubles).toEqual([]);
  });
});

test('every question that is checked here takes its right answer, by keyboard', { timeout: 240_000 }, async () => {
  const { page, troubles } = await enter('ada');
  const known = await rights('ada');
  await page.locator('.param.own').first().waitFor();
  for (const one of asks().filter(({ check }) => check !== 'grader')) {
    const place = ask(page, one.id);
    await place.scrollIntoViewIfNeeded();
    const text = responseOf(one, known[one.id]!);
    if (one.kind === 'choice') {
      for (const index of text.split(',')) await place.locator(`input[value="${index}"]`).press('Space');
    } else {
      await place.locator('input').focus();
      await page.keyboard.insertText(text);
    }
    await place.getByRole('button', { name: 'Check' }).press('Enter');
    await expect.poll(() => place.getAttribute('data-state'), { message: one.id }).toBe('right');
  }
  expect(troubles).toEqual([]);
}); // prettier-ignore

describe('what is judged later', () => {
  test('a number is told as it was understood, a vector too', async () => {
    const { page } = await enter('ada');
    const one = asks().find(({ kind, check }) => kind === 'number' && check === 'grader')!;
    const line = ask(page, one.id).locator('[data-verdict]');
    await ask(page, one.id).locator('input').fill('−3/4');
    await page.keyboard.press('Tab');
    await expect.poll(() => line.textContent()).toMatch(/Understood as −0.75/);
    await ask(page, one.id).locator('input').fill('three quarters');
    await page.keyboard.press('Tab');
    await expect.poll(() => ask(page, one.id).getAttribute('data-state')).toBe('unclear');
  });

  test('a kernel is written in an editor, and its faults are shown in their lines', async () => {
    const { page, troubles } = await enter('ada');
    const one = asks().find(({ kind }) => kind === 'kernel')!;
    const place = ask(page, one.id);
    await place.scrollIntoViewIfNeeded();
    await place.locator('.cm-content').focus();
    await page.keyboard.insertText('const a = 1;\nreturn window.x;');
    await place.getByRole('button', { name: 'Can it be read?' }).press('Enter');
    await expect.poll(() => place.locator('[data-verdict]').textContent()).toMatch(/Line 2: .*window/);
    await place.locator('.cm-content').focus();
    await page.keyboard.press('Control+A');
    const right = (await rights('ada'))[one.id]!;
    await page.keyboard.insertText(responseOf(one, right));
    await place.getByRole('button', { name: 'Can it be read?' }).press('Enter');
    await expect.poll(() => place.locator('[data-verdict]').textContent()).toMatch(/can be read and run/);
    await page.reload();
    await place.scrollIntoViewIfNeeded();
    await expect.poll(() => place.locator('.cm-content').innerText()).toContain(responseOf(one, right).split('\n')[0]);
    // Also no break of the policy by the editor's styles.
    expect(troubles).toEqual([]);
  }); // prettier-ignore

  test('settings of a figure are taken, kept, and judged in Node', async () => {
    const { page } = await enter('ada');
    const one = asks().find(({ kind }) => kind === 'state')!;
    if (one.kind !== 'state') throw new Error('no settings are asked for');
    const figure = page.locator(`#${one.figure}`);
    await figure.scrollIntoViewIfNeeded();
    const right = (await rights('ada'))[one.id]!;
    const { state } = right as { state: Record<string, unknown> };
    await figure.evaluate(async (figure, state) => {
      const widget = figure as unknown as { ready: Promise<void>; set(state: object): Promise<void> };
      await widget.ready;
      await widget.set(state);
    }, state);
    await ask(page, one.id).getByRole('button', { name: 'Take the figure’s settings' }).press('Enter');
    await expect.poll(() => ask(page, one.id).locator('[data-taken]').textContent()).toMatch(/^taken/);
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('unfolded answers sample-bptt ada')!) as { responses: Record<string, { text: string }> });
    expect(await judge(one, right, kept.responses[one.id]!.text, loaded.book)).toMatchObject({ state: 'right' });
  }); // prettier-ignore
});

test('practice draws other numbers, and what is written for it is not kept', async () => {
  const { page } = await enter('ada');
  const exercise = loaded.assignment.exercises.find(({ id, asks }) => loaded.keys[id]?.params && asks.every(({ check }) => check === 'now'))!;
  const place = page.locator(`[data-exercise="${exercise.id}"]`);
  const numbers = () => place.locator('.param').first().textContent();
  await page.locator('.param.own').first().waitFor();
  const own = await numbers();
  const field = place.locator('input').first();
  await field.fill('12');
  await place.getByRole('button', { name: 'Practise with other numbers' }).click();
  expect(await field.inputValue()).toBe('');
  expect(await numbers()).not.toBe(own);
  await field.fill('98765');
  await place.getByRole('button', { name: 'Back to my own numbers' }).click();
  expect([await numbers(), await field.inputValue()]).toEqual([own, '12']);
  expect(await page.evaluate(() => localStorage.getItem('unfolded answers sample-bptt ada'))).not.toContain('98765');
}); // prettier-ignore

describe('locked solutions', () => {
  test('open with the key and not without it', async () => {
    const { page, troubles } = await enter('ada', fork);
    const locked = page.locator('[data-locked]');
    const count = await locked.count();
    expect(count).toBeGreaterThan(5);
    expect(await page.content()).not.toMatch(/canary/);
    const field = page.getByLabel('The key that your instructor posted');
    const button = page.getByRole('button', { name: 'Open the solutions' });
    const words = page.locator('[data-unlock-said]');
    await field.fill('a guess');
    await button.click();
    expect(await words.textContent()).toMatch(/43 letters/);
    await field.fill('A'.repeat(43));
    await button.click();
    await expect.poll(() => words.textContent()).toMatch(/does not open/);
    expect(await locked.count()).toBe(count);
    await field.fill(solutionKey(ID));
    await button.click();
    await expect.poll(() => words.textContent()).toMatch(`${count} solutions are open`);
    expect(await page.locator('details.answer[open] .katex').count()).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
  });
});

describe('the page that grades', () => {
  const roster =
    'Student,ID,SIS User ID,SIS Login ID,Section\n"Lovelace, Ada",11,,ada,1\n"=HYPERLINK(""x"")",12,,grace,1\n"Turing, Alan",13,,alan,1\n';

  test('says what the command says, without a request', { timeout: 240_000 }, async () => {
    const { page, troubles, requests } = await open(`${instructor}grade/`);
    const zip = zipSync({
      [`lovelaceada_11_900_ada-${ID}-answers.json`]: strToU8(await answersOf('ada')),
      [`hoppergrace_12_901_grace-${ID}-answers.json`]: strToU8(await answersOf('grace', true)),
      [`turingalan_13_902_alan-${ID}-answers.json`]: strToU8('{"format": "unfolded answers", "ver'),
      '../../escape.json': strToU8('{}'),
    });
    const put = (name: string, file: string, buffer: Buffer) =>
      page.locator(`input[name="${name}"]`).setInputFiles({ name: file, mimeType: 'application/octet-stream', buffer });
    await put('submissions', 'submissions.zip', Buffer.from(zip));
    await put('roster', 'roster.csv', Buffer.from(roster));
    const before = requests.length;
    await page.getByRole('button', { name: 'Grade', exact: true }).click();
    await expect.poll(() => page.locator('[data-said]').textContent(), { timeout: 60_000 }).toMatch('of 3 students are graded');
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save everything (zip)' }).click();
    const files = unzipSync(await bytesOf(await waiting));
    const text = (name: string) => strFromU8(files[name]!);
    const points = Object.fromEntries(text('grades.csv').trim().split(/\r?\n/).map((line) => [/ada|grace|alan/.exec(line)?.[0], Number(/[\d.]+$/.exec(line)?.[0])]));
    const free = asks().filter(({ kind }) => kind === 'text').reduce((sum, one) => sum + one.points, 0);
    expect([points.ada, points.grace, points.alan]).toEqual([loaded.assignment.points - free, 0, 0]);
    expect(text('grades.csv')).toContain(`'=HYPERLINK`);
    expect(text('report.txt')).toMatch(/escape\.json/);
    expect(text('report.txt')).toMatch(/Turing|alan/);
    expect(text('feedback/ada.html')).not.toContain('<b>this</b>');
    // Its own parts are fetched when they are first needed, from where the page came.
    expect(requests.slice(before).filter((url) => !url.startsWith(instructor) && !url.startsWith('blob:'))).toEqual([]);
    expect(troubles).toEqual([]);
  }); // prettier-ignore

  test('is in no build for students', async () => {
    for (const base of [site, fork]) {
      const answer = await fetch(`${base}grade/`);
      expect(answer.status).toBe(404);
    }
  });
});

/** Phone, tablet, desktop. */
const widths = [390, 820, 1280];

describe('for everybody', () => {
  test.each([
    ['a student’s page', () => `${site}${path}#student=ada`],
    ['the instructor’s copy', () => `${instructor}${path}#student=ada`],
    ['the page that grades', () => `${instructor}grade/`],
  ])('%s: nothing for axe, and it fits', async (_, address) => {
    const { page, troubles } = await open(address(), { reducedMotion: 'reduce' });
    if (address().includes('#')) {
      await page.locator('.param.own').first().waitFor();
      await page.getByRole('button', { name: 'Answers as text' }).click();
      const number = asks().find(({ kind, check }) => kind === 'number' && check === 'now')!;
      await ask(page, number.id).locator('input').fill('1');
      await ask(page, number.id).getByRole('button', { name: 'Check' }).click();
      await expect.poll(() => ask(page, number.id).getAttribute('data-state')).toBe('wrong');
    }
    if (address().includes('grade')) {
      const put = (name: string, text: string) =>
        page
          .locator(`input[name="${name}"]`)
          .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
      await put('submissions', await answersOf('ada'));
      await put('roster', 'login,name\nada,Ada Lovelace\n');
      await page.getByRole('button', { name: 'Grade', exact: true }).click();
      await page.locator('[data-report]').waitFor();
    }
    // The instructor's copy is the student's page and a little more.
    const more = ['.answer', '.rubric', '.for-instructors'];
    const include = (await page.locator(more.join()).count()) ? more : undefined;
    expect.soft(await axe(page, {}, ['.katex', 'unfold-widget'], include), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(200);
    const contrast = { runOnly: ['color-contrast'] };
    expect.soft(await axe(page, contrast, ['.katex', 'unfold-widget'], include), 'dark').toEqual([]);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect.soft(await overflow(page), `${width} px`).toEqual([]);
    }
    expect(troubles).toEqual([]);
  });
});
