/** The custom element behind every live figure. */
import '../element/index.ts';
