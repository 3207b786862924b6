import { strFromU8, strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { limits, nameFault, unzip } from '../../src/assignments/submissions/unzip.ts';

const text = (name: string) => strToU8(`{"name":"${name}"}`.padEnd(200, ' '));
const good = { 'ada.json': text('ada'), 'grace.json': text('grace') };
const namesOf = async (bytes: Uint8Array, most = limits) => {
  const { files, faults } = await unzip(bytes, { most });
  return {
    names: files.map(({ name }) => name),
    faults: faults.map(({ name, words }) => `${name}: ${words}`),
  };
};
/** 20 MB of zeros in 20 kB. */
const bomb = zipSync({ 'bomb.json': [new Uint8Array(20e6), { level: 1 }], ...good });
/** As a server writes a zip while it sends it: sizes stand behind the data. */
function streamed(files: Record<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  const zip = new Zip((_, part) => parts.push(part));
  for (const [name, bytes] of Object.entries(files)) {
    const file = new ZipDeflate(name);
    zip.add(file);
    file.push(bytes, true);
  }
  zip.end();
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
/** Where a text of ASCII stands in bytes, each time. */
function placesOf(bytes: Uint8Array, wanted: string): number[] {
  const all = strFromU8(bytes, true);
  const places = [];
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) places.push(at);
  return places;
}
/** The zip with another name of the same length in both of its headers. */
function renamed(bytes: Uint8Array, from: string, to: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  for (const at of placesOf(bytes, from)) copy.set(to, at);
  return copy;
}

describe('a zip', () => {
  test('deflated and stored, in folders, with what systems add left out', async () => {
    const zip = zipSync({
      'Ada Lovelace_7_assignsubmission_file': { 'answers.json': good['ada.json'] },
      'grace.json': [good['grace.json'], { level: 0 }],
      'empty.json': new Uint8Array(),
      __MACOSX: { '._grace.json': text('x') },
      '.DS_Store': text('x'),
    });
    const { files, faults } = await unzip(zip);
    expect(faults).toEqual([]);
    expect(files.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['Ada Lovelace_7_assignsubmission_file/answers.json', 200],
      ['grace.json', 200],
      ['empty.json', 0],
    ]);
    expect(strFromU8(files[0]!.bytes)).toBe(strFromU8(good['ada.json']));
  });

  test('names in UTF-8, said or not, and in the old code page', async () => {
    expect((await namesOf(zipSync({ 'Zoë Müller_1.json': text('z') }))).names).toEqual(['Zoë Müller_1.json']);
    const zip = zipSync({ 'Zoxy.json': text('z') });
    const utf8 = renamed(zip, 'Zoxy', new Uint8Array([0x5a, 0x6f, 0xc3, 0xab]));
    expect((await namesOf(utf8)).names).toEqual(['Zoë.json']);
    const old = renamed(zip, 'Zoxy', new Uint8Array([0x5a, 0x6f, 0x89, 0x81]));
    expect((await namesOf(old)).names).toEqual(['Zoëü.json']);
  });

  test('what is no zip is said', async () => {
    for (const bytes of [new Uint8Array(), strToU8('PK'), text('ada'), new Uint8Array(100).fill(80)]) {
      const { files, faults } = await unzip(bytes);
      expect(files).toEqual([]);
      expect(faults[0]!.words).toContain('not a zip');
    }
  });
});

