/**
 * What a redline does in the window where script runs: it steps from change to change by keys and buttons, and says which
 * of how many this is. Runs in the page; without it every change is a link.
 */

/** Steps among the changes that are shown; `linkOf` gives the link of one in the list to its place in the report. */
interface Stepper {
  readonly say: () => void;
  readonly show: (item: HTMLElement) => void;
  readonly step: (by: 1 | -1) => void;
  readonly linkOf: (item: HTMLElement) => HTMLAnchorElement | null;
}

/** Goes into the page as text, as the function after it does, so neither may use anything from outside itself. */
export function openStepper(items: readonly HTMLElement[], status: HTMLElement): Stepper {
  let current: HTMLElement | undefined;
  const shown = (): HTMLElement[] =>
    items.filter((item) => getComputedStyle(item).display !== 'none');
  const linkOf = (item: HTMLElement): HTMLAnchorElement | null =>
    item.querySelector<HTMLAnchorElement>('a.redline-step');

  const say = (): void => {
    const all = shown();
    const at = current === undefined ? -1 : all.indexOf(current);
    const words = current === undefined ? '' : (linkOf(current)?.textContent ?? '');
    // The words begin with the number of the change, which is another one where only some are shown.
    status.textContent =
      at < 0 ? `${all.length} changes` : `${at + 1} of ${all.length}: change ${words}`;
  };

  const show = (item: HTMLElement): void => {
    const link = linkOf(item);
    const target = document.getElementById(decodeURIComponent(link?.hash.slice(1) ?? ''));
    current?.removeAttribute('aria-current');
    item.setAttribute('aria-current', 'true');
    current = item;
    say();
    const list = item.closest<HTMLElement>('.redline-changes');
    if (list !== null && list.scrollHeight > list.clientHeight)
      list.scrollTop += item.getBoundingClientRect().top - list.getBoundingClientRect().top - 80;
    if (target === null) return;
    for (let box = target.parentElement; box !== null; box = box.parentElement)
      if (box instanceof HTMLDetailsElement) box.open = true;
    if (!target.hasAttribute('href') && target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'center', behavior: 'instant' });
    history.replaceState(null, '', link?.hash ?? '');
  };

  const step = (by: 1 | -1): void => {
    const all = shown();
    const at = current === undefined ? -1 : all.indexOf(current);
    const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
    if (next !== undefined) show(next);
  };
  return { say, show, step, linkOf };
}

/** What the page runs, given the function before. */
export function stepThroughChanges(open: typeof openStepper): void {
  const bar = document.querySelector<HTMLElement>('.redline-steps');
  const status = document.querySelector<HTMLElement>('.redline-status');
  const items = [...document.querySelectorAll<HTMLElement>('.redline-changes li[id]')];
  if (bar === null || status === null) return;
  bar.hidden = false;
  const { say, show, step, linkOf } = open(items, status);

  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    const isTyping =
      target instanceof HTMLElement &&
      target.matches('input:not([type=checkbox]), textarea, select');
    if (isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
    const by = ['n', 'j', 'ArrowRight'].includes(key)
      ? 1
      : ['p', 'k', 'ArrowLeft'].includes(key)
        ? -1
        : 0;
    if (by === 0) return;
    event.preventDefault();
    step(by);
  });
  bar.querySelector('.redline-next')?.addEventListener('click', () => step(1));
  bar.querySelector('.redline-previous')?.addEventListener('click', () => step(-1));
  for (const item of items)
    linkOf(item)?.addEventListener('click', (event) => {
      event.preventDefault();
      show(item);
    });
  document.addEventListener('change', say);
  const hash = decodeURIComponent(location.hash.slice(1));
  const named = items.find((item) => linkOf(item)?.hash === `#${hash}` || item.id === hash);
  if (named === undefined) say();
  else show(named);
}
