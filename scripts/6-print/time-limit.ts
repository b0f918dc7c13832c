// A piece of work and a limit in, its result or an error out. It knows nothing of what the work is.

/** Waits for the work for so long and no longer; then throws what `late` makes. The work goes on. */
export async function withinLimit<T>(
  limitMs: number,
  work: Promise<T>,
  late: () => Error,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ringing = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limitMs);
  });
  try {
    return await Promise.race([work, ringing]);
  } finally {
    clearTimeout(timer);
  }
}
