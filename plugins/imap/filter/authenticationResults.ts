/**
 * The `Authentication-Results` field (RFC 8601): what a receiving server found out about a message's sender.
 *
 * @module
 */

/** The result of one method. */
export interface MethodResult {
  /** The method, in small letters: `dkim`, `dmarc`, `spf`, … */
  readonly method: string;
  /** Its result, in small letters: `pass`, `fail`, … */
  readonly result: string;
  /** Properties by name in small letters: `header.d`, `header.from`, …; the first where a name stands twice. */
  readonly properties: ReadonlyMap<string, string>;
}

/** A field that was read. */
export interface AuthenticationResults {
  /** The server that says so, in small letters. */
  readonly server: string;
  /** What it says; none where the field is of an unknown version. */
  readonly results: ReadonlyArray<MethodResult>;
}

/** A word of the field, or one of the signs that part words. */
interface Token {
  readonly sign: ";" | "=" | undefined;
  /** Text without quotes and escapes. */
  readonly text: string;
}

/** A field has a hundred or so; one with more is not read. */
const maxTokens = 2000;

/**
 * Takes a field apart: comments go, quoted text is text. `undefined` where a comment or a quote is not closed, or a comment
 * has a quote in it. To RFC 5322 (3.2.2) a quote in a comment is a letter like others, so a server that copies
 * `"x); dkim=pass ("@evil.example` into a comment ends that comment early, without knowing it.
 */
function tokensOf(value: string): ReadonlyArray<Token> | undefined {
  const tokens: Array<Token> = [];
  let text: string | undefined;
  let inValue = false;
  const endWord = (): void => {
    if (text !== undefined) tokens.push({ sign: undefined, text });
    text = undefined;
  };
  for (let i = 0; i < value.length; i++) {
    const c = value[i] ?? "";
    if (c === ")" || tokens.length > maxTokens) return undefined;
    if (c === "(") {
      endWord();
      const end = commentEnd(value, i);
      if (end === undefined) return undefined;
      i = end;
    } else if (c === '"') {
      text ??= "";
      for (i++; i < value.length && value[i] !== '"'; i++) {
        if (value[i] === "\\") i++;
        text += value[i] ?? "";
      }
      if (i >= value.length) return undefined;
      inValue = false;
    } else if (c === ";" || (c === "=" && !(inValue && text !== undefined))) {
      endWord();
      tokens.push({ sign: c, text: c });
      inValue = c === "=";
    } else if (/\s/.test(c)) {
      if (text !== undefined) inValue = false;
      endWord();
    } else {
      text = (text ?? "") + c;
    }
  }
  endWord();
  return tokens;
}

/** The index of a comment's last character; comments nest. `undefined` for one that is open, or has a quote in it. */
function commentEnd(value: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < value.length; i++) {
    const escaped = value[i] === "\\";
    if (escaped) i++;
    if (value[i] === '"') return undefined;
    if (escaped) continue;
    if (value[i] === "(") depth++;
    else if (value[i] === ")" && --depth === 0) return i;
  }
  return undefined;
}

function statements(tokens: ReadonlyArray<Token>): ReadonlyArray<ReadonlyArray<Token>> {
  const all: Array<Array<Token>> = [[]];
  for (const token of tokens) {
    if (token.sign === ";") all.push([]);
    else all.at(-1)?.push(token);
  }
  return all;
}

/** One `method=result property=value …`; words that are no such pair are passed over. */
function methodResult(tokens: ReadonlyArray<Token>): MethodResult | undefined {
  const pairs: Array<readonly [string, string]> = [];
  for (let i = 0; i + 2 < tokens.length; i++) {
    const [name, equals, value] = [tokens[i], tokens[i + 1], tokens[i + 2]];
    if (name?.sign !== undefined || equals?.sign !== "=" || value?.sign !== undefined) continue;
    pairs.push([name?.text.toLowerCase() ?? "", value?.text ?? ""]);
    i += 2;
  }
  const [first, ...rest] = pairs;
  // The method comes first, perhaps with its version, which is 1.
  if (first === undefined || tokens[0]?.text.toLowerCase() !== first[0]) return undefined;
  const method = /^([a-z0-9-]+)(?:\/1)?$/.exec(first[0])?.[1];
  if (method === undefined) return undefined;
  const properties = new Map<string, string>();
  for (const [name, value] of rest) if (!properties.has(name)) properties.set(name, value);
  return { method, result: first[1].toLowerCase(), properties };
}

/**
 * Reads a field's value. Never fails, and takes linear time.
 *
 * @param value The value, unfolded.
 * @returns Server and results; a server of `""` where the value does not begin with one. `undefined` where the value cannot
 * be read for sure, and proves nothing.
 */
export function readAuthenticationResults(value: string): AuthenticationResults | undefined {
  const tokens = tokensOf(value);
  if (tokens === undefined) return undefined;
  const [head = [], ...rest] = statements(tokens);
  const [server, version, ...more] = head;
  if (server === undefined || more.length > 0 || head.some(({ sign }) => sign !== undefined)) {
    return { server: "", results: [] };
  }
  const results = version === undefined || version.text === "1" ? rest.map(methodResult) : [];
  return {
    server: server.text.toLowerCase(),
    results: results.filter((result) => result !== undefined),
  };
}
