/** `twilio-messages`, at a fake API of its own. */
import { twilioMessages, type TwilioMessagesOptions } from "../../../plugins/twilio.ts";
import { codeText } from "../../support/textMessages.ts";
import { type ApiFault, type TwilioApi, twilioApi } from "../../support/twilioApi.ts";
import type { RigMaker } from "../Row.ts";
import type { RowSecrets } from "../rowSecrets.ts";

/** What the API does. */
export interface TwilioRigOptions {
  /** In place of the first answers, which arm the provider. */
  readonly atArm?: (secrets: RowSecrets) => ReadonlyArray<ApiFault>;
  /** In place of the message with the code. */
  readonly arrive?: (api: TwilioApi, code: string, to: string, secrets: RowSecrets) => void;
  readonly options?: (api: TwilioApi, secrets: RowSecrets) => Partial<TwilioMessagesOptions>;
}

/** The rig. */
export const twilioMessagesRig =
  ({ atArm = () => [], arrive, options = () => ({}) }: TwilioRigOptions = {}): RigMaker =>
  async (
    secrets,
  ) => {
    const api = await twilioApi();
    api.fault(...atArm(secrets));
    const to = `+1201${String(secrets.number).padStart(7, "0")}`;
    return {
      provider: twilioMessages({
        accountSid: api.account.accountSid,
        authToken: api.account.authToken,
        baseUrl: api.origin,
        to,
        ...options(api, secrets),
      }),
      secrets: [api.account.authToken],
      deliver: (code) =>
        arrive ? arrive(api, code, to, secrets) : void api.receive({ body: codeText(code), to }),
      leftOpen: () => api.underWay(),
      signIns: () => api.requests.length,
      arming: () => api.received(1),
      [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
    };
  };
