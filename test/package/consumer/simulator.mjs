// A user's simulated broker: its base URL on the first line, then each message that it sends. It ends with its input.
import { simulate } from "@autoshares/auth/simulator";

const broker = await simulate({
  appKey: "made-up key",
  users: [{ username: "bob", password: "made-up password", twoFactor: "sms" }],
  deliver: ({ text }) => console.log(text),
});
console.log(broker.baseUrl);
process.stdin.resume().on("end", () => broker.close());
