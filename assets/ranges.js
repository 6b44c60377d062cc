// <ml-ranges>: the ranges that a reader has given, how many held, and how many of four in five should have.
(() => {
  const store = window.courseRanges;
  if (!store) return; // without explorable.js there is nothing to show

  const SHOULD = 0.8; // four to one
  const SURE = 0.9; // of readers whose ranges are right four times in five
  const element = (tag, text = "", name = "") => Object.assign(document.createElement(tag), { textContent: text, className: name });

  // P(exactly k of n hold), if each holds four times in five.
  const chance = (k, n) => {
    let ways = 1;
    for (let i = 1; i <= k; i++) ways *= (n - k + i) / i;
    return ways * SHOULD ** k * (1 - SHOULD) ** (n - k);
  };

  // The numbers of ranges that hold, from the least to the most, of the middle nine in ten such readers.
  const usual = (n) => {
    const tail = (1 - SURE) / 2;
    let [below, least, most] = [0, 0, 0];
    for (let k = 0; k <= n; k++) {
      if (below <= tail) least = k;
      if (below < 1 - tail) most = k;
      below += chance(k, n);
    }
    return [least, most];
  };

  const verdict = (held, n) => {
    const [least, most] = usual(n);
    const span = least === most ? `${least}` : `${least} to ${most}`;
    const usually = `Of readers whose ranges are right four times in five, nine in ten would see ${span} of ${n} hold.`;
    if (held < least) return `${usually} Yours hold less often: make them wider.`;
    if (held > most) return `${usually} Yours hold more often: they could be narrower.`;
    if (least <= n / 2) return `${usually} So few ranges say little yet.`;
    return `${usually} Yours are among them.`;
  };

  // What others have written into the storage, or an older edition, is not shown.
  const isRange = (one) => [one?.low, one?.high, one?.truth, one?.least, one?.most].every(Number.isFinite) && one.least < one.most;
  const holds = (one) => one.low <= one.truth && one.truth <= one.high;
  const text = (value, otherwise = "") => (typeof value === "string" ? value : otherwise);
  const unit = (one) => (one.unit === "%" ? "%" : text(one.unit) && ` ${one.unit}`);
  const shown = (value) => value.toLocaleString("en");

  const bar = (one) => {
    const line = element("div", "", "ranges-bar");
    line.setAttribute("aria-hidden", "true");
    // A form that takes 1 to 10,000 is read in multiples.
    const scale = one.least > 0 && one.most / one.least > 100 ? Math.log : (value) => value;
    const place = (value) => {
      const share = (scale(value) - scale(one.least)) / (scale(one.most) - scale(one.least));
      return 100 * Math.min(1, Math.max(0, share || 0));
    };
    const [range, truth] = [element("i"), element("b")];
    range.style.left = `${place(one.low)}%`;
    range.style.width = `${place(one.high) - place(one.low)}%`;
    truth.style.left = `${place(one.truth)}%`;
    line.append(range, truth);
    return line;
  };

  const question = (name, one) => {
    const line = element("p");
    const page = text(one.page);
    const asked = element(/^\w[\w/-]*\.html$/.test(page) ? "a" : "span", text(one.question, name));
    if (asked.tagName === "A") asked.href = new URL(`${page}#explorable-${name}`, store.site);
    line.append(asked);
    return line;
  };

  class Ranges extends HTMLElement {
    connectedCallback() {
      this.said = Object.assign(element("div"), { tabIndex: -1 });
      this.replaceChildren(this.said, store.allSwitch());
      document.addEventListener("ranges", () => this.draw());
      this.draw();
    }

    draw() {
      const all = Object.entries(store.ranges());
      const ranges = all.filter(([, one]) => isRange(one));
      const picks = all.filter(([, one]) => typeof one?.pick === "string");
      const said = [];
      if (!store.keeps()) said.push(element("p", "This browser keeps nothing for this course, so what you say is gone when you leave its page."));
      said.push(...(ranges.length ? this.counted(ranges) : [element("p", "You have given no range yet. The pictures of the lessons ask for them.", "ranges-count")]));
      if (picks.length) {
        const right = picks.filter(([, one]) => one.pick === one.truth).length;
        said.push(element("p", `You also chose ${picks.length === 1 ? "an answer once" : `answers ${picks.length} times`}; the model agreed with ${right}.`));
      }
      if (all.length) said.push(this.buttons(ranges.length + picks.length));
      const held = this.said.contains(document.activeElement) ? document.activeElement.outerHTML : "";
      this.said.replaceChildren(...said);
      // What had the focus has been drawn anew, or is gone.
      if (held) ([...this.said.querySelectorAll("a, button")].find((one) => one.outerHTML === held) ?? this.said).focus({ preventScroll: true });
    }

    counted(ranges) {
      const held = ranges.filter(([, one]) => holds(one)).length;
      const n = ranges.length;
      const list = element("ol");
      for (const [name, one] of ranges) {
        const item = element("li", "", holds(one) ? "held" : "missed");
        const said = `${holds(one) ? "✓ held" : "✗ missed"}: ${shown(one.low)} to ${shown(one.high)}${unit(one)}; the model says ${shown(one.truth)}${unit(one)}`;
        item.append(question(name, one), bar(one), element("small", said));
        list.append(item);
      }
      const share = bar({ low: 0, high: held, truth: SHOULD * n, least: 0, most: n });
      share.classList.add("ranges-share");
      const should = (SHOULD * n).toLocaleString("en", { maximumFractionDigits: 1 });
      return [
        element("p", `${held} of ${n} ${n === 1 ? "range" : "ranges"} held. Four in five would be ${should}.`, "ranges-count"),
        share,
        element("p", verdict(held, n)),
        list,
      ];
    }

    buttons(count) {
      const line = element("p");
      const save = element("button", "Save as a file");
      save.addEventListener("click", () => {
        const file = new Blob([JSON.stringify(store.ranges(), null, 1)], { type: "application/json" });
        const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "ranges.json" });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      });
      const clear = element("button", "Clear");
      clear.addEventListener("click", () => {
        if (confirm(`Forget ${count === 1 ? "your answer" : `your ${count} answers`}? The pictures will ask again.`)) store.clear();
      });
      for (const button of [save, clear]) button.type = "button";
      line.append(save, " ", clear);
      return line;
    }
  }

  customElements.define("ml-ranges", Ranges);
})();
