// The bytes of a tar archive in, the regular files inside out. It knows nothing of what the
// archive is for and writes nothing.
import assert from 'node:assert';

/** One file of an archive; `path` is relative with forward slashes, `mode` its permission bits. */
export interface TarFile {
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

const blockSize = 512;

/**
 * Lists the regular files of an uncompressed ustar archive, in order; folders and links are left
 * out. Throws when a path would leave the folder it is unpacked into.
 * Source: POSIX.1-2017, pax, "ustar Interchange Format".
 */
export function tarFiles(archive: Uint8Array): TarFile[] {
  const files: TarFile[] = [];
  let offset = 0;
  while (offset + blockSize <= archive.length && archive[offset] !== 0) {
    const header = archive.subarray(offset, offset + blockSize);
    const size = octalField(header, 124, 12);
    const start = offset + blockSize;
    if (isRegularFile(header)) {
      const path = filePath(header);
      files.push({
        path,
        mode: octalField(header, 100, 8) & 0o777,
        bytes: archive.subarray(start, start + size),
      });
    }
    offset = start + Math.ceil(size / blockSize) * blockSize;
  }
  return files;
}

function isRegularFile(header: Uint8Array): boolean {
  const type = header[156];
  return type === 0 || type === '0'.charCodeAt(0);
}

function filePath(header: Uint8Array): string {
  const prefix = textField(header, 345, 155);
  const path = (prefix === '' ? '' : `${prefix}/`) + textField(header, 0, 100);
  const inside = !path.startsWith('/') && !path.split('/').includes('..');
  assert(inside && path !== '', `the archive holds an unsafe path: ${path}`);
  return path;
}

function octalField(header: Uint8Array, start: number, length: number): number {
  return Number.parseInt(textField(header, start, length).trim() || '0', 8);
}

function textField(header: Uint8Array, start: number, length: number): string {
  const field = Buffer.from(header.subarray(start, start + length));
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}
