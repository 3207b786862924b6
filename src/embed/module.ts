/** A widget as a module of Observable's. */
import type { Declaration } from '../../components/parts/declare.ts';
import { stand } from './shadow.ts';

interface Host {
  module(): {
    variable(observer?: unknown): { define(name: string, needs: string[], definition: unknown): void };
  };
}

export function moduleOf(declaration: Declaration) {
  return function define(runtime: Host, observer: (name: string) => unknown) {
    const main = runtime.module();
    main.variable(observer('figure')).define('figure', ['invalidation'], (invalidation: Promise<void>) => {
      const { element, remove } = stand(document, declaration);
      void invalidation.then(remove);
      return element;
    });
    return main;
  };
}
