/** What a function acts on: made from the environment at the first call that brings none of its own, and kept for the next ones. */
export function kept<Effects>(fromEnvironment: () => Effects): (given: Effects | undefined) => Effects {
  let made: Effects | undefined
  return (given) => {
    if (given !== undefined) return given
    made ??= fromEnvironment()
    return made
  }
}
