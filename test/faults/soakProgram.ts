/** A program: a soak of some seconds, clean or with a middleware that leaks all that can be leaked; prints its report as JSON. */
import * as Effect from "effect/Effect";
import { createServer } from "node:net";
import process from "node:process";
import type { Middleware } from "../../mod.ts";
import { soak } from "../../scripts/soak/soak.ts";

const kept: Array<unknown> = [];

/** Keeps memory, a fiber, a timer and a listener of each first request. */
const leak: Middleware = (step, next) => {
  if (step.name !== "RequestToken") return next;
  kept.push(
    new Array(16 * 1024).fill(step.attempt),
    setInterval(() => {}, 3_600_000),
    createServer().listen(0, "127.0.0.1"),
  );
  return Effect.andThen(Effect.forkDetach(Effect.never), next);
};

const report = await soak({
  seconds: 4,
  seed: 1,
  epoch: 24,
  ...(process.argv[2] === "leak" ? { use: [leak], settleMillis: 200 } : {}),
});
process.stdout.write(JSON.stringify(report));
// What has been leaked would keep it alive.
process.exit(0);
