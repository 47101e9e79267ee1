/**
 * How `ofetch` is to leave everything to its caller.
 *
 * @module
 */

/** Options of `ofetch.raw`: one request, redirects not followed, no error for a status, the body not read. */
export const asItIs: {
  readonly retry: 0;
  readonly redirect: "manual";
  readonly ignoreResponseError: true;
  readonly responseType: "stream";
} = { retry: 0, redirect: "manual", ignoreResponseError: true, responseType: "stream" };
