// The embedded site's own switches: light and dark, the menu on a phone, and search.
const courseTheme = () => {
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage is off: follow the system */ }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.classList.toggle("quarto-dark", dark);
};

addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("button.theme");
  const label = () => {
    button.textContent = document.body.classList.contains("quarto-dark") ? "Light" : "Dark";
  };
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    const dark = document.body.classList.toggle("quarto-dark");
    try { localStorage.setItem("theme", dark ? "dark" : "light"); } catch { /* not kept, still switched */ }
    label();
  });

  const menu = document.querySelector(".menu");
  if (matchMedia("(max-width: 60rem)").matches) menu.open = false;

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
      box.querySelector("input").focus();
    };
    document.head.append(style, script);
  });
});
