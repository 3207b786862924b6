/** Small services to a reader of a chapter. Everything here is an addition: the page is whole without it. */

/** A choice is made once; then the reveal opens, and the right answer says so. */
export function questions(): void {
  for (const question of document.querySelectorAll<HTMLElement>('[data-question]')) {
    const choices = [...question.querySelectorAll<HTMLButtonElement>('.choice')];
    question.addEventListener('click', (event) => {
      const chosen = (event.target as Element).closest<HTMLButtonElement>('.choice');
      if (!chosen || question.dataset.answered) return;
      question.dataset.answered = 'true';
      for (const choice of choices) answer(choice, choice === chosen);
      const reveal = question.querySelector<HTMLElement>('.reveal');
      reveal?.setAttribute('tabindex', '-1');
      reveal?.focus({ preventScroll: true });
    });
  }
}

function answer(choice: HTMLButtonElement, chosen: boolean): void {
  const right = choice.hasAttribute('data-right');
  choice.setAttribute('aria-pressed', String(chosen));
  choice.setAttribute('aria-disabled', 'true');
  const words = right ? '✓ right' : chosen ? 'not so' : '';
  const verdict = document.createElement('span');
  verdict.className = 'verdict';
  verdict.textContent = words;
  choice.append(verdict);
}

/** Long formulas scroll in themselves; only those that do can be reached by the keyboard. */
export function scrollingFormulas(): void {
  const kinds: Record<string, string> = { DIV: 'Formula', TABLE: 'Table', PRE: 'Listing' };
  const regions = [...document.querySelectorAll('.formula, .prose table, .listing pre, .prose > pre')].filter(
    // Figures see to their own.
    (region) => !region.closest('unfold-widget'),
  );
  const scrolling = (region: Element) => {
    const overflows = region.scrollWidth > region.clientWidth;
    const label = `${kinds[region.tagName]} ${regions.indexOf(region) + 1}, scrolls sideways`;
    for (const [name, value] of Object.entries({ tabindex: '0', role: 'region', 'aria-label': label })) {
      if (overflows) region.setAttribute(name, value);
      else region.removeAttribute(name);
    }
  };
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => scrolling(target)));
  regions.forEach((region) => sizes.observe(region));
  // A formula may grow inside its region when its font arrives, which no observer reports.
  void document.fonts.ready.then(() => regions.forEach(scrolling));
  document.addEventListener('notation', () => regions.forEach(scrolling));
}

/** What a term means, beside it, on hover or focus; Escape closes it, and the link leads to the glossary. */
export function glosses(): void {
  if (!('popover' in HTMLElement.prototype)) return;
  const gloss = document.createElement('div');
  gloss.className = 'gloss';
  gloss.popover = 'manual';
  gloss.role = 'tooltip';
  gloss.id = 'gloss';
  document.body.append(gloss);
  let leaving = 0;
  const show = (event: Event) => {
    const term = (event.target as Element).closest?.<HTMLElement>('.term[data-short]');
    if (!term) return;
    clearTimeout(leaving);
    gloss.textContent = term.dataset.short!;
    term.setAttribute('aria-describedby', gloss.id);
    gloss.showPopover();
    const { left, bottom } = term.getBoundingClientRect();
    const room = document.documentElement.clientWidth - gloss.offsetWidth - 16;
    gloss.style.left = `${Math.max(16, Math.min(left, room)) + scrollX}px`;
    gloss.style.top = `${bottom + 6 + scrollY}px`;
  };
  const hide = () => gloss.matches(':popover-open') && gloss.hidePopover();
  const hideSoon = () => (leaving = window.setTimeout(hide, 200));
  for (const name of ['pointerover', 'focusin']) document.addEventListener(name, show);
  document.addEventListener(
    'pointerout',
    (event) => (event.target as Element).closest?.('.term') && hideSoon(),
  );
  document.addEventListener('focusout', hideSoon);
  gloss.addEventListener('pointerover', () => clearTimeout(leaving));
  gloss.addEventListener('pointerout', hideSoon);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
}

/** Marks the section being read in the contents beside the text. */
export function currentSection(): void {
  const links = new Map<string, Element>();
  for (const anchor of document.querySelectorAll<HTMLAnchorElement>('.on-page-aside a')) {
    links.set(decodeURIComponent(anchor.hash.slice(1)), anchor);
  }
  // A heading is behind the reader once it is in the upper third or above; the last of those is current.
  const behind = new Set<string>();
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) behind[isIntersecting ? 'add' : 'delete'](target.id);
      const current = [...links.keys()].findLast((id) => behind.has(id));
      links.forEach((anchor) => anchor.removeAttribute('aria-current'));
      if (current) links.get(current)!.setAttribute('aria-current', 'true');
    },
    { rootMargin: '1000000px 0px -67% 0px' },
  );
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) watcher.observe(heading);
  }
}

/** Reading progress where the browser cannot tie an animation to the scroll. */
export function progress(): void {
  const bar = document.querySelector<HTMLElement>('.progress');
  if (!bar || CSS.supports('animation-timeline: scroll()')) return;
  const read = () => {
    const { scrollHeight, clientHeight } = document.documentElement;
    bar.style.setProperty('--read', String(scrollY / Math.max(1, scrollHeight - clientHeight)));
  };
  addEventListener('scroll', read, { passive: true });
  read();
}

export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    button.addEventListener('click', async () => {
      const text = button.parentElement?.querySelector('pre')?.textContent ?? '';
      const words = button.textContent;
      const copied = await navigator.clipboard.writeText(text).then(
        () => 'Copied',
        () => 'Select the text to copy it',
      );
      button.textContent = copied;
      setTimeout(() => (button.textContent = words), 2000);
    });
  }
}

/** On paper everything is unfolded; the folds come back afterwards. */
export function unfoldForPrint(): void {
  const folded = new Set<HTMLDetailsElement>();
  addEventListener('beforeprint', () => {
    for (const answer of document.querySelectorAll<HTMLDetailsElement>('.answer:not([open])')) {
      folded.add(answer);
      answer.open = true;
    }
  });
  addEventListener('afterprint', () => {
    for (const answer of folded) answer.open = false;
    folded.clear();
  });
}

/** The drawer closes as a reader expects: with Escape, or by a click elsewhere. */
export function drawer(): void {
  const details = document.querySelector<HTMLDetailsElement>('.drawer');
  if (!details) return;
  document.addEventListener('click', ({ target }) => {
    if (!details.contains(target as Element)) details.open = false;
  });
  details.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    details.open = false;
    details.querySelector('summary')?.focus();
  });
}
