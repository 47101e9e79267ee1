/**
 * Runs things side by side, so many at once.
 *
 * @param things What to run, in order.
 * @param lanes How many at once.
 * @param run Runs one.
 * @returns What each gave, in their order.
 */
export async function inLanes<A, B>(
  things: ReadonlyArray<A>,
  lanes: number,
  run: (thing: A) => Promise<B>,
): Promise<ReadonlyArray<B>> {
  const results: Array<B> = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < things.length; index = next++) {
      results[index] = await run(things[index]!);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
