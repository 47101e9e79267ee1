/**
 * Logs in again and again with random faults, and fails where anything grows: `npm run soak`, with the minutes as an
 * argument or in `SOAK_MINUTES` (default 10) and perhaps a seed after them. It needs `--expose-gc`.
 *
 * @module
 */
import process from "node:process";
import { soak } from "./soak/soak.ts";
import { tableOf } from "./soak/table.ts";

const [minutesText = process.env["SOAK_MINUTES"] ?? "10", seedText] = process.argv.slice(2);
const minutes = Number(minutesText);
if (!(minutes > 0)) throw new Error("The minutes are no number above 0");
const seed = seedText === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(seedText);
console.log(`A soak of ${minutes} min, seed ${seed}`);
const report = await soak({ seconds: minutes * 60, seed });
console.log(tableOf(report));
process.exitCode = report.findings.length === 0 ? 0 : 1;
