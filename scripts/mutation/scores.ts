/**
 * The mutation score by file and by folder, as a table in Markdown: `node scripts/mutation/scores.ts`, after
 * `npm run mutation`. Other reports of Stryker may be named.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";

/** What is read of Stryker's JSON report. */
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: ReadonlyArray<{ readonly status: string }> }>>;
}

interface Score {
  readonly found: number;
  readonly survived: number;
}

const sum = (scores: ReadonlyArray<Score>): Score => ({
  found: scores.reduce((total, { found }) => total + found, 0),
  survived: scores.reduce((total, { survived }) => total + survived, 0),
});

const row = (title: string, { found, survived }: Score): string =>
  `| ${title} | ${found + survived} | ${survived} | ${(found * 100 / (found + survived)).toFixed(1)} % |`;

const scores = new Map<string, Score>();
const named = process.argv.slice(2);
for (const path of named.length > 0 ? named : ["coverage/mutation/report.json"]) {
  const { files } = JSON.parse(readFileSync(path, "utf8")) as Report;
  for (const [file, { mutants }] of Object.entries(files)) {
    const count = (...states: ReadonlyArray<string>) =>
      mutants.filter(({ status }) => states.includes(status)).length;
    const score = { found: count("Killed", "Timeout"), survived: count("Survived", "NoCoverage") };
    if (score.found + score.survived > 0) scores.set(file, score);
  }
}
const sorted = [...scores].toSorted(([a], [b]) => a < b ? -1 : 1);
const folders = Object.groupBy(sorted, ([file]) => dirname(file));
console.log("| file | mutants | survived | score |\n| --- | --: | --: | --: |");
for (const [folder, files = []] of Object.entries(folders)) {
  console.log(row(`**\`${folder}/\`**`, sum(files.map(([, score]) => score))));
  for (const [file, score] of files) console.log(row(`\`${file.slice(folder.length + 1)}\``, score));
}
console.log(row("**all**", sum([...scores.values()])));
