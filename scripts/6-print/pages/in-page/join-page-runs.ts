/**
 * Lists of page numbers (`data-page-run`) whose links hold their folios in, each page said once and three or more in a
 * row as "7 to 9" out. Runs in the page, again and again: every link stays in its order, hidden where it says nothing.
 */

export function joinPageRuns(): void {
  for (const run of document.querySelectorAll('[data-page-run]')) joinRun(run);
}

function joinRun(run: Element): void {
  const links = [...run.querySelectorAll<HTMLElement>('[data-page-of]')];
  const shown = links.filter((link, index) => link.textContent !== links[index - 1]?.textContent);
  const follows = (index: number): boolean =>
    index > 0 && Number(shown[index]?.textContent) === Number(shown[index - 1]?.textContent) + 1;
  run.replaceChildren();
  if (run.getAttribute('data-page-run') === 'named')
    run.append(shown.length > 1 ? 'pages\u00a0' : 'page\u00a0');
  for (const link of links) {
    const index = shown.indexOf(link);
    const isInside = follows(index) && follows(index + 1);
    link.hidden = index === -1 || isInside;
    if (index > 0 && !isInside) run.append(follows(index) && follows(index - 1) ? ' to ' : ', ');
    run.append(link);
  }
}
