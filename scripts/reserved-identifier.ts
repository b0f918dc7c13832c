/**
 * The addresses that the pipeline gives to its own parts of an edition; a name in, whether it is one of them out.
 */

const RESERVED =
  /^(?:contents|main|references|sources|about-this-report|document-control|acknowledgements-and-data|(?:list-of|notes|ref|fn|fnref|value|source)-.*)$/;

/** True for an identifier that a chapter, a heading or an author cannot have. */
export function isReservedIdentifier(identifier: string): boolean {
  return RESERVED.test(identifier);
}
