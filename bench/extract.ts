/**
 * Code extraction beside the npm package `parse-otp-message` on the corpus, then its time on hostile texts of the largest
 * size that it reads: `npm run bench:extract`. Exits 1 where ours is slower, or where a hostile text takes 50 ms.
 *
 * @module
 */
import process from "node:process";
import { benchCorpus } from "./extract_corpus.ts";
import { benchHostile } from "./extract_hostile.ts";

console.log(`\n${"Deno" in globalThis ? "Deno" : "Node"}`);
const { ours, theirs } = benchCorpus();
const worst = benchHostile();
console.log(`speed: ${(ours / theirs).toFixed(2)} of parse-otp-message`);
console.log(
  `slowest hostile text: ${worst.best.toFixed(1)} ms at best, ${worst.median.toFixed(1)} ms at the median`,
);
process.exitCode = ours >= theirs && worst.best < 50 ? 0 : 1;
