/** `npm run preview -- [folder]`: shows dist, or dist-student or dist-instructor, as it will be published. BASE must be the one it was built with. */
import { existsSync } from 'node:fs';
import { serve } from './serve.ts';
import { root } from './tools.ts';

const folder = (process.argv[2] ?? 'dist').replace(/\/+$/, '');
if (!existsSync(`${root}${folder}/404.html`)) {
  const build = folder.startsWith('dist-') ? folder.replace('dist-', 'build:') : 'build';
  console.error(`There is no built book in ${folder}. Run: npm run ${build}`);
  process.exit(1);
}
try {
  const { url } = await serve(root + folder, process.env.BASE ?? '/', 4321);
  console.log(`\nUnfolded is at ${url}  (stop with Ctrl+C)`);
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(taken ? 'Port 4321 is in use: stop the other server, then run npm run preview.' : error);
  process.exit(1);
}
