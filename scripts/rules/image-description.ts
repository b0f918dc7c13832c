/**
 * The description of an image says in 10 to 250 characters what it shows.
 *
 * Why: it stands for the image where the image is not seen; a file's name or "image of" says nothing, and more than two
 * sentences belong in the text.
 *
 * Accepted:
 * ```md
 * ![Cranes over the harbour at dawn](../../assets/images/readme-page.png)
 * ```
 * Rejected:
 * ```md
 * ![Image of a harbour](../../assets/images/readme-page.png)
 * ```
 * Message: Unexpected description that begins `Image of`, expected what the image shows
 */
import { type Complain, placeOf } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import type { Checked } from './checked.ts';

export function imageDescription({ chapters }: Checked, complain: Complain): void {
  for (const { tree, path } of chapters) {
    visitAll(tree, (node) => {
      if (node.type !== 'image' || !node.alt) return;
      const fault = findFault(node.alt.trim());
      if (fault === undefined) return;
      complain({
        rule: 'image-description',
        grade: 'warning',
        reason: `Unexpected description ${fault}, expected what the image shows`,
        place: placeOf(path, node),
        note: 'say in a sentence what a reader would see and should take from it',
      });
    });
  }
}

function findFault(words: string): string | undefined {
  const lead = /^(?:an? )?(?:image|picture|photo(?:graph)?|graphic|figure|screenshot) of\b/i.exec(
    words,
  );
  if (lead !== null) return `that begins \`${lead[0]}\``;
  if (/^\S+\.(?:png|jpe?g|svg|webp|gif)$/i.test(words)) return `\`${words}\` that is a file's name`;
  if (words.length < 10) return `of ${words.length} characters`;
  return words.length > 250 ? `of ${words.length} characters` : undefined;
}
