/**
 * The compiled program (kernels/trainer/program/) in base64, put in here when the book is built or tested: see
 * src/build/trainer-program.ts. Where nothing puts it in, as when Node reads a widget's declaration, there is none, and
 * `plain` computes. `relaxed` is for browsers that multiply and add in one instruction.
 */
export const program = { everywhere: '', relaxed: '' };
