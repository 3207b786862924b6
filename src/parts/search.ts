/** Search as you type. The index (public/pagefind, made at build time) is fetched with the first letter, not before. */
interface Found {
  url: string;
  meta: { title?: string };
  excerpt: string;
  sub_results: { title: string; url: string; excerpt: string }[];
}

interface Index {
  debouncedSearch(words: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
}

const shown = 12;

function enhance(box: HTMLElement): void {
  const input = box.querySelector('input')!;
  const state = box.querySelector('.search-state')!;
  const list = box.querySelector('.search-results')!;
  const show = async () => {
    const words = input.value.trim();
    if (!words) {
      list.replaceChildren();
      state.textContent = '';
      return;
    }
    try {
      const index = (await import(/* @vite-ignore */ box.dataset.index!)) as Index;
      const answer = await index.debouncedSearch(words);
      // A newer word has been typed meanwhile.
      if (!answer) return;
      const found = await Promise.all(answer.results.slice(0, shown).map((result) => result.data()));
      const near = found.some((one) => isNear(one, words));
      list.replaceChildren(...(near ? found.map(entry) : []));
      state.textContent = summary(near ? answer.results.length : 0, words);
    } catch {
      state.textContent =
        'The search index could not be loaded. It exists only in the built book (npm run build).';
    }
  };
  input.addEventListener('input', () => void show());
  const asked = new URLSearchParams(location.search).get('q');
  if (asked && !box.closest('dialog')) {
    input.value = asked;
    void show();
  }
}

/**
 * Pagefind shortens a word that is nowhere in the book until something begins like it, in the end to one letter, which
 * would be a symbol in a formula. What is found has to share three letters with a word that was asked for.
 */
function isNear({ excerpt, sub_results }: Found, words: string): boolean {
  const beginnings = words
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.slice(0, 3));
  const marked = [excerpt, ...sub_results.map((one) => one.excerpt)].flatMap((text) =>
    [...text.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word!.toLowerCase()),
  );
  return marked.some((word) => beginnings.some((beginning) => word.includes(beginning)));
}

function summary(count: number, words: string): string {
  if (count === 0) return `Nothing in the book for “${words}”.`;
  return count === 1 ? '1 page' : `${count} pages${count > shown ? `, the first ${shown} shown` : ''}`;
}

function entry(found: Found): HTMLLIElement {
  const best = found.sub_results[0];
  const page = found.meta.title ?? 'Page';
  const item = document.createElement('li');
  const anchor = document.createElement('a');
  anchor.href = best?.url ?? found.url;
  anchor.textContent = best && best.title !== page ? `${page}: ${best.title}` : page;
  const words = document.createElement('p');
  // Pagefind escapes the text of the page and adds only <mark>.
  words.innerHTML = best?.excerpt ?? found.excerpt;
  item.append(anchor, words);
  return item;
}

export function search(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-search]')) enhance(box);
  const dialog = document.querySelector<HTMLDialogElement>('[data-search-dialog]');
  if (!dialog) return;
  const open = () => {
    dialog.showModal();
    dialog.querySelector('input')?.select();
  };
  document.querySelector('[data-search-open]')?.addEventListener('click', open);
  dialog.querySelector('[data-search-close]')?.addEventListener('click', () => dialog.close());
  // A search field keeps the first Escape for itself, to empty it.
  dialog.addEventListener('keydown', ({ key }) => key === 'Escape' && dialog.close());
  dialog.addEventListener('click', (event) => {
    const outside = event.target === dialog;
    if (outside || (event.target as Element).closest('a')) dialog.close();
  });
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).closest?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}
