/** The most memory this process (all its threads) has held, in megabytes; looked at now and then. */
const LOOK_MILLISECONDS = 500

export function peakMemory() {
  let bytes = 0
  const look = () => {
    bytes = Math.max(bytes, process.memoryUsage.rss())
  }
  const timer = setInterval(look, LOOK_MILLISECONDS)
  timer.unref()
  return {
    stop(): number {
      look()
      clearInterval(timer)
      return Math.round(bytes / 1_048_576)
    },
  }
}
