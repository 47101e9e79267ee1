/**
 * What the API says to requests that it does not fulfil.
 *
 * Facts: status codes and bodies of the ETNA Trader documentation ({@link https://github.com/etnatrader/gitbookHelp}).
 * The documentation has no words for 409 and 413, nor a status for an order that does not exist.
 *
 * @module
 */
import { json, type Reply } from "../Reply.ts";

/** There is no such path, or a query parameter is missing that it needs. */
export const notFound: Reply = json(404, {
  Message: "No HTTP resource was found that matches the request URI.",
});

/** The token is none, or what is asked for is another user's. */
export const denied: Reply = json(401, { Message: "Authorization has been denied for this request." });

/** An id that is nobody's: the server takes that for a fault of its own. */
export const unexpected: Reply = json(500, {
  message: "An error occurred while processing your request",
  error: "Unexpected server error",
});

/** The info of a user who does not exist. */
export const noSuchUser: Reply = json(500, {
  Model: null,
  Errors: ["User is not found"],
  StatusCode: 500,
  IsSucceed: false,
});

/** The order can no longer be changed. */
export const tooLate: Reply = json(409, { Message: "The order can no longer be changed." });

/** The body is too large. */
export const tooLarge: Reply = json(413, { Message: "The request entity is too large." });

/**
 * Something in the request cannot be used.
 *
 * @param problems What is wrong, by the name of the field or parameter.
 * @returns The response, 400.
 */
export function invalid(problems?: Readonly<Record<string, string>>): Reply {
  if (problems === undefined) return json(400, { Message: "The request is invalid." });
  const state = Object.entries(problems).map(([name, problem]) => [name, [problem]]);
  return json(400, { Message: "The request is invalid.", ModelState: Object.fromEntries(state) });
}
