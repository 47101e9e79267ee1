/**
 * Keeps the runtime from sending a request twice.
 *
 * @module
 */

/** What is used of Deno's HTTP client: https://docs.deno.com/api/deno/~/Deno.createHttpClient */
interface DenoHttp {
  readonly createHttpClient?: (options: { readonly poolMaxIdlePerHost: number }) => object;
}

const deno = (globalThis as { readonly Deno?: DenoHttp }).Deno;
const client = deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 });

/**
 * Options of `fetch` with which the runtime itself never sends a request twice.
 *
 * When a connection that was used before breaks without an answer, Deno's `fetch` sends the request again on a new one,
 * even a POST that the server may have received: a code would be spent twice, or a second one sent to the user. A connection that
 * is new for the request is not tried again. Node does not send a POST twice.
 */
export const noResend: { readonly client?: object } = client === undefined ? {} : { client };
