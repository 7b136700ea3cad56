/** The Chromium that comes from npm, as a browser has it on a desk. */
import chromium from '@sparticuz/chromium'

/**
 * The package starts it for Lambda in a single process, where closing one window, or a navigation under Lighthouse, ends the whole
 * browser.
 */
const FOR_LAMBDA = new Set(['--single-process', '--no-zygote'])

/** What playwright and puppeteer both take. */
export async function browserOptions() {
  return {
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((argument) => !FOR_LAMBDA.has(argument)), '--lang=vi-VN'],
    headless: true,
  }
}
