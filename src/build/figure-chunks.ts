/**
 * What every figure needs to wake goes into one file: cut up by who else uses what, it would take a tenth more. Found
 * by following imports, so that a file which is fetched later stays a file of its own.
 */
import { fileURLToPath } from 'node:url';

/** As rolldown hands it to the function that names a file. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Everything that is there once a module is there. */
function reach(graph: Graph, start: string): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const module = seen.has(id) ? null : graph.getModuleInfo(id);
    if (!module) continue;
    seen.add(id);
    open.push(...module.importedIds);
  }
  return seen;
}

/**
 * `early` is what a page needs before any figure wakes, as far as a waking figure needs it too.
 * @param root the folder of the book
 */
export function figureChunks(root: string | URL) {
  const at = (path: string) => fileURLToPath(new URL(path, root));
  const name = (when: 'early' | 'figure') => (id: string, graph: Graph) => {
    if (!reach(graph, at('src/element/wake.ts')).has(id)) return null;
    const early = reach(graph, at('src/element/index.ts')).has(id);
    return early === (when === 'early') ? when : null;
  };
  return {
    groups: [
      { name: name('early'), priority: 2 },
      { name: name('figure'), priority: 1 },
    ],
  };
}
