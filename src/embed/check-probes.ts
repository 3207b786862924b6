/** What a page round a frame lets the frame do, each found by trying. Nothing is asked of anybody but the book's own site. */

export interface Finding {
  /** What was tried. */
  what: string;
  /** `no` where figures lose something; `fine` where they do without. */
  result: 'yes' | 'fine' | 'no';
  /** What that means for a figure. */
  words: string;
}

type Probe = () => Finding | Promise<Finding>;

const found = (what: string, result: Finding['result'], words: string): Finding => ({ what, result, words });

function scripts(): Finding {
  return found('Scripts', 'yes', 'They run, and so do module scripts: figures are live.');
}

function place(): Finding {
  const words = `A frame, ${innerWidth} × ${innerHeight} pixels.`;
  if (innerWidth >= 300) return found('Frame', 'yes', words);
  return found(
    'Frame',
    'no',
    `${words} Figures need 300 pixels of width, or will have to be scrolled sideways.`,
  );
}

function sandbox(): Finding {
  if (origin !== 'null') return found('Sandbox', 'yes', 'The frame keeps the origin of the book.');
  return found(
    'Sandbox',
    'fine',
    'The frame is sandboxed, without an origin of its own. Figures work so too.',
  );
}

/** Throws where storage is forbidden, and in sandboxed frames. */
function storage(): Finding {
  try {
    localStorage.setItem('embed-check', '1');
    localStorage.removeItem('embed-check');
    return found('Storage', 'yes', 'A reader’s choice of theme can be kept.');
  } catch {
    return found('Storage', 'fine', 'Forbidden here. Only a reader’s choice of theme is not kept.');
  }
}

const cookies = () => found('Cookies', 'yes', 'None is needed, and none was set.');

/** The shortest module: no functions, no memory. */
const EMPTY = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

async function webAssembly(): Promise<Finding> {
  try {
    await WebAssembly.instantiate(EMPTY);
    return found('WebAssembly', 'yes', 'Runs; large figures are fast without a graphics processor.');
  } catch {
    return found('WebAssembly', 'fine', 'Not here. Large figures are slower without a graphics processor.');
  }
}

function webGl(): Finding {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  if (context) return found('WebGL 2', 'yes', 'Here; pictures of many networks are computed on it.');
  return found('WebGL 2', 'fine', 'Not here. The same numbers are computed on the processor, slower.');
}

async function webGpu(): Promise<Finding> {
  type Gpu = { requestAdapter(): Promise<object | null> };
  const adapter = await (navigator as unknown as { gpu?: Gpu }).gpu?.requestAdapter().catch(() => null);
  if (adapter) return found('WebGPU', 'yes', 'Here; the fastest way for the largest figures.');
  return found('WebGPU', 'fine', 'Not here. Another way is taken.');
}

function workers(): Promise<Finding> {
  const no = () => found('Workers', 'fine', 'Not here. No figure needs one.');
  return new Promise((done) => {
    try {
      const address = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
      const worker = new Worker(address);
      const end = (finding: Finding) => {
        worker.terminate();
        URL.revokeObjectURL(address);
        done(finding);
      };
      worker.onmessage = () => end(found('Workers', 'yes', 'Run; no figure needs one.'));
      worker.onerror = () => end(no());
      setTimeout(() => end(no()), 2000);
    } catch {
      done(no());
    }
  });
}

/** Fonts are fetched with CORS, as module scripts are. */
async function fonts(): Promise<Finding> {
  const faces = await document.fonts.load('16px "Source Sans 3"').catch(() => []);
  if (faces.some(({ status }) => status === 'loaded'))
    return found('Fonts', 'yes', 'The book’s own are here.');
  return found('Fonts', 'no', 'The book’s own could not be loaded; letters stand in another face.');
}

async function files(): Promise<Finding> {
  const address = document.querySelector<HTMLLinkElement>('link[rel="icon"]')!.href;
  const answer = await fetch(address).catch(() => undefined);
  if (answer?.ok)
    return found('Files', 'yes', 'More of the book can be fetched: other notations, faster arithmetic.');
  return found('Files', 'no', 'Nothing more could be fetched; figures keep their first notation.');
}

function clipboard(): Finding {
  type Policy = { allowsFeature(name: string): boolean };
  const { featurePolicy } = document as unknown as { featurePolicy?: Policy };
  const allowed = 'clipboard' in navigator && featurePolicy?.allowsFeature('clipboard-write') !== false;
  if (allowed) return found('Clipboard', 'yes', 'Not forbidden; “Copy the report” tries it.');
  return found('Clipboard', 'fine', 'Not allowed here. Links to a state are shown to be copied by hand.');
}

function fullScreen(): Finding {
  if (document.fullscreenEnabled) return found('Full screen', 'yes', 'Figures can fill the screen.');
  return found('Full screen', 'fine', 'Not allowed here. A figure alone in a tab of its own can have it.');
}

/** Of a frame, and where the page is open by itself. */
export const probes = (framed: boolean): readonly Probe[] => [
  scripts,
  ...(framed ? [place, sandbox] : []),
  storage,
  cookies,
  fonts,
  files,
  webAssembly,
  webGl,
  webGpu,
  workers,
  clipboard,
  fullScreen,
];
