/**
 * Makes the pictures of /teach/fork/ in public/teach from the sample assignment, as students and instructors see it.
 * First: ONLY=assignments npm run build:student, and build:instructor. Then:
 * node --experimental-strip-types src/commands/pictures.ts
 */
import { strToU8, zipSync } from 'fflate';
import { mkdirSync } from 'node:fs';
import { chromium, type Locator, type Page } from 'playwright-core';
import sharp from 'sharp';
import { writeAnswers } from '../assignments/answers.ts';
import { responseOf, rightsOf, wrongOf } from '../assignments/solve.ts';
import type { Right } from '../assignments/types.ts';
import { loadAssignment } from './assignments.ts';
import { browserArguments, findBrowser } from './browser.ts';
import { serve } from './serve.ts';
import { root } from './tools.ts';

const ID = 'sample-bptt';
const { assignment, keys, book } = await loadAssignment(ID);
const size = { width: 800, height: 1400 };

async function rights(student: string): Promise<Record<string, Right>> {
  const each = assignment.exercises.map((one) => rightsOf(ID, one, keys[one.id], student, book));
  return Object.assign({}, ...(await Promise.all(each))) as Record<string, Right>;
}

/** What a student hands in: right answers, but wrong ones to the questions named. */
async function handedIn(student: string, wrong: readonly string[], text: string) {
  const known = await rights(student);
  const answer = (ask: (typeof assignment.exercises)[number]['asks'][number]) =>
    ask.kind === 'text' ? text : (wrong.includes(ask.id) ? wrongOf : responseOf)(ask, known[ask.id]);
  const at = '2026-12-01T10:00:00.000Z';
  const asks = assignment.exercises.flatMap(({ asks }) => asks);
  const responses = Object.fromEntries(asks.map((ask) => [ask.id, { text: answer(ask), at, tries: 1 }]));
  const { edition } = assignment;
  return strToU8(writeAnswers({ assignment: ID, edition, student, saved: at, responses }, '0.1.0'));
}

/** From the top of one part to the bottom of another, 1200 wide, without loss. */
async function picture(page: Page, name: string, from: Locator, to = from) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => document.fonts.ready);
  const [first, last] = [(await from.boundingBox())!, (await to.boundingBox())!];
  const y = first.y - 16;
  const clip = { x: 0, y, width: size.width, height: last.y + last.height + 16 - y };
  const shot = await page.screenshot({ clip, fullPage: true, animations: 'disabled' });
  const file = `${root}public/teach/${name}.webp`;
  const made = await sharp(shot).webp({ lossless: true, effort: 6 }).toFile(file);
  console.log(`${name}.webp: ${made.width} × ${made.height}, ${Math.round(made.size / 1000)} kB`);
}

const [students, instructor] = [await serve(`${root}dist-student`), await serve(`${root}dist-instructor`)];
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments() });
const open = async (url: string) => {
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: 1.5, reducedMotion: 'reduce' }); // prettier-ignore
  const page = await context.newPage();
  await page.goto(url);
  return page;
};
mkdirSync(`${root}public/teach`, { recursive: true });
try {
  const path = `assignments/${ID}/`;
  let page = await open(`${students.url}${path}`);
  const exercise = () => page.locator('#postcard');
  const ask = (id: string) => page.locator(`[data-ask="${id}"]`);
  await picture(page, 'before', exercise(), ask('postcard.first'));
  await page.getByLabel('Your login in the course').fill('ada.lovelace');
  await page.getByRole('button', { name: 'Show my numbers' }).click();
  await exercise().locator('.param.own').first().waitFor();
  const right = (await rights('ada.lovelace'))['postcard.first'] as number;
  await ask('postcard.first').locator('input').fill(right.toFixed(3).replace('.', ','));
  await ask('postcard.first').getByRole('button', { name: 'Check' }).click();
  await page.locator('[data-state="right"]').waitFor();
  await picture(page, 'checked', exercise(), ask('postcard.first'));
  await picture(page, 'head', page.locator('[data-assignment-head]'));
  page = await open(`${instructor.url}${path}#student=ada.lovelace`);
  await exercise().locator('.answer .own').first().waitFor();
  await picture(page, 'instructor', ask('postcard.gradient'), exercise().locator('.answer'));

  page = await open(`${instructor.url}grade/`);
  const put = (name: string, file: string, bytes: Uint8Array) =>
    page.locator(`input[name="${name}"]`).setInputFiles({ name: file, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }); // prettier-ignore
  const zip = zipSync({
    [`lovelaceada_101_9001_ada.lovelace-${ID}-answers.json`]: await handedIn('ada.lovelace', [], 'A step of a random gradient is right on average; a cut one is not.'),
    [`hoppergrace_102_9002_grace.hopper-${ID}-answers.json`]: await handedIn('grace.hopper', ['cut.truncated', 'balance', 'transpose'], 'No: what is cut is always the same.'),
    [`turingalan_103_9003_alan.turing-${ID}-answers.json`]: strToU8('{"format": "unfolded answers", "ver'),
  }); // prettier-ignore
  await put('submissions', 'submissions.zip', zip);
  const people = ['"Lovelace, Ada",101,,ada.lovelace', '"Hopper, Grace",102,,grace.hopper', '"Turing, Alan",103,,alan.turing']; // prettier-ignore
  await put('roster', 'roster.csv', strToU8(`Student,ID,SIS User ID,SIS Login ID,Section\n${people.join(',1\n')},1\n`)); // prettier-ignore
  await page.getByRole('button', { name: 'Grade', exact: true }).click();
  await page.locator('[data-result]').waitFor();
  await picture(page, 'grade', page.locator('[data-grading] form'), page.locator('[data-downloads]'));
  await picture(page, 'report', page.getByRole('heading', { name: 'Report' }), page.locator('[data-report]'));
} finally {
  await browser.close();
  await Promise.all([students.close(), instructor.close()]);
}
