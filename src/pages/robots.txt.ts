import { address } from '../site.ts';

export const GET = (): Response =>
  new Response(`User-agent: *\nAllow: /\nSitemap: ${address('/sitemap-index.xml')}\n`);
