import { expect, test } from 'vitest';
import { tarFiles } from './tar-files.ts';

/** A ustar header and its padded bytes; `type` 5 is a folder. */
function entry(path: string, text = '', { mode = '644', type = '0', prefix = '' } = {}): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(`0000${mode}\0`, 100);
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  header.write('ustar\0', 257);
  header.write(prefix, 345);
  const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  body.write(text);
  return Buffer.concat([header, body]);
}

function check(
  entries: readonly Buffer[],
  expected: readonly (readonly [string, number, string])[],
) {
  const files = tarFiles(Buffer.concat([...entries, Buffer.alloc(1024)]));
  expect(files.map(({ path, mode, bytes }) => [path, mode, String(bytes)])).toEqual(expected);
}

test('the files are listed with mode and bytes, folders are not', () => {
  const long = 'x'.repeat(513);
  check(
    [
      entry('lib/', '', { type: '5' }),
      entry('lib/a.so', long, { mode: '755' }),
      entry('empty.txt'),
      entry('deep/b.txt', 'b', { prefix: 'a/very' }),
    ],
    [
      ['lib/a.so', 0o755, long],
      ['empty.txt', 0o644, ''],
      ['a/very/deep/b.txt', 0o644, 'b'],
    ],
  );
});

test('a path that leaves the folder is refused', () => {
  expect(() => check([entry('../etc/passwd', 'x')], [])).toThrow('unsafe path: ../etc/passwd');
  expect(() => check([entry('/etc/passwd', 'x')], [])).toThrow('unsafe path');
});
