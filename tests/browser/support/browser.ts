/** The Chromium that comes from npm, as a browser has it on a desk. */
import chromium from '@sparticuz/chromium'

/**
 * Not the package's own list, which is for Lambda: it lets every origin read every other, which would hide a missing CORS rule, and draws
 * with a software graphics card, which takes five times as long.
 */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--lang=vi-VN']

/** What playwright and puppeteer both take. */
export async function browserOptions() {
  chromium.setGraphicsMode = false
  return { executablePath: await chromium.executablePath(), args: ARGUMENTS, headless: true }
}
