/**
 * What the process holds open: sockets, pipes, listeners, timers and child processes, counted by kind.
 *
 * Node tells by `process.getActiveResourcesInfo()`; Deno names its timers there and little else, so that on Linux the
 * file descriptors are counted under both, and the children by `/proc`.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import process from "node:process";

/** How many of each kind. */
export type OpenHandles = Readonly<Record<string, number>>;

/** Those that a login can leave behind; requests to the file system and the like end by themselves. */
const kinds = /^(?:TCP\w*|TLS\w*|Pipe\w*|Process\w*|Timeout|UDP\w*|HTTP\w*)$/;

const entries = (folder: string): ReadonlyArray<string> => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

function descriptors(): ReadonlyArray<string> {
  return entries("/proc/self/fd").flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return /^(socket|pipe):/.test(target) ? [`${target.slice(0, target.indexOf(":"))} descriptor`] : [];
    } catch {
      return []; // It has been closed meanwhile.
    }
  });
}

/** Processes whose parent is this one, and which have not ended. */
export function childProcesses(): ReadonlyArray<number> {
  return entries("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return state !== "Z" && Number(parent) === process.pid ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** Counts what is open now. */
export function openHandles(): OpenHandles {
  const counts: Record<string, number> = {};
  const count = (kind: string): void => void (counts[kind] = (counts[kind] ?? 0) + 1);
  const tell: typeof process.getActiveResourcesInfo | undefined = process.getActiveResourcesInfo;
  for (const kind of tell?.call(process) ?? []) if (kinds.test(kind)) count(kind);
  descriptors().forEach(count);
  childProcesses().forEach(() => count("child process"));
  return counts;
}

/** What is open beyond a baseline, by kind; empty where nothing is. */
export function excessOver(baseline: OpenHandles): OpenHandles {
  const now = openHandles();
  return Object.fromEntries(
    Object.entries(now).flatMap(([kind, count]) => {
      const excess = count - (baseline[kind] ?? 0);
      return excess > 0 ? [[kind, excess]] : [];
    }),
  );
}

/**
 * Waits until nothing is open beyond a baseline.
 *
 * @param baseline What may be open.
 * @param millis How long it may take.
 * @returns What is open still after that, by kind.
 */
export async function settledExcess(baseline: OpenHandles, millis = 8000): Promise<OpenHandles> {
  for (const until = performance.now() + millis;;) {
    const excess = excessOver(baseline);
    if (Object.keys(excess).length === 0 || performance.now() > until) return excess;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Processes that name a text in their command line, and which have not ended. */
export function processesNaming(text: string): ReadonlyArray<number> {
  return entries("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).flatMap(
    (name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(text) ? [Number(name)] : [];
      } catch {
        return [];
      }
    },
  );
}
