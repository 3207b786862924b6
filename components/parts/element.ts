/** Makes DOM elements from whatever document is handed in: the page's, or jsdom's at build time. */
export type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

export type Make = (tag: string, attributes?: Attributes, ...children: (Child | Child[])[]) => HTMLElement;

/** `false`, `null` and `undefined` leave an attribute or child out; `true` is an empty attribute. */
export function maker(document: Document): Make {
  return (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, '');
      else if (value !== false && value != null) element.setAttribute(name, String(value));
    }
    for (const child of children.flat()) {
      if (child !== false && child != null) element.append(typeof child === 'number' ? String(child) : child);
    }
    return element;
  };
}
