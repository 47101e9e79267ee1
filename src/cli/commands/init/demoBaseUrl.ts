/**
 * The one address that is the same for everybody.
 *
 * @module
 */

/** Base URL of the public demo, from the documentation of Autoshares Trader. */
export const demoBaseUrl = "https://pub-api-trader-demo-prod.etnasoft.us/api";
