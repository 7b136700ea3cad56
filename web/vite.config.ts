/** Builds the portal into static files that keep the strict content policy: no inline script, no inline style, no `data:` font. */
import { join } from 'node:path'
import type { UserConfig } from 'vite'

const root = import.meta.dirname

const config: UserConfig = {
  root,
  logLevel: 'warn',
  build: {
    outDir: join(root, '../dist/portal'),
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and images stay files: `font-src 'self'` takes no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // "use client" is for frameworks that render on a server.
    rolldownOptions: {
      onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
      // What several pages share comes as one file: a slow line waits for each file more than for its bytes.
      output: { codeSplitting: { groups: [{ name: 'shared', test: /\/(?:web\/src|shared)\//, minShareCount: 2 }] } },
    },
  },
}

export default config
