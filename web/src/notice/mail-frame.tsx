/**
 * The mail's own HTML in a frame that runs nothing and leads nowhere. The frame inherits the portal's policy, which takes no inline styles;
 * they wait in an attribute and are laid on one by one, which the policy allows (CSSOM), and only style properties come through.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

const WAITING = 'data-style'
const START_PX = 400

export function MailFrame({ html, title }: { readonly html: string; readonly title: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(START_PX)
  const quiet = useMemo(() => withoutInline(html), [html])
  const measure = useCallback(() => setHeight(frame.current?.contentDocument?.body.offsetHeight ?? START_PX), [])
  const dress = () => {
    const page = frame.current?.contentDocument
    if (page === null || page === undefined) return
    for (const element of page.querySelectorAll<HTMLElement>(`[${WAITING}]`)) element.style.cssText = element.getAttribute(WAITING) ?? ''
    measure()
  }
  useEffect(() => {
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [measure])
  return <iframe ref={frame} className="mail" title={title} sandbox="allow-same-origin" srcDoc={quiet} onLoad={dress} height={height} />
}

/** Before anything parses it: a style that a parser meets is refused, and reported, even in a document that nobody sees. */
function withoutInline(html: string): string {
  const quiet = html.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/\sstyle="/g, ` ${WAITING}="`)
  const page = new DOMParser().parseFromString(quiet, 'text/html')
  for (const element of page.querySelectorAll('script, link, meta[http-equiv]')) element.remove()
  // The mail is read here as a document: its buttons lead to this very page.
  for (const link of page.querySelectorAll('a[href]')) link.removeAttribute('href')
  return page.documentElement.outerHTML
}
