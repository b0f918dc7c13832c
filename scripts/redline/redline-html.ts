/**
 * A comparison in, one page of HTML out that needs nothing beside itself: what changed and whether it matters, the list
 * of changes, and the report with every change marked in it, in the report's own design.
 */
import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { bundleStyles } from '../5-compose/bundle-styles.ts';
import { chooseFonts } from '../5-compose/choose-fonts.ts';
import { stringify } from '../5-compose/screen-html.ts';
import type { Font, Inputs } from '../model.ts';
import type { ChangeKind } from '../review/comparison.ts';
import { findExcerpts } from '../review/find-excerpts.ts';
import { type Reviewed, saySide, summarise, WEIGHTS } from '../review/summarise.ts';
import { drawRedline } from './draw-redline.ts';
import { openDrawing } from './drawing.ts';
import type { Redline, RedlineFacts, Sides } from './facts.ts';
import { furnish } from './furnish.ts';
import { changeList } from './list-items.ts';
import { settlePage } from './settle-page.ts';
import { openStepper, stepThroughChanges } from './step-script.ts';
import { summarySection } from './summary-section.ts';

/** The styles, fonts and images of the new side; the styles need `redline.css`, which is the program's own. */
type Looks = Pick<Inputs, 'styles' | 'fonts'>;

export function redlineHtml(
  review: Reviewed,
  sides: Sides,
  { styles, fonts }: Looks,
  facts: RedlineFacts = {},
): string {
  const drawing = openDrawing(review, 'screen');
  const drawn = drawRedline(review, drawing);
  const nodes = settlePage(furnish(drawn, drawing.changes), facts);
  const redline: Redline = {
    review,
    summary: summarise(review),
    changes: [...drawing.changes.values()],
    excerpts: findExcerpts(review.tree),
    flagged: drawing.flagged,
    facts,
  };
  const faces = [...new Set([...chooseFonts(sides.new, fonts), ...chooseFonts(sides.old, fonts)])];
  const css = `${embedFonts(faces)}\n${bundleStyles(styles, 'redline.css')}`;
  return pageOf(css, bodyOf(redline, nodes), sides);
}

/** What stands between is the redline of the report itself, which is proved. */
const BEGIN = '<div id="redline-report">';
const END = '</div><!--end of the report-->';

/** The report's own part of a redline page. */
export function redlineOf(page: string): string {
  return page.slice(page.indexOf(BEGIN) + BEGIN.length, page.lastIndexOf(END));
}

function pageOf(css: string, body: readonly ElementContent[], { new: now }: Sides): string {
  const { settings, report } = now;
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: settings.language }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('title', `Redline: ${settings.title}`),
          h('meta', { name: 'color-scheme', content: 'light' }),
          h('style', css),
        ]),
        h('body', { className: [report, settings.kind] }, [...body, h('script', pageScript())]),
      ]),
    ],
  };
  return `${stringify(page)}\n`;
}

/** Some compilers wrap functions in a call of `__name` to keep their names; the page has no such function. */
function pageScript(): string {
  return `((__name) => (${stepThroughChanges})(${openStepper}))((one) => one)`;
}

function bodyOf(redline: Redline, nodes: readonly ElementContent[]): ElementContent[] {
  return [
    h('a', { className: ['skip-link'], href: '#changes' }, 'Skip to the list of changes'),
    h('a', { className: ['skip-link'], href: '#main' }, 'Skip to the report'),
    headOf(redline),
    summarySection(redline),
    changesNav(redline),
    h('main', { id: 'main', tabIndex: -1 }, [
      h('div', { id: 'redline-report' }, [...nodes]),
      { type: 'comment', value: 'end of the report' },
    ]),
    h('div', { className: ['redline-steps'], hidden: true }, [
      h('button', { type: 'button', className: ['redline-previous'] }, 'Previous'),
      h('p', { className: ['redline-status'], role: 'status' }),
      h('button', { type: 'button', className: ['redline-next'] }, 'Next'),
    ]),
  ];
}

function headOf({ review, facts }: Redline): Element {
  const { old, new: now } = review;
  const { editions = {} } = facts;
  const side = (words: string, address: string | undefined): ElementContent =>
    address === undefined ? h('span', words) : h('a', { href: address }, words);
  return h('header', { className: ['redline-head'] }, [
    h('p', 'Redline: what changed between two drafts'),
    h('h1', now.title),
    h('p', ['From ', side(saySide(old), editions.old), ' to ', side(saySide(now), editions.new)]),
  ]);
}

function changesNav(redline: Redline): Element {
  return h(
    'nav',
    {
      id: 'changes',
      className: ['redline-changes'],
      ariaLabelledBy: 'changes-title',
      tabIndex: -1,
    },
    [
      h('h2', { id: 'changes-title' }, `List of changes (${redline.changes.length})`),
      h('p', { className: ['redline-keys'] }, [
        h('kbd', 'n'),
        ' or ',
        h('kbd', '→'),
        ' next, ',
        h('kbd', 'p'),
        ' or ',
        h('kbd', '←'),
        ' previous',
      ]),
      ...(redline.changes.length === 0 ? [] : [filters(redline)]),
      ...changeList(redline),
    ],
  );
}

const KINDS: Readonly<Record<ChangeKind, string>> = {
  words: 'Reworded',
  value: 'Numbers from data',
  cell: 'Table cells',
  figure: 'Figures',
  added: 'Added',
  removed: 'Removed',
  moved: 'Moved',
  split: 'Split',
  merged: 'Joined',
  look: 'Emphasis and levels',
  link: 'Links',
  standing: 'Provisional marks',
};

/** Boxes that the style sheet reads: they work without script. */
function filters({ changes, summary }: Redline): Element {
  const box = (name: string, words: string, count: number): Element[] =>
    count === 0
      ? []
      : [
          h('label', [
            h('input', { type: 'checkbox', id: `show-${name}`, checked: true }),
            ` ${words} (${count})`,
          ]),
        ];
  const group = (title: string, boxes: readonly Element[]): Element =>
    h('fieldset', [h('legend', title), ...boxes]);
  const kinds = Object.entries(KINDS).flatMap(([kind, words]) =>
    box(`kind-${kind}`, words, changes.filter((change) => change.kind === kind).length),
  );
  const weights = WEIGHTS.flatMap((weight) =>
    box(
      `weight-${weight}`,
      `${weight.charAt(0).toUpperCase()}${weight.slice(1)}`,
      summary.counts[weight],
    ),
  );
  return h('details', { className: ['redline-filters'] }, [
    h('summary', 'Show only some'),
    group('How much it matters', weights),
    group('What happened', kinds),
    h('label', [
      h('input', { type: 'checkbox', id: 'show-changes-only' }),
      ' Hide paragraphs without changes',
    ]),
  ]);
}

function embedFonts(fonts: readonly Font[]): string {
  return fonts
    .map(({ family, weight, style, bytes, mediaType, unicodeRange }) => {
      const range = unicodeRange === undefined ? '' : `unicode-range:${unicodeRange};`;
      const address = `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
      return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};font-display:swap;src:url("${address}");${range}}`;
    })
    .join('\n');
}
