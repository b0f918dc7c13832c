import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { job, openBrowserForTest, pageOf } from './print-fixture.ts';
import type { PrintBrowser } from './print-session.ts';

describe('what a report may not have', () => {
  let browser: PrintBrowser;
  let address: string;
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end('fetched');
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowserForTest();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  const refusals = (html: string) =>
    browser.withPage(job(html), async (page) => {
      await page.print({ tagged: false });
      return page.refused.map(
        ({ url, resourceType, reason }) => `${reason} ${resourceType} ${url}`,
      );
    });

  test('is refused, and told', async () => {
    const html = pageOf(`<link rel="stylesheet" href="http://${address}/style.css">
<style>@import url(http://${address}/import.css); p{background:url(//${address}/paint.png)}</style>
<p>Text</p><img src="http://${address}/image.png"><img src="https://cities.example/far.png">
<iframe src="http://${address}/frame.html"></iframe><object data="http://${address}/object"></object>
<video src="http://${address}/film.mp4"></video><script src="http://${address}/script.js"></script>
<iframe srcdoc="<img src='http://${address}/inner.png'>"></iframe><img src="ftp://cities.example/f">
<svg><image href="http://${address}/drawn.png"/><use href="http://${address}/shapes.svg#a"/></svg>
<img src="file:///etc/passwd"><img loading="lazy" style="margin-top:9000px" src="/absent.png">
<img src="../../etc/passwd"><meta http-equiv="refresh" content="0;url=http://${address}/away">`);
    const found = await refusals(html);
    expect(found.map((line) => line.replace(address, 'server')).sort()).toEqual([
      'missing image http://report.localhost/absent.png',
      'missing image http://report.localhost/etc/passwd',
      'outside document http://server/away',
      'outside document http://server/frame.html',
      'outside document http://server/object',
      'outside image ftp://cities.example/f',
      'outside image http://server/drawn.png',
      'outside image http://server/image.png',
      'outside image http://server/inner.png',
      'outside image http://server/paint.png',
      'outside image https://cities.example/far.png',
      'outside media http://server/film.mp4',
      'outside stylesheet http://server/import.css',
      'outside stylesheet http://server/style.css',
      'outside unknown file:///etc/passwd',
      'outside unknown http://server/shapes.svg',
    ]);
    expect(visits).toEqual([]);
  });

  test('has its place where the browser knows it', async () => {
    const html = pageOf('\n<p>\n<img src="https://cities.example/a.png">');
    const refused = await browser.withPage(job(html), async (page) => page.refused);
    const line = html.split('\n').findIndex((text) => text.includes('a.png')) + 1;
    expect(refused).toMatchObject([{ initiator: { url: 'http://report.localhost/', line } }]);
  });

  test('a font or an image that cannot be read is told, one that can is not', async () => {
    const html =
      pageOf(`<style>@font-face{font-family:Bad;src:url(/bad.woff2)}b{font-family:Bad}</style>
<b>Text</b><img src="/bad.png"><img src="/dot.svg"><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">`);
    expect((await refusals(html)).sort()).toEqual([
      'unreadable image http://report.localhost/bad.png',
      'unreadable unknown http://report.localhost/bad.woff2',
    ]);
  });
});
