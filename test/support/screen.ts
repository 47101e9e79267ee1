const eraseRest = "\u001b[K";

/** What a terminal shows of what is written to it: lines wrap at its width, and only what prompts use is understood. */
export class Screen {
  /** Columns; may be changed, which leaves what is shown as it is. */
  width: number;
  readonly #rows: Array<Array<string>> = [[]];
  #row = 0;
  #column = 0;

  constructor(width: number) {
    this.width = width;
  }

  /** Writes text, with `\r`, `\n`, `\b` and "erase to the end of the line". */
  write(text: string): void {
    for (const [i, line] of text.split(eraseRest).entries()) {
      if (i > 0) this.#put(eraseRest);
      for (const character of line) this.#put(character);
    }
  }

  /** The lines, without blanks at their ends. */
  get lines(): ReadonlyArray<string> {
    return this.#rows.map((row) => row.join("").trimEnd());
  }

  #put(part: string): void {
    if (part === "\r") this.#column = 0;
    else if (part === "\b") this.#column = Math.max(0, this.#column - 1);
    else if (part === "\n") this.#next();
    else if (part === eraseRest) this.#rows[this.#row]!.splice(this.#column);
    else {
      // A terminal wraps before the character that no longer fits, and not behind the last one that did.
      if (this.#column >= this.width) this.#next();
      this.#rows[this.#row]![this.#column++] = part;
    }
  }

  #next(): void {
    this.#row++;
    this.#column = 0;
    this.#rows[this.#row] ??= [];
  }
}
