/** Everything the site's own script does, on every page with a top bar. Figures have theirs in src/element. */
import { notation } from './notation.ts';
import * as reading from './reading.ts';
import { search } from './search.ts';
import { themeButton } from './theme.ts';

notation();
themeButton();
search();
for (const start of Object.values(reading)) start();
