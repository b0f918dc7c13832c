// Files to carry inside the PDF in, their objects and the catalog's entries for them out: associated
// files in the sense of PDF/A-3 (ISO 19005-3, 6.8; ISO 32000-2, 14.13).
import { promisify } from 'node:util';
import { deflate as deflateWithCallback } from 'node:zlib';
import { infoDate } from './metadata.ts';
import {
  type Dictionary,
  dictionary,
  name,
  type PdfValue,
  ref,
  text,
  writeValue,
} from './object.ts';
import type { OutputObject } from './writer.ts';

const deflate = promisify(deflateWithCallback);

/** One file inside the PDF. `name` is what a reader saves it as. */
export interface Attachment {
  readonly name: string;
  /** Of the file as it is when saved. */
  readonly size: number;
  readonly deflated: Promise<Uint8Array>;
  /** `application/json` */
  readonly mimeType: string;
  readonly description: string;
  readonly relationship: 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified';
}

/** The new objects by number, and what the catalog says of them. */
export interface AttachedFiles {
  readonly objects: ReadonlyMap<number, OutputObject>;
  /** The /AF array. */
  readonly associated: readonly PdfValue[];
  /** The /EmbeddedFiles name tree. */
  readonly embedded: Dictionary;
}

/** Deflates a file beside the main thread, from now on: a PDF that is still being printed need not wait for it later. */
export function packAttachment({
  bytes,
  ...facts
}: Omit<Attachment, 'size' | 'deflated'> & { readonly bytes: Uint8Array }): Attachment {
  const deflated = deflate(bytes);
  deflated.catch(() => {}); // told to whoever awaits it; a print that fails awaits it never
  return { ...facts, size: bytes.length, deflated };
}

/** Makes two objects for each file, numbered from `firstNumber`, dated `date`. */
export async function attachFiles(
  attachments: readonly Attachment[],
  date: Date,
  firstNumber: number,
): Promise<AttachedFiles> {
  const objects = new Map<number, OutputObject>();
  const named: (readonly [string, PdfValue])[] = [];
  for (const [index, attachment] of attachments.entries()) {
    const number = firstNumber + 2 * index;
    objects.set(number, { text: writeValue(fileSpecification(attachment, number + 1)) });
    objects.set(number + 1, await embeddedFile(attachment, date));
    named.push([text(attachment.name).bytes, ref(number)]);
  }
  named.sort(([one], [other]) => (one < other ? -1 : 1)); // a name tree is sorted by bytes
  const names = named.flatMap(([bytes, file]): PdfValue[] => [{ kind: 'text', bytes }, file]);
  return {
    objects,
    associated: named.map(([, file]) => file),
    embedded: dictionary({ Names: names }),
  };
}

function fileSpecification(attachment: Attachment, stream: number): Dictionary {
  return dictionary({
    Type: name('Filespec'),
    F: text(attachment.name),
    UF: text(attachment.name),
    Desc: text(attachment.description),
    AFRelationship: name(attachment.relationship),
    EF: dictionary({ F: ref(stream), UF: ref(stream) }),
  });
}

async function embeddedFile(attachment: Attachment, date: Date): Promise<OutputObject> {
  const bytes = await attachment.deflated;
  const head = dictionary({
    Type: name('EmbeddedFile'),
    Subtype: name(attachment.mimeType),
    Params: dictionary({ Size: attachment.size, ModDate: infoDate(date) }),
    Filter: name('FlateDecode'),
    Length: bytes.length,
  });
  return { text: writeValue(head), bytes };
}
