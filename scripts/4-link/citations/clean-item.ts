/**
 * A CSL-JSON item as it stands in references.json in, an item that the citation processor can take
 * out; what it could not is complained of and left out. It knows nothing of styles.
 */
import type { Reference } from '../../model.ts';
import type { Complain } from '../../place.ts';

/** A CSL-JSON item whose strings are set as they are printed and whose names and dates can be read. */
export type CleanItem = Readonly<Record<string, unknown>>;

/** A reference ready for the processor; each field that is not as CSL-JSON has it leaves `references-valid`. */
export function cleanItem({ item, place }: Reference, complain: Complain): CleanItem {
  const clean: Record<string, unknown> = {};
  const refuse = (reason: string, note: string) =>
    complain({ rule: 'references-valid', reason: `${reason} in \`${item.id}\``, place, note });
  for (const [field, value] of Object.entries(item)) {
    if (value === null || value === '') continue;
    const read = readField(field, value, refuse);
    if (read !== undefined) clean[field] = read;
  }
  if (clean.title === undefined) {
    refuse('Unexpected reference without `title`, expected one', 'add `"title": "…"`');
    clean.title = item.id;
  }
  return clean;
}

type Refuse = (reason: string, note: string) => void;

/** CSL 1.0.2, appendix "Variables": what a style may print. `note` is left out: ours say how a source was checked. */
const WORDS = new Set(
  `annote archive archive-place archive_collection archive_location authority call-number chapter-number citation-label
  collection-number collection-title container-title container-title-short dimensions division DOI edition event
  event-place event-title genre ISBN ISSN issue jurisdiction language medium number number-of-pages number-of-volumes
  original-publisher original-publisher-place original-title page page-first part-number part-title PMCID PMID
  printing-number publisher publisher-place references reviewed-genre reviewed-title scale section shortTitle source
  status supplement-number title title-short type URL version volume volume-title year-suffix`.split(
    /\s+/,
  ),
);
const DATES = new Set([
  'issued',
  'accessed',
  'event-date',
  'original-date',
  'available-date',
  'submitted',
]);
const NAMES = new Set(
  `author chair collection-editor compiler composer container-author contributor curator director editor
  editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
  original-author performer producer recipient reviewed-author script-writer series-creator translator`.split(
    /\s+/,
  ),
);

function readField(field: string, value: unknown, refuse: Refuse): unknown {
  if (DATES.has(field)) return readDate(field, value, refuse);
  if (NAMES.has(field)) return readNames(field, value, refuse);
  if (!WORDS.has(field)) return undefined; // programs add fields of their own
  if (typeof value !== 'string' && typeof value !== 'number') {
    refuse(
      `Unexpected ${describe(value)} for \`${field}\`, expected a text or a number`,
      'put it in quotation marks',
    );
    return undefined;
  }
  const text = String(value).replace(/\s+/g, ' ').trim();
  if (text === '') return undefined;
  if (field === 'URL') return readAddress(text, refuse);
  if (field === 'DOI') return readDoi(text, refuse);
  return field === 'page' || field === 'type' ? text : setDashes(text);
}

/** A page on the web; `URL` of the WHATWG standard decides what is one. */
function readAddress(text: string, refuse: Refuse): string | undefined {
  if (/^https?:\/\/[^\s"<>]+$/i.test(text) && URL.canParse(text)) return text;
  refuse(
    `Unexpected \`URL\` \`${text}\`, expected an address with https://`,
    'write the whole address, as in `https://www.gov.uk/`',
  );
  return undefined;
}

/** A DOI without its resolver: 10., a registrant of 4 to 9 digits, a slash (crossref.org, "DOIs and matching regular expressions"). */
function readDoi(text: string, refuse: Refuse): string | undefined {
  const doi = text.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
  if (/^10\.\d{4,9}\/[^\s"<>]+$/.test(doi)) return doi;
  refuse(
    `Unexpected \`DOI\` \`${text}\`, expected one that begins \`10.\``,
    'write it as in `10.1080/21681376.2015.1125306`',
  );
  return undefined;
}

function readNames(field: string, value: unknown, refuse: Refuse): object[] | undefined {
  if (!Array.isArray(value)) {
    refuse(`Unexpected ${describe(value)} for \`${field}\`, expected a list of names`, NAME_NOTE);
    return undefined;
  }
  const names = value.filter((name: unknown): name is Readonly<Record<string, unknown>> => {
    const isName =
      isRecord(name) &&
      Object.values(name).every(isPlain) &&
      ['literal', 'family', 'given'].some((part) => isFilled(name[part]));
    if (!isName)
      refuse(`Unexpected name in \`${field}\`, expected a family name or a literal one`, NAME_NOTE);
    return isName;
  });
  return names.length === 0 ? undefined : names.map(tidyName);
}

/** The parts of a name that CSL-JSON knows, without empty ones; what else a program added falls away. */
function tidyName(name: Readonly<Record<string, unknown>>): object {
  const parts = NAME_PARTS.filter((part) => isFilled(name[part]));
  return Object.fromEntries(
    parts.map((part) => [part, String(name[part]).replace(/\s+/g, ' ').trim()]),
  );
}

const NAME_PARTS = [
  'family',
  'given',
  'literal',
  'suffix',
  'dropping-particle',
  'non-dropping-particle',
];
const NAME_NOTE =
  'write `{ "family": "Budd", "given": "Leslie" }`, or `{ "literal": "National Audit Office" }` for a body';

function readDate(field: string, value: unknown, refuse: Refuse): unknown {
  const date = isRecord(value) ? value : {};
  const parts = date['date-parts'];
  const about = isPlain(date.circa) ? { circa: Boolean(date.circa) } : {};
  if (Array.isArray(parts) && parts.length > 0 && parts.length < 3 && parts.every(isDate)) {
    return { ...about, 'date-parts': (parts as unknown[][]).map((part) => part.map(Number)) };
  }
  for (const form of parts === undefined ? ['raw', 'literal'] : []) {
    if (isFilled(date[form])) return { ...about, [form]: date[form] };
  }
  refuse(
    `Unexpected date for \`${field}\`, expected year, month and day as numbers`,
    `write \`"${field}": { "date-parts": [[2026, 11, 22]] }\`; month and day may be missing`,
  );
  return undefined;
}

/** Year, month (13 to 24 are seasons, as the processor counts them) and day, the last two if known. */
function isDate(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 1 || value.length > 3) return false;
  const [year, month = 1, day = 1] = value.map((part: unknown) =>
    isPlain(part) && part !== '' ? Number(part) : Number.NaN,
  );
  return Number.isInteger(year) && year !== 0 && isWithin(month, 1, 24) && isWithin(day, 1, 31);
}

function isWithin(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && Number.isInteger(value) && value >= least && value <= most;
}

/** "2014-15" → "2014–15", "Go Big - Go Local" → "Go Big – Go Local": library catalogues know only hyphens. */
function setDashes(text: string): string {
  return text
    .replace(/(?<= )-{1,2}(?= )/g, '–')
    .replace(/(?<![\w-])((?:1[5-9]|20)\d\d)-(\d\d(?:\d\d)?)(?![\w-])/g, '$1–$2')
    .replace(new RegExp(`\\b(${MONTHS})-(${MONTHS})\\b`, 'g'), '$1–$2');
}

const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return isRecord(value) ? 'object' : `${typeof value} \`${String(value)}\``;
}
