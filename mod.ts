/**
 * Logs in to Autoshares Trader (a broker on the ETNA Trader platform) without a person: credentials in, verification
 * code fetched by a provider, authentication token out.
 *
 * Three ways in: {@linkcode createClient} for promises, {@linkcode login} for Effect, and the command line
 * (`autoshares-auth`).
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { stdin } from "@autoshares/auth/stdin";
 *
 * await using client = createClient({
 *   baseUrl: "https://pub-api-trader-demo-prod.etnasoft.us/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   provider: stdin(),
 * });
 * const auth = await client.login();
 * console.log(`good until ${auth.expiresAt.toISOString()}`);
 * ```
 *
 * @module
 */
export type * from "./src/ApiCall.ts";
export type { Attempts, RefusedCredential } from "./src/Attempts.ts";
export * from "./src/AuthError.ts";
export * from "./src/AuthErrorTable.ts";
export * from "./src/AuthToken.ts";
export * from "./src/Client.ts";
export * from "./src/CodeExtractor.ts";
export * from "./src/CodeProvider.ts";
export * from "./src/Credentials.ts";
export * from "./src/firstOf.ts";
export * from "./src/Login.ts";
export * from "./src/LoginStep.ts";
export * from "./src/Middleware.ts";
export * from "./src/orElse.ts";
export * from "./src/Session.ts";
export type * from "./src/SessionEvents.ts";
export * from "./src/StoredLogin.ts";
export * from "./src/TokenApi.ts";
export * from "./src/TokenStore.ts";
export type { TokenReply } from "./src/TokenReply.ts";
