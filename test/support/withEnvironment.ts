/** Runs a function with another environment of this process. */
import process from "node:process";

const ours = /^(?:AUTOSHARES_|XDG_)/;

/**
 * Sets variables, in place of all those of the command line and of where its files are.
 *
 * @param variables What is set.
 * @param run What is run with it; afterwards everything is as before.
 */
export async function withEnvironment<A>(
  variables: Readonly<Record<string, string>>,
  run: () => A | Promise<A>,
): Promise<A> {
  const before = Object.entries(process.env).filter(([name]) => ours.test(name));
  const replace = (entries: ReadonlyArray<readonly [string, string | undefined]>) => {
    for (const name of Object.keys(process.env)) if (ours.test(name)) delete process.env[name];
    for (const [name, value] of entries) process.env[name] = value;
  };
  replace(Object.entries(variables));
  try {
    return await run();
  } finally {
    replace(before);
  }
}
