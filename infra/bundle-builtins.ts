/**
 * Node's own modules, taken as they are. An `import` of one makes Node touch everything it exports first, and `node:http` then loads all of
 * `fetch` and WebSocket for names that nobody here asks for: half the time a cold function took to load.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
import { isBuiltin } from 'node:module'
import type { Plugin } from 'esbuild'

export const builtinsAsTheyAre: Plugin = {
  name: 'builtins as they are',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z:_/0-9]+$/ }, ({ path, kind }) =>
      kind !== 'require-call' && isBuiltin(path) ? { path, namespace: 'builtin', sideEffects: false } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }))
  },
}
