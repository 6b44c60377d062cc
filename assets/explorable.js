// <ml-explorable>: asks for a prediction, then shows the state that its controls ask for, from explorables/<name>.js.
(() => {
  const script = document.currentScript.src;
  const base = new URL("../explorables/", script);
  const site = new URL("../", script);
  const root = document.documentElement;

  // What a reader has predicted, { all, ranges: { name: record } }, under one key, read
  // again before each change: two tabs lose nothing of each other. Refused storage: kept until the page is left.
  const KEY = "ship-the-team.ranges";
  let here = { ranges: {} };
  let keeps; // whether storage takes what we write; unknown before the first attempt
  const attempt = () => {
    try {
      localStorage.setItem(`${KEY}.try`, "x".repeat(500));
      localStorage.removeItem(`${KEY}.try`);
      return true;
    } catch {
      return false;
    }
  };
  const read = () => {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEY));
    } catch {} // refused, or written by somebody else
    return { all: here.all ?? kept?.all === true, ranges: { ...Object(kept?.ranges), ...here.ranges } };
  };
  const write = (kept) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
      here = { ranges: {} };
    } catch {
      here = kept;
      keeps = false;
    }
    document.dispatchEvent(new Event("ranges"));
  };
  const store = {
    site,
    record: (name) => {
      const { ranges } = read();
      return Object.hasOwn(ranges, name) && ranges[name] instanceof Object ? ranges[name] : null;
    },
    ranges: () => read().ranges,
    all: () => read().all,
    // Only what is said first counts.
    keep: (name, record) => store.record(name) ?? write({ ...read(), ranges: { ...read().ranges, [name]: record } }),
    renew: (name, about) => write({ ...read(), ranges: { ...read().ranges, [name]: { ...store.record(name), ...about } } }),
    clear: () => {
      here.ranges = {};
      write({ all: read().all, ranges: {} });
    },
    showAll: (all) => write({ ...read(), all }),
    keeps: () => (keeps ??= attempt()),
    // A switch that shows every picture without a prediction, for instructors and second readings.
    allSwitch: () => {
      const line = document.createElement("p");
      line.className = "explorable-all";
      line.innerHTML = '<label><input type="checkbox" role="switch" autocomplete="off"> Show every picture at once</label>';
      const box = line.querySelector("input");
      const tell = () => (box.checked = store.all());
      box.addEventListener("change", () => store.showAll(box.checked));
      document.addEventListener("ranges", tell);
      tell();
      return line;
    },
  };
  window.courseRanges = store;
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) document.dispatchEvent(new Event("ranges"));
  });
  addEventListener("pageshow", (event) => event.persisted && document.dispatchEvent(new Event("ranges")));
  let failed = false; // a picture's script: better all answers than none
  document.addEventListener("ranges", () => root.classList.toggle("asking", !store.all() && !failed));

  const UNKEPT = " This browser does not keep what you say: it counts until you leave this page.";
  const number = (value) => Number(value).toLocaleString("en");

  const unpack = async (code) => {
    const bytes = Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  };

  // A script tag rather than fetch: it works from file:// too.
  const request = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, base);
      script.onload = () => resolve(window.explorables?.[name]);
      script.onerror = () => reject(new Error(`cannot load ${script.src}`));
      document.head.append(script);
    });

  // An empty script promises states that are still being drawn; it is asked for again until they are there.
  const PATIENCE = 2000; // milliseconds
  const load = async (name, waiting) => {
    for (;;) {
      const code = await request(name);
      if (code !== "") return unpack(code);
      waiting();
      await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    }
  };

  // What a screen reader is told after a link has set a picture.
  const status = document.createElement("p");
  status.className = "explorable-said";
  status.setAttribute("role", "status");

  const takes = (input, value) => {
    if (input.tagName === "SELECT") return [...input.options].some((option) => option.value === value);
    if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(value ?? "") || +value < +input.min || +value > +input.max) return false;
    const place = (value - input.min) / input.step;
    return Math.abs(place - Math.round(place)) < 1e-6;
  };

  class Explorable extends HTMLElement {
    connectedCallback() {
      try {
        this.start();
      } catch (error) {
        failed = true;
        document.dispatchEvent(new Event("ranges"));
        throw error;
      }
    }

    start() {
      this.details = this.querySelector("details");
      this.details.addEventListener("toggle", () => this.reach());
      this.form = this.querySelector(".explorable-controls");
      this.inputs = [...(this.form?.querySelectorAll("input, select") ?? [])];
      this.ask = this.querySelector(".explorable-ask");
      if (this.ask) this.startAsking();
      if (!this.form) return; // a static figure
      this.form.hidden = false;
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", () => this.show());
      // An address that asks for a state of this picture asks for the one that is seen.
      this.form.addEventListener("change", () => {
        if (target(location) !== this) return;
        const state = new URLSearchParams(this.inputs.map((input) => [this.slug(input), input.value]));
        turn("replaceState", `?${state}${location.hash}`);
      });
      const watcher = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting)) {
            watcher.disconnect();
            this.prepare();
          }
        },
        { rootMargin: "300px" },
      );
      watcher.observe(this);
      let width = innerWidth;
      addEventListener("resize", () => {
        if (!this.data || innerWidth === width) return;
        width = innerWidth;
        this.reserve();
      });
      document.fonts.addEventListener("loadingdone", () => this.data && this.reserve());
      // A browser restores sliders when a reader comes back; show what they say.
      addEventListener("pageshow", () => {
        if (this.index() !== this.index("first")) this.show();
      });
    }

    startAsking() {
      const { ask } = this;
      ask.hidden = false;
      ask.querySelector(".explorable-note a").href = new URL("ranges.html", site);
      if (!store.keeps()) {
        ask.querySelector(".explorable-note span").textContent = `The controls open when you commit.${UNKEPT}`;
        this.querySelector(".explorable-verdict .explorable-space").append(UNKEPT);
      }
      ask.addEventListener("submit", (event) => {
        event.preventDefault();
        const said = ask.dataset.low ? this.range() : this.pick();
        if (said) this.commit(said);
      });
      ask.querySelector("button[type=button]").addEventListener("click", () => this.commit({ shown: true }));
      document.addEventListener("ranges", () => this.update());
      // A range of an earlier edition is held against what the model says now, here and in Your ranges.
      const record = store.record(this.dataset.name);
      if (record && record.truth !== this.about().truth) store.renew(this.dataset.name, this.about());
      this.update();
      ask.querySelector("[data-pressed]")?.click(); // while this script was on its way
    }

    // Say what is wrong with a prediction and where; nothing, if nothing is.
    complain(sentence, ...inputs) {
      this.ask.classList.toggle("wrong", sentence !== "");
      this.ask.querySelector("[role=alert]").textContent = sentence;
      for (const input of this.ask.querySelectorAll("input")) {
        if (inputs.includes(input)) input.setAttribute("aria-invalid", "true"); // an empty one would say false
        else input.removeAttribute("aria-invalid");
      }
      inputs[0]?.focus();
    }

    range() {
      const { low: least, high: most } = this.ask.dataset;
      const [low, high] = this.ask.querySelectorAll("input");
      const wrong = [low, high].filter((end) => end.value === "" || +end.value < +least || +end.value > +most);
      if (wrong.length) return this.complain(`Both ends are numbers from ${number(least)} to ${number(most)}.`, ...wrong);
      if (+low.value > +high.value) return this.complain("The first number is not above the second.", low, high);
      return { low: +low.value, high: +high.value };
    }

    pick() {
      const picked = this.ask.querySelector("input:checked");
      if (!picked) return this.complain("Choose an answer, or let it be shown.", this.ask.querySelector("input"));
      return { pick: picked.value, words: picked.parentElement.textContent.trim() };
    }

    // What a prediction is held against.
    about() {
      const { low, high, truth, unit, told } = this.ask.dataset;
      return low ? { truth: +truth, unit, least: +low, most: +high, told } : { truth, told };
    }

    commit(said) {
      this.complain("");
      const page = location.href.split(/[?#]/)[0].replace(site.href, "");
      const question = this.ask.querySelector(".explorable-asked").lastChild.textContent.trim();
      store.keep(this.dataset.name, { ...said, ...this.about(), question, page, at: new Date().toISOString() });
      this.querySelector(".explorable-verdict").focus({ preventScroll: true });
    }

    // Show form or picture, as what has been said asks for; what has been said, here or in another tab.
    update() {
      const record = store.record(this.dataset.name);
      const seen = record !== null;
      this.classList.toggle("seen", seen);
      const waits = !seen && root.classList.contains("asking");
      // What another tab takes from under a reader's hands gives the focus to what has come.
      const held = this.waits !== waits && this.contains(document.activeElement);
      this.waits = waits;
      this.open();
      for (const block of document.querySelectorAll(".revealed")) {
        if (block.getAttribute("for") === this.dataset.name) block.classList.toggle("seen", seen);
      }
      this.judge();
      if (!held) return;
      this.tabIndex = -1;
      (seen ? this.querySelector(".explorable-verdict") : this).focus({ preventScroll: true });
    }

    // Controls take nothing before a prediction, nor while there is nothing that they could show.
    open() {
      for (const input of this.inputs) input.disabled = this.waits || this.drawing;
    }

    // A note after the sentence, as long as something is amiss; none without words.
    note(words) {
      const sentence = this.querySelector(".explorable-sentence");
      sentence.querySelector(".explorable-missing")?.remove();
      if (!words) return;
      const missing = document.createElement("span");
      missing.className = "explorable-missing";
      missing.textContent = words;
      sentence.append(missing);
    }

    // The verdict is about the default state, and says so when the controls have left it.
    judge() {
      if (!this.ask) return;
      const record = store.record(this.dataset.name);
      const { truth, held, missed, told, moved } = this.ask.dataset;
      const verdict = this.querySelector(".explorable-verdict");
      let said = record ? told : "";
      delete verdict.dataset.stamp;
      if (held && Number.isFinite(record?.low) && Number.isFinite(record?.high)) {
        const holds = record.low <= +truth && +truth <= record.high;
        verdict.dataset.stamp = holds ? "held" : "missed";
        said = (holds ? held : missed).replace("{low}", number(record.low)).replace("{high}", number(record.high));
      }
      for (const option of this.ask.querySelectorAll("input[type=radio]")) {
        if (option.value === record?.pick) said = option.dataset.verdict;
      }
      const elsewhere = this.form && this.index() !== this.index("first");
      const kept = record && !store.keeps() ? UNKEPT : "";
      verdict.firstElementChild.textContent = said && (elsewhere ? moved : "") + said + kept;
    }

    // Called when near the viewport, or when a control moves before that.
    prepare() {
      this.loading ??= load(this.dataset.name, () => this.wait(true))
        .then((data) => {
          const most = this.index("last") + 1;
          if (data.states.length !== most) throw new Error(`${this.dataset.name}.js holds ${data.states.length} states of ${most}`);
          this.wait(false);
          this.data = data;
          this.reserve();
          this.dataset.ready = "";
        })
        .catch((error) => {
          this.data = null;
          this.form.reset();
          this.form.hidden = true; // controls that change nothing would mislead
          this.note(`The other states of this picture did not load (${error.message}); it shows the default state.`);
        });
      return this.loading;
    }

    // While states are still being drawn, the controls wait and say so.
    wait(drawing) {
      if (this.drawing === drawing || (!drawing && !this.drawing)) return;
      this.drawing = drawing;
      this.open();
      this.note(drawing && "The other states of this picture are still being drawn. The controls open when they are there.");
    }

    // The number of a state, of the one shown now, the first or the last. It counts like digits: the last control changes fastest.
    index(which = "now") {
      return this.inputs.reduce((sum, input) => {
        if (input.tagName === "SELECT") {
          const first = [...input.options].findIndex((o) => o.defaultSelected);
          return sum * input.options.length + { now: input.selectedIndex, first, last: input.options.length - 1 }[which];
        }
        const place = (number) => Math.round((number - input.min) / input.step);
        return sum * (place(input.max) + 1) + place({ now: input.value, first: input.defaultValue, last: input.max }[which]);
      }, 0);
    }

    slug = (input) => input.id.slice(this.dataset.name.length + 1);

    // Set the controls as an address asks: `error=large&tasks=10`. What no control can take is passed over.
    take(asked) {
      for (const input of this.inputs) {
        const value = asked.get(this.slug(input));
        if (takes(input, value)) input.value = value;
      }
      return this.show();
    }

    // Take a state, lead there and say so.
    async set(asked) {
      this.tabIndex = -1;
      this.focus({ preventScroll: true });
      this.scrollIntoView();
      await this.take(asked);
      const state = this.inputs.map((input) => {
        const shown = input.selectedOptions?.[0].textContent ?? input.getAttribute("aria-valuetext");
        return `${input.labels[0].textContent}: ${shown}`;
      });
      const sentence = this.querySelector(".explorable-sentence").firstChild.textContent;
      const set = this.data
        ? `The picture is set. ${state.join("; ")}.`
        : "The picture could not be set: its other states did not load. It shows the default state.";
      status.textContent = `${set} ${this.inputs[0].disabled ? "It waits for your prediction." : sentence}`;
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
      this.judge();
      this.reach();
    }
  }

  // The picture of this page that an address sets, if there is one.
  const target = ({ search, hash }) => {
    const element = search && hash.startsWith("#explorable-") && document.getElementById(hash.slice(1));
    return element instanceof Explorable && element.form ? element : null; // one without controls has one state
  };

  // The address changes without a request. From a file some browsers refuse: then only its end does, as for any link.
  const turn = (way, address) => {
    try {
      history[way](null, "", address);
    } catch {
      if (way === "pushState") location.hash = new URL(address, location).hash;
    }
  };
  addEventListener("popstate", () => target(location)?.take(new URLSearchParams(location.search)));

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.state");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const element = link.origin === location.origin && link.pathname === location.pathname && target(link);
    if (!element) return;
    event.preventDefault();
    turn("pushState", link.href); // so that Back leads to where the reader was
    element.set(new URLSearchParams(link.search));
  });

  customElements.define("ml-explorable", Explorable);

  const begin = () => {
    document.getElementById("seen")?.remove(); // the classes say it now
    document.body.append(status);
    const asked = [...document.querySelectorAll(".explorable[data-asks]")].map((one) => one.dataset.name);
    for (const block of document.querySelectorAll(".revealed")) {
      if (!asked.includes(block.getAttribute("for"))) block.classList.add("seen"); // nothing here would open it
    }
    if (asked.length) document.querySelector("main")?.append(store.allSwitch());
    // Who reloads or comes back stays where the browser leads, with the state of the address.
    const [way] = performance.getEntriesByType("navigation");
    target(location)?.[way?.type === "navigate" ? "set" : "take"](new URLSearchParams(location.search));
  };
  if (document.readyState === "loading" || document.readyState === "interactive") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
