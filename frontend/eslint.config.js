/** Lint rules, among them the direction of imports: app > features > components > lib > api. */
import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const above = {
  api: ['lib', 'components', 'features', 'app'],
  lib: ['components', 'features', 'app'],
  components: ['features', 'app'],
  features: ['app'],
}

/** Forbids a layer to import what stands above it. */
const layers = Object.entries(above).map(([layer, forbidden]) => ({
  files: [`src/${layer}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(@/|(\\.\\./)+)(${forbidden.join('|')})(/|$)`,
            message: `src/${layer} must not import ${forbidden.join(', ')}.`,
          },
          {
            // Inside its own folder a feature imports relatively, so any other path is another feature.
            regex: layer === 'features' ? '^(@/features/|\\.\\./)' : '^(?!)',
            message:
              'Features never import each other: share through components, lib or api, or compose in app.',
          },
        ],
      },
    ],
  },
}))

export default defineConfig(
  globalIgnores(['dist', 'src/api/schema.d.ts', 'e2e']),
  js.configs.recommended,
  { files: ['public/*.js'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `const { view, ...rest }` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // The router signals redirects and missing pages by throwing its own objects.
      '@typescript-eslint/only-throw-error': 'off',
      // Handlers of React props may be async: their errors land in the mutation they start.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['src/**/*.tsx'],
    plugins: { 'jsx-a11y-x': jsxA11y },
    rules: jsxA11y.configs.strict.rules,
  },
  { files: ['src/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  ...layers,
)
