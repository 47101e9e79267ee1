/**
 * What must be done in one piece, in Lua, which Redis runs by itself (`EVAL`). Each can be run twice to the same end, as
 * happens when the connection breaks before the answer.
 *
 * Keys: the lock (holds its holder's id, and expires) and its fence (holds the number of whoever took it last).
 *
 * @module
 */

/** How long a lock is held without a sign of life from its holder, in milliseconds. */
export const leaseMillis: number = 10_000;

/** How long a fence is kept after the last use of its lock, in milliseconds. */
export const fenceMillis: number = 30 * 86_400_000;

/**
 * Takes the lock; arguments: id, lease, the fence's life. Gives the fence, or nil where somebody else holds it.
 *
 * A fence begins at the server's time, so it grows even when Redis comes back without its data.
 */
export const takeScript: string = `
local holder = redis.call('GET', KEYS[1])
if holder == ARGV[1] then return redis.call('GET', KEYS[2]) end
if holder then return false end
local fence
if redis.call('EXISTS', KEYS[2]) == 1 then
  fence = redis.call('INCR', KEYS[2])
else
  local time = redis.call('TIME')
  fence = time[1] * 1000 + math.floor(time[2] / 1000)
end
fence = string.format('%.0f', fence)
redis.call('SET', KEYS[2], fence, 'PX', ARGV[3])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return fence
`;

/**
 * Prolongs the lease; arguments: id, lease, the fence's life, fence. Takes a lock that has run out, or was forgotten in a
 * restart, again, unless somebody had it in between. Gives 1, or 0 where the lock is lost.
 */
export const prolongScript: string = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
local fence = redis.call('GET', KEYS[2])
if fence and fence ~= ARGV[4] then return 0 end
redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[3])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

/** Gives the lock back; argument: id. */
export const releaseScript: string = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`;

/**
 * Saves a record under a lock; keys: the record, the fence; arguments: the fence, the record, and its life in
 * milliseconds or an empty text. Gives 1, or 0 where somebody has taken the lock since.
 */
export const saveScript: string = `
local fence = redis.call('GET', KEYS[2])
if fence and fence ~= ARGV[1] then return 0 end
if ARGV[3] == '' then
  redis.call('SET', KEYS[1], ARGV[2])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return 1
`;

/**
 * Makes the command that runs a script.
 *
 * @param script The script.
 * @param keys Its keys.
 * @param args Its arguments.
 * @returns The command.
 */
export function evaluate(
  script: string,
  keys: ReadonlyArray<string>,
  ...args: ReadonlyArray<string>
): ReadonlyArray<string> {
  return ["EVAL", script, String(keys.length), ...keys, ...args];
}
