import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The pages, built for domestic Chromium browsers from 90 on. `CSP_NONCE` in the built index.html is replaced by the
 * server for every answer, so that the policy needs no `unsafe-inline`.
 */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  html: { cspNonce: 'CSP_NONCE' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page loads compresses better as one, and stays in the browser when only pages change.
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-router|router-core|history|store|react-store|query-core|react-query)|zod)\//,
            },
            {
              name: 'kit',
              test: /src\/(web\/(ui|shared|words|work-pool)|contract|domain)\//,
              minShareCount: 34,
            },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': 'http://127.0.0.1:3000' } },
})
