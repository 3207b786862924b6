/** The custom element behind every live figure. */
const elements = import.meta.glob('../element/index.ts');
for (const load of Object.values(elements)) void load();
