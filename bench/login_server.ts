/** The simulator in a process of its own: 1,000 users, every code is 0417. Prints its base URL. */
import { simulate } from "../src/simulator/mod.ts";

const broker = await simulate({
  appKey: "bench-key",
  users: Array.from({ length: 1000 }, (_, i) => ({
    username: `user${i}`,
    password: "bench-password",
    twoFactor: "sms" as const,
  })),
  generateCode: () => "0417",
  deliver: () => {},
});
console.log(broker.baseUrl);
process.stdin.on("end", () => process.exit(0)).resume();
