import { useLocation } from 'wouter'

/** Goes on to another page when something has come to its end, unless the reader has left for another meanwhile. */
export function useGoOn(): (to: string) => void {
  const [path, go] = useLocation()
  return (to) => {
    if (location.pathname === path) go(to)
  }
}
