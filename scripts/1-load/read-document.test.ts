/**
 * Files that claim to be a report as data: the program's own, older and newer ones, and what somebody might send.
 */
import { expect, it } from 'vitest';
import { composeBase } from '../fixtures/compose-base.ts';
import { isDocument, readDocument } from './read-document.ts';

const sound = JSON.stringify((await composeBase()).document);

/** The file as it is after one change; the reason why it is refused, or '' if it is read. */
function check(change: (file: Record<string, unknown>) => void, reason: string | RegExp): void {
  const file = JSON.parse(sound) as Record<string, unknown>;
  change(file);
  const read = readDocument(Buffer.from(JSON.stringify(file)));
  if (reason === '') expect(read).toEqual(file);
  else expect(isDocument(read) ? 'it was read' : read.reason).toMatch(reason);
}

/** The first element of the tree gets another child. */
const withElement = (tagName: string, properties: object) => (file: Record<string, unknown>) => {
  const tree = file.tree as { children: unknown[] };
  tree.children.push({ type: 'element', tagName, properties, children: [] });
};

it('what the program wrote is read as it was', () => {
  check(() => undefined, '');
  check(withElement('a', { href: 'https://example.org/' }), '');
  check(withElement('a', { href: 'data/cities.csv' }), '');
});

it('another format is refused with what to do', () => {
  const read = readDocument(Buffer.from('{"format":2,"pages":[]}'));
  expect(read).toEqual({
    reason: 'it has format 2, and this program reads format 1',
    note: 'compare it with the program that wrote it, or name the git revision that it was made from',
  });
});

it('what is no report as data is refused with the place', () => {
  expect(readDocument(Buffer.from('%PDF'))).toMatchObject({ reason: 'it is not JSON' });
  expect(readDocument(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ reason: 'it is not JSON' });
  expect(readDocument(Buffer.from('[]'))).toMatchObject({ reason: /not a report as data/ });
  expect(readDocument(Buffer.from('{"format":1}'))).toMatchObject({ reason: /`report`/ });
  check((file) => delete file.provenance, /`provenance`/);
  check((file) => Object.assign(file, { counts: { words: 'many' } }), /`counts.words`/);
  check((file) => Object.assign(file, { settings: { title: 1 } }), /`settings.title`/);
});

it('a name that would lead out of the folder it is written to is refused', () => {
  for (const report of ['../x', '..', '.git', 'a/b', 'a\\b', '', 'a\n'])
    check((file) => Object.assign(file, { report }), /`report`: expected the name of a folder/);
});

it('a tree that runs, loads or hides something is refused', () => {
  const refused = /`tree`: expected a tree as reports have it/;
  check(withElement('script', {}), refused);
  check(withElement('SCRIPT', {}), refused);
  check(withElement('p', { onClick: 'x()' }), refused);
  check(withElement('a', { href: ' java\tscript:x()' }), refused);
  check(withElement('a', { xLinkHref: 'javascript:x()' }), refused);
  check(withElement('img', { src: 'https://example.org/seen.png' }), refused);
  check(withElement('img', { src: '//example.org/seen.png' }), refused);
  check(withElement('p', { 'a"><script>': '' }), refused);
  check(withElement('p', { title: { toString: 1 } }), refused);
  check((file) => {
    (file.tree as { children: unknown[] }).children.push({ type: 'raw', value: '<script>' });
  }, refused);
});

it('a tree without end is refused before it exhausts the stack', () => {
  const node = '{"type":"element","tagName":"b","properties":{},"children":[';
  const deep = `{"type":"root","children":[${node.repeat(50_000)}${']}'.repeat(50_000)}]}`;
  const file = sound.replace(/"tree":\{"type":"root"/, `"tree":${deep},"was":{"type":"root"`);
  expect(readDocument(Buffer.from(file))).toMatchObject({ reason: /tree as reports have it/ });
});
