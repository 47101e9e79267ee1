/**
 * The pages' scripts: they add comfort, and nothing needs them.
 *
 * @module
 */

/** Counts the time, tells when it is over, and keeps a form from being sent twice by a double click. */
export const formScript: string = `(() => {
  const count = document.querySelector("[data-left]");
  const [waited, left] = count.children;
  const over = document.getElementById("over");
  const loaded = Date.now();
  const clock = (millis) => {
    const seconds = Math.max(0, Math.round(millis / 1000));
    const minutes = Math.floor(seconds / 60) % 60, hours = Math.floor(seconds / 3600);
    const two = (number) => String(number).padStart(2, "0");
    return (hours > 0 ? hours + ":" + two(minutes) : minutes) + ":" + two(seconds % 60);
  };
  const tick = () => {
    const gone = Date.now() - loaded;
    const rest = Number(count.dataset.left) - gone;
    waited.textContent = "Waiting for " + clock(Number(count.dataset.waited) + gone);
    left.textContent = rest > 0 ? clock(rest) + " left" : "Time is up";
    if (rest > 0) return;
    clearInterval(timer);
    over.textContent = "The time for this code is over. Where the login tries again, you get a new link.";
  };
  const timer = setInterval(tick, 1000);
  tick();
  const button = document.querySelector("button");
  const text = button.textContent;
  document.querySelector("form").addEventListener("submit", () => setTimeout(() => {
    button.disabled = true;
    button.textContent = "Checking…";
  }));
  addEventListener("pageshow", () => {
    button.disabled = false;
    button.textContent = text;
  });
})();`;

/** Looks again what has become of a code. */
export const waitScript: string = `setTimeout(() => location.reload(), 2000);`;
