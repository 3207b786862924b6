/** `npm run preview`: shows dist as it will be published. BASE must be the one it was built with. */
import { existsSync } from 'node:fs';
import { serve } from './serve.ts';
import { root } from './tools.ts';

if (!existsSync(`${root}dist/404.html`)) {
  console.error('There is no built book in dist. Run: npm run build');
  process.exit(1);
}
try {
  const { url } = await serve(`${root}dist`, process.env.BASE ?? '/', 4321);
  console.log(`\nUnfolded is at ${url}  (stop with Ctrl+C)`);
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(taken ? 'Port 4321 is in use: stop the other server, then run npm run preview.' : error);
  process.exit(1);
}
