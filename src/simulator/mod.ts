/**
 * An Autoshares Trader (ETNA Trader) server on this machine, to test a bot's login against: users with and without
 * two-factor authentication, pins, expired passwords, lock-out, codes by function, email or signed SMS webhook, and
 * faults to order. It needs Node or Deno and no other package (email needs `nodemailer`).
 *
 * Behind the token it answers the calls of `@autoshares/auth/api`: each user has one trading account with 100,000 US
 * dollars, on a market of five securities (AAPL, MSFT, SPY, F, BRK/B) whose prices never move. Orders that were placed
 * are in `orders`; `revokeTokens()` makes the next request get 401.
 *
 * What the broker's documentation leaves open (what a wrong code gets, how long a code lives, how many tries there are)
 * is a setting here.
 *
 * @example
 * ```ts
 * import { simulate } from "@autoshares/auth/simulator";
 *
 * let code = "";
 * await using broker = await simulate({
 *   appKey: "key",
 *   users: [{ username: "bob", password: "pw", twoFactor: "sms" }],
 *   deliver: (delivery) => {
 *     code = delivery.code;
 *   },
 * });
 * await fetch(`${broker.baseUrl}/token`, {
 *   method: "POST",
 *   headers: { "Et-App-Key": "key", "Username": "bob", "Password": "pw" },
 * });
 * console.log(code.length); // 4
 * ```
 *
 * @module
 */
export type { UserInfo } from "../api/userInfo.ts";
export type { SimulatedOrder, SimulatedOrderTerms } from "./api/SimulatedOrder.ts";
export type { CodeDelivery, Delivery, DeliveryProblem } from "./CodeDelivery.ts";
export { byEmail, type EmailOptions } from "./delivery/byEmail.ts";
export { byTwilioWebhook, type TwilioDeliveryOptions } from "./delivery/byTwilioWebhook.ts";
export { toConsole } from "./delivery/toConsole.ts";
export type {
  DelayFault,
  DropFault,
  EndlessFault,
  Fault,
  FaultTiming,
  GarbageFault,
  HangFault,
  RedirectFault,
  ReplyFault,
  ResetFault,
  StatusFault,
} from "./Fault.ts";
export type { ReceivedRequest, SimulatorStep } from "./ReceivedRequest.ts";
export type { SimulatedUser, SimulatorOptions } from "./SimulatorOptions.ts";
export { simulate, type Simulator } from "./simulate.ts";
