/**
 * What people, and no program, decide before a report goes out, in the order of the sign-off record.
 */
export const SIGN_OFF_CHECKS = {
  H01: 'Authority: who publishes, whose copyright, and that nothing claims to be of the Crown or of Parliament',
  H02: 'Position: the policy position, the foreword and who clears them',
  H03: 'Evidence: claims reflect it, uncertainty is stated, peer review is done and answered',
  H04: 'Figures: descriptions and headlines say the right thing, kinds of chart, projections and boundaries fit',
  H05: 'Reading order: it makes sense with a screen reader in the final PDF and web page',
  H06: 'Language: plain, fair and inclusive; whether Welsh, Easy Read or other formats are needed',
  H07: 'Law: territorial extent and devolved competence, legal review, impact and equality',
  H08: 'Consultation: lawful, at a formative stage, long enough, neutral questions',
  H09: 'Rights: third-party images, data and quotations are licensed; statistics follow their code of practice',
  H10: 'Release: title, cover, embargo, date and metadata; somebody reads the contact address',
  H11: 'Exceptions: each one from an automatic rule has a reason that holds',
} as const;

export type SignOffCheck = keyof typeof SIGN_OFF_CHECKS;
