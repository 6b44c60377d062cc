// The embedded site's own switches: light and dark, the menu on a phone, and search.
const courseTheme = () => {
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage is off: follow the system */ }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  setDark(dark);
};

// The class names are Quarto's, so that one style sheet serves both.
const setDark = (dark) => {
  document.body.classList.toggle("quarto-dark", dark);
  document.body.classList.toggle("quarto-light", !dark);
};

// Called where the menu stands, before it is painted, so that the text below does not jump.
const courseMenu = () => {
  const fold = document.body.classList.contains("broad") || !matchMedia("(min-width: 68rem)").matches;
  const menu = document.querySelector(".menu");
  menu.open = !fold;
  const here = menu.querySelector('[aria-current="page"]');
  if (here && here.offsetTop + here.offsetHeight > menu.clientHeight) menu.scrollTop = here.offsetTop - menu.clientHeight / 2;
};

// The contents mark the section that is read: the last whose heading has passed the upper third of the window.
const courseSections = () => {
  const links = new Map();
  for (const link of document.querySelectorAll(".toc a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  let pending = 0;
  const mark = () => {
    pending = 0;
    let now = null;
    for (const [heading, link] of links) {
      link.removeAttribute("aria-current");
      if (heading.getBoundingClientRect().top < innerHeight / 3) now = link;
    }
    now?.setAttribute("aria-current", "location");
  };
  addEventListener("scroll", () => (pending ||= requestAnimationFrame(mark)), { passive: true });
  mark();
};

addEventListener("DOMContentLoaded", () => {
  courseSections();
  const button = document.querySelector("button.theme");
  const label = () => {
    button.textContent = document.body.classList.contains("quarto-dark") ? "Light" : "Dark";
  };
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    const dark = !document.body.classList.contains("quarto-dark");
    setDark(dark);
    try { localStorage.setItem("theme", dark ? "dark" : "light"); } catch { /* not kept, still switched */ }
    label();
  });

  const search = document.querySelector(".search");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !search.open) return;
    search.open = false;
    search.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    // What was clicked may be gone by now: pagefind redraws its list.
    if (search.open && !event.composedPath().includes(search)) search.open = false;
  });
  search.addEventListener("click", (event) => {
    if (event.target.closest("#search a")) search.open = false; // a section of this page
  });
  search.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !search.contains(event.relatedTarget)) search.open = false;
  });
  let asked = false; // for pagefind
  search.addEventListener("toggle", () => {
    const box = document.getElementById("search");
    if (!search.open) return;
    box.querySelector("input")?.focus();
    if (asked) return;
    if (location.protocol === "file:") {
      box.innerHTML = "<p>Search needs the course to be served: python3 course.py serve.</p>";
      return;
    }
    asked = true;
    box.innerHTML = '<p role="status">Search is loading.</p>';
    const folder = `${search.dataset.root}pagefind/`;
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${folder}pagefind-ui.css` });
    const script = Object.assign(document.createElement("script"), { src: `${folder}pagefind-ui.js` });
    script.onload = () => {
      box.replaceChildren();
      new PagefindUI({ element: "#search", showImages: false, showSubResults: true, resetStyles: false });
      const input = box.querySelector("input");
      input.setAttribute("aria-label", "Search the course");
      if (search.open) input.focus();
    };
    script.onerror = () => {
      asked = false;
      box.firstElementChild.textContent = "Search did not load. To try again, close it and open it.";
    };
    document.head.append(style, script);
  });
});