describe('each fault costs only itself', () => {
  const others = ['ada.json', 'grace.json'];

  test('names that lead out of the folder', async () => {
    const bad = [
      '../a.json',
      'a/../../b.json',
      '/etc/a.json',
      'C:\\a.json',
      'a\\..\\b.json',
      'a\u0000.json',
      'a\n.json',
    ];
    const zip = zipSync({ ...Object.fromEntries(bad.map((name) => [name, text('x')])), ...good });
    const { names, faults } = await namesOf(zip);
    expect(names).toEqual(others);
    expect(faults).toHaveLength(bad.length);
    expect(nameFault('a..b/c...json')).toBeUndefined();
    expect(nameFault('..')).toContain('leads out');
  });

  test('a bomb, stopped while it inflates, by its ratio or by its size', async () => {
    const zip = bomb;
    expect(zip.length).toBeLessThan(200_000);
    const { names, faults } = await namesOf(zip);
    expect(names).toEqual(others);
    expect(faults).toEqual([
      'bomb.json: It gets more than 200 times larger when it is unpacked (a zip bomb), and was not read.',
    ]);
    const noise = Uint8Array.from({ length: 5e6 + 1 }, (_, k) => k ^ (k >>> 7));
    for (const level of [0, 1] as const) {
      const large = await namesOf(zipSync({ 'large.json': [noise, { level }], ...good }));
      expect(large.names).toEqual(others);
      expect(large.faults[0]).toContain('large.json: It is larger than 5 MB');
    }
  });

  test('a size that is a lie', async () => {
    const zip = bomb.slice();
    const view = new DataView(zip.buffer);
    for (const at of placesOf(zip, 'PK\u0001\u0002').slice(0, 1)) view.setUint32(at + 24, 10, true);
    expect((await namesOf(zip)).names).toEqual(others);
  });

  test('more than so much, more than so many', async () => {
    const most = { ...limits, all: 300 };
    const { names, faults } = await namesOf(zipSync({ ...good, 'zoe.json': text('zoe') }), most);
    expect(names).toEqual(['ada.json']);
    expect(faults.map((words) => words.slice(0, 10))).toEqual(['grace.json', 'zoe.json: ']);
    const many = await namesOf(zipSync(good), { ...limits, files: 1 });
    expect(many.names).toEqual(['ada.json']);
    expect(many.faults).toEqual([
      ': It has 2 entries; only the first 1 were read. Divide it and grade the parts.',
    ]);
  });

  test('a name twice, an encrypted entry, an unknown method', async () => {
    const zip = zipSync({ 'ada2.json': text('x'), ...good, 'enc.json': text('e'), 'met.json': text('m') });
    const twice = renamed(zip, 'ada2.json', strToU8('bob2.json'));
    const again = renamed(zipSync({ 'adb.json': text('x'), ...good }), 'adb.json', strToU8('ada.json'));
    expect(await namesOf(again)).toEqual({
      names: others,
      faults: ['ada.json: The zip has this name twice; the first of the two was read.'],
    });
    const view = new DataView(twice.buffer);
    const central = placesOf(twice, 'PK\u0001\u0002');
    view.setUint16(central[3]! + 8, 1, true);
    view.setUint16(central[4]! + 10, 14, true);
    const { names, faults } = await namesOf(twice);
    expect(names).toEqual(['bob2.json', ...others]);
    expect(faults[0]).toContain('enc.json: It is encrypted');
    expect(faults[1]).toContain('met.json: It is compressed by method 14');
  });

  test('damaged bytes', async () => {
    const zip = zipSync({ 'a.json': [text('a'), { level: 0 }], ...good });
    zip[placesOf(zip, '"name"')[0]!]! ^= 1;
    const { names, faults } = await namesOf(zip);
    expect(names).toEqual(others);
    expect(faults[0]).toContain('check sum');
    const packed = zipSync({ 'a.json': text('a'), ...good });
    packed.fill(255, 36, 46);
    expect((await namesOf(packed)).names).toEqual(others);
  });

  test('a zip that was cut off gives what is whole', async () => {
    const zip = zipSync({ ...good, 'zoe.json': text('zoe') });
    const directory = placesOf(zip, 'PK\u0001\u0002')[0]!;
    const last = placesOf(zip, 'PK\u0003\u0004')[2]!;
    expect((await namesOf(zip.subarray(0, directory))).names).toEqual([...others, 'zoe.json']);
    const { names, faults } = await namesOf(zip.subarray(0, directory - 5));
    expect(names).toEqual(others);
    expect(faults[0]).toContain('zoe.json: The zip ends before this file does');
    expect(faults[1]).toContain('The zip ends early');
    for (let at = 0; at < zip.length; at += 7) {
      const part = await namesOf(zip.subarray(0, at));
      expect(part.faults.length).toBeGreaterThan(0);
      if (at > last) expect(part.names.slice(0, 2)).toEqual(others);
    }
  });

  test('a zip that was written while it was sent, whole and cut off', async () => {
    const zip = streamed({ ...good, 'zoe.json': text('zoe') });
    expect(new DataView(zip.buffer).getUint16(6, true) & 8).toBe(8);
    expect(await namesOf(zip)).toEqual({ names: [...others, 'zoe.json'], faults: [] });
    const { names, faults } = await namesOf(zip.subarray(0, placesOf(zip, 'PK\u0001\u0002')[0]! - 20));
    expect(names).toEqual(others);
    expect(faults[0]).toContain('zoe.json: The zip ends before this file does');
  });

  test('any byte changed: never an exception', async () => {
    const zip = zipSync(good);
    for (let at = 0; at < zip.length; at++) {
      const copy = zip.slice();
      copy[at]! ^= 0xff;
      const { files, faults } = await unzip(copy);
      expect(files.length + faults.length).toBeGreaterThan(0);
    }
  });
});
