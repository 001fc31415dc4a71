// The switch between light and dark: as the system has it, until the reader chooses.
const THEMES = { "": "◐ System", light: "☀ Light", dark: "☾ Dark" };
const themeSwitch = document.querySelector("button.theme");

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  themeSwitch.textContent = THEMES[theme];
  themeSwitch.setAttribute("aria-label", `Colours: ${THEMES[theme].slice(2).toLowerCase()}`);
}

function storedTheme() {
  try {
    const theme = localStorage.getItem("theme");
    return theme in THEMES ? theme : "";
  } catch {
    return ""; // Some browsers store nothing for a file.
  }
}

themeSwitch.addEventListener("click", () => {
  const names = Object.keys(THEMES);
  const theme = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
  setTheme(theme);
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // It then holds until the page is closed.
  }
});
setTheme(storedTheme());

