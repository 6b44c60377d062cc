// The first page's question: accept or type ten digits, then move the sureness from which the model answers alone.
addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("digits");
  const { ten, grid, curve, best, learned, n, err, hand, astray } = JSON.parse(box.querySelector("script").textContent);
  const desk = box.querySelector(".desk");
  const ink = (digit) => `<svg viewBox="0 0 40 40" aria-hidden="true"><path d="${digit.d}"/></svg>`;
  const cost = ([handed, wrong]) => handed * hand + wrong * astray;
  let given = [];

  const strip = (cells) => `<ol class="strip">${ten.map((digit, place) => `<li ${cells(digit, place)}</li>`).join("")}</ol>`;

  const ask = (focus) => {
    const digit = ten[given.length];
    const keys = [...Array(10).keys()].map((key) => `<button type="button" data-key="${key}" aria-label="I read ${key}">${key}</button>`);
    desk.innerHTML = `<p class="q">You are a clerk at Heron. A model suggests each digit: accept it, or type what you read.</p>
      ${strip((one, place) => `${place === given.length ? 'class="now"' : ""}>${ink(one)}<b>${given[place] ?? "&nbsp;"}</b>`)}
      <div class="hands"><div class="big">${ink(digit)}</div>
      <div><p class="said" aria-live="polite">Digit ${given.length + 1} of 10. The model suggests <b>${digit.said}</b>.</p>
      <p><button type="button" class="accept" data-key="${digit.said}">Accept ${digit.said}</button></p>
      <p class="said">or type what you read</p><div class="keys">${keys.join("")}</div></div></div>`;
    if (focus) desk.querySelector(focus).focus({ preventScroll: true });
  };

  const give = (key, focus) => {
    given.push(key);
    if (given.length < ten.length) ask(focus);
    else reveal();
  };

  const reveal = () => {
    const missed = ten.filter((digit) => digit.said !== digit.true).length;
    const accepted = ten.filter((digit, place) => digit.said !== digit.true && given[place] === digit.said).length;
    const verdict = accepted ? `You accepted ${accepted} of ${missed} wrong suggestions.` : `You caught all ${missed} wrong suggestions.`;
    desk.innerHTML = `<p class="q">The model learned from ${learned} labels. On ${n} others it is wrong ${err} % of the time.</p>
      <div class="cells"></div>
      <p class="found" tabindex="-1">${verdict}</p>
      <p>Nobody checks 30,000 a day that way. How sure must it be to answer alone?</p>
      <p class="dial"><label for="digits-sure">Alone when it is this sure</label> <output for="digits-sure"></output></p>
      <input type="range" id="digits-sure" min="0" max="${grid.length - 1}" value="0">
      <p class="costs" aria-live="polite"></p>
      <p class="go-on"><button type="button" class="again">Once more</button></p>`;
    const slider = desk.querySelector("input");
    slider.addEventListener("input", () => dial(Number(slider.value)));
    dial(0);
    desk.querySelector(".found").focus({ preventScroll: true });
  };

  const dial = (place) => {
    const least = grid[place];
    const [handed, wrong] = curve[place];
    desk.querySelector("output").textContent = `${Math.round(least * 100)} %`;
    desk.querySelector("input").setAttribute("aria-valuetext", `${Math.round(least * 100)} percent`);
    desk.querySelector(".cells").innerHTML = strip((digit) => {
      const alone = digit.sure >= least;
      const bad = alone && digit.said !== digit.true;
      return `class="${alone ? (bad ? "missed" : "alone") : "clerk"}">${ink(digit)}<b>${alone ? digit.said : "clerk"}</b><small>${Math.round(digit.sure * 100)} %</small>`;
    });
    const more = Math.round(cost(curve[place]) - 1000 * hand);
    const than = more > 0 ? `€${more} more than clerks alone` : more < 0 ? `€${-more} less than clerks alone` : "as much as clerks alone";
    desk.querySelector(".costs").innerHTML = `A thousand labels cost <b>€${Math.round(cost(curve[place]))}</b>, ${than}: <b>${Math.round(handed)}</b> go to a clerk, <b class="late-t">${Math.round(wrong)}</b> go astray. ${place === best ? "This threshold was the cheapest on other labels." : `On other labels ${Math.round(grid[best] * 100)} % was the cheapest.`}`;
  };

  desk.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.classList.contains("again")) {
      given = [];
      ask(".accept");
    } else give(Number(button.dataset.key), button.classList.contains("accept") ? ".accept" : `.keys [data-key="${button.dataset.key}"]`);
  });
  // Keys count only while the reader is in here.
  desk.addEventListener("keydown", (event) => {
    if (!/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || given.length >= ten.length) return;
    give(Number(event.key), ".accept");
    event.preventDefault();
  });
  ask();
});
