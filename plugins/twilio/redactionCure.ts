/**
 * What to do where Twilio makes codes unreadable.
 *
 * @module
 */

/** The cure, for the failure and for people who look for the fault. */
export const redactionCure: string =
  "Twilio generally redacts one-time codes sent to its numbers (error 30038); ask Twilio's support to let them through, or " +
  "let a phone's SMS-forwarding app post them to the provider webhook";
