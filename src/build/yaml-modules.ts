/** Vite plug-in: a `.yaml` file of content/ can be imported as what it says. */
import { parse } from 'yaml';
import type { Plugin } from 'vite';

export function yamlModules(): Plugin {
  return {
    name: 'yaml-modules',
    transform(code, id) {
      return id.endsWith('.yaml')
        ? { code: `export default ${JSON.stringify(parse(code))}`, map: null }
        : null;
    },
  };
}
