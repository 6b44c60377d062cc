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
  document.querySelector(".menu").open = matchMedia("(min-width: 60rem)").matches;
};

addEventListener("DOMContentLoaded", () => {
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
  search.addEventListener("toggle", () => {
    const box = document.getElementById("search");
    if (!search.open || box.childElementCount) return;
    if (location.protocol === "file:") {
      box.innerHTML = "<p>Search needs the course to be served: python3 course.py serve.</p>";
      return;
    }
    const folder = `${search.dataset.root}pagefind/`;
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${folder}pagefind-ui.css` });
    const script = Object.assign(document.createElement("script"), { src: `${folder}pagefind-ui.js` });
    script.onload = () => {
      new PagefindUI({ element: "#search", showImages: false, resetStyles: false });
      const input = box.querySelector("input");
      input.setAttribute("aria-label", "Search the course");
      input.focus();
    };
    document.head.append(style, script);
  });
});
