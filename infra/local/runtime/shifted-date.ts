/**
 * Replaces the global `Date` (and nothing else) by one that reads the machine clock from shared memory. Used in the main process and in
 * every function's worker thread. It imports nothing, because it runs before the handler's own code.
 */
export function installDate(shared: SharedArrayBuffer): () => void {
  const NativeDate = globalThis.Date
  const cells = new BigInt64Array(shared)

  function now(): number {
    const held = Atomics.load(cells, 0)
    return held === 0n ? NativeDate.now() + Number(Atomics.load(cells, 1)) : Number(held)
  }

  // A proxy keeps everything else of Date as it is: `instanceof`, subclasses, `length`, `parse`, `UTC`.
  const ShiftedDate = new Proxy(NativeDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new NativeDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  globalThis.Date = ShiftedDate
  return () => {
    if (globalThis.Date === ShiftedDate) globalThis.Date = NativeDate
  }
}
