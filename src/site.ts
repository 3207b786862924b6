/** Facts about this site as a whole. Read by the build and by pages, never by scripts in the browser. */
import packageJson from '../package.json' with { type: 'json' };

export const version = packageJson.version;

/** Where readers report errors and find the sources. */
export const repository = process.env.REPOSITORY ?? 'https://github.com/unfolded-book/unfolded';

export const site = process.env.SITE ?? 'http://localhost:4321';

/** The folder the site is served from, always with a slash at both ends. */
export const base = `/${process.env.BASE ?? ''}/`.replace(/\/{2,}/g, '/');

/** The address of a page of this book, `link('/ntm/')`, under any base. */
export const link = (path: string): string => base + path.replace(/^\//, '');

/** The same with the site's origin, for canonical links, citations and social images. */
export const address = (path: string): string => new URL(link(path), site).href;

/** ONLY=assignments leaves out what is not needed to look at them: chapters, embed pages and their pictures. */
export const whole = process.env.ONLY !== 'assignments';
