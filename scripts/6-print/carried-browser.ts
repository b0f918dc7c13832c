// A cache folder in, the browser carried by the npm package `@sparticuz/chromium` out: unpacked
// once per version, whole or not at all. It knows nothing of how a browser is started or driven.
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { createToken, readToken } from './process-token.ts';
import { tarFiles } from './tar-files.ts';

/** The carried browser on disk. `version` is the package's: it names the bytes of the browser. */
export interface CarriedBrowser {
  readonly version: string;
  readonly executable: string;
  readonly libraryFolder: string;
  readonly fontFolder: string;
}

/** Where the package keeps its parts, and its version. */
export interface CarriedPackage {
  readonly version: string;
  readonly partFolder: string;
}

/** Finds the package; undefined on a machine its browser cannot run on, or when it is missing. */
export async function findCarriedPackage(): Promise<CarriedPackage | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const root = join(dirname(entry), '..', '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const partFolder = join(root, 'bin');
    await stat(join(partFolder, 'chromium.br'));
    return { version: String(version), partFolder };
  } catch {
    return undefined;
  }
}

/** The folder in the cache that holds, or will hold, this version unpacked. */
export function carriedFolder(carried: CarriedPackage, cacheFolder: string): string {
  return join(cacheFolder, `chromium-${carried.version}`);
}

/**
 * Unpacks the browser into the cache unless it is there and whole, and says where it is.
 * Any number of processes may do this at once, and any may be killed while they do.
 * `onUnpack` is called when there is something to unpack. Throws when the cache cannot be written.
 */
export async function unpackCarriedBrowser(
  carried: CarriedPackage,
  cacheFolder: string,
  onUnpack: () => void = () => {},
): Promise<CarriedBrowser> {
  const folder = carriedFolder(carried, cacheFolder);
  for (let round = 1; !(await isWhole(folder)); round++) {
    if (round === 1) onUnpack();
    await mkdir(cacheFolder, { recursive: true });
    await removeAbandoned(folder);
    try {
      await unpackInto(folder, carried.partFolder);
    } catch (error) {
      // Another process may have swept our temporary folder away; a full disk stays full.
      if (round === 3) throw error;
    }
  }
  return {
    version: carried.version,
    executable: join(folder, 'chromium'),
    libraryFolder: join(folder, 'lib'),
    fontFolder: join(folder, 'fonts'),
  };
}

/** Unpacks aside, then renames: the folder with the final name is whole whenever it exists. */
async function unpackInto(folder: string, partFolder: string): Promise<void> {
  const aside = asideName(folder);
  await mkdir(aside);
  try {
    // Brotli runs on other threads, so the small parts cost no time beside the large one.
    // The graphics library (`swiftshader`) stays packed: print is painted without it.
    const sizes = await Promise.all([
      unpackProgram(join(partFolder, 'chromium.br'), join(aside, 'chromium')),
      unpackArchive(join(partFolder, 'al2023.tar.br'), aside),
      unpackArchive(join(partFolder, 'fonts.tar.br'), aside),
    ]);
    const contents = Object.fromEntries(sizes.flat());
    await writeFile(join(aside, contentsFile), JSON.stringify(contents, null, 1));
    await putInPlace(aside, folder);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function putInPlace(aside: string, folder: string): Promise<void> {
  try {
    await rename(aside, folder);
  } catch (error) {
    if (await isWhole(folder)) return; // another process was faster
    const damaged = asideName(folder);
    await rename(folder, damaged).catch(() => Promise.reject(error));
    await rename(aside, folder);
    await rm(damaged, { recursive: true, force: true });
  }
}

type SizeByPath = [path: string, size: number][];

/**
 * Decompresses while it writes. Large pieces, because each piece waits for a turn of the main
 * thread, which is busy parsing chapters at this moment.
 */
async function unpackProgram(packed: string, target: string): Promise<SizeByPath> {
  const pieceSize = 8 * 2 ** 20;
  const inflate = createBrotliDecompress({ chunkSize: pieceSize });
  const [bytes, file] = await Promise.all([readFile(packed), open(target, 'w', 0o755)]);
  inflate.end(bytes);
  let size = 0;
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for await (const piece of inflate as AsyncIterable<Uint8Array>) {
      await writing;
      writing = file.write(piece, 0, piece.length, size);
      writing.catch(() => {}); // told by the `await` of the next turn
      size += piece.length;
    }
    await writing;
  } finally {
    await file.close();
  }
  return [[basename(target), size]];
}

async function unpackArchive(packed: string, folder: string): Promise<SizeByPath> {
  const files = tarFiles(await promisify(brotliDecompress)(await readFile(packed)));
  for (const { path, mode, bytes } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes, { mode });
  }
  return files.map(({ path, bytes }): SizeByPath[number] => [path, bytes.length]);
}

/** Written last into the folder: `{"chromium": 196676728, "lib/libnss3.so": 1287000, …}`, bytes. */
const contentsFile = 'contents.json';

/** True when every file that was unpacked is still there with the size it had. */
async function isWhole(folder: string): Promise<boolean> {
  try {
    const contents: Record<string, number> = JSON.parse(
      await readFile(join(folder, contentsFile), 'utf8'),
    );
    const paths = Object.entries(contents);
    const same = await Promise.all(
      paths.map(async ([path, size]) => (await stat(join(folder, path))).size === size),
    );
    return paths.length > 0 && same.every(Boolean);
  } catch {
    return false;
  }
}

/** A temporary folder beside the final one; the process that makes it is in its name. */
function asideName(folder: string): string {
  return `${folder}.${createToken()}`;
}

/** Removes what killed processes left: 200 MB each. */
async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.`;
  for (const name of await readdir(dirname(folder))) {
    const owner = name.startsWith(prefix) ? readToken(name.slice(prefix.length)) : undefined;
    if (owner?.isHere && !owner.isAlive) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}
