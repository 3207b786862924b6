import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

const short = {
  'max-lines': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 30, skipBlankLines: true, skipComments: true }],
};

const forbidden = (regex, message) => ({ regex, message });
const imports = (...patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] });

const random = { object: 'Math', property: 'random', message: 'Pass a seeded generator in.' };
const fromArguments = 'Everything a kernel or a widget needs arrives as an argument.';
const noGlobals = ['window', 'location', 'history', 'localStorage', 'sessionStorage'];
const noQueries = ['querySelector', 'querySelectorAll', 'getElementById', 'getElementsByClassName'];
const closed = {
  'no-restricted-globals': ['error', ...noGlobals.map((name) => ({ name, message: fromArguments }))],
  'no-restricted-properties': [
    'error',
    random,
    ...noQueries.map((property) => ({ object: 'document', property, message: fromArguments })),
  ],
};

export default tseslint.config(
  { ignores: ['dist/', 'dist-*/', 'release/', '.astro/', 'public/', 'node_modules/', '**/*.as.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strict,
  astro.configs.recommended,
  {
    rules: {
      'no-restricted-properties': ['error', random],
      // Numbers are read at computed indices everywhere, and the compiler cannot see that they are in bounds.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['kernels/**/*.ts'],
    rules: {
      ...short,
      ...closed,
      ...imports(
        forbidden('(^|/)(src|components|content|tests)/', 'Kernels import nothing from outside kernels.'),
        forbidden('^[^.]', 'Kernels import nothing from outside kernels.'),
      ),
    },
  },
  {
    files: ['kernels/device/*.ts'],
    rules: imports(
      forbidden('(^|/)(src|components|content|tests)/', 'Kernels import nothing from outside kernels.'),
      forbidden('^(?!\\.|gpu\\.js$)', 'Devices import gpu.js and nothing else.'),
    ),
  },
  {
    files: ['components/**/*.ts'],
    rules: {
      ...short,
      ...closed,
      ...imports(forbidden('\\.\\./(src|content|tests)/', 'Components import only components and kernels.')),
    },
  },
);
