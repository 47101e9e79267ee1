import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../../mod.ts";
import { simulate } from "../../../src/simulator/mod.ts";
import { contrasts, startBrowser, watchPage } from "../../support/chromium/browser.ts";
import { describeWithChromium } from "../../support/describeWithChromium.ts";
import { armPrompt, toldPrompt } from "../../support/webPrompt.ts";

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };
const limit = { timeout: 90_000 };

/** A login at a broker, whose code is 5653, and the page that it waits for. */
async function waitingLogin() {
  const stack = new AsyncDisposableStack();
  const { prompt, told } = toldPrompt({ publicUrl: undefined });
  stack.use(await prompt.listen({ port: 0 }));
  const broker = stack.use(
    await simulate({
      appKey: "key",
      users: [{ username: "alice", password: "pw", twoFactor: "sms" }],
      generateCode: () => "5653",
      deliver: () => {},
    }),
  );
  const client = stack.use(
    createClient({
      baseUrl: broker.baseUrl,
      appKey: "key",
      username: "alice",
      password: "pw",
      provider: prompt,
    }),
  );
  const login = client.login();
  login.catch(() => {});
  await expect.poll(() => told.length, limit).toBe(1);
  return { link: told[0]!.link, login, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** A page that waits, without a broker. */
async function waitingPage(username = "alice", timeoutMillis = 120_000) {
  const stack = new AsyncDisposableStack();
  const { prompt, told } = toldPrompt({ publicUrl: undefined });
  stack.use(await prompt.listen({ port: 0 }));
  const login = stack.use(await armPrompt(prompt, username));
  const code = login.next(1, { timeoutMillis });
  await expect.poll(() => told.length, limit).toBe(1);
  return { link: told[0]!.link, login, code, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** The field gets the focus by itself, once the page is drawn: whoever opens the page types. */
async function typeInto(page: Page, text: string): Promise<void> {
  await page.locator("#code:focus").waitFor();
  await page.keyboard.type(text);
}

describeWithChromium("in a browser, the page on which a code is typed", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  }, limit.timeout);
  afterAll(() => browser.close());

  const ways = [true, false].flatMap((javaScriptEnabled) =>
    ([["a phone", phone], ["a desktop", desktop]] as const).flatMap(([device, viewport]) =>
      (["light", "dark"] as const).map((colorScheme) => ({
        device,
        viewport,
        colorScheme,
        javaScriptEnabled,
      }))
    )
  );

  it.each(ways)(
    "logs in on $device, $colorScheme, scripts: $javaScriptEnabled",
    async ({ device: _, ...options }) => {
      await using run = await waitingLogin();
      await using watched = await watchPage(browser, run.link, options);
      const { page, complaints, origins } = watched;
      await typeInto(page, "56 53");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Code accepted" }).waitFor();
      expect(await run.login).toMatchObject({ provider: "web-prompt" });
      expect(complaints).toEqual([]);
      expect([...origins]).toEqual([new URL(run.link).origin]);
    },
    limit.timeout,
  );

  it.each([true, false])(
    "asks again in the same place after a refused code, scripts: %s",
    async (javaScriptEnabled) => {
      await using run = await waitingLogin();
      await using watched = await watchPage(browser, run.link, { viewport: phone, javaScriptEnabled });
      const { page, complaints } = watched;
      await typeInto(page, "1111\n");
      await page.getByRole("alert").filter({ hasText: "The broker refused the last code." }).waitFor();
      expect(page.url()).toBe(run.link);
      expect(await page.getByText("Attempt 2").isVisible()).toBe(true);
      await typeInto(page, "5653\n");
      await page.getByRole("heading", { name: "Code accepted" }).waitFor();
      expect(complaints).toEqual([]);
    },
    limit.timeout,
  );

  it("can be used by keyboard alone, and shows where the focus is", async () => {
    await using run = await waitingPage();
    await using watched = await watchPage(browser, run.link, { viewport: desktop });
    const { page } = watched;
    const focused = () =>
      page.evaluate(`(() => {
        const { tagName } = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return tagName + " " + outlineStyle + " " + outlineWidth;
      })()`);
    await expect.poll(focused, limit).toBe("INPUT solid 3px");
    await typeInto(page, "5653");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("BUTTON solid 3px");
    await page.keyboard.press("Space");
    expect(await run.code).toBe("5653");
  }, limit.timeout);

  it("tells assistive technology what the field is for, and what was wrong", async () => {
    await using run = await waitingPage();
    await using watched = await watchPage(browser, run.link, { viewport: phone });
    const { page, complaints } = watched;
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.title()).toBe("Verification code needed");
    const field = page.getByRole("textbox", { name: "Verification code", exact: true });
    const described = () =>
      page.evaluate(
        "code.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent.trim())",
      );
    expect(await described()).toEqual(["Spaces are ignored. A wrong code uses up an attempt.", "Attempt 1"]);
    expect(await page.getByRole("main").getByRole("heading", { level: 1 }).count()).toBe(1);
    await field.fill("fünf");
    await page.getByRole("button", { name: "Send the code" }).click();
    await page.getByRole("alert").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect((await described() as Array<string>)[0]).toMatch(/^This is not a code/);
    expect(await page.title()).toBe("Error: verification code needed");
    expect(complaints).toEqual([]);
  }, limit.timeout);

  it("sends nothing where nothing is typed, and takes digits of any script", async () => {
    await using run = await waitingPage();
    await using watched = await watchPage(browser, run.link, { viewport: phone });
    const { page } = watched;
    const isValid = () => page.evaluate("code.validity.valid");
    expect(await isValid()).toBe(false);
    for (const typed of ["５６５３", "٥٦٥٣", "56-53"]) {
      await page.locator("#code").fill(typed);
      expect(await isValid()).toBe(true);
    }
  }, limit.timeout);

  it("can be hit with a finger, and has room for a long code", async () => {
    await using run = await waitingPage();
    await using watched = await watchPage(browser, run.link, { viewport: { width: 320, height: 640 } });
    for (const target of ["#code", "button"]) {
      const box = await watched.page.locator(target).boundingBox();
      expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44);
    }
    await watched.page.fill("#code", "12345678");
    expect(await watched.page.evaluate("code.scrollWidth <= code.clientWidth")).toBe(true);
  }, limit.timeout);

  it("does not scroll sideways at 320 px, whatever the user's name", async () => {
    await using run = await waitingPage(`${"w".repeat(60)}@${"m".repeat(60)}.example`);
    await using watched = await watchPage(browser, run.link, { viewport: { width: 320, height: 640 } });
    const { page } = watched;
    const fits = () => page.evaluate("document.documentElement.scrollWidth <= innerWidth");
    expect(await fits()).toBe(true);
    await page.fill("#code", "fünf");
    await page.click("button");
    await page.getByRole("alert").waitFor();
    expect(await fits()).toBe(true);
  }, limit.timeout);

  describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
    const options: BrowserContextOptions = { viewport: phone, colorScheme };
    const tooFaint = async (page: Page, least: number) => {
      const measured = await contrasts(page);
      expect(measured.length).toBeGreaterThanOrEqual(least);
      return measured.filter(({ ratio }) => ratio < 4.5);
    };

    it("can be read: contrast is 4.5 at least, when it asks, complains and is done", async () => {
      await using run = await waitingLogin();
      await using watched = await watchPage(browser, run.link, options);
      const { page } = watched;
      expect(await tooFaint(page, 8)).toEqual([]);
      await page.fill("#code", "fünf");
      await page.click("button");
      await page.getByRole("alert").waitFor();
      expect(await tooFaint(page, 9)).toEqual([]);
      await page.fill("#code", "5653");
      await page.click("button");
      await page.getByRole("heading", { name: "Code accepted" }).waitFor();
      expect(await tooFaint(page, 2)).toEqual([]);
    }, limit.timeout);

    it("is light or dark as the person has it", async () => {
      await using run = await waitingPage();
      await using watched = await watchPage(browser, run.link, options);
      const [red = 0] = String(await watched.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .match(/\d+/g)!.map(Number);
      expect(red > 128).toBe(colorScheme === "light");
    }, limit.timeout);
  });

  it("counts the time, and says when it is over", async () => {
    await using run = await waitingPage("alice", 10_000);
    await using watched = await watchPage(browser, run.link, { viewport: phone });
    const { page } = watched;
    await page.getByText(/^0:0[1-9] left$/).waitFor();
    expect(await page.getByText(/^Waiting for 0:0\d$/).isVisible()).toBe(true);
    await page.getByText("Time is up").waitFor();
    expect(await page.getByRole("status").textContent()).toMatch(/^The time for this code is over\./);
  }, limit.timeout);

  it("tells the time in words where there are no scripts", async () => {
    await using run = await waitingPage();
    await using watched = await watchPage(browser, run.link, { viewport: phone, javaScriptEnabled: false });
    await watched.page.getByText(/^Waited 0:0\d when opened$/).waitFor();
    await watched.page.getByText(/^open until \d\d:\d\d:\d\d UTC$/).waitFor();
  }, limit.timeout);

  it.each([["no-preference", "left"], ["reduce", "none"]] as const)(
    "moves its bar as the person wants it (%s)",
    async (reducedMotion, animation) => {
      await using run = await waitingPage();
      await using watched = await watchPage(browser, run.link, { viewport: phone, reducedMotion });
      expect(
        await watched.page.evaluate("getComputedStyle(document.querySelector('.track span')).animationName"),
      )
        .toBe(animation);
    },
    limit.timeout,
  );

  it("waits with the person while the broker checks the code, scripts or not", async () => {
    await using run = await waitingPage();
    await using scripted = await watchPage(browser, run.link, { viewport: phone });
    await using plain = await watchPage(browser, run.link, { viewport: phone, javaScriptEnabled: false });
    await typeInto(scripted.page, "5653\n");
    expect(await run.code).toBe("5653");
    // The other page's form is for a code that has been taken: it leads to what became of that one.
    await typeInto(plain.page, "5653\n");
    await plain.page.getByRole("heading", { name: "Code taken" }).waitFor();
    await scripted.page.getByRole("heading", { name: "Code taken" }).waitFor();
    await run.login.end(true);
    await scripted.page.getByRole("heading", { name: "Code accepted" }).waitFor();
    await plain.page.getByRole("link", { name: "Look again" }).click();
    await plain.page.getByRole("heading", { name: "Code accepted" }).waitFor();
    expect([...scripted.complaints, ...plain.complaints]).toEqual([]);
  }, limit.timeout);

  it("takes a double click as one", async () => {
    await using run = await waitingPage();
    await using watched = await watchPage(browser, run.link, { viewport: desktop });
    await watched.page.fill("#code", "5653");
    await watched.page.getByRole("button").dblclick({ noWaitAfter: true });
    expect(await run.code).toBe("5653");
    expect(await run.login.refused()).toEqual({});
  }, limit.timeout);
});
