/**
 * For tests: the examples of the specifications whose tree we do not make, by reason. Data only; an entry that is not
 * needed any more makes the tests fail.
 */

/** Examples that differ for one reason; `rule` is the message that the author gets for each of them. */
export interface Exception {
  readonly reason: string;
  readonly rule?: string;
  /** Numbers in CommonMark 0.31, from 1. */
  readonly commonmark: readonly number[];
  /** Numbers in GFM 0.29; those that are word for word in CommonMark 0.31 are judged there. */
  readonly gfm: readonly number[];
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    reason: 'raw HTML in a chapter is refused; its source is printed instead',
    rule: 'html-absent',
    commonmark: [
      21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164,
      165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 180, 181, 182, 184, 185,
      186, 187, 188, 189, 190, 191, 201, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616,
      617, 623, 627, 628, 629, 630, 631, 642, 643,
    ],
    gfm: [657],
  },
  {
    reason: 'an address that is not https:, http:, mailto: or a target is refused',
    rule: 'link-address',
    commonmark: [596, 598, 599, 601],
    gfm: [],
  },
  {
    reason: 'headings go one level deeper than written and HTML has none below h6',
    rule: 'heading-depth',
    commonmark: [62],
    gfm: [],
  },
  {
    reason: 'GFM makes a link of a bare address; the example shows Markdown without that extension',
    commonmark: [602, 606, 608, 611, 612],
    gfm: [611, 617, 620],
  },
  {
    reason: 'a single tilde is a character: Derry~Londonderry',
    commonmark: [],
    gfm: [491],
  },
  {
    reason: 'the scheme before a bare mailto: or xmpp: address is text, the address a mail link',
    commonmark: [],
    gfm: [633, 634, 635],
  },
  {
    reason: 'CommonMark 0.31 says otherwise than 0.29 where a comment ends, and we keep to 0.31',
    commonmark: [],
    gfm: [649, 650],
  },
];
