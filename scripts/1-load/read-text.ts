/**
 * Bytes of an input in, text out: UTF-8 without a byte order mark, lines ending in LF, or a message.
 */
import type { FileTree } from '../model.ts';
import type { Complain } from '../place.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a file, or undefined after a complaint that names the file and what to do. */
export async function readText(
  tree: FileTree,
  path: string,
  complain: Complain,
): Promise<string | undefined> {
  const file = await tree.read(path);
  if (typeof file === 'string') {
    const reason = {
      missing: 'no such file',
      outside: 'it leads outside the project',
      unreadable: 'it cannot be read',
    }[file];
    complain({
      rule: 'file-readable',
      reason: `Unexpected file \`${path}\` (${reason}), expected a file of the project`,
      place: { file: path },
      note: 'check the name, the link and the permissions',
    });
    return undefined;
  }
  try {
    return UTF8.decode(file).replaceAll('\r\n', '\n');
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
