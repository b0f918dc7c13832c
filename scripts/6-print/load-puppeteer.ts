// Nothing in, the part of Puppeteer that drives a browser out. Nothing else imports Puppeteer's code
// at run time; types come from `puppeteer`.
import { createRequire } from 'node:module';

/**
 * Only the half of Puppeteer that drives a browser: the half that downloads, configures and starts
 * them takes twice as long to load, and we start ours ourselves.
 */
export function loadPuppeteer(): Pick<typeof import('puppeteer'), 'connect'> {
  const require = createRequire(import.meta.url);
  const besidePuppeteer = createRequire(require.resolve('puppeteer'));
  return besidePuppeteer('puppeteer-core/internal/puppeteer-core-browser.js');
}
