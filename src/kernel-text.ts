/**
 * Vite plug-in: keeps each kernel's text, without its types, as a string beside the function.
 * gpu.js compiles text, and a minifier would rename, inline and shorten it into something that gpu.js cannot read
 * or that means something else. `kernel(function gated(…) {…})` becomes `kernel(function gated(…) {…}, "function gated(…) {…}")`.
 */
import ts from 'typescript';
import type { Plugin } from 'vite';

export function kernelText(): Plugin {
  return {
    name: 'kernel-text',
    enforce: 'pre',
    transform(code, id) {
      const path = id.split('?')[0] ?? id;
      if (!/\/(kernels|tests)\/.*\.ts$/.test(path) || !code.includes('kernel(function')) return null;
      return { code: withTexts(code), map: null };
    },
  };
}

/** The module's source with every kernel's text put in as the second argument; no line moves. */
export function withTexts(code: string): string {
  let result = code;
  for (const { call, text } of kernelsIn(code).reverse()) {
    const end = call.arguments[0]!.getEnd();
    result = `${result.slice(0, end)}, ${JSON.stringify(text)}${result.slice(end)}`;
  }
  return result;
}

/** Every `kernel(function …)` of a source file, in order, with the text that gpu.js gets. */
export function kernelsIn(code: string): { name: string; text: string; call: ts.CallExpression }[] {
  const file = ts.createSourceFile('kernel.ts', code, ts.ScriptTarget.ESNext, true);
  const found: ReturnType<typeof kernelsIn> = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'kernel' && node.arguments.length === 1) {
      const run = node.arguments[0]!;
      if (ts.isFunctionExpression(run) && run.name) {
        const parameters = run.parameters.map((parameter) => parameter.name.getText());
        const text = `function ${run.name.text}(${parameters.join(', ')}) ${run.body.getText()}`;
        assertPlain(text, run.name.text, parameters);
        found.push({ name: run.name.text, text, call: node });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Types belong to the parameters: a body is printed in the book and given to gpu.js as it stands. */
function assertPlain(text: string, name: string, parameters: string[]) {
  const options = {
    compilerOptions: { target: ts.ScriptTarget.ESNext },
    fileName: `${name}.js`,
    reportDiagnostics: true,
  };
  const [fault] = ts.transpileModule(text, options).diagnostics ?? [];
  if (!fault && !parameters.includes('this')) return;
  const words = fault ? ts.flattenDiagnosticMessageText(fault.messageText, ' ') : '"this" is no parameter';
  throw new Error(
    `kernel ${name}: the body must be plain JavaScript; move types to the parameters (${words})`,
  );
}
