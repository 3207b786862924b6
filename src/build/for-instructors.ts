/** Pages that only the instructor's build has. They lie outside src/pages, so that no other build ever sees them. */
import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { audience } from '../assignments/audience.ts';

export function forInstructors(): AstroIntegration {
  return {
    name: 'for-instructors',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        if (audience() !== 'instructor') return;
        const entrypoint = fileURLToPath(new URL('../instructor/grade.astro', import.meta.url));
        injectRoute({ pattern: '/grade', entrypoint });
      },
    },
  };
}
