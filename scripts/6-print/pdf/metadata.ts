// What a report is called, whose it is and when it was made in; the Info dictionary and the XMP
// packet out, which say the same (ISO 32000-1, 14.3; XMP Part 1; ISO 19005-2, 6.6.3).
import { type Dictionary, dictionary, type Text, text } from './object.ts';

/** The metadata of a report. */
export interface Metadata {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  /** BCP 47: `en-GB`. */
  readonly language: string;
  /** The program that made the document; the browser's own name stays as the producer. */
  readonly creator: string;
  /** Created and modified; written in UTC to the second. */
  readonly date: Date;
}

/** Makes the Info dictionary; what is empty is left out. */
export function infoDictionary(metadata: Metadata, producer: string): Dictionary {
  const date = infoDate(metadata.date);
  const words = (given: string) => (given ? text(oneLine(given)) : undefined);
  return dictionary({
    Title: words(metadata.title),
    Author: words(metadata.author),
    Subject: words(metadata.subject),
    Keywords: words(joinKeywords(metadata)),
    Creator: words(metadata.creator),
    Producer: words(producer),
    CreationDate: date,
    ModDate: date,
  });
}

/** Writes a date as PDF does, in UTC: `D:20261122000000Z` (7.9.4). */
export const infoDate = (date: Date): Text => text(`D:${isoDate(date).replace(/[-:T]/g, '')}`);

/** Makes the XMP packet, in UTF-8; the same words as in the Info dictionary. */
export function xmpPacket(metadata: Metadata, producer: string): string {
  const date = isoDate(metadata.date);
  const properties = [
    property('dc:format', 'application/pdf'),
    property('dc:title', list('Alt', [metadata.title], ' xml:lang="x-default"')),
    metadata.author && property('dc:creator', list('Seq', [metadata.author])),
    metadata.subject &&
      property('dc:description', list('Alt', [metadata.subject], ' xml:lang="x-default"')),
    metadata.keywords.length > 0 && property('dc:subject', list('Bag', metadata.keywords)),
    property('dc:language', list('Bag', [metadata.language])),
    property('xmp:CreatorTool', escapeXml(metadata.creator)),
    property('xmp:CreateDate', date),
    property('xmp:ModifyDate', date),
    property('xmp:MetadataDate', date),
    property('pdf:Producer', escapeXml(producer)),
    metadata.keywords.length > 0 && property('pdf:Keywords', escapeXml(joinKeywords(metadata))),
  ];
  return packet(properties.filter((line) => line !== false && line !== '').join('\n'));
}

const packet = (properties: string): string => `<?xpacket begin="\ufeff" id="${PACKET_ID}"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
${properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;

/** The same in every XMP packet of the world (XMP Part 1, 7.3.2). */
const PACKET_ID = 'W5M0MpCehiHzreSzNTczkc9d';

const property = (key: string, content: string): string => `<${key}>${content}</${key}>`;

function list(kind: 'Alt' | 'Seq' | 'Bag', words: readonly string[], attribute = ''): string {
  const items = words.map((word) => `<rdf:li${attribute}>${escapeXml(word)}</rdf:li>`);
  return `<rdf:${kind}>${items.join('')}</rdf:${kind}>`;
}

const joinKeywords = (metadata: Metadata): string => metadata.keywords.join(', ');

/** `2026-11-22T00:00:00Z`. Throws on a date that is none. */
const isoDate = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** Escapes markup. */
const escapeXml = (words: string): string =>
  oneLine(words).replace(/[&<>]/g, (character) => entities[character] ?? character);

/** Makes line ends and control characters, which XML cannot all hold, a space in both places. */
const oneLine = (words: string): string => words.replace(/\p{Cc}+/gu, ' ');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
