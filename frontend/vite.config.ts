/** Build, development server and unit tests of the SPA. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Where the development server finds Django. */
const backend = `http://127.0.0.1:${process.env.JOBTRACKER_PORT ?? '8000'}`

export default defineConfig(({ command }) => ({
  // Django collects `dist/` and serves it under this prefix; the development server needs no prefix.
  base: command === 'build' ? '/static/spa/' : '/',
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: { sourcemap: false },
  server: {
    proxy: {
      // The host stays as it is: Django compares it with the origin of each writing request.
      '^/(api|_allauth|static|admin)/': { target: backend, changeOrigin: false },
      '/ws/': { target: backend, changeOrigin: false, ws: true },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
}))
