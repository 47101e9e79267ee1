/**
 * `npm run docs`: writes `docs/errors.md` anew, and the reference of all entry points as HTML into `docs/api`, which is not
 * committed. Ends with 1 where something public is not documented.
 *
 * @module
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { entryPoints } from "./docs/entryPoints.ts";
import { errorsPage, errorsPagePath } from "./docs/errorsPage.ts";
import { lintDocs } from "./docs/lint.ts";
import { runDeno } from "./docs/runDeno.ts";
import { root } from "./support/root.ts";

writeFileSync(errorsPagePath, errorsPage());
console.log("docs/errors.md");

const output = join(root, "docs", "api");
rmSync(output, { recursive: true, force: true });
const { status, stdout, stderr } = runDeno([
  "doc",
  "--html",
  "--name=@autoshares/auth",
  `--output=${output}`,
  ...entryPoints().values(),
]);
if (status !== 0) throw new Error(`deno doc has failed: ${stderr}`);
console.log(stdout.trim() || "docs/api");

const undocumented = lintDocs();
if (undocumented !== "") {
  console.error(undocumented);
  process.exitCode = 1;
}
