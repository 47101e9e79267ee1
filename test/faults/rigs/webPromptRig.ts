/** `web-prompt`, served on a port of its own; whoever is told of the link opens the page and types what has arrived. */
import * as Effect from "effect/Effect";
import type { CodeProvider } from "../../../mod.ts";
import { type OnCodeNeeded, type PromptNotice, webPrompt } from "../../../plugins/web_prompt.ts";
import { servedPrompt } from "../../../src/cli/providers/webPromptProvider.ts";
import { type OpenedPage, openPage, sendForm } from "../../support/webPrompt.ts";
import type { Rig, RigMaker } from "../Row.ts";
import type { RowSecrets } from "../rowSecrets.ts";
import { bare, codeQueue } from "./functionRig.ts";

/** Sends a page's form with a code, or something like it. */
export type TypeCode = (page: OpenedPage, code: string) => Promise<OpenedPage>;

/** What a browser sends. */
export const byHand: TypeCode = (page, code) => sendForm(fetch, page, code);

/** The page says that this was no code, or none that it takes again. */
const notTaken = 422;

/** The rig; other ways to type take the place of the browser's. */
export const webPromptRig = (typeCode: TypeCode = byHand): RigMaker => async () => {
  const codes = codeQueue();
  const secrets: Array<string> = [];
  const asked = async ({ link }: PromptNotice): Promise<void> => {
    const page = await openPage(fetch, link);
    let status = notTaken;
    while (status === notTaken) ({ status } = await typeCode(page, await codes.next()));
  };
  const prompt = webPrompt({
    onCodeNeeded: (needed) => {
      secrets.push(needed.link.slice(needed.link.lastIndexOf("/") + 1));
      // A login that ends takes its page along.
      void asked(needed).catch(() => {});
    },
  });
  const server = await prompt.listen({ port: 0 });
  return {
    provider: prompt,
    deliver: codes.push,
    secrets,
    [Symbol.asyncDispose]: () => server.close(),
  };
};

/** What tells the person, and what has to be ended for it. */
export interface Telling extends Partial<AsyncDisposable> {
  readonly onCodeNeeded: OnCodeNeeded;
}

/** The rig whose notices fare otherwise; nobody types anything. */
export const toldRig =
  (telling: (secrets: RowSecrets) => Telling | Promise<Telling>): RigMaker =>
  async (rowSecrets): Promise<Rig> => {
    const told = await telling(rowSecrets);
    const secrets: Array<string> = [];
    const prompt = webPrompt({
      onCodeNeeded: (needed, signal) => {
        secrets.push(needed.link.slice(needed.link.lastIndexOf("/") + 1));
        return told.onCodeNeeded(needed, signal);
      },
    });
    const server = await prompt.listen({ port: 0 });
    return {
      ...bare(prompt),
      secrets,
      [Symbol.asyncDispose]: async () => {
        await server.close();
        await told[Symbol.asyncDispose]?.();
      },
    };
  };

/** The rig whose pages nobody serves. */
export const unservedRig: RigMaker = () => Promise.resolve(bare(webPrompt()));

/** The rig that listens as it is armed, as on the command line, where another program listens. */
export const portTakenRig: RigMaker = async () => {
  const other = await webPrompt().listen({ port: 0 });
  const prompt = webPrompt();
  const provider: CodeProvider = {
    name: prompt.name,
    arm: (context) =>
      Effect.andThen(
        servedPrompt(prompt, { host: "127.0.0.1", port: Number(new URL(other.url).port) }),
        prompt.arm(context),
      ),
  };
  return { ...bare(provider), [Symbol.asyncDispose]: () => other.close() };
};
