/** The macros of this figure's weights, written out: a page loads of a notation only what it finds in these texts. */
const letters = {
  Wi: '\\lstmWi', Wf: '\\lstmWf', Wo: '\\lstmWo', Wg: '\\lstmWg',
  Ui: '\\lstmUi', Uf: '\\lstmUf', Uo: '\\lstmUo', Ug: '\\lstmUg',
  bi: '\\lstmbi', bf: '\\lstmbf', bo: '\\lstmbo', bg: '\\lstmbg',
  pi: '\\lstmpi', pf: '\\lstmpf', po: '\\lstmpo',
} as const; // prettier-ignore

export const letterOf = (name: string): string => letters[name as keyof typeof letters];
