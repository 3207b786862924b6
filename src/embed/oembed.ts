/** What an editor that knows oEmbed 1.0 (https://oembed.com) learns when somebody pastes the address of a figure. */
import { iframe, type Options } from './snippet.ts';

export interface Picture {
  url: string;
  width: number;
  height: number;
}

/**
 * The answer is a file, so that it is the same for every question: `maxwidth` cannot be heeded, which is why the frame
 * takes the width that there is; `width` and `height` are those at which its height was measured.
 */
export function oembed(options: Options & { width: number }, author: string, picture: Picture) {
  return {
    version: '1.0',
    type: 'rich',
    title: options.title,
    author_name: author,
    author_url: options.book,
    provider_name: 'Unfolded',
    provider_url: options.book,
    cache_age: 86_400,
    thumbnail_url: picture.url,
    thumbnail_width: picture.width,
    thumbnail_height: picture.height,
    html: iframe({ ...options, width: '100%' }),
    width: options.width,
    height: options.height,
  };
}
