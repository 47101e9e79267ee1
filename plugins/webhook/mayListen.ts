/**
 * What Deno lets a program listen on.
 *
 * @module
 */

interface Permissions {
  readonly request: (
    permission: { readonly name: "net"; readonly host: string },
  ) => Promise<{ readonly state: string }>;
}

/**
 * Asks Deno whether this program may listen, which asks the user where there is a terminal: `node:net` under Deno 2.9 throws
 * what is missing where nobody can catch it, and the process ends.
 *
 * @param address `host:port`, an address of IPv6 in brackets.
 * @returns Whether it may; always true under Node.
 */
export async function mayListen(address: string): Promise<boolean> {
  const deno: { readonly permissions: Permissions } | undefined = Reflect.get(globalThis, "Deno");
  if (deno === undefined) return true;
  try {
    return (await deno.permissions.request({ name: "net", host: address })).state === "granted";
  } catch {
    return true; // It is no address at all: listening there says so.
  }
}
