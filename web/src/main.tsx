import '@fontsource/be-vietnam-pro/vietnamese-400.css'
import '@fontsource/be-vietnam-pro/latin-400.css'
import '@fontsource/be-vietnam-pro/vietnamese-600.css'
import '@fontsource/be-vietnam-pro/latin-600.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/parts.css'
import './styles/pages.css'
import './styles/overview.css'
import './styles/print.css'
import { createRoot } from 'react-dom/client'
import { sayWhatIsWrong } from './parts/validity.ts'
import { Portal, StartFault } from './portal.tsx'
import { openSignIn } from './session/sign-in.ts'

const element = document.getElementById('portal')
if (element === null) throw new Error('the page has no place for the portal')
const root = createRoot(element)
sayWhatIsWrong(document)

// What is public asks nobody who they are.
if (/^\/cong-khai(\/|$)/.test(location.pathname)) {
  import('./public/public-portal.tsx').then(
    ({ default: PublicPortal }) => root.render(<PublicPortal />),
    () => root.render(<StartFault />),
  )
} else {
  openSignIn().then(
    (signIn) => root.render(<Portal signIn={signIn} />),
    () => root.render(<StartFault />),
  )
}
