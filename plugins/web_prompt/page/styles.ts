/**
 * How the pages look. No file, font or picture is loaded.
 *
 * @module
 */

const light = `
  --page: #f3f4f7; --card: #ffffff; --edge: #dfe2e9; --text: #161a22; --soft: #596273; --field: #ffffff;
  --field-edge: #868e9f; --accent: #2450c8; --accent-deep: #1b3f9f; --on-accent: #ffffff; --tint: #e9eefc;
  --track: #e3e6ed; --bad: #a8201a; --bad-tint: #fdeeed; --good: #15713f; --good-tint: #e6f4ec;
  --shadow: 0 1px 2px rgb(22 26 34 / 6%), 0 12px 32px rgb(22 26 34 / 8%);`;
const dark = `
  --page: #0f1217; --card: #181c23; --edge: #2b313c; --text: #eceef3; --soft: #a6aebd; --field: #11151b;
  --field-edge: #717b8d; --accent: #8fb0ff; --accent-deep: #adc5ff; --on-accent: #0d1830; --tint: #1f2a45;
  --track: #2b313c; --bad: #ffb0a8; --bad-tint: #3a1b1a; --good: #86d9a8; --good-tint: #16301f;
  --shadow: none;`;

const rules = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; min-height: 100svh; display: grid; align-content: start; justify-items: center;
  padding: max(1.25rem, 12vh) 1.25rem 1.25rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.card { width: 100%; max-width: 26rem; padding: 2rem; background: var(--card); border: 1px solid var(--edge);
  border-radius: 1rem; box-shadow: var(--shadow); overflow-wrap: anywhere; }
.mark { display: grid; place-items: center; width: 2.75rem; height: 2.75rem; margin-bottom: 1.25rem; border-radius: .75rem;
  background: var(--tint); color: var(--accent); }
.mark.good { background: var(--good-tint); color: var(--good); }
.mark.bad { background: var(--bad-tint); color: var(--bad); }
svg { display: block; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
h1 { margin: 0; font-size: 1.375rem; line-height: 1.25; font-weight: 650; letter-spacing: -.011em; text-wrap: balance; }
p { margin: .5rem 0 0; text-wrap: pretty; }
.soft { color: var(--soft); }
.soft b { color: var(--text); font-weight: 600; }
.alert { display: flex; gap: .625rem; margin: 1.25rem 0 -.25rem; padding: .75rem .875rem; border-radius: .625rem;
  background: var(--bad-tint); color: var(--bad); font-size: .9375rem; line-height: 1.4; text-wrap: pretty; }
.alert svg { flex: none; margin-top: .05rem; }
form { margin: 1.5rem 0 0; }
.row { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1rem; }
.row span { font-size: .875rem; }
label { font-weight: 600; }
input { display: block; width: 100%; height: 4rem; margin: .5rem 0 0; padding: 0 .75rem; border: 1.5px solid var(--field-edge);
  border-radius: .75rem; background: var(--field); color: var(--text); caret-color: var(--accent); text-align: center;
  font: 600 1.875rem/1 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace;
  letter-spacing: .22em; text-indent: .22em; }
input[aria-invalid] { border-color: var(--bad); }
.hint { margin: .75rem 0 0; text-wrap: pretty; font-size: .875rem; color: var(--soft); }
button { display: block; width: 100%; min-height: 3.25rem; margin: 1.25rem 0 0; padding: .5rem 1rem; border: 0;
  border-radius: .75rem; background: var(--accent); color: var(--on-accent); font-family: inherit;
  font-size: 1.0625rem; font-weight: 600; line-height: 1.2; cursor: pointer; }
button:hover { background: var(--accent-deep); }
button:disabled { cursor: progress; }
a { display: inline-flex; align-items: center; min-height: 2.75rem; color: var(--accent); font-weight: 600;
  text-underline-offset: .2em; }
:is(input, button, a):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.time { margin: 2rem 0 0; font-size: .875rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.time #over:empty { margin: 0; }
.time p { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: .5rem 0 0; }
.track { height: .25rem; border-radius: 1rem; background: var(--track); overflow: hidden; }
.track span { display: block; height: 100%; border-radius: inherit; background: var(--field-edge); transform-origin: left; }
@media (max-width: 30rem) {
  body { padding: 1rem; }
  .card { padding: 1.5rem 1.25rem; }
}
@media (max-height: 46rem) { body { padding-top: 1.25rem; } }
@media (forced-colors: active) { .track span { background: CanvasText; } .track { border: 1px solid; } }`;

/**
 * The style sheet.
 *
 * @param more Rules of one page alone.
 * @returns CSS.
 */
export function styles(more: string = ""): string {
  return `:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
${rules}
${more}`;
}

/**
 * The bar of the time that is left, which needs no script.
 *
 * @param leftMillis How long is left, in milliseconds.
 * @param wholeMillis The whole time, in milliseconds.
 * @returns CSS; the bar stands still where the person wants less motion.
 */
export function barStyles(leftMillis: number, wholeMillis: number): string {
  const share = Math.min(1, Math.max(0, leftMillis / Math.max(1, wholeMillis))).toFixed(4);
  const seconds = Math.max(0, leftMillis / 1000).toFixed(1);
  return `.track span { transform: scaleX(${share}); }
@keyframes left { from { transform: scaleX(${share}); } to { transform: scaleX(0); } }
@media (prefers-reduced-motion: no-preference) {
  .track span { animation: left ${seconds}s linear both; }
  input, button { transition: background-color .15s, border-color .15s; }
}`;
}
