/**
 * Tells of refused requests, in few lines: anybody can send a thousand of them a second.
 *
 * @module
 */

/** Time between two lines about the same kind of refusal, in milliseconds. */
const quietMillis = 10_000;

/** Kinds of refusal that are told apart at one time; what comes beyond them is told as if it were one kind. */
const mostKinds = 20;

/**
 * Makes the log.
 *
 * @param write Takes a line; what it throws is ignored.
 * @returns Takes note of a refusal: its first is told at once, further ones together, with the first that comes when the
 * line before is ten seconds old.
 */
export function refusalLog(write: (line: string) => void): (refusal: string) => void {
  const kinds = new Map<string, { toldAt: number; untold: number }>();
  return (refusal) => {
    const now = Date.now();
    const isOld = (toldAt: number): boolean => Math.abs(now - toldAt) >= quietMillis;
    if (!kinds.has(refusal) && kinds.size >= mostKinds) {
      for (const [kind, { toldAt }] of kinds) if (isOld(toldAt)) kinds.delete(kind);
    }
    const kind = kinds.has(refusal) || kinds.size < mostKinds ? refusal : "refused other requests";
    const before = kinds.get(kind);
    if (before !== undefined && !isOld(before.toldAt)) {
      before.untold++;
      return;
    }
    const more = before === undefined || before.untold === 0 ? "" : ` (and ${before.untold} more before it)`;
    kinds.set(kind, { toldAt: now, untold: 0 });
    try {
      write(`${kind}${more}`);
    } catch {
      // A log that fails is no reason to refuse a code.
    }
  };
}
