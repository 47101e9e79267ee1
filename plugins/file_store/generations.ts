/**
 * A lock's files: each holder has one of its own, with a greater number than those before.
 *
 * @module
 */
import { namesBeside } from "./namesBeside.ts";

const lockName = /^\.lock-(\d{1,15})$/;

/**
 * The file of one holder.
 *
 * @param path The record's file.
 * @param generation The holder's number.
 * @returns Its path.
 */
export function lockFile(path: string, generation: number): string {
  return `${path}.lock-${generation}`;
}

/**
 * Lists the holders' files.
 *
 * @param path The record's file.
 * @returns Their numbers, greatest first; rejects with the system's error.
 */
export async function generations(path: string): Promise<Array<number>> {
  const numbers: Array<number> = [];
  for (const end of await namesBeside(path)) {
    const digits = lockName.exec(end)?.[1];
    if (digits !== undefined) numbers.push(Number(digits));
  }
  return numbers.sort((a, b) => b - a);
}
