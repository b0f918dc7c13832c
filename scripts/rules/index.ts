/**
 * The rules that look at a composed report, each a file whose head is its manual. A Document in, messages out.
 */
import type { Chapter, Diagnostic, Document, Inputs } from '../model.ts';
import { openMessages } from '../place.ts';
import { ampersandAbsent } from './ampersand-absent.ts';
import { capitalsAbsent } from './capitals-absent.ts';
import type { Rule } from './checked.ts';
import { citationSign } from './citation-sign.ts';
import { crownElementAbsent } from './crown-element-absent.ts';
import { dateForm } from './date-form.ts';
import { factConfirmed } from './fact-confirmed.ts';
import { factNamed } from './fact-named.ts';
import { finalComplete } from './final-complete.ts';
import { gapAbsent } from './gap-absent.ts';
import { glyphExists } from './glyph-exists.ts';
import { headingSentenceCase } from './heading-sentence-case.ts';
import { headingStop } from './heading-stop.ts';
import { headingUnique } from './heading-unique.ts';
import { imageDescription } from './image-description.ts';
import { independenceStated } from './independence-stated.ts';
import { latinAbbreviation } from './latin-abbreviation.ts';
import { linkText } from './link-text.ts';
import { linkTextUnique } from './link-text-unique.ts';
import { numberCommas } from './number-commas.ts';
import { openingLength } from './opening-length.ts';
import { paragraphLength } from './paragraph-length.ts';
import { peerReviewAnswered } from './peer-review-answered.ts';
import { peerReviewParagraph } from './peer-review-paragraph.ts';
import { percentSign } from './percent-sign.ts';
import { placeholderAbsent } from './placeholder-absent.ts';
import { plainWord } from './plain-word.ts';
import { rangeWords } from './range-words.ts';
import { readProse } from './read-prose.ts';
import { referenceAccessed } from './reference-accessed.ts';
import { revisionCommitted } from './revision-committed.ts';
import { sentenceLength } from './sentence-length.ts';
import { signOffComplete } from './sign-off-complete.ts';
import { softHyphenAbsent } from './soft-hyphen-absent.ts';
import { spellingBritish } from './spelling-british.ts';
import { summaryPresent } from './summary-present.ts';
import { tableCaption } from './table-caption.ts';
import { tableCellFilled } from './table-cell-filled.ts';
import { tableHead } from './table-head.ts';
import { tableNumbers } from './table-numbers.ts';
import { tableSource } from './table-source.ts';
import { targetCited } from './target-cited.ts';
import { targetOfLink } from './target-of-link.ts';
import { valueConfirmed } from './value-confirmed.ts';
import { versionInHistory } from './version-in-history.ts';

/** In the order of their names; messages are put in reading order later. */
const RULES: readonly Rule[] = [
  ampersandAbsent,
  capitalsAbsent,
  citationSign,
  crownElementAbsent,
  dateForm,
  factConfirmed,
  factNamed,
  finalComplete,
  gapAbsent,
  glyphExists,
  headingSentenceCase,
  headingStop,
  headingUnique,
  imageDescription,
  independenceStated,
  latinAbbreviation,
  linkText,
  linkTextUnique,
  numberCommas,
  openingLength,
  paragraphLength,
  peerReviewAnswered,
  peerReviewParagraph,
  percentSign,
  placeholderAbsent,
  plainWord,
  rangeWords,
  referenceAccessed,
  revisionCommitted,
  sentenceLength,
  signOffComplete,
  softHyphenAbsent,
  spellingBritish,
  summaryPresent,
  tableCaption,
  tableCellFilled,
  tableHead,
  tableNumbers,
  tableSource,
  targetCited,
  targetOfLink,
  valueConfirmed,
  versionInHistory,
];

export function checkDocument(
  document: Document,
  inputs: Inputs,
  chapters: readonly Chapter[],
): readonly Diagnostic[] {
  const { messages, complain } = openMessages();
  const report = { document, inputs, chapters, prose: readProse(chapters, inputs) };
  for (const rule of RULES) rule(report, complain);
  return messages;
}
