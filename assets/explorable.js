// <ml-explorable>: shows the state that its native controls ask for.
// All states lie in explorables/<name>.js beside this script's folder, loaded when the element comes near.
// Without this script the element still shows its default state.
(() => {
  const base = new URL("../explorables/", document.currentScript.src);

  const unpack = async (code) => {
    const bytes = Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  };

  // A script tag rather than fetch: it works from file:// too.
  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, base);
      script.onload = () => resolve(unpack(window.explorables?.[name]));
      script.onerror = () => reject(new Error(`cannot load ${script.src}`));
      document.head.append(script);
    });

  class Explorable extends HTMLElement {
    connectedCallback() {
      this.details = this.querySelector("details");
      this.details.addEventListener("toggle", () => this.reach());
      this.form = this.querySelector("form");
      if (!this.form) return; // a static figure
      this.form.hidden = false;
      this.inputs = [...this.form.querySelectorAll("input, select")];
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", () => this.show());
      const watcher = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting)) {
            watcher.disconnect();
            this.prepare();
          }
        },
        { rootMargin: "800px" },
      );
      watcher.observe(this);
      let width = innerWidth;
      addEventListener("resize", () => {
        if (!this.data || innerWidth === width) return;
        width = innerWidth;
        this.reserve();
      });
      // A browser restores sliders when a reader comes back; show what they say.
      addEventListener("pageshow", () => {
        if (this.index() !== this.index(true)) this.show();
      });
    }

    // Called when near the viewport, or when a control moves before that.
    prepare() {
      this.loading ??= load(this.dataset.name)
        .then((data) => {
          this.data = data;
          this.reserve();
          this.dataset.ready = "";
        })
        .catch((error) => {
          this.form.hidden = true; // controls that change nothing would mislead
          this.querySelector(".explorable-sentence").textContent =
            `The other states of this picture did not load (${error.message}); it shows the default state.`;
        });
      return this.loading;
    }

    // The number of a state counts like digits: the last control changes fastest.
    index(initial = false) {
      return this.inputs.reduce((sum, input) => {
        if (input.tagName === "SELECT") {
          const chosen = initial ? [...input.options].findIndex((o) => o.defaultSelected) : input.selectedIndex;
          return sum * input.options.length + chosen;
        }
        const value = initial ? input.defaultValue : input.value;
        const place = (number) => Math.round((number - input.min) / input.step);
        return sum * (place(input.max) + 1) + place(value);
      }, 0);
    }

    // Find the tallest sentence at this width. It is one of the longest; which, the wrapping of words decides.
    reserve() {
      const live = this.querySelector(".explorable-sentence");
      const said = (live.firstElementChild ?? live).innerHTML;
      const all = [...new Set(this.data.states.map(([, sentence]) => sentence))];
      const most = Math.max(...all.map((sentence) => sentence.length));
      const long = all.filter((sentence) => sentence.length > 0.85 * most);
      const space = (sentence) => `<span class="explorable-space" aria-hidden="true">${sentence}</span>`;
      live.innerHTML = `<span>${said}</span>${long.map(space).join("")}`;
      const heights = [...live.children].slice(1).map((span) => span.offsetHeight);
      this.space = space(long[heights.indexOf(Math.max(...heights))]);
      this.say(said);
    }

    // The tallest sentence holds the place open, unseen, so that nothing below moves when a sentence changes.
    say(sentence) {
      const live = this.querySelector(".explorable-sentence");
      live.innerHTML = `<span>${sentence}</span>${this.space}`;
      return live.firstChild.textContent;
    }

    // An open table that is wider than the screen can be scrolled by keyboard.
    reach() {
      if (!this.details.open) return;
      const box = this.querySelector(".explorable-table");
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }

    async show() {
      for (const input of this.inputs) {
        if (input.tagName !== "INPUT") continue;
        const shown = JSON.parse(input.dataset.shown)[Math.round((input.value - input.min) / input.step)];
        input.setAttribute("aria-valuetext", shown);
        input.nextElementSibling.textContent = shown;
      }
      if (!this.data) await this.prepare();
      if (!this.data) return;
      const { lines, states } = this.data;
      const [picture, sentence, table] = states[this.index()];
      const text = (numbers) => numbers.map((number) => lines[number]).join("\n");
      const frame = this.querySelector(".explorable-picture");
      frame.innerHTML = text(picture);
      this.querySelector(".explorable-table").innerHTML = text(table);
      // While a slider moves, a screen reader waits for the last sentence.
      const live = this.querySelector(".explorable-sentence");
      live.ariaBusy = "true";
      clearTimeout(this.pause);
      this.pause = setTimeout(() => (live.ariaBusy = "false"), 300);
      frame.setAttribute("aria-label", this.say(sentence));
      this.reach();
    }
  }

  customElements.define("ml-explorable", Explorable);
})();
