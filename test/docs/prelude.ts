/**
 * Names that the documentation's blocks use without declaring them: what every reader has in a program of his own.
 *
 * A text, since a file of global names would give them to the whole project.
 *
 * @module
 */

/** Declarations. */
export const prelude: string = `
declare const baseUrl: string;
declare const appKey: string;
declare const username: string;
declare const password: string;

/** A provider, a client and an error, made in an earlier block. */
declare const provider: import("@autoshares/auth").CodeProvider;
declare const client: import("@autoshares/auth").Client;
declare const credentials: import("@autoshares/auth").Credentials;
declare const error: unknown;
declare const sms: import("@autoshares/auth/webhook").WebhookProvider;

/** Secrets of mailboxes, phones, vendors and stores. */
declare const appPassword: string;
declare const mailboxPassword: string;
declare const clientId: string;
declare const clientSecret: string;
declare const refreshToken: string;
declare const accountSid: string;
declare const authToken: string;
declare const apiKey: string;
declare const apiSecret: string;
declare const smsSecret: string;
declare const encryptionKey: string;

/** Each user's own number. */
declare const numbers: Readonly<Record<string, string>>;

/** A message to a person. */
declare function tellSomebody(text: string): void;

/** A secret's text, from docs/recipes/aws-lambda.md. */
declare function secret(name: string): Promise<string>;

/** What blocks use of Deno. */
declare const Deno: {
  serve(
    options: { readonly port?: number; readonly hostname?: string },
    handler: (request: Request) => Response | Promise<Response>,
  ): unknown;
  serve(handler: (request: Request) => Response | Promise<Response>): unknown;
  readonly env: { get(name: string): string | undefined };
};
`;
