/** Solutions under lock: AES-GCM of 256 bits by Web Crypto, with a random key that the instructor posts after the deadline. */

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

function textOf(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** 256 random bits, as 43 letters that survive a mail and a link. */
export const newKey = (): string => textOf(crypto.getRandomValues(new Uint8Array(32)));

/** What is wrong with a text as a key, in a sentence; nothing where it has the form of one. */
export function keyProblem(text: string): string | undefined {
  const key = text.trim();
  if (/^[A-Za-z0-9_-]{43}$/.test(key)) return undefined;
  return `A key has 43 letters, digits, hyphens and underscores; this has ${key.length} characters${key.length === 43 ? ', some of others' : ''}. Copy it whole.`;
}

const imported = (key: string) =>
  crypto.subtle.importKey('raw', bytesOf(key.trim()), 'AES-GCM', false, ['encrypt', 'decrypt']);
const words = (text: string) => new TextEncoder().encode(text);

/** `place` (assignment and exercise) is bound to it: a solution does not open in another place. */
export async function locked(html: string, key: string, place: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv, additionalData: words(place) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, await imported(key), words(html)));
  return `${textOf(iv)}.${textOf(sealed)}`;
}

/** Rejects where the key is not the one. */
export async function unlocked(text: string, key: string, place: string): Promise<string> {
  const [iv = '', sealed = ''] = text.split('.');
  const algorithm = { name: 'AES-GCM', iv: bytesOf(iv), additionalData: words(place) };
  return new TextDecoder().decode(
    await crypto.subtle.decrypt(algorithm, await imported(key), bytesOf(sealed)),
  );
}
