import { describe, expect, it } from "vitest";
import { imap, type ImapOptions } from "../../../../plugins/imap.ts";
import { armMailbox } from "../../../support/armedMailbox.ts";
import type { ImapMailboxOptions } from "../../../support/imapMailbox.ts";
import { drop, reset } from "../../../support/imapScript.ts";
import { active, armImpatient, first, idle, impatientAt, sleep } from "../../../support/impatientMailbox.ts";
import { commandsNamed, servedMailboxes } from "../../../support/servedMailboxes.ts";

const serve = servedMailboxes();

describe("a connection that is lost again and again", () => {
  it.each([1, 2])("%s times: the code is found after that, and the marks stay", async (times) => {
    const server = await serve({
      answer: ({ name, before }) => name === "NOOP" && before < times ? drop : undefined,
    });
    await using armed = await armImpatient(server, active);
    const from = performance.now();
    const next = armed.next(AbortSignal.timeout(5000));
    await expect.poll(() => commandsNamed(server, "NOOP").length).toBe(times);
    server.deliver("5653");
    expect(await next).toBe("5653");
    expect(await armed.sightings()).toEqual({ seen: 1, refused: { "connection lost": times } });
    expect(performance.now() - from).toBeLessThan(4000);
  });

  it.each<[string, ImapMailboxOptions]>([
    ["after each look", {
      answer: ({ name, before }) => name === "NOOP" || name === "IDLE" && before > 0 ? drop : undefined,
    }],
    ["at each EXAMINE", {
      answer: ({ name, before }) => name === "EXAMINE" && before > 0 || name === "NOOP" ? drop : undefined,
    }],
    ["at each sign-in", {
      answer: ({ name, before }) => name === "LOGIN" && before > 0 || name === "NOOP" ? drop : undefined,
    }],
    ["by BYE in IDLE", {
      answer: ({ name }) => name === "IDLE" ? "+ idling\r\n* BYE Autologout" : undefined,
    }],
  ])("%s: it is tried again at growing intervals, and the wait's end ends it", async (_, script) => {
    const server = await serve(script);
    await using armed = await armImpatient(server, idle);
    await expect(armed.next(AbortSignal.timeout(1800))).rejects.toBeDefined();
    expect(server.accepted).toBeGreaterThan(2);
    expect(server.accepted).toBeLessThan(6);
    expect(await armed.sightings()).toMatchObject({
      seen: 0,
      refused: { "connection lost": expect.any(Number) },
    });
    await sleep(50);
    const then = server.accepted;
    await sleep(600);
    expect(server.accepted - then).toBeLessThanOrEqual(1);
  });

  it("does not keep another login from arming, which gets a connection of its own try", async () => {
    const server = await serve(first("NOOP", drop, 2));
    await using one = await armImpatient(server, active);
    const waiting = one.next();
    await expect.poll(() => commandsNamed(server, "NOOP").length).toBeGreaterThan(1);
    await using two = await armImpatient(server, active);
    server.deliver("5653");
    expect(await Promise.race([waiting, two.next()])).toBe("5653");
  });
});

describe("logins that wait together", () => {
  it("all go on, on one new connection", async () => {
    const server = await serve({
      answer: ({ name, before }) => name === "NOOP" && before === 3 ? reset : undefined,
    });
    const users = ["ann", "bea", "cleo"];
    const subjects = { ann: /4$/, bea: /5$/, cleo: /6$/ };
    const logins = await Promise.all(
      users.map((user) =>
        armImpatient(server, {
          ...active,
          subject: subjects[user as keyof typeof subjects],
          from: "example.test",
          to: `bob@example.test`,
        }, "bob")
      ),
    );
    const codes = logins.map((login) => login.next(AbortSignal.timeout(5000)));
    await expect.poll(() => server.accepted).toBe(2);
    for (const code of ["4444", "5555", "6666"]) server.deliver(code);
    expect(await Promise.all(codes)).toEqual(["4444", "5555", "6666"]);
    expect(server.accepted).toBe(2);
    for (const login of logins) await login[Symbol.asyncDispose]();
  });

  it("all fail by a refusal that no time cures, and it is not tried again and again", async () => {
    const server = await serve({
      answer: ({ name, before }) =>
        name === "NOOP" && before === 3
          ? drop
          : name === "LOGIN" && before > 0
          ? "$ NO [AUTHENTICATIONFAILED] Authentication failed."
          : undefined,
    });
    const logins = await Promise.all([1, 2, 3].map(() => armImpatient(server, active)));
    const failures = await Promise.all(logins.map((login) => login.next().catch((error: unknown) => error)));
    for (const failure of failures) {
      expect(failure).toMatchObject({
        _tag: "ProviderFailed",
        retryable: false,
        reason: { _tag: "SignInRefused" },
      });
    }
    await sleep(800);
    expect(commandsNamed(server, "LOGIN")).toHaveLength(2);
    for (const login of logins) await login[Symbol.asyncDispose]();
  });

  it("and a refused access token is asked for anew once, and once only", async () => {
    const server = await serve({
      capability: "IMAP4rev1 IDLE SASL-IR AUTH=XOAUTH2",
      answer: ({ name, before }) =>
        name === "NOOP" && before === 0
          ? drop
          : name === "AUTHENTICATE" && before > 0
          ? "$ NO [AUTHENTICATIONFAILED] Invalid credentials"
          : undefined,
    });
    const asked: Array<unknown> = [];
    const accessToken: ImapOptions["accessToken"] = (options) => {
      asked.push(options?.refused);
      return Promise.resolve(`token-${asked.length}`);
    };
    const { password: _, ...settings } = impatientAt(server, active);
    await using armed = await armMailbox(imap({ ...settings, accessToken }));
    await expect(armed.next()).rejects.toMatchObject({ reason: { _tag: "TokenRefused" } });
    await sleep(500);
    expect(asked).toEqual([false, false, true]);
    expect(commandsNamed(server, "AUTHENTICATE")).toHaveLength(3);
  });
});
