/** The state that a model's traits say at first. */
import { complete, format, inputName, meant, parse, VERSION } from '../../components/parts/codec.ts';
import type { Declaration, Inputs, InputValue } from '../../components/parts/declare.ts';
import { alike, sameRecord } from './alike.ts';
import { isSaid, namesOf } from './afm-traits.ts';

/**
 * Brings what does not fit into range, with notes, as an address does. A saved model has every input, also those of
 * which only one may be given: then the others follow from one of them.
 */
export function started(
  declaration: Declaration,
  get: (name: string) => unknown,
): { given: Inputs; notes: string[] } {
  const said = namesOf(declaration).flatMap((name): [string, unknown][] => {
    const value = get(name);
    const called = inputName(declaration, name);
    return isSaid(value) ? [[called, meant(declaration.inputs[called], value)]] : [];
  });
  const all = Object.fromEntries(said);
  // Which version of the figure wrote this.
  const version = get(VERSION);
  const texts = (wanted: string[]): [string, string][] => {
    const some = Object.fromEntries(wanted.map((name) => [name, all[name] as InputValue]));
    return [
      ...format(declaration, some),
      ...(isSaid(version) ? [[VERSION, String(version)] as [string, string]] : []),
    ];
  };
  for (const wanted of choices(declaration, Object.keys(all))) {
    const { given, notes } = parse(declaration, texts(wanted));
    const { inputs } = complete(declaration, given);
    if (notes.length === 0 && Object.keys(all).every((name) => alike(inputs[name], all[name]))) {
      return { given: least(declaration, given), notes };
    }
  }
  return parse(declaration, texts(Object.keys(all)));
}

/** Every way to leave out, of inputs that exclude each other, all but one; only where two of them are said. */
function choices({ exclusive = [] }: Declaration, names: string[]): string[][] {
  return exclusive.reduce<string[][]>(
    (ways, group) => {
      const both = group.filter((name) => names.includes(name));
      if (both.length < 2) return ways;
      return ways.flatMap((way) =>
        both.map((kept) => way.filter((name) => name === kept || !both.includes(name))),
      );
    },
    [names],
  );
}

/** Without what would be so anyway, so that links to the state are short. */
function least(declaration: Declaration, given: Inputs): Inputs {
  const { inputs } = complete(declaration, given);
  return Object.keys(given).reduce((kept, name) => {
    const { [name]: _, ...rest } = kept;
    return sameRecord(complete(declaration, rest).inputs, inputs) ? rest : kept;
  }, given);
}
