/** How sources are written: in the text, in a list, and as BibTeX. */
import type { Reference } from './book.ts';

const surname = (author: string): string => author.split(' ').at(-1) ?? author;

/** “Graves et al., 2014” */
export function authorYear({ authors, title, year, type }: Reference): string {
  const [first = title, second] = authors;
  if (type === 'lecture') return first;
  const names =
    authors.length > 2
      ? `${surname(first)} et al.`
      : [first, second]
          .filter(Boolean)
          .map((one) => surname(one!))
          .join(' and ');
  return year ? `${names}, ${year}` : names;
}

/** The best address of a source: its own, its DOI's or arXiv's. */
export function sourceAddress({ url, doi, arxiv }: Reference): string | undefined {
  if (url) return url;
  if (doi) return `https://doi.org/${doi}`;
  return arxiv ? `https://arxiv.org/abs/${arxiv}` : undefined;
}

const venueField: Record<string, string> = {
  article: 'journal',
  inproceedings: 'booktitle',
  book: 'publisher',
  phdthesis: 'school',
  mastersthesis: 'school',
  techreport: 'institution',
};

/** What BibTeX calls types of its own have no place there. */
const entryType = (type: string): string => (type in venueField ? type : 'misc');

function bibtexEntry(type: string, key: string, fields: Record<string, string | number | undefined>): string {
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined);
  return `@${type}{${key},\n${lines.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`;
}

/** A source as BibTeX. Titles keep their capitals by double braces. */
export function bibtex(key: string, source: Reference): string {
  const { authors, title, year, venue, doi, arxiv, url, note, type } = source;
  return bibtexEntry(entryType(type), key, {
    author: authors.join(' and '),
    title: `{${title}}`,
    year,
    [venueField[type] ?? 'howpublished']: venue,
    doi,
    ...(arxiv && { eprint: arxiv, archiveprefix: 'arXiv' }),
    url,
    note: type === 'lecture' ? undefined : note,
  });
}

/** A page of this book as BibTeX. */
export function pageBibtex(page: {
  key: string;
  title: string;
  date: string;
  version: string;
  url: string;
}): string {
  return bibtexEntry('misc', page.key, {
    author: '{The Unfolded authors}',
    title: `{${page.title}}`,
    year: page.date.slice(0, 4),
    howpublished: `Unfolded, version ${page.version}`,
    url: page.url,
  });
}
