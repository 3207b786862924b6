import { widgetSchema } from '../../embed/widget-file.ts';
import { address } from '../../site.ts';

export const GET = (): Response =>
  new Response(`${JSON.stringify(widgetSchema(address('/')), null, 2)}\n`, {
    headers: { 'content-type': 'application/schema+json' },
  });
