/**
 * A browser whose pages are watched: what they complain of, and whom they ask.
 */
import process from "node:process";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumPath } from "./whyChromiumIsMissing.ts";

/** Starts Chromium without a window. */
export function startBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("Chromium is not installed");
  // Its sandbox does not work for root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args, timeout: 60_000 });
}

/** A page, and what was seen of it. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  /** Errors and warnings of the console, scripts that failed, and what a Content Security Policy forbade. */
  readonly complaints: ReadonlyArray<string>;
  /** Origins that requests went to. */
  readonly origins: ReadonlySet<string>;
}

/** A page that is not found, and the like: the browser tells of each status of 400 and above. */
const statusOnly = /^Failed to load resource: the server responded with a status of \d+/;

/**
 * Opens a page.
 *
 * @param browser The browser.
 * @param url Its address.
 * @param options Size, colours, scripts.
 */
export async function watchPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: Array<string> = [];
  const origins = new Set<string>();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !statusOnly.test(message.text())) {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  await page.goto(url);
  return { page, complaints, origins, [Symbol.asyncDispose]: () => context.close() };
}

/** How a text stands out from what is behind it (WCAG 2.2, contrast ratio). */
export interface Contrast {
  readonly text: string;
  readonly ratio: number;
}

/** In the page: the ratio of each text that is seen. As a text, for it runs over there. */
const contrastScript = `(() => {
  const channels = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each !== null; each = each.parentElement) {
      const { rgb, a } = channels(getComputedStyle(each).backgroundColor);
      if (a === 1) return rgb;
      if (a !== 0) throw new Error("a background is half transparent");
    }
    throw new Error("nothing is behind it");
  };
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const all = [...document.querySelectorAll("main, main *")];
  const texts = all.flatMap((element) => {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
    const text = element.matches("input:not([type=hidden])") ? "(what is typed)" : own;
    if (text === "" || element.getClientRects().length === 0) return [];
    return [{ text, ratio: ratio(channels(getComputedStyle(element).color).rgb, behind(element)) }];
  });
  const edges = all.filter((element) => element.matches("input:not([type=hidden])")).map((element) => ({
    text: "(the field's edge)",
    ratio: ratio(channels(getComputedStyle(element).borderTopColor).rgb, behind(element.parentElement)) * 1.5,
  }));
  return [...texts, ...edges];
})()`;

/**
 * Measures a page's texts and the edges of its fields.
 *
 * @param page The page.
 * @returns Of each text its ratio, which must be 4.5 at least; of an edge, which must have 3, one and a half times its own.
 */
export function contrasts(page: Page): Promise<ReadonlyArray<Contrast>> {
  return page.evaluate(contrastScript) as Promise<ReadonlyArray<Contrast>>;
}
