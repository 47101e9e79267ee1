/**
 * Posts signed messages, in a process of its own: `webhook_load.ts URL MODE COUNT RATE`, the signed address and the auth
 * token from the environment. MODE `as-fast-as-possible` prints requests per second; `forged` sends RATE requests a second
 * with wrong signatures until its standard input ends.
 *
 * @module
 */
import { Agent, request } from "node:http";
import process from "node:process";
import { signedMessage } from "./webhook_message.ts";

const [url = "", mode = "", count = "0", rate = "0"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 50 });

function post(index: number, forged: boolean): Promise<number> {
  const { headers, body } = signedMessage(
    `load${process.pid}.${index}`,
    "+12015550199",
    "Type 5653 to access the platform",
  );
  const signature = forged ? `A${headers["x-twilio-signature"].slice(1)}` : headers["x-twilio-signature"];
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: "POST",
      agent,
      headers: { ...headers, "x-twilio-signature": signature },
    }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

if (mode === "forged") {
  let index = 0;
  const start = performance.now();
  const timer = setInterval(() => {
    for (; index < (performance.now() - start) * Number(rate) / 1000; index++) {
      post(index, true).catch(() => {});
    }
  }, 5);
  console.log("started");
  process.stdin.resume().once("end", () => {
    clearInterval(timer);
    console.log(index / (performance.now() - start) * 1000);
    agent.destroy();
  });
} else {
  let next = 0;
  const one = async () => {
    while (next < Number(count)) {
      const status = await post(next++, false);
      if (status !== 200) throw new Error(`answered ${status}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: 50 }, one));
  console.log(Number(count) / (performance.now() - start) * 1000);
  agent.destroy();
}
