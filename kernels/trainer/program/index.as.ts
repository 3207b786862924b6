/** The compiled home of the trainer: every operation of operations.ts, under the same name. */
export * from './products.as';
export * from './gates.as';
export * from './costs.as';
export * from './updates.as';
export * from './sweep.as';
