/** The page of an assignment where things cross: another tab, another student, practice, typing while a check runs, paper. */
import { expect, test } from 'vitest';
import { open, site } from './support/page.ts';

test('verdicts, practice and printing keep to the student and the text that they are about', async () => {
  const { page, troubles } = await open(`${site}assignments/sample-bptt/#student=Ada`, { until: 'load' });
  await page.locator('.param.own').first().waitFor();
  const exercise = page.locator('[data-exercise="postcard"]');
  const place = page.locator('[data-ask="postcard.first"]');
  const field = place.locator('input');
  const check = place.getByRole('button', { name: 'Check' });
  const verdict = () => place.locator('[data-verdict]').textContent();

  // The field is left for the button: what was understood is not told over the verdict.
  await field.fill('1234');
  await check.click();
  await expect.poll(verdict).toMatch(/not right/);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator('[data-ask="postcard.gradient"] input').fill('7');
  const here = page.locator('[data-ask="postcard.gradient"] input');
  await expect.poll(() => here.inputValue()).toBe('7');
  expect(await verdict()).toMatch(/not right/);
  await other.close();
  const state = await place.evaluate(async (place) => {
    const input = place.querySelector('input')!;
    place.querySelector<HTMLButtonElement>('[data-check-now]')!.click();
    input.value = '12345';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => setTimeout(done, 300));
    return place.dataset.state;
  });
  expect(state).toBe('');

  const words = exercise.locator('[data-practice-said]');
  await exercise.getByRole('button', { name: 'Practise' }).click();
  expect(await words.textContent()).toMatch(/not kept/);
  await page.emulateMedia({ media: 'print' });
  expect(await words.isVisible()).toBe(true);
  const student = page.locator('[data-student]');
  expect([await student.isVisible(), await student.locator('button').isVisible()]).toEqual([true, false]);
  expect(await student.textContent()).toMatch(/You answer as ada\./);
  const long = page.locator('[data-kind="text"] textarea').first();
  await long.fill('one line\n'.repeat(40));
  expect(await long.evaluate((area) => area.scrollHeight - area.clientHeight)).toBe(0);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: 'Answers as text' }).click();
  const text = page.locator('#answers-text');
  expect(await text.inputValue()).toContain('12345');
  await page.getByRole('button', { name: 'Another login' }).click();
  expect([await text.isVisible(), await text.inputValue(), await words.textContent()]).toEqual([
    false,
    '',
    '',
  ]);
  await page.getByLabel('Your login in the course').fill('grace');
  await page.keyboard.press('Enter');
  expect(await student.evaluate((one) => document.activeElement === one)).toBe(true);
  expect(await field.inputValue()).toBe('');
  await page.evaluate(() => (location.hash = '#student=ADA'));
  await expect.poll(() => field.inputValue()).toBe('12345');
  expect(troubles).toEqual([]);
});
