import * as Effect from "effect/Effect";
import { createClient } from "@redis/client";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { redisStore } from "../../../plugins/redis_store.ts";
import { describeWithRedis } from "../../support/describeWithRedis.ts";
import { type Redis, startRedis } from "../../support/redis.ts";
import { describeStore } from "../../support/storeContract.ts";

let redis: Redis;

describeStore(
  "redisStore",
  Effect.gen(function* () {
    const prefix = `${randomUUID()}:`;
    const open = Effect.acquireRelease(
      Effect.sync(() => redisStore({ url: redis.url, prefix })),
      (store) => Effect.promise(store.close),
    );
    const expireLock = (key: string) =>
      Effect.promise(async () => {
        const client = await createClient({ url: redis.url }).connect();
        await client.del(`${prefix}{${key}}:lock`);
        await client.close();
      });
    return { store: yield* open, another: yield* open, expireLock };
  }),
  (title, tests) =>
    describeWithRedis(title, () => {
      beforeAll(async () => {
        redis = await startRedis();
      });
      afterAll(() => redis.stop());
      tests();
    }),
);
