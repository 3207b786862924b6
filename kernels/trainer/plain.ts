/** The home that is always there: operations in TypeScript on 64-bit numbers; what the others are compared with. */
import type { Home } from './operations.ts';
import { costs } from './plain-costs.ts';
import { gates, gruGates } from './plain-gates.ts';
import { products } from './plain-products.ts';
import { sweeps } from './plain-sweep.ts';
import { updates } from './plain-updates.ts';

export const plain = (room: number): Home => {
  const numbers = new Float64Array(room);
  const operations = {
    ...products(numbers),
    ...gates(numbers),
    ...gruGates(numbers),
    ...costs(numbers),
    ...updates(numbers),
    ...sweeps(numbers),
  };
  return { name: 'plain', numbers, operations };
};
