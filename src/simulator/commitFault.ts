/**
 * Faults on the wire.
 *
 * @module
 */
import type { ServerResponse } from "node:http";
import type { Fault } from "./Fault.ts";
import { bytesOf, json, type Reply, send } from "./Reply.ts";

const noText = Uint8Array.of(0x1f, 0x8b, 0x00, 0xff, 0xfe, 0x7b, 0xc3, 0x28);
const halfAnswer = json(200, { State: "Succeeded", Token: "cut off" });
const chunk: Uint8Array = new TextEncoder().encode("x".repeat(16 * 1024));

/**
 * Commits a fault.
 *
 * @param fault Any fault but a delay.
 * @param response The response that it spoils.
 * @param proper What the server would have answered, where it has done its work.
 * @returns Ends when the server's part is done; a hanging or endless response goes on after it.
 */
export async function commitFault(
  fault: Exclude<Fault, { readonly type: "delay" }>,
  response: ServerResponse,
  proper: Reply | undefined,
): Promise<void> {
  switch (fault.type) {
    case "drop":
      return void response.destroy();
    case "hang":
      return;
    case "status":
      return await send(response, fault);
    case "garbage":
      return await send(response, { status: 200, body: fault.body ?? noText });
    case "reset":
      return sendHalf(response, proper ?? halfAnswer);
    case "endless":
      return sendForever(response);
    case "redirect":
      return await send(response, { status: fault.status ?? 307, headers: { "Location": fault.location } });
    case "reply":
      return await send(response, json(fault.status ?? 200, fault.body));
  }
}

function sendHalf(response: ServerResponse, { status, headers, body = "" }: Reply): void {
  const bytes = bytesOf(body);
  response.writeHead(status, { ...headers, "Content-Length": bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

/** Writes no faster than the client reads. */
function sendForever(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  const more = () => {
    while (!response.destroyed) {
      if (!response.write(chunk)) return void response.once("drain", more);
    }
  };
  more();
}
