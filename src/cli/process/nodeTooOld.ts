/**
 * Which versions of Node run the command line.
 *
 * @module
 */

const [leastMajor, leastMinor] = [22, 19] as const;

/**
 * Judges a version of Node.
 *
 * @param version The version, such as `22.19.0`.
 * @returns What is wrong with it, or nothing where it will do.
 */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
    ? undefined
    : `needs Node ${leastMajor}.${leastMinor} or newer; this is ${version}`;
}
