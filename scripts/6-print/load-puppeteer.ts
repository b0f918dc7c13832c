// Nothing in, the part of Puppeteer that drives a browser out. Nothing else imports Puppeteer's code
// at run time; types come from `puppeteer`.

/**
 * Only the half of Puppeteer that drives a browser: the half that downloads, configures and starts
 * them takes twice as long to load, and we start ours ourselves.
 */
export async function loadPuppeteer(): Promise<Pick<typeof import('puppeteer'), 'connect'>> {
  // Its own declarations lie in another file than those of the whole, and TypeScript takes them for strangers.
  const half: unknown = await import('puppeteer-core/internal/puppeteer-core-browser.js');
  return half as Pick<typeof import('puppeteer'), 'connect'>;
}
