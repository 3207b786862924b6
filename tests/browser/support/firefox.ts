/** Just enough WebDriver BiDi, spoken over a web socket, to visit pages in an installed Firefox. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export const firefoxPath = [
  process.env.FIREFOX_PATH ?? '',
  ...onPath('firefox-esr'),
  ...onPath('firefox'),
].find((path) => path && existsSync(path));

function onPath(program: string): string[] {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
}

interface Answer {
  id?: number;
  type: string;
  method?: string;
  message?: string;
  result?: unknown;
  params?: { level?: string; text?: string };
}

export interface Firefox {
  /** Errors that pages wrote to the console or did not catch. */
  errors: string[];
  /** Loads an address and waits for it. */
  visit(url: string): Promise<void>;
  /** The value of an expression in the page, as JSON; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function startFirefox(path: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'unfolded-firefox-'));
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const socket = await connect(`${await address(child)}/session`);
  const errors: string[] = [];
  const send = speak(socket, errors);
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = (await send('browsingContext.getTree', {})) as { contexts: { context: string }[] };
  const { context } = contexts[0]!;
  return {
    errors,
    visit: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    evaluate: async (expression) => {
      const text = `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`;
      const call = { expression: text, target: { context }, awaitPromise: true };
      const answer = (await send('script.evaluate', call)) as { result: { value: string } };
      return JSON.parse(answer.result.value) as unknown;
    },
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Firefox ended before it listened: ${said}`)));
  });
}

function connect(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.onopen = () => resolve(socket);
    socket.onerror = () => reject(new Error(`no WebDriver BiDi at ${url}`));
  });
}

function speak(socket: WebSocket, errors: string[]) {
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(data as string) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    else if (answer.params?.level === 'error') errors.push(answer.params.text ?? '');
  };
  return (method: string, params: object) =>
    new Promise<unknown>((resolve, reject) => {
      const id = waiting.size + 1;
      waiting.set(id, (answer) => {
        if (answer.type === 'error') reject(new Error(`${method}: ${answer.message}`));
        else resolve(answer.result);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
}
