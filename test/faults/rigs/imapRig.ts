/** `imap`, at a scripted mailbox of its own, with a password or with an access token from a scripted endpoint. */
import { imap, type ImapOptions } from "../../../plugins/imap.ts";
import { googleAccessToken } from "../../../plugins/imap_oauth.ts";
import { imapMailbox, type ImapMailboxOptions } from "../../support/imapMailbox.ts";
import { json, type ScriptedReply, scriptedServer } from "../../support/scriptedServer.ts";
import type { RigMaker } from "../Row.ts";
import type { RowSecrets } from "../rowSecrets.ts";

/** How the mailbox is, and how it is spoken to. */
export interface ImapRigOptions {
  readonly script?: (secrets: RowSecrets) => ImapMailboxOptions;
  readonly options?: (secrets: RowSecrets) => Partial<ImapOptions>;
  /** Whether a code that arrives stays away from the mailbox. */
  readonly isDeaf?: boolean;
}

const signInNames = new Set(["LOGIN", "AUTHENTICATE"]);

/** The rig with a password. */
export const imapRig =
  ({ script = () => ({}), options = () => ({}), isDeaf = false }: ImapRigOptions = {}): RigMaker =>
  async (secrets) => {
    const server = await imapMailbox(script(secrets));
    const more = options(secrets);
    const provider = imap({
      host: "127.0.0.1",
      port: server.port,
      tls: "none",
      user: `bob${secrets.number}@example.test`,
      ...(more.accessToken === undefined ? { password: secrets.provider } : {}),
      lookout: { poll: 150 },
      ...more,
    });
    const signIns = () => server.sent.filter(({ name }) => signInNames.has(name)).length;
    return {
      provider,
      deliver: (code) => isDeaf ? undefined : server.deliver(code),
      leftOpen: () => server.openConnections,
      signIns,
      arming: async () => {
        while (signIns() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      },
      [Symbol.asyncDispose]: async () => {
        await provider.close();
        await server[Symbol.asyncDispose]();
      },
    };
  };

/** The rig with an access token; `answer` is what the token endpoint says. */
export const imapOauthRig = (
  { answer, script, ...more }: ImapRigOptions & { readonly answer?: (secrets: RowSecrets) => ScriptedReply } =
    {},
): RigMaker =>
async (secrets) => {
  const { provider: token } = secrets;
  const usual = json(200, { access_token: token, token_type: "Bearer", expires_in: 3599 });
  const endpoint = await scriptedServer([answer?.(secrets) ?? usual], { repeatLast: true });
  const accessToken = googleAccessToken({
    clientId: "client",
    clientSecret: `client-${token}`,
    refreshToken: `refresh-${token}`,
    endpoint: `${endpoint.origin}/token`,
  });
  const rig = await imapRig({
    ...more,
    script: (secrets) => ({ capability: "IMAP4rev1 IDLE SASL-IR AUTH=XOAUTH2", ...script?.(secrets) }),
    options: (secrets) => ({ ...more.options?.(secrets), accessToken }),
  })(secrets);
  return {
    ...rig,
    ...(answer === undefined ? {} : { arming: () => endpoint.received() }),
    secrets: [`client-${token}`, `refresh-${token}`],
    [Symbol.asyncDispose]: async () => {
      await rig[Symbol.asyncDispose]();
      await endpoint[Symbol.asyncDispose]();
    },
  };
};
