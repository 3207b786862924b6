/** Numbers as they are shown to the student who wrote them: every digit, a decimal point, a true minus sign. */
import { raised } from '../../components/parts/numbers.ts';

/** 0.25, −1234.5, 1.5·10⁻⁷: `readNumber` reads it back to exactly this number. */
export function written(value: number): string {
  const [digits, power] = String(value).replaceAll('-', '−').split('e') as [string, string?];
  return power === undefined ? digits : `${digits}·10${raised(Number(power.replace('−', '-')))}`;
}

/** 1.5, −2, 3: with a comma and a space between the numbers. */
export const writtenVector = (values: readonly number[]): string => values.map(written).join(', ');
