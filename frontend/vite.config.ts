/** Build, development server and unit tests of the SPA. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Where a development server finds Django. */
const backend = 'http://127.0.0.1:8000'

export default defineConfig(({ command }) => ({
  // Django collects `dist/` and serves it under this prefix; the development server needs no prefix.
  base: command === 'build' ? '/static/spa/' : '/',
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: { sourcemap: false },
  server: {
    proxy: {
      '/api': backend,
      '/_allauth': backend,
      '/static': backend,
      '/admin': backend,
      '/ws': { target: backend, ws: true },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
}))
