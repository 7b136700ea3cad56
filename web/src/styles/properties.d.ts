/** The custom properties that a part hands to its styles. */
import 'react'

declare module 'react' {
  interface CSSProperties {
    /** How many columns of tasks a matrix has. */
    '--tasks'?: number
  }
}
