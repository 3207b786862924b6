/** What of an assignment's text students do not get. */
import { type Node, walk } from '../mdx/walk.ts';

export const isHidden = ({ name }: Node): boolean => name === 'Solution' || name === 'Rubric';

const isMarker = (node: Node, which: 'BEGIN' | 'END') =>
  /^mdx(Flow|Text)Expression$/.test(node.type) &&
  new RegExp(`^/\\*\\s*${which} SOLUTION\\s*\\*/$`).test(node.value ?? '');

/** Of neighbours those from `BEGIN SOLUTION` to `END SOLUTION`, the markers included. */
export function betweenMarkers(children: readonly Node[]): Set<Node> {
  let inside = false;
  const found = children.filter((node) => {
    inside ||= isMarker(node, 'BEGIN');
    const marked = inside;
    if (isMarker(node, 'END')) inside = false;
    return marked;
  });
  return new Set(found);
}

/** Every hidden node, each once, with the nodes above it. */
export function* hiddenNodes(tree: Node): Generator<[Node, Node[]]> {
  const seen = new Set<Node>();
  for (const [node, above] of walk(tree)) {
    if (above.some((one) => seen.has(one))) continue;
    const marked = above[0] && betweenMarkers(above[0].children ?? []).has(node);
    if (!isHidden(node) && !marked) continue;
    seen.add(node);
    yield [node, above];
  }
}
