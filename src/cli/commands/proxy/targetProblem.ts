/**
 * Paths that the proxy does not pass on, however they are written.
 *
 * @module
 */

/** The token endpoint, or what is not below the base URL. */
export type TargetProblem = "token" | "outside";

/** More layers of encoding than any server takes off. */
const mostLayers = 8;

/** Takes off a layer of percent-encoding; bytes beyond ASCII matter to no name that is looked for. */
const decoded = (text: string): string =>
  text.replace(
    /%(?:u([\da-f]{4})|([\da-f]{2}))/gi,
    (_, wide, narrow) => String.fromCharCode(Number.parseInt(wide ?? narrow, 16)),
  );

/** The ways to a path's end, part by part, as a lenient server may go them; the last is the path itself. */
function waysOf(path: string): ReadonlyArray<ReadonlyArray<string>> | undefined {
  let text = path;
  for (let layer = 0; decoded(text) !== text; layer++) {
    if (layer === mostLayers) return undefined;
    text = decoded(text);
  }
  const ways: Array<ReadonlyArray<string>> = [[]];
  // deno-lint-ignore no-control-regex
  for (const part of text.replace(/[\x00-\x20\x7f]/g, "").toLowerCase().split(/[/\\]+/)) {
    const name = part.replace(/[;?#].*$/s, "");
    const way = ways.at(-1)!;
    if (name === "..") ways.push(way.slice(0, -1));
    else if (!/^\.*$/.test(name)) ways.push([...way, name.replace(/\.+$/, "")]);
  }
  return ways;
}

/**
 * Looks where a request leads.
 *
 * @param basePath The path of the broker's base URL, for example `/api`.
 * @param target What the request asks for, below it.
 * @returns `token` for the token endpoint, `outside` for what leads away from the base URL or cannot be told; nothing for
 * what may be passed on.
 */
export function targetProblem(basePath: string, target: string): TargetProblem | undefined {
  const base = waysOf(basePath)?.at(-1) ?? [];
  const ways = waysOf(`${basePath}/${target.replace(/[?#].*$/s, "")}`);
  const isBelow = (way: ReadonlyArray<string>) => base.every((part, i) => way[i] === part);
  if (ways === undefined || !isBelow(ways.at(-1)!)) return "outside";
  // What follows may be no more of the path to a server that decodes it first (/token%3f/..%2fv1.0).
  return ways.some((way) => isBelow(way) && way[base.length] === "token") ? "token" : undefined;
}
