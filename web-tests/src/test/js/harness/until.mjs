// Waiting for what will be so: on a busy machine it may take long, and nothing else is waited for.
export const PATIENCE_SECONDS = Number(process.env.PATIENCE_SECONDS ?? 60);

/** Waits until {@code isTrue} answers with something that is, and answers with it. */
export async function until(what, isTrue, seconds = PATIENCE_SECONDS) {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await isTrue();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`in vain: ${typeof what === "function" ? what() : what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
