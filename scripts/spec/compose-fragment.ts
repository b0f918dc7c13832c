/**
 * For tests: Markdown in, the section of the Document that stages 2, 3, 4 and 5 make of it out, with every message. The
 * real stages over the least Inputs there can be; it knows nothing of any specification.
 */
import type { Element } from 'hast';
import { chapterParser } from '../2-parse/index.ts';
import { chapterFiller } from '../3-fill/index.ts';
import { linkChapters } from '../4-link/index.ts';
import { composeChapter } from '../5-compose/compose-chapter.ts';
import { BUILT_IN_BLOCKS } from '../built-in-blocks.ts';
import type { ChapterSource, Diagnostic, Image, Inputs } from '../model.ts';

/** A chapter that holds the fragment, and what was made of it. */
export interface Fragment {
  /** The chapter's whole source: a matter with a title, then the fragment. */
  readonly source: ChapterSource;
  readonly section: Element;
  readonly messages: readonly Diagnostic[];
}

/** The head of every fragment's chapter: the fragment is then the body, as in a real chapter. */
export const MATTER = '---\ntitle: Fragment\n---\n';

const FOLDER = 'chapters/fragments';

/** The images that lie beside a fragment's chapter, as it names them. */
export const FRAGMENT_IMAGES: readonly string[] = ['train.jpg', 'moon.jpg', 'url'];

/** A report without chapters, data, templates and references. */
const INPUTS: Inputs = {
  report: 'fragments',
  settings: {
    title: 'Fragments',
    shortTitle: 'Fragments',
    series: 'Tests',
    kind: 'working-paper',
    authors: [{ name: 'Nobody' }],
    date: '2026-01-01',
    version: '1',
    history: [],
    status: 'draft',
    language: 'en-GB',
    licence: { name: 'MIT', url: 'https://example.org/', holder: 'Nobody' },
    notices: [],
    description: 'Fragments of Markdown',
    keywords: [],
    citationStyle: 'author-date',
    numberedParagraphs: false,
    paper: 'A4',
    print: 'single',
    rules: {},
  },
  records: { signOffs: [], peerReview: [], exceptions: [] },
  chapters: [],
  tables: new Map(),
  templates: new Map(),
  shapes: new Map(BUILT_IN_BLOCKS.map((shape) => [shape.name, shape])),
  charts: new Map(),
  maps: new Map(),
  styles: new Map(),
  fonts: [],
  references: new Map(),
  abbreviations: new Map(),
  glossary: new Map(),
  csl: { style: '', locale: '' },
  images: new Map(FRAGMENT_IMAGES.map((name) => [`${FOLDER}/${name}`, imageOf(name)])),
  revision: { id: 'fragment', date: '2026-01-01' },
};

const parseChapter = chapterParser(INPUTS.shapes);
const { fillChapter } = chapterFiller(INPUTS);

/** Takes a fragment through the stages as the one chapter of a report. */
export async function composeFragment(markdown: string): Promise<Fragment> {
  const source = {
    path: `${FOLDER}/00-fragment.md`,
    text: MATTER + markdown,
    slug: 'fragment',
    matter: 'front',
  } as const;
  const chapter = await fillChapter(parseChapter(source));
  const apparatus = await linkChapters([chapter], INPUTS);
  const section = composeChapter(chapter, apparatus, INPUTS);
  return { source, section, messages: [...chapter.messages, ...apparatus.messages] };
}

function imageOf(name: string): Image {
  return { path: `${FOLDER}/${name}`, bytes: new Uint8Array(), mediaType: 'image/jpeg', hash: '' };
}
