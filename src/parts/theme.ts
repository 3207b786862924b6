/** The button that goes from the system's theme to light, to dark, and back. */
const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

// Storage throws in sandboxed frames and where cookies are off; the choice then lasts for the page.
function keep(theme: Theme): void {
  try {
    if (theme === 'auto') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    /* nothing is kept */
  }
}

export function themeButton(): void {
  const button = document.querySelector<HTMLElement>('[data-theme-button]');
  if (!button) return;
  const root = document.documentElement;
  const current = () => (root.dataset.theme ?? 'auto') as Theme;
  const name = () => {
    button.querySelector('[data-theme-name]')!.textContent = current();
  };
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(current()) + 1) % themes.length]!;
    if (next === 'auto') delete root.dataset.theme;
    else root.dataset.theme = next;
    keep(next);
    name();
  });
  name();
}
