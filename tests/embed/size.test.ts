import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Dialects, secretOf } from '../../src/embed/dialects.ts';
import { Fit } from '../../src/embed/size.ts';

describe('the height of a frame', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function frame(height = 300) {
    const state = { height, asked: [] as number[], scrolls: true };
    const fit = new Fit({
      height: () => state.height,
      ask: (wanted) => state.asked.push(wanted),
      scroll: (allowed) => (state.scrolls = allowed),
    });
    return { state, fit };
  }

  test('is a whole number, and changes of less than two pixels are not told', () => {
    const { state, fit } = frame();
    for (const height of [0, 400.2, 400.9, 401.9, 400, 402.1, 402.5, 399, 399.3]) fit.measured(height);
    expect(state.asked).toEqual([401, 403, 399]);
  });

  test('nobody has acknowledged: the figure scrolls, however high the frame', () => {
    const { state, fit } = frame();
    fit.measured(800);
    fit.resized();
    vi.advanceTimersByTime(5000);
    expect(state.scrolls).toBe(true);
  });

  test('an answer in words, or the height itself, ends scrolling', () => {
    const words = frame();
    words.fit.measured(800);
    words.fit.acknowledge();
    expect(words.state.scrolls).toBe(false);
    const deeds = frame();
    deeds.fit.measured(800);
    deeds.state.height = 798;
    deeds.fit.resized();
    expect(deeds.state.scrolls).toBe(false);
  });

  test('a frame that stays too small for a second scrolls again, until it is high enough', () => {
    const { state, fit } = frame();
    fit.measured(1500);
    fit.acknowledge();
    state.height = 1000;
    fit.resized();
    vi.advanceTimersByTime(900);
    expect(state.scrolls).toBe(false);
    vi.advanceTimersByTime(200);
    expect(state.scrolls).toBe(true);
    fit.measured(1600);
    expect(state.scrolls).toBe(true);
    fit.measured(990);
    expect(state.scrolls).toBe(false);
    vi.advanceTimersByTime(5000);
    expect(state.scrolls).toBe(false);
  });

  test('a frame that follows in time never scrolls', () => {
    const { state, fit } = frame();
    fit.measured(800);
    fit.acknowledge();
    vi.advanceTimersByTime(500);
    state.height = 800;
    fit.resized();
    vi.advanceTimersByTime(5000);
    expect(state.scrolls).toBe(false);
  });
});

describe('the ways to say a height', () => {
  function speaker({
    hash = '',
    opaque = false,
    tag,
  }: { hash?: string; opaque?: boolean; tag?: string } = {}) {
    const said: unknown[] = [];
    const address = `https://book.example/embed/ntm-step/${hash}`;
    const dialects = new Dialects({
      widget: 'ntm-step',
      tag,
      address,
      opaque,
      send: (one) => said.push(one),
    });
    return { said, dialects, address };
  }

  test('all are said at once, whoever is there', () => {
    const { said, dialects, address } = speaker({ hash: '#?secret=aB1', tag: 'one' });
    dialects.tell(432, 640);
    expect(said).toEqual([
      { protocol: 'unfold/1', type: 'size', widget: 'ntm-step', height: 432, tag: 'one' },
      { subject: 'lti.frameResize', height: 432 },
      JSON.stringify({ src: address, context: 'iframe.resize', height: 432 }),
      { context: 'h5p', action: 'hello', scrollHeight: 432, clientHeight: 432, height: 432 },
      { message: 'height', value: 432, secret: 'aB1' },
    ]);
  });

  test('H5P is told a height only once it has answered, and never where it cannot', () => {
    const { said, dialects } = speaker();
    const actions = () => said.splice(0).flatMap((one) => (one as { action?: string }).action ?? []);
    dialects.tell(432, 640);
    expect(dialects.hear({ context: 'h5p', action: 'resizePrepared' })).toEqual({});
    expect(actions()).toEqual(['hello']);
    expect(dialects.hear({ context: 'h5p', action: 'hello' })).toEqual({ acknowledged: true });
    dialects.hear({ context: 'h5p', action: 'resizePrepared' });
    dialects.hear({ context: 'h5p', action: 'resize' });
    dialects.tell(500, 640);
    expect(actions()).toEqual(['prepareResize', 'resize', 'prepareResize', 'prepareResize']);
    const sandboxed = speaker({ opaque: true });
    sandboxed.dialects.tell(432, 640);
    expect(JSON.stringify(sandboxed.said)).not.toContain('h5p');
  });

  test('Canvas acknowledges unless it reports an error', () => {
    const { dialects } = speaker();
    const subject = 'lti.frameResize.response';
    expect(dialects.hear({ subject })).toEqual({ acknowledged: true });
    expect(dialects.hear({ subject, error: { code: 'bad_request' } })).toEqual({ acknowledged: false });
  });

  test('iframe-resizer is answered in its words once it has spoken', () => {
    const { said, dialects } = speaker();
    expect(dialects.hear('[iFrameSizer]resize')).toEqual({ again: false });
    expect(dialects.hear('[iFrameSizer]my-frame:8:false:false:32:true')).toEqual({ acknowledged: true });
    dialects.tell(432, 640);
    expect(said).toContain('[iFrameSizer]my-frame:432:640:size');
    expect(dialects.hear('[iFrameSizer]my-frame:8:false:false:32:true')).toEqual({ acknowledged: true });
    expect(said.at(-1)).toBe('[iFrameSizer]my-frame:432:640:init');
    expect(dialects.hear('[iFrameSizer]resize')).toEqual({ again: true });
  });

  test('what else is heard means nothing', () => {
    const { said, dialects } = speaker({ hash: '#?secret=aB1' });
    const strange = [
      null,
      7,
      'x',
      '[iFrameSizer]',
      `[iFrameSizer]${'x'.repeat(9999)}:8:true`,
      [],
      { message: 'ready' },
    ];
    for (const one of strange)
      expect(dialects.hear(one).acknowledged ?? dialects.hear(one).again ?? false).toBe(false);
    expect(dialects.hear({ message: 'ready', secret: 'aB1' })).toEqual({ again: true });
    expect(said).toEqual([]);
  });

  test('the secret of WordPress stands behind whatever hash there is', () => {
    expect(secretOf('#?secret=aB1')).toBe('aB1');
    expect(secretOf('#s=radius=1.01#?secret=aB1')).toBe('aB1');
    expect(secretOf('#s=secret')).toBeUndefined();
    expect(secretOf('#?secret="><')).toBeUndefined();
  });
});
