/**
 * Leaves out single tests that wait for seconds or look at very long texts: others fail on the same mutants.
 *
 * @module
 */
import { beforeEach } from "vitest";

const slow = /5 seconds, and always ends|by the runtime: |ends on 300,000|1,000 users log in|for days/;

beforeEach(({ task, skip }) => {
  if (slow.test(task.name) || slow.test(task.suite?.name ?? "")) skip("too slow for each mutant");
});
