/**
 * Bytes of an input in, text out: UTF-8 without a byte order mark, lines ending in LF, or a message.
 */
import type { FileFault, FileTree, Place } from '../model.ts';
import { type Complain, type Complaint, placeAtOffset } from '../place.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Controls that print nothing, and the private characters that the pipeline marks values with. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\ue000-\ue002\ufffe\uffff]/gu;
const MOST_NAMED = 20;

/**
 * The text of a file, or undefined after a complaint that names the file and what to do; `asker` is the place that
 * asked for the file, for when there is none.
 */
export async function readText(
  tree: FileTree,
  path: string,
  complain: Complain,
  asker?: Place,
): Promise<string | undefined> {
  const file = await tree.read(path);
  if (typeof file === 'string') {
    complain(explainFault(path, file, asker));
    return undefined;
  }
  try {
    return checkCharacters(UTF8.decode(file).replace(/\r\n?/g, '\n'), path, complain);
  } catch {
    const { line, column, byte } = findBadByte(file);
    complain({
      rule: 'file-utf8',
      reason: `Unexpected byte 0x${byte.toString(16).toUpperCase()}, expected text in UTF-8`,
      place: { file: path, line, column },
      note: 'save the file as UTF-8 in your editor (Word and Excel: “CSV UTF-8” or “Unicode text”)',
    });
    return undefined;
  }
}

function explainFault(path: string, fault: FileFault, asker?: Place): Complaint {
  const reason = {
    missing: 'no such file',
    outside: 'it leads outside the project',
    unreadable: 'it cannot be read',
  }[fault];
  return {
    rule: 'file-readable',
    reason: `Unexpected file \`${path}\` (${reason}), expected a file of the project`,
    place: asker ?? { file: path, line: 1, column: 1 },
    note: 'check the name, the link and the permissions',
  };
}

/** The text without characters that cannot be printed, each complained of; a file with NUL is no text at all. */
function checkCharacters(text: string, path: string, complain: Complain): string | undefined {
  const found = [...text.matchAll(UNPRINTABLE)];
  if (found.length === 0) return text;
  const nul = found.find(([character]) => character === '\0');
  for (const { 0: character, index } of nul === undefined ? found.slice(0, MOST_NAMED) : [nul]) {
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    complain({
      rule: 'file-text',
      reason: `Unexpected character ${code}, expected text that can be printed`,
      place: placeAtOffset(text, path, index, 1),
      note:
        nul === undefined
          ? 'delete it: it is invisible in most editors and comes from copying'
          : 'save the file as plain text in UTF-8; it looks like UTF-16 or a file that is no text',
    });
  }
  return nul === undefined ? text.replace(UNPRINTABLE, '') : undefined;
}

/** Where the first byte stands that is not part of a UTF-8 character; the column counts characters. */
function findBadByte(bytes: Uint8Array): { line: number; column: number; byte: number } {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  const before = new TextDecoder().decode(bytes.subarray(0, good));
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, byte: bytes[good] ?? 0 };
}

/** Whether a prefix is UTF-8 that at most lacks the end of its last character. */
function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
