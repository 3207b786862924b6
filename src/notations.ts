/** The notations in which the book can be read, in the order of its menus: the book's own, then the five lectures'. */
export const lectureNames = ['wu', 'graves', 'goodfellow', 'karpathy', 'freitas'] as const;
export const notations = ['book', ...lectureNames] as const;

export type Notation = (typeof notations)[number];

/** Short names for columns and rows. */
export const notationNames: Record<Notation, string> = {
  book: 'The book',
  wu: 'Wu',
  graves: 'Graves',
  goodfellow: 'Goodfellow',
  karpathy: 'Karpathy',
  freitas: 'Freitas',
};
